"""Forms of a block: songs in one line a role, vertical cards with the right forms of their characters."""

import pypdfium2
import pytest

from productions.rollkit.document.inputs import RoleInfo
from productions.rollkit.fonts.font_set import DEFAULT_FAMILY, SHIPPED_FONTS, FontFile, FontSet
from productions.rollkit.layout.boxes import TextStyle
from productions.rollkit.layout.forms.running_names import fill_lines
from productions.rollkit.layout.reel import build_reel, render_pdf
from productions.rollkit.layout.roll_parts import lay_out_parts
from productions.rollkit.layout.tategaki import split_vertical_pieces
from productions.rollkit.layout.text_measure import LineTooWide
from productions.rollkit.screen_spec import parse_screen_spec
from productions.rollkit.template.validation import parse_template
from tests.roll.samples import DIRECTOR, credit
from tests.roll.test_templates import PLAIN, roll
from tests.roll.typefaces import typeface

LYRICS = RoleInfo("lyrics", "music", "Music", "音楽", 130, "Lyrics", "作詞", 40)
SINGING = RoleInfo("singing", "music", "Music", "音楽", 130, "Singing", "歌", 210)
VERTICAL = {**PLAIN, "kind": "cards", "writing": "vertical"}


def vertical(document, **values):
    return build_reel(document, parse_screen_spec({"template": {**VERTICAL, **values}}), lang="ja")


def ink(page, left, top, right, bottom):
    """The box that holds everything white on a part of the page, in pixels of the part; None where all is black."""
    bitmap = page.render(scale=1, grayscale=True)
    data, stride = bytes(bitmap.buffer), bitmap.stride
    found = [
        (x - left, y - top)
        for y in range(top, bottom)
        for x in range(left, right)
        if data[y * stride + x] > 127
    ]
    if not found:
        return None
    across, down = zip(*found, strict=True)
    return min(across), min(down), max(across), max(down)


def test_a_song_has_its_title_and_a_line_for_each_role():
    document = roll(
        credit("1", LYRICS, "見本さくら"),
        credit("2", SINGING, "仮名るり", sort_key="1"),
        credit("3", SINGING, "例田湊", sort_key="2"),
    )
    block = {
        "holds": "people", "roles": ["lyrics", "singing"], "form": "song", "heading": {"ja": "エンディングテーマ"},
        "text": {"ja": "「星の切手」"},
    }  # fmt: skip
    parts = lay_out_parts(document, lang="ja", template=parse_template({**PLAIN, "blocks": [block]}))
    rows = [row for part in parts for row in part.rows]

    assert [[cell.text for cell in row.cells] for row in rows] == [
        ["エンディングテーマ"], ["「星の切手」"], ["作詞", "見本さくら"], ["歌", "仮名るり、例田湊"],
    ]  # fmt: skip
    label, names = rows[-1].cells
    assert label.x + label.width < names.x
    assert abs(label.x + names.x + names.width - 1920) <= 1


def test_a_vertical_text_is_set_piece_by_piece():
    assert [(piece.text, piece.turned) for piece in split_vertical_pieces("第12話 スーパー、Alex Sample", SHIPPED_FONTS, bold=False)] == [
        ("第", False), ("12", False), ("話", False), (" ", False), ("ス", False), ("ー", False), ("パ", False),
        ("ー", False), ("、", False), ("Alex Sample", True),
    ]  # fmt: skip
    assert [piece.text for piece in split_vertical_pieces("か\u3099き", SHIPPED_FONTS, bold=False)] == [
        "か\u3099",
        "き",
    ]


def test_a_form_that_only_a_later_font_has_is_set_in_it_downwards_too(tmp_path):
    own = FontFile("Studio Gothic", 400, typeface(tmp_path / "font.ttf", "葛飾"))
    fonts = FontSet(("Studio Gothic", DEFAULT_FAMILY), (own, *SHIPPED_FONTS.files))
    document = roll(credit("1", DIRECTOR, "葛\U000e0100飾"))
    found = build_reel(document, parse_screen_spec({"template": VERTICAL}), fonts=fonts)
    (name,) = [cell for cell in found.pages[0]["cells"] if "飾" in cell["text"]]

    assert [piece[0] for piece in name["pieces"]] == [(("葛\U000e0100", DEFAULT_FAMILY),), [["飾", None]]]
    ours, theirs = (
        ink(
            pypdfium2.PdfDocument(render_pdf(found, background="#000000"))[0],
            name["x"],
            top,
            name["x"] + 24,
            top + 24,
        )
        for top in (name["y"], name["y"] + name["pieces"][0][1])
    )
    assert ours != theirs


def test_a_vertical_card_runs_from_the_right_with_the_role_above_its_names():
    document = roll(
        credit("1", DIRECTOR, "山田花子", sort_key="1"), credit("2", DIRECTOR, "林一", sort_key="2")
    )
    found = vertical(document, type={"size": 40, "pitch": 56})
    (page,) = found.pages
    role, first, second = page["cells"]

    assert [cell["text"] for cell in page["cells"]] == ["監督", "山田花子", "林一"]
    assert (role["x"], first["x"] - second["x"], first["width"]) == (first["x"], 56, 56)
    assert role["y"] + role["height"] < first["y"] == second["y"]
    assert second["x"] + first["x"] + first["width"] == 1920
    assert (role["y"], first["y"] + first["height"]) == (54, 54 + 457 + 57 + 457)
    assert [piece[1] for piece in first["pieces"]] == [40] * 4


def test_long_marks_stand_upright_and_punctuation_sits_in_the_upper_right():
    document = roll(credit("1", DIRECTOR, "ー、山"))
    pdf = pypdfium2.PdfDocument(
        render_pdf(vertical(document, type={"size": 100, "pitch": 140}), background="#000000")
    )
    (name,) = [
        cell
        for cell in vertical(document, type={"size": 100, "pitch": 140}).pages[0]["cells"]
        if cell["text"] == "ー、山"
    ]
    left = name["x"] + (name["width"] - 100) // 2
    mark, comma, letter = (
        ink(pdf[0], left, name["y"] + n * 100, left + 100, name["y"] + (n + 1) * 100) for n in range(3)
    )
    pdf.close()

    assert mark[3] - mark[1] > 4 * (mark[2] - mark[0])
    assert comma[0] > 50
    assert comma[3] < 50
    assert letter[2] - letter[0] > 70


def test_a_vertical_name_that_is_longer_than_its_half_of_the_card_is_refused_by_name():
    with pytest.raises(LineTooWide) as refusal:
        vertical(roll(credit("1", DIRECTOR, "寿限無" * 5)))
    assert str(refusal.value).startswith("“寿限無寿限無寿限無寿限無寿限無” is 510 px wide")


def test_names_in_lines_keep_theirs_and_a_comma_without_room_is_left_out():
    look = TextStyle(40, 56)
    assert list(fill_lines([["山田花子"], ["林一"]], "、", look, 160)) == ["山田花子", "林一"]
    assert list(fill_lines([["山田花子"], ["林一"]], "、", look, 200)) == ["山田花子、", "林一"]
    assert list(fill_lines([["山田花子", "（見本）"], ["林一"]], "、", look, 200)) == [
        "山田花子",
        "（見本）、",
        "林一",
    ]
