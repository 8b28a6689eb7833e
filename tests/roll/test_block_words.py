"""Words of single blocks: near to the block before, a look of their own, studios set as roles, a code without an address."""

import pytest

from productions.rollkit.layout.reel import build_reel
from productions.rollkit.screen_spec import parse_screen_spec
from productions.rollkit.template.model import Block
from productions.rollkit.template.shipped_templates import SHIPPED_TEMPLATES
from productions.rollkit.template.validation import parse_template
from tests.roll.letters import build
from tests.roll.samples import DIRECTOR, KEY, credit
from tests.roll.test_templates import PLAIN, roll


def cells(document, **values):
    return {cell["text"]: cell for page in build(document, **values).pages for cell in page["cells"]}


def two_blocks(*between, **values):
    document = roll(credit("1", DIRECTOR, "山田花子"), credit("2", KEY, "見本一郎"))
    blocks = [{"holds": "people", "roles": ["director"]}, *between, {"holds": "rest", **values}]
    found = cells(document, blocks=blocks, gaps={"section": 200, "block": 40})
    return found["見本一郎"]["y"] - found["山田花子"]["y"] - found["山田花子"]["height"]


def test_a_near_block_is_as_close_as_one_role_to_the_next():
    assert (two_blocks(), two_blocks(near=True)) == (200, 40)


@pytest.mark.parametrize(("near", "gap"), [(False, 200), (True, 40)])
def test_a_block_is_near_to_no_other_than_its_own(near, gap):
    """Background artists without an art director do not go under the heading of the direction."""
    empty = {"holds": "people", "roles": ["art_director"], "near": near}
    assert two_blocks(empty, near=True) == gap


def test_names_of_a_block_have_its_own_look_and_roles_keep_theirs():
    document = roll(credit("1", DIRECTOR, "山田花子"), credit("2", KEY, "見本一郎"))
    own = {"holds": "people", "roles": ["director"], "white": 200, "weight": "bold", "spacing": 100}
    found = cells(document, blocks=[own, {"holds": "rest"}])

    def look(text):
        return (found[text]["white"], found[text]["weight"], found[text].get("spacing"))

    assert look("山田花子") == (200, 700, pytest.approx(3.4))
    assert look("監督") == look("原画") == (176, 400, None)
    assert look("見本一郎") == (255, 400, None)


def test_the_weights_of_blocks_are_among_those_of_the_roll():
    found = build(roll(credit("1", KEY, "山田花子")), blocks=[{"holds": "rest", "weight": "light"}])
    assert found.fonts.weights == (300, 400, 700)


@pytest.mark.parametrize("form", ["columns", "grid", "pair"])
def test_studios_are_set_as_bold_names_or_as_roles(form):
    document = roll(*(credit(str(n), KEY, f"山田{n}", affiliation="見本社") for n in range(2)))
    blocks = [{"holds": "rest", "form": form, "studios": "heading"}]
    looks = []
    for type in ({"role": 26}, {"role": 26, "studio": "role"}):
        found = cells(document, blocks=blocks, type=type)["見本社"]
        looks.append((found["size"], found["weight"], found["white"]))
    assert looks == [(34, 700, 255), (26, 400, 176)]


def test_titles_of_songs_are_bold_only_where_studios_are():
    """Noto Serif JP has no bold and Noto Serif has one: half of a title would be bold."""
    block = {"holds": "rest", "form": "song", "text": {"ja": "手紙 Letters"}}
    document = roll(credit("1", KEY, "山田花子"))
    weights = [
        cells(document, blocks=[block], type=type)["手紙 Letters"]["weight"]
        for type in ({}, {"studio": "role"})
    ]
    assert weights == [700, 400]


def test_a_code_without_an_address_is_left_out_and_one_with_an_address_stands():
    document = roll(credit("1", KEY, "山田花子"))
    code = {"holds": "qr", "heading": {"ja": "この作品の記録"}, "height": 320}
    without = build(document, blocks=[{"holds": "rest"}, code])
    assert without.pages == build(document, blocks=[{"holds": "rest"}]).pages
    address = "https://example.com/works/{work}"
    found = build(document, blocks=[{"holds": "rest"}, {**code, "address": address}])
    assert [cell["text"] for page in found.pages for cell in page["cells"] if "qr" in cell] == [
        "https://example.com/works/w1"
    ]


@pytest.mark.parametrize("name", ["film roll 2.39:1", "festival short", "streaming card set"])
def test_shipped_looks_have_a_place_for_the_code_at_their_end(name):
    """With an address of usual length it is large enough and stands for its three seconds, on each raster."""
    template = SHIPPED_TEMPLATES[name].to_dict()
    assert template["blocks"][-1]["holds"] == "qr"
    template["blocks"][-1]["address"] = "https://credits.example.com/works/{work}"
    for raster in ("1920x1080", "2048x858"):
        asked = parse_screen_spec({"template": template, "raster": raster})
        found = build_reel(roll(credit("1", KEY, "山田花子")), asked)
        assert sum("qr" in cell for page in found.pages for cell in page["cells"]) == 1


def test_new_words_are_not_written_where_they_say_nothing():
    (block,) = parse_template(PLAIN).to_dict()["blocks"]
    assert not {"near", "white", "weight", "spacing"} & block.keys()
    assert Block("rest").tail == "left"
