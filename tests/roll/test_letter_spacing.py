"""字取り, 均等割り and the space in a name: letters move, by exact pixels, and the text stays what it was."""

from dataclasses import replace
from itertools import pairwise

import pytest

from productions.rollkit.captions.caption_groups import build_captions
from productions.rollkit.document.inputs import RoleInfo
from productions.rollkit.layout.roll_parts import lay_out_parts
from productions.rollkit.rendering.stills import extract_page_text
from productions.rollkit.template.validation import parse_template
from tests.roll.letters import build, find_starts, list_letters
from tests.roll.samples import DIRECTOR, KEY, credit
from tests.roll.test_templates import PLAIN, roll

SIZE = 40
TYPE = {"size": SIZE, "pitch": 56}
FINISHING = RoleInfo("digital_paint", "color", "Color", "色彩", 60, "Digital paint", "仕上げ", 30)
CHECK = RoleInfo("finishing_check", "color", "Color", "色彩", 60, "Check", "色指定・検査", 20)


def people(*names, **values):
    return roll(*(credit(str(n), KEY, name, sort_key=f"{n:03}", **values) for n, name in enumerate(names)))


def find_edges(found, text):
    """Where a text that is drawn once begins and ends."""
    letters = list_letters(found)
    drawn = "".join(letter for letter, *_box in letters)
    wanted = text.replace(" ", "")
    assert drawn.count(wanted) == 1
    start = drawn.index(wanted)
    return letters[start][1], letters[start + len(wanted) - 1][3]


def starts(name, **block):
    """Where the letters of the only name begin, in letters from the first one."""
    found = build(people(name), type=TYPE, blocks=[{"holds": "rest", **block}])
    return [round(start / SIZE, 2) for start in find_starts(found, name)]


@pytest.mark.parametrize(
    ("letters", "name", "found"),
    [
        (7, "原 直人", [0, 4, 6]),
        (7, "長谷川 俊介", [0, 1, 2, 4, 6]),
        (7, "佐藤　修一", [0, 2, 4, 6]),
        (7, "林 一", [0, 6]),
        (7, "竹内 龍之介", [0, 2, 4, 5, 6]),
        (7, "勅使河原 あおい", [0, 1, 2, 3, 4, 5, 6]),
        (5, "佐藤 修一", [0, 1, 3, 4]),
        (5, "原 直人", [0, 3, 4]),
        (5, "林 一", [0, 4]),
        (5, "長谷川 俊介", [0, 1, 2, 3, 4]),
        (6, "森 一郎", [0, 3.5, 5]),
        (5, "葛飾北", [0, 2, 4]),
        (7, "仕上げ", [0, 3, 6]),
    ],
)
def test_a_name_is_spread_over_so_many_letters(letters, name, found):
    assert starts(name, name_letters=letters) == found


@pytest.mark.parametrize("name", ["勅使河原 龍之介", "葛"])
def test_a_name_that_cannot_be_spread_stands_as_it_is(name):
    assert starts(name, name_letters=5) == starts(name)


@pytest.mark.parametrize("name", ["Alex Ito", "ルカ・ロッシ", "ＤＲ ＡＢ", "林A 一", "れい"])
def test_other_letters_and_pen_names_in_kana_are_not_spread(name):
    assert starts(name, name_letters=10) == starts(name)


def test_a_company_is_not_spread():
    company = people("虹社", kind="company", headcount=3)
    found = build(company, type=TYPE, blocks=[{"holds": "rest", "name_letters": 7}])
    assert find_starts(found, "虹社") == pytest.approx([0, SIZE], abs=0.1)


def test_a_letter_with_its_selector_is_one_letter():
    ours = build(people("葛\U000e0100飾 一"), type=TYPE, blocks=[{"holds": "rest", "name_letters": 7}])
    (name,) = [cell for cell in ours.pages[0]["cells"] if "飾" in cell["text"]]
    assert [parts[0][0] for parts, _after, _apart in name["spread"]] == ["葛\U000e0100", "飾", " ", "一"]


@pytest.mark.parametrize(
    ("name_space", "gap"), [("full", 1), ("half", 0.5), ("third", 0.33), ("quarter", 0.25), ("none", 0)]
)
@pytest.mark.parametrize("space", [" ", "　"])
def test_the_space_in_a_name_is_as_wide_as_the_template_wants(space, name_space, gap):
    assert starts(f"佐藤{space}修", name_space=name_space) == [0, 1, 2 + gap]


@pytest.mark.parametrize(
    ("form", "drawn"), [("flow", "佐藤修林一"), ("paragraph", "佐藤修、林一"), ("song", "佐藤修、林一")]
)
def test_names_in_one_line_have_the_space_too(form, drawn):
    block = {"holds": "rest", "form": form, "name_space": "quarter"}
    found = build(people("佐藤　修", "林 一"), type=TYPE, blocks=[block])
    starts = [round(start / SIZE, 2) for start in find_starts(found, drawn)]
    assert starts[:3] == [0, 1, 2.25]
    assert starts[-2:] == [4.25, 5.5]
    assert found.cues[-1].text.startswith("佐藤　修")


def test_a_name_without_a_space_gets_none():
    assert starts("佐藤修", name_space="full") == [0, 1, 2]


def test_what_stands_beside_a_spread_name_follows_it():
    document = people("原 直人", affiliation="虹")
    found = build(document, type=TYPE, blocks=[{"holds": "rest", "studios": "beside", "name_letters": 7}])
    assert find_starts(found, "原 直人（虹）")[:3] == pytest.approx([0, 160, 240], abs=0.1)
    assert find_starts(found, "虹")[0] == 0
    assert find_starts(found, "人（虹")[2] == pytest.approx(2 * SIZE, abs=0.1)


def test_spread_names_of_a_grid_share_their_edges():
    names = ["原 直人", "長谷川 俊介", "林 一", "佐藤 修一"]
    block = {"holds": "rest", "form": "grid", "columns": 2, "name_letters": 7}
    found = build(people(*names), type=TYPE, blocks=[block])
    cells = [cell for cell in found.pages[0]["cells"] if cell["text"] in names]
    assert {cell["width"] for cell in cells} == {7 * SIZE}
    for name in names:
        assert find_starts(found, name)[-1] == pytest.approx(6 * SIZE, abs=0.1)


LATIN = "Ann Lee"


@pytest.mark.parametrize(
    "block", [{}, {"form": "grid"}, {"form": "stacked", "align": "right"}], ids=["beside", "grid", "stacked"]
)
def test_a_latin_name_stands_in_the_middle_of_the_width_that_others_are_spread_over(block):
    own = {"holds": "rest", "name_letters": 7, **block}
    found, left = (
        build(people("原 直人", LATIN), type=TYPE, blocks=[{**own, "name_latin": place}])
        for place in ("middle", "left")
    )
    spread, latin = (find_edges(found, name) for name in ("原直人", LATIN))
    usual = find_edges(left, LATIN)

    assert spread[1] - spread[0] == pytest.approx(7 * SIZE, abs=0.1)
    assert sum(latin) == pytest.approx(sum(spread), abs=0.2)
    assert latin[1] - latin[0] == pytest.approx(usual[1] - usual[0], abs=0.1)
    if block.get("align") != "right":
        assert usual[0] == pytest.approx(spread[0], abs=0.1)


def test_a_latin_name_on_a_vertical_card_stands_in_the_middle_too():
    block = {"holds": "rest", "name_letters": 7, "name_latin": "middle"}
    found = build(people("原 直人", LATIN), kind="cards", writing="vertical", type=TYPE, blocks=[block])
    spread, latin = (
        next(cell for cell in found.pages[0]["cells"] if cell["text"] == name) for name in ("原 直人", LATIN)
    )
    before, *_pieces, after = [long for _parts, long, *_told in latin["pieces"]]
    lengths = [sum(long for _parts, long, *_told in cell["pieces"]) for cell in (spread, latin)]
    assert (before > 0, before) == (True, pytest.approx(after))
    assert lengths == pytest.approx([7 * SIZE] * 2)


@pytest.mark.parametrize("name", ["Bartholomew Featherstonehaugh", "ルカ・ロッシ", "れい", "Ann Lee（虹）"])
def test_what_is_wider_or_not_latin_begins_at_the_left(name):
    name, _, studio = name.partition("（")
    document = people(name, affiliation=studio.rstrip("）"))
    block = {"holds": "rest", "name_letters": 7, "studios": "beside"}
    usual, centred = (
        build(document, type=TYPE, blocks=[{**block, "name_latin": place}]).pages
        for place in ("left", "middle")
    )
    assert usual == centred


@pytest.mark.parametrize("form", ["flow", "paragraph", "song"])
def test_in_running_lines_a_latin_name_stands_as_it_is(form):
    block = {"holds": "rest", "form": form, "name_letters": 7}
    usual, centred = (
        build(people("原 直人", LATIN), type=TYPE, blocks=[{**block, "name_latin": place}]).pages
        for place in ("left", "middle")
    )
    assert usual == centred


def test_a_grid_has_no_more_columns_than_spread_names_have_room_for():
    names = [f"原 直{letter}" for letter in "人一二三四五"]
    block = {"holds": "rest", "form": "grid", "columns": 6, "name_letters": 7}
    found = build(people(*names), type=TYPE, blocks=[block])
    assert len({cell["x"] for cell in found.pages[0]["cells"] if cell["text"] in names}) == 3
    assert find_starts(found, names[0]) == pytest.approx([0, 160, 240], abs=0.1)


def test_what_is_said_is_the_name_as_credited():
    document = people("原 直人")
    found = build(document, type=TYPE, blocks=[{"holds": "rest", "name_letters": 7}])
    assert [cue.text for cue in found.cues] == ["原 直人"]
    assert extract_page_text(found.pages[0]) == "原画  原 直人"
    assert [line for caption in build_captions(found) for line in caption.lines][-1] == "原画：原 直人"


def roles(**block):
    document = roll(
        credit("1", CHECK, "林 一"), credit("2", FINISHING, "森 海"), credit("3", DIRECTOR, "原 空")
    )
    return build(document, type=TYPE, blocks=[{"holds": "rest", **block}])


def test_roles_are_spread_over_the_longest():
    found = roles(role_spread="longest")
    assert find_starts(found, "色指定・検査") == pytest.approx([40 * n for n in range(6)], abs=0.1)
    assert find_starts(found, "仕上げ") == pytest.approx([0, 100, 200], abs=0.1)
    assert find_starts(found, "監督") == pytest.approx([0, 200], abs=0.1)


def test_a_role_of_more_than_eight_letters_spreads_no_other():
    long = replace(KEY, label_ja="キャラクターデザイン・総作画監督")
    document = roll(
        credit("1", DIRECTOR, "林 一"), credit("2", long, "森 海"), credit("3", FINISHING, "原 空")
    )
    found = build(document, type=TYPE, blocks=[{"holds": "rest", "role_spread": "longest"}])
    assert find_starts(found, "仕上げ") == pytest.approx([0, 40, 80], abs=0.1)
    assert find_starts(found, "監督") == pytest.approx([0, 80], abs=0.1)


def test_roles_are_spread_over_their_column():
    found = roles(role_spread="column")
    (width,) = {cell["width"] for cell in found.pages[0]["cells"] if cell["text"] == "監督"}
    assert find_starts(found, "監督")[-1] == pytest.approx(width - SIZE, abs=0.1)
    assert find_starts(found, "仕上げ")[1] == pytest.approx((width - SIZE) / 2, abs=0.1)


def test_roles_in_english_are_not_spread():
    document = roll(credit("1", CHECK, "林 一"), credit("2", KEY, "森 海"))
    usual, asked = (
        build(document, lang="en", blocks=[{"holds": "rest", "role_spread": spread}])
        for spread in ("none", "column")
    )
    assert [cell for page in asked.pages for cell in page["cells"]] == [
        cell for page in usual.pages for cell in page["cells"]
    ]


@pytest.mark.parametrize(
    ("honorifics", "lang", "text"),
    [
        ("omitted", "ja", "（敬称略）"),
        ("unordered", "ja", "（順不同・敬称略）"),
        ("omitted", "en", "(titles omitted)"),
        ("unordered", "en", "(in no particular order, titles omitted)"),
    ],
)
def test_honorifics_are_omitted_below_the_whole_list(honorifics, lang, text):
    document = roll(credit("1", DIRECTOR, "林 一"), credit("2", KEY, "森 海"))
    block = {"holds": "rest", "sections": "departments", "honorifics": honorifics}
    template = parse_template({**PLAIN, "blocks": [block]})
    parts = lay_out_parts(document, lang=lang, template=template)
    said = [cell.text for part in parts for row in part.rows for cell in row.cells]
    assert said.count(text) == 1
    assert said.index(text) == said.index("森 海") + 1


def test_a_role_above_its_names_is_spread_over_the_longest_alone():
    document = roll(credit("1", CHECK, "林 一"), credit("2", FINISHING, "森 海"))
    grid = {"holds": "rest", "form": "grid", "columns": 2}
    longest, column = (
        build(document, type=TYPE, blocks=[grid | {"role_spread": spread}])
        for spread in ("longest", "column")
    )
    assert find_starts(longest, "仕上げ") == pytest.approx([0, 100, 200], abs=0.1)
    assert find_starts(column, "仕上げ") == pytest.approx([0, 40, 80], abs=0.1)


def test_half_width_kana_keep_their_voicing_marks():
    """ﾀﾞ is one letter: seven half-width letters of a role have six spaces, and no mark leaves its letter."""
    name = build(people("原 ﾀﾞｲｷﾞ"), type=TYPE, blocks=[{"holds": "rest", "name_letters": 7}])
    role = build(
        roll(credit("1", replace(KEY, label_ja="ﾚｲｱｳﾄﾊﾞﾝ"), "原")),
        type=TYPE,
        blocks=[{"holds": "rest", "role_spread": "column"}],
    )
    for found, letters in ((name, ["原", " ", "ﾀﾞ", "ｲ", "ｷﾞ"]), (role, ["ﾚ", "ｲ", "ｱ", "ｳ", "ﾄ", "ﾊﾞ", "ﾝ"])):
        (spread,) = [cell["spread"] for cell in found.pages[0]["cells"] if "spread" in cell]
        assert ["".join(part for part, _family in parts) for parts, *_rest in spread] == letters
    starts = find_starts(role, "ﾚｲｱｳﾄﾊﾞﾝ")
    steps = [right - left for left, right in pairwise(starts[:6])]
    assert steps == pytest.approx([steps[0]] * 5, abs=1)
    assert starts[6] - starts[5] <= SIZE / 2 < steps[0]
