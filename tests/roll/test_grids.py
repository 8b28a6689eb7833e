"""Names in columns: most fit into one, wide ones take several, and what stands below a name is dim."""

from math import ceil

import pytest

from productions.rollkit.fittings import LineTooWide
from productions.rollkit.layout.boxes import TextStyle
from productions.rollkit.layout.name_lines import flip_alignment
from productions.rollkit.layout.reel import build_reel
from productions.rollkit.layout.roll_parts import lay_out_parts
from productions.rollkit.layout.tategaki import split_vertical_pieces
from productions.rollkit.layout.text_measure import measure_text, wrap_text
from productions.rollkit.screen_spec import parse_screen_spec
from productions.rollkit.template.validation import parse_template
from tests.roll.samples import GENERATOR, KEY, credit
from tests.roll.test_templates import PLAIN, roll

LONG = "Maximiliano Fernández de Córdoba"


def people(*names, **values):
    return roll(*(credit(str(n), KEY, name, sort_key=f"{n:03}", **values) for n, name in enumerate(names)))


def rows(document, *, columns=4, template=None, **block):
    """Each row as its texts, where they begin and how white they are."""
    asked = {"holds": "rest", "form": "grid", "columns": columns, **block}
    parts = lay_out_parts(
        document, lang="ja", template=parse_template({**PLAIN, "blocks": [asked], **(template or {})})
    )
    return [
        [(cell.text, cell.x, cell.look.white) for cell in row.cells] for part in parts for row in part.rows if row.cells
    ]  # fmt: skip


def test_a_wide_name_takes_several_columns_and_the_others_keep_theirs():
    found = rows(people("山田 花", "林 一", LONG, "東 京", "南 風", "森 海", "原 空"))
    first, second, third, fourth = sorted({x for row in found[1:] for _text, x, _white in row})

    assert [[(text, x) for text, x, _white in row] for row in found[1:]] == [
        [("山田 花", first), ("林 一", second)],
        [(LONG, first)],
        [("東 京", first), ("南 風", second), ("森 海", third), ("原 空", fourth)],
    ]
    assert second - first == third - second == fourth - third


def test_there_are_fewer_columns_where_many_names_are_wide():
    found = rows(people(*(f"{LONG} {n}" for n in range(4))))
    assert [len(row) for row in found[1:]] == [2, 2]


def test_a_name_that_is_wider_than_all_columns_is_refused():
    delivery = parse_screen_spec(
        {"template": {**PLAIN, "blocks": [{"holds": "rest", "form": "grid", "columns": 4}]}}
    )
    with pytest.raises(LineTooWide):
        build_reel(people("林 一", "寿限無" * 20), delivery, lang="ja")


def test_people_without_names_have_a_line_in_a_grid():
    found = rows(roll(credit("1", KEY, absence_reason="unknown_lost")))
    assert [[text for text, _x, _white in row] for row in found] == [
        ["原画"],
        ["1名（記録が失われ氏名不明）"],
    ]


def test_what_has_no_room_beside_a_name_stands_in_one_line_below_it_less_white():
    note = "（株式会社見本アニメ）"
    found = rows(people("山田 花", "山本 空", "山川 海", affiliation=note[1:-1]), columns=3)
    assert [[(text, white) for text, _x, white in row] for row in found[1:]] == [
        [("山田 花", 255), ("山本 空", 255), ("山川 海", 255)],
        [(note, 176)] * 3,
    ]


def test_what_would_need_more_lines_than_two_takes_more_columns():
    long = credit("8", KEY, "山田 花", sort_key="8", affiliation="見本" * 12)
    document = roll(*(credit(str(n), KEY, f"林 {n}", sort_key=str(n)) for n in range(7)), long)
    assert [len(row) for row in rows(document)] == [1, 4, 3, 1]


def test_the_other_writing_of_a_name_stands_below_it_in_a_grid_and_closer_than_the_next_name_in_a_line():
    document = people("山田 花", "林 一", romaji="Sample Name")
    grid = rows(document, template={"names": "both"})
    flow = rows(document, template={"names": "both"}, form="flow")

    assert [[(text, white) for text, _x, white in row] for row in grid[1:]] == [
        [("山田 花", 255), ("林 一", 255)],
        [("Sample Name", 176), ("Sample Name", 176)],
    ]
    assert [text for text, _x, _white in flow[1]] == ["山田 花　Sample Name　　林 一　Sample Name"]


def test_a_heading_that_only_repeats_its_one_role_is_not_printed():
    document = people("林 一", role_as_printed="作画")
    template = {**PLAIN, "kind": "cards", "blocks": [{"holds": "rest", "sections": "departments"}]}
    reel = build_reel(document, parse_screen_spec({"template": template}), lang="ja")

    assert [[cell["text"] for cell in page["cells"]] for page in reel.pages] == [["作画", "林 一"]]
    assert [marker.label for marker in reel.markers] == ["作画"]


@pytest.mark.parametrize("align", ["left", "middle", "right"])
def test_tools_are_aligned_as_their_people_are(align):
    document = roll(credit("1", KEY, "林 一", ai_uses=(GENERATOR,)))
    template = parse_template({**PLAIN, "blocks": [{"holds": "rest", "align": align, "form": "flow"}]})
    cells = [
        cell for part in lay_out_parts(document, lang="ja", template=template) for row in part.rows for cell in row.cells
    ]  # fmt: skip
    tools = cells[[cell.text for cell in cells].index("使用ツール") :]
    assert {cell.column for cell in tools[:2]} == {flip_alignment(align)}


@pytest.mark.parametrize("word", ["Nguyễn", "Ελένη", "Иван", "O’Brien"])
def test_a_word_with_accents_is_one_word(word):
    look = TextStyle(40, 56)
    room = ceil(measure_text(word, look))
    assert wrap_text(f"{word} {word}", look, room) == [word, word]
    assert [piece.text for piece in split_vertical_pieces(f"第一話{word}", look.fonts, weight=400)] == [
        "第",
        "一",
        "話",
        word,
    ]
