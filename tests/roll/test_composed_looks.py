"""What title designers see at once: crowds in columns, cards at the bottom of the screen, actors on one line, soft edges."""

import numpy as np
import pytest

from productions.rollkit.layout.reel import build_reel
from productions.rollkit.layout.style import compute_safe_area
from productions.rollkit.screen_spec import parse_screen_spec
from productions.rollkit.template.shipped_templates import SHIPPED_TEMPLATES
from productions.rollkit.template.validation import TemplateRefused, parse_template
from tests.roll.features import make_feature
from tests.roll.lanes import cell_of
from tests.roll.letters import build
from tests.roll.samples import DIRECTOR, KEY, credit
from tests.roll.test_backing import CARDS, draw
from tests.roll.test_backing import reel as build_card
from tests.roll.test_templates import PLAIN, roll

LONG_CHARACTER = "局長・ラインハルト＝フォン・シュヴァルツェンベルク三世"


def animators(count, **values):
    named = [credit(str(n), KEY, f"山田 {n:02}", sort_key=f"{n:02}", **values) for n in range(count)]
    return roll(credit("d", DIRECTOR, "見本 一郎"), *named)


def places(found, *texts):
    return [(cell_of(found, text)["x"], cell_of(found, text)["y"]) for text in texts]


def test_a_role_of_many_names_has_a_grid_below_it_and_others_stand_beside_theirs():
    block = {"holds": "rest", "columns": 3, "grid_from": 6, "tail": "together"}
    (_, few), (_, role), (first, top), (second, along), (_, below) = places(
        build(animators(6), blocks=[block]), "見本 一郎", "原画", "山田 00", "山田 01", "山田 03"
    )
    assert few < role < top == along < below
    assert first < second

    (_, role), (_x, top), (_, below) = places(
        build(animators(5), blocks=[block]), "原画", "山田 00", "山田 01"
    )
    assert role == top < below


def test_long_roles_of_a_block_share_their_columns_and_have_studios_as_headings():
    crowd = animators(8, affiliation="スタジオ例")
    found = build(crowd, blocks=[{"holds": "rest", "columns": 4, "grid_from": 6}])
    texts = [cell["text"] for cell in found.pages[0]["cells"]]

    assert texts.count("スタジオ例") == 1
    assert len({cell_of(found, f"山田 {n:02}")["x"] for n in range(8)}) == 4


def test_a_studio_of_two_lines_has_no_letter_alone_in_the_second():
    studio = "有限会社ヴァーチャル・ペイント・アンド・バックグラウンド・ワークス"
    found = build(
        animators(2, affiliation=studio),
        blocks=[{"holds": "rest", "form": "grid", "studios": "heading"}],
        area="right",
        type={"size": 23, "pitch": 34},
    )
    lines = [cell["text"] for cell in found.pages[0]["cells"] if cell["text"] in studio]
    assert "".join(lines) == studio
    assert len(lines) == 2
    assert min(map(len, lines)) > 10


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", ["film roll", "film roll 2.39:1"])
def test_a_feature_of_1500_names_rolls_in_six_to_eight_minutes(name, lang):
    """What cinema shows: a line stays for longer than ten seconds even so."""
    raster = "2048x858" if "2.39" in name else "1920x1080"
    asked = parse_screen_spec({"template": name, "raster": raster})
    found = build_reel(make_feature(), asked, lang=lang)
    assert 6 * 60 < found.frames / found.rate < 8 * 60
    assert found.raster.height / found.shots[0].px / found.rate > 10


@pytest.mark.parametrize("block", [{"form": "stacked", "across": 2}, {"across": 2, "leader": "dots"}])
def test_actors_side_by_side_stand_on_one_line_whatever_their_characters_take(block):
    cast = [(LONG_CHARACTER, "髙橋 美咲"), ("妹", "林 一"), ("村長", "森 翔"), ("灯台守", "辻 遥")]
    document = roll(
        *(
            credit(str(n), DIRECTOR, name, sort_key=str(n), character=who, character_ja=who)
            for n, (who, name) in enumerate(cast)
        )
    )
    found = build(document, blocks=[{"holds": "rest", **block}], type={"size": 40, "pitch": 60})
    assert LONG_CHARACTER not in [cell["text"] for cell in found.pages[0]["cells"]]
    (_, long), (_, short) = places(found, "髙橋 美咲", "林 一")
    assert long == short


def test_dots_lead_to_an_actor_from_the_first_line_of_the_character():
    document = roll(credit("1", DIRECTOR, "髙橋 美咲", character=LONG_CHARACTER, character_ja=LONG_CHARACTER))
    found = build(document, blocks=[{"holds": "rest", "leader": "dots"}], type={"size": 60, "pitch": 80})
    first = next(cell for cell in found.pages[0]["cells"] if cell["text"].startswith("局長"))
    (leader,) = (cell for cell in found.pages[0]["cells"] if "dots" in cell)
    assert first["y"] == leader["y"] == cell_of(found, "髙橋 美咲")["y"]


@pytest.mark.parametrize("raster", ["1920x1080", "2048x858"])
@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
def test_a_card_stands_where_its_first_block_says(raster, writing):
    def span(level):
        """Where the card begins and ends across its lines, from where lines begin."""
        blocks = [{"holds": "rest", "level": level}]
        asked = {**CARDS, "writing": writing, "blocks": blocks}
        found = build_reel(animators(2), parse_screen_spec({"template": asked, "raster": raster}))
        cells = found.pages[0]["cells"]
        if writing == "horizontal":
            return min(c["y"] for c in cells), max(c["y"] + c["height"] for c in cells), found
        wide = found.raster.width
        return wide - max(c["x"] + c["width"] for c in cells), wide - min(c["x"] for c in cells), found

    top, _, found = span("top")
    _, bottom, _ = span("bottom")
    begin, end, _ = span("middle")
    across = found.raster.height if writing == "horizontal" else found.raster.width
    margin = (across - compute_safe_area(found.raster, found.delivery.template).height) // 2
    assert (top, bottom) == (margin, across - margin)
    assert abs(begin + end - across) <= 1


def test_the_opening_stands_at_the_bottom_the_top_and_the_middle_of_the_picture():
    blocks = SHIPPED_TEMPLATES["TV opening over picture"].blocks
    assert {block.level for block in blocks} == {"middle", "top", "bottom"}


def test_a_blurred_plate_fades_out_around_itself():
    backing = {"plate": "texts", "plate_percent": 80, "margin": 40}
    hard, soft = (
        draw(build_card(backing=backing | more))[..., 3].astype(int) for more in ({}, {"plate_blur": 40})
    )
    down = np.flatnonzero((hard > 0).any(axis=1))[0] + 5
    left = np.flatnonzero(hard[down])[0]
    edge = soft[down, left - 45 : left + 5]

    assert hard[down, left - 1] == 0
    assert (np.diff(edge) >= 0).all()
    assert np.diff(edge).max() < 25
    assert edge[0] == 0
    assert abs(edge[-1] - hard[down, left + 4]) <= 5  # what drawing rounds twenty layers by


def test_a_blurred_shadow_fades_out_around_letters_and_takes_nothing_of_them():
    plain, hard, soft = (
        draw(build_card(backing=backing)) for backing in ({}, {"shadow": 6}, {"shadow": 6, "shadow_blur": 12})
    )
    letters = plain[..., 3] == 255
    assert (soft[..., :3][letters] == plain[..., :3][letters]).all()
    beyond = soft[..., 3][hard[..., 3] == 0]
    half = (beyond > 20) & (beyond < 235)
    assert half.sum() > 10 * (hard[..., 3] > 0).sum() ** 0.5
    assert soft[..., 3].max() == 255


def test_a_template_of_before_keeps_its_bytes():
    template = parse_template({**PLAIN, "backing": {"shadow": 3}})
    plain = template.to_dict()
    assert not {"shadow_blur", "plate_blur"} & plain["backing"].keys()
    assert not {"grid_from", "level"} & plain["blocks"][0].keys()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"backing": {"plate_blur": 201}}, "template.backing.plate_blur is from 0 to 200, not 201."),
        ({"backing": {"shadow_blur": 49}}, "template.backing.shadow_blur is from 0 to 48, not 49."),
        (
            {"blocks": [{"holds": "rest", "grid_from": 1}]},
            "template.blocks[0].grid_from is from 2 to 1000, not 1.",
        ),
    ],
)
def test_measures_out_of_bounds_are_refused(values, sentence):
    with pytest.raises(TemplateRefused) as refused:
        parse_template({**PLAIN, **values})
    assert str(refused.value) == sentence
