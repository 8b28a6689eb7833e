"""Pairs side by side, leaders, last rows and centred pairs: where typst sets them, in pixels."""

import pypdfium2
import pytest

from productions.rollkit.layout.reel import build_reel, render_pdf
from productions.rollkit.layout.style import compute_safe_area
from productions.rollkit.screen_spec import parse_screen_spec
from tests.roll.ending_sheet import compose_ending, the_ending
from tests.roll.lanes import cell_of, cells
from tests.roll.samples import DIRECTOR, KEY, credit
from tests.roll.set_texts import read_set_texts
from tests.roll.test_forms import ink
from tests.roll.test_templates import PLAIN, roll

RASTERS = ["1920x1080", "2048x858", "3840x2160"]
SMALL = {"type": {"size": 26, "pitch": 40}}
CAST = {"holds": "people", "roles": ["voice_cast"]}
LONG_NAME = "東都アニメーションデジタルファクトリー合同会社"


def reel(*blocks, raster="1920x1080", lang="ja", document=None, **values):
    template = {**PLAIN, **SMALL, "blocks": list(blocks), **values}
    spec = parse_screen_spec({"raster": raster, "template": template})
    return build_reel(document or the_ending(), spec, lang=lang)


def cast():
    """A cast of two alone."""
    return roll(
        credit("1", DIRECTOR, "髙橋 美咲", sort_key="1", character="妹", character_ja="妹"),
        credit("2", DIRECTOR, "林 一", sort_key="2", character="村長", character_ja="村長"),
    )


def draw_ink(found, left, top, width, height):
    """The box of what is drawn on a part of the first page, in pixels of the part."""
    pdf = pypdfium2.PdfDocument(render_pdf(found, background="#000000"))
    shown = ink(pdf[0], left, top, left + width, top + height)
    pdf.close()
    return shown


def begins(found):
    """Where each text that is set in one run begins, and its base line."""
    return {each.text.strip(): (each.x, each.y) for each in read_set_texts(found)}


def middle_of(found, *texts):
    """The middle of the ink of runs, in pixels."""
    runs = [each for each in read_set_texts(found) if each.text.strip() in texts]
    assert len(runs) == len(texts)
    return (min(each.x for each in runs) + max(each.right for each in runs)) / 2


@pytest.mark.parametrize("raster", RASTERS)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_cast_stands_in_three_pairs_side_by_side_and_reads_in_rows(raster, lang):
    found = reel({**CAST, "across": 3}, raster=raster, lang=lang)
    places = begins(found)
    names = ["髙橋 美咲", "山﨑 凛", "𠮷田 健太郎", "辻󠄁 遥", "佐々木 奈々", "Mai Nguyễn"]
    (first, y), (second, _), (third, _), (fourth, below), (fifth, _), _last = (places[name] for name in names)

    assert [places[name][1] for name in names[:5]] == [y, y, y, below, below]
    assert (first, second) == (fourth, fifth)
    assert second - first == third - second
    area = compute_safe_area(found.raster, found.delivery.template)
    assert all(
        area.left <= cell["x"] and cell["x"] + cell["width"] <= area.left + area.width
        for cell in cells(found)
    )
    assert found.fewer == ()


@pytest.mark.parametrize("raster", RASTERS)
def test_the_last_of_a_cast_stands_in_the_middle_where_the_template_says_so(raster):
    shown = "劇団れいだい"
    usual, centred = (reel({**CAST, "across": 3, "tail": tail}, raster=raster) for tail in ("left", "middle"))
    first, second = cell_of(usual, "髙橋 美咲")["x"], cell_of(usual, "山﨑 凛")["x"]

    assert cell_of(usual, shown)["x"] == first
    assert cell_of(centred, shown)["x"] == second
    assert cell_of(centred, shown)["y"] == cell_of(usual, shown)["y"]


def test_a_last_row_of_two_stands_between_the_columns_of_three():
    document = roll(
        *(
            credit(
                str(n), DIRECTOR, f"見本 {n}", sort_key=str(n), character=f"役 {n}", character_ja=f"役 {n}"
            )
            for n in range(5)
        )
    )
    found = reel({"holds": "rest", "across": 3, "tail": "middle"}, document=document)
    xs = [cell_of(found, f"見本 {n}")["x"] for n in range(5)]
    step = xs[1] - xs[0]

    assert xs[3:] == [xs[0] + step // 2, xs[0] + step // 2 + step]


@pytest.mark.parametrize("raster", RASTERS)
def test_dots_lead_from_the_role_to_the_name_on_one_grid_for_all_lines(raster):
    found = reel({**CAST, "across": 2, "leader": "dots"}, {"holds": "rest", "leader": "dots"}, raster=raster)
    leaders = [cell for cell in cells(found) if "dots" in cell]
    texts = {(cell["y"], cell["x"] + cell["width"]): cell for cell in cells(found) if cell["text"]}

    assert len({cell["dots"] for cell in leaders}) == 1
    assert {cell["x"] % cell["dots"] for cell in leaders} == {0}
    assert {cell["width"] % cell["dots"] for cell in leaders} == {0}
    assert len(leaders) > 40
    line = next(row for row in rows_of(found) if "星野先生" in [cell["text"] for cell in row])
    start = [cell["text"] for cell in line].index("星野先生")
    role, dots, name = line[start : start + 3]
    runs = {each.text.strip(): each for each in read_set_texts(found)}
    clear = role["size"] // 3
    assert runs["星野先生"].x == role["x"]
    assert runs["星野先生"].right + clear <= dots["x"]
    assert dots["x"] + dots["width"] + clear <= runs["辻󠄁 遥"].x
    assert texts[name["y"], name["x"] + name["width"]]["column"] == "left"


def rows_of(found):
    """The cells of a line, from the left."""
    by_line = {}
    for cell in cells(found):
        by_line.setdefault(cell["y"], []).append(cell)
    return [sorted(row, key=lambda cell: cell["x"]) for row in by_line.values()]


@pytest.mark.parametrize(("lang", "middle"), [("ja", True), ("en", False)])
def test_the_dots_of_a_line_are_drawn_in_the_middle_in_japanese_and_on_the_base_line_in_english(lang, middle):
    found = reel(
        {"holds": "rest", "leader": "dots"}, lang=lang, type={"size": 44, "pitch": 60}, document=cast()
    )
    dots = next(cell for cell in cells(found) if "dots" in cell)
    boxes = [
        draw_ink(found, dots["x"] + n * dots["dots"], dots["y"], dots["dots"], dots["height"])
        for n in range(4)
    ]
    base = next(each.y for each in read_set_texts(found) if each.text.strip() == "髙橋 美咲")

    assert len(set(boxes)) == 1  # each dot has the same pixels
    left, top, right, bottom = boxes[0]
    assert (left, right - left + 1, bottom - top + 1) == (0, dots["dot"], dots["dot"])
    if middle:
        assert abs(top + bottom + 1 - dots["height"]) <= 1
    else:
        assert abs(dots["y"] + bottom + 1 - base) <= 1


@pytest.mark.parametrize("raster", RASTERS)
def test_a_pair_stands_in_the_middle_of_the_screen(raster):
    found = reel({"holds": "rest", "form": "pair"}, raster=raster)
    centre = found.raster.width / 2

    assert abs(middle_of(found, "演出", "渡邉 大輔") - centre) <= 4 * found.raster.scale_px(1)
    role, name = next(row for row in rows_of(found) if row[0]["text"] == "演出")
    assert (
        name["x"] - role["x"] - role["width"]
        == compute_safe_area(found.raster, found.delivery.template).gutter // 2
    )


def test_the_names_of_a_pair_stand_below_one_another_beside_the_role():
    found = reel({"holds": "rest", "form": "pair"})
    first, second = cell_of(found, "渡邊 大"), cell_of(found, "小野﨑 まり")
    assert (first["x"], second["y"] - first["y"]) == (second["x"], 40)


@pytest.mark.parametrize("raster", RASTERS)
def test_each_character_stands_above_its_actor_in_four_columns(raster):
    found = reel({**CAST, "form": "stacked", "across": 4}, raster=raster)
    area = compute_safe_area(found.raster, found.delivery.template)
    above, below = cell_of(found, "アオイ"), cell_of(found, "佐々木 奈々")

    assert (above["x"], above["width"], above["y"] + above["height"]) == (
        below["x"],
        below["width"],
        below["y"],
    )
    assert abs(middle_of(found, "アオイ") - middle_of(found, "佐々木 奈々")) <= 4 * found.raster.scale_px(1)
    assert (
        len(
            {
                cell["x"]
                for cell in cells(found)
                if cell["text"] in ("髙橋 美咲", "山﨑 凛", "𠮷田 健太郎", "辻󠄁 遥")
            }
        )
        == 4
    )
    assert above["x"] >= area.left


@pytest.mark.parametrize("raster", RASTERS)
def test_a_role_stands_above_its_names_in_the_middle(raster):
    found = reel({"holds": "rest", "form": "stacked"}, raster=raster)
    centre = found.raster.width / 2
    assert abs(middle_of(found, "演出") - centre) <= 3 * found.raster.scale_px(1)
    assert abs(middle_of(found, "渡邉 大輔") - centre) <= 3 * found.raster.scale_px(1)
    assert cell_of(found, "演出")["y"] < cell_of(found, "渡邉 大輔")["y"]


def test_the_last_names_of_a_grid_stand_in_the_middle_of_the_widest_line():
    names = ("山田 一", "山田 二", "山田 三", "山田 四", "山田 五")
    document = roll(*(credit(str(n), KEY, name, sort_key=str(n)) for n, name in enumerate(names)))
    usual, centred = (
        reel({"holds": "rest", "form": "grid", "columns": 4, "tail": tail}, document=document)
        for tail in ("left", "middle")
    )
    first, last = names[:3], names[3:]
    wide = [cell_of(centred, name)["x"] for name in first]
    assert wide == [cell_of(usual, name)["x"] for name in first]
    assert cell_of(centred, last[0])["x"] > cell_of(usual, last[0])["x"]
    assert abs(middle_of(centred, *last) - middle_of(centred, first[0], first[-1])) <= 3


def test_where_a_name_is_too_wide_fewer_stand_side_by_side_and_the_notes_say_so():
    wide = [credit(str(n), DIRECTOR, f"見本 {n}", sort_key=str(n)) for n in range(8)]
    found = reel(
        {"holds": "rest", "across": 4}, document=roll(*wide, credit("9", DIRECTOR, LONG_NAME, sort_key="9"))
    )
    (fewer,) = found.fewer
    assert (fewer.begins, fewer.asked) == ("監督", 4)
    assert 1 <= fewer.found < 4
    assert LONG_NAME in [cell["text"] for cell in cells(found)]


@pytest.mark.parametrize("form", ["columns", "stacked"])
def test_a_cast_with_a_wide_name_tells_that_fewer_stand_side_by_side(form):
    people = [("妹", LONG_NAME), *((f"役 {n}", f"見本 {n}") for n in range(5))]
    document = roll(
        *(
            credit(str(n), DIRECTOR, name, sort_key=str(n), character=who, character_ja=who)
            for n, (who, name) in enumerate(people)
        )
    )
    (fewer,) = reel({"holds": "rest", "form": form, "across": 4}, document=document).fewer
    assert (fewer.begins, fewer.asked) == ("監督", 4)
    assert fewer.found < 4


@pytest.mark.parametrize("form", ["columns", "stacked"])
def test_two_of_a_cast_and_two_roles_fill_no_four_columns_and_nothing_is_told(form):
    assert reel({"holds": "rest", "form": form, "across": 4}, document=cast()).fewer == ()
    staff = roll(credit("1", DIRECTOR, "林 一"), credit("2", KEY, "東 京"))
    assert reel({"holds": "rest", "form": form, "across": 4}, document=staff).fewer == ()


@pytest.mark.parametrize("form", ["columns", "stacked", "pair"])
@pytest.mark.parametrize("across", [1, 2, 3, 4])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_name_of_the_ending_is_set_in_every_form(form, across, lang):
    blocks = [{**CAST, "form": form, "across": across}, {"holds": "rest", "form": form, "across": across}]
    document = compose_ending()
    found = reel(*blocks, lang=lang, document=document)
    said = "".join(cue.text for cue in found.cues).replace(" ", "")
    names = [
        line.name
        for department in document.departments
        for block in department.blocks
        for line in block.lines
    ]
    assert [name for name in names if name.replace(" ", "") not in said] == []
