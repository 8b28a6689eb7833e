"""Forms of a block: songs in one line a role, vertical cards with the right forms of their characters."""

import pypdfium2
import pytest

from productions.rollkit.document.inputs import RoleInfo
from productions.rollkit.fittings import LineTooWide
from productions.rollkit.fonts.font_set import DEFAULT_FAMILY, SHIPPED_FONTS, FontFile, FontSet
from productions.rollkit.layout.boxes import TextStyle
from productions.rollkit.layout.forms.running_names import fill_lines
from productions.rollkit.layout.name_lines import NameLines
from productions.rollkit.layout.reel import build_reel, render_pdf
from productions.rollkit.layout.roll_parts import lay_out_parts
from productions.rollkit.layout.tategaki import split_vertical_pieces
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
    assert [(piece.text, piece.turned) for piece in split_vertical_pieces("第12話 スーパー、Alex Sample", SHIPPED_FONTS, weight=400)] == [
        ("第", False), ("12", False), ("話", False), (" ", False), ("ス", False), ("ー", False), ("パ", False),
        ("ー", False), ("、", False), ("Alex Sample", True),
    ]  # fmt: skip
    assert [piece.text for piece in split_vertical_pieces("か\u3099き", SHIPPED_FONTS, weight=400)] == [
        "か\u3099",
        "き",
    ]
    assert [piece.text for piece in split_vertical_pieces("李\u200d小", SHIPPED_FONTS, weight=400)] == [
        "李\u200d",
        "小",
    ]


def test_a_form_that_only_a_later_font_has_is_set_in_it_downwards_too(tmp_path):
    own = FontFile("Studio Gothic", 400, typeface(tmp_path / "font.ttf", "葛飾"))
    fonts = FontSet(("Studio Gothic", DEFAULT_FAMILY), (own, *SHIPPED_FONTS.files))
    document = roll(credit("1", DIRECTOR, "葛\U000e0100飾"))
    found = build_reel(document, parse_screen_spec({"template": VERTICAL}), fonts=fonts)
    (name,) = [cell for cell in found.pages[0]["cells"] if "飾" in cell["text"]]

    assert [piece[0] for piece in name["pieces"]] == [(("葛\U000e0100", DEFAULT_FAMILY),), [("飾", None)]]
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


def name_box(text, **values):
    """The only name of a vertical card in 100 px, with its page."""
    document = roll(credit("1", DIRECTOR, text))
    found = vertical(document, type={"size": 100, "pitch": 140}, **values)
    (name,) = [cell for cell in found.pages[0]["cells"] if cell["text"] == text]
    return name, pypdfium2.PdfDocument(render_pdf(found, background="#000000"))[0]


def ink_of_letters(text):
    """The ink of each letter of a name in 100 px, in its own box."""
    name, page = name_box(text)
    left = name["x"] + (name["width"] - 100) // 2
    return [
        ink(page, left, name["y"] + n * 100, left + 100, name["y"] + (n + 1) * 100) for n in range(len(text))
    ]


def test_half_width_kana_stand_upright_as_full_width_ones():
    assert [piece.text for piece in split_vertical_pieces("ﾊﾔｼ ﾊﾞｰﾋﾟ･｡", SHIPPED_FONTS, weight=400)] == [
        *"ハヤシ バーピ・。"
    ]
    name, _page = name_box("ﾊﾞｰﾄ")
    assert [piece[0][0][0] for piece in name["pieces"]] == ["バ", "ー", "ト"]
    assert name["text"] == "ﾊﾞｰﾄ"
    half, full = (
        page.render(scale=0.5).to_numpy().tolist() for _name, page in map(name_box, ("ﾊﾞｰﾄ", "バート"))
    )
    assert half == full


def test_small_kana_stand_in_the_upper_right_and_brackets_lie_across():
    small, large = ink_of_letters("ッツ")
    assert small[0] > large[0] + 15
    assert small[3] < large[3] - 5
    opening, _letter, closing = ink_of_letters("「山」")
    for bracket in (opening, closing):
        assert bracket[2] - bracket[0] > 30
    assert opening[1] > 50
    assert closing[3] < 50


def test_vertical_lines_take_twenty_letters_beside_a_short_role():
    document = roll(
        credit("1", DIRECTOR, "寿限無五劫擦切海砂利水魚水行末雲来末風", sort_key="1"),
        credit("2", DIRECTOR, "林一", sort_key="2"),
    )
    (page,) = vertical(document, type={"size": 40, "pitch": 56}).pages
    role, long, short = page["cells"]
    assert [role["text"], short["text"], len(long["text"])] == ["監督", "林一", 19]
    assert role["y"] + role["height"] < long["y"] == short["y"]
    assert long["y"] + 19 * 40 <= 1080 - 54
    assert role["x"] == long["x"]


def test_vertical_names_stand_behind_their_role_where_both_have_no_room_in_one_line():
    long = RoleInfo("x", "d", "D", "部", 1, "Role", "キャラクターデザイン・総作画監督", 1)
    document = roll(
        credit("1", long, "寿限無" * 7, sort_key="1"),
        credit("2", long, "林一", sort_key="2"),
        credit("3", DIRECTOR, "山田花子"),
    )
    (page,) = vertical(document, type={"size": 40, "pitch": 56}).pages
    cells = {cell["text"]: cell for cell in page["cells"]}
    role, first, second = (cells[text] for text in (long.label_ja, "寿限無" * 7, "林一"))
    assert role["y"] == first["y"] == second["y"] == 54
    assert role["x"] > first["x"] > second["x"]
    assert cells["山田花子"]["y"] > 500


def test_a_vertical_name_that_is_longer_than_the_card_is_refused_by_name():
    with pytest.raises(LineTooWide) as refusal:
        vertical(roll(credit("1", DIRECTOR, "寿限無" * 12)))
    assert str(refusal.value).startswith(f"“{'寿限無' * 12}” is 980 px wide")


def test_a_spread_name_downwards_is_as_long_as_its_letters():
    name, page = name_box("林 一", blocks=[{"holds": "rest", "name_letters": 4}])
    assert sum(piece[1] for piece in name["pieces"]) == 400
    left = name["x"] + (name["width"] - 100) // 2
    assert ink(page, left, name["y"] + 100, left + 100, name["y"] + 300) is None
    assert ink(page, left, name["y"] + 300, left + 100, name["y"] + 400) is not None


@pytest.mark.parametrize(
    ("name_space", "gap"), [("given", 50), ("none", 0), ("quarter", 25), ("third", 33), ("full", 100)]
)
def test_the_space_in_a_name_is_exact_downwards_too(name_space, gap):
    name, page = name_box("林 林", blocks=[{"holds": "rest", "name_space": name_space}])
    left = name["x"] + (name["width"] - 100) // 2
    first = ink(page, left, name["y"], left + 100, name["y"] + 100)
    both = ink(page, left, name["y"], left + 100, name["y"] + 300)
    assert both[3] - first[3] == 100 + gap


def test_a_comma_without_room_is_left_out():
    look = TextStyle(40, 56)
    names = [NameLines((name,), look, look) for name in ("山田花子", "林一")]
    assert [run.text for run in fill_lines(names, "、", look, 160)] == ["山田花子", "林一"]
    assert [run.text for run in fill_lines(names, "、", look, 200)] == ["山田花子、", "林一"]
