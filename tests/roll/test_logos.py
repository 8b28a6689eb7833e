"""Logos in a roll: rows inside the safe area, what stands for them in words, and their pixels in a film."""

import pypdfium2
import pytest

from productions.rollkit.captions.caption_groups import build_captions
from productions.rollkit.layout.logo_rows import LogoTooWide
from productions.rollkit.layout.reel import build_reel, list_reel_provenance, render_pdf, render_svgs
from productions.rollkit.rendering.preview_tiles import build_tiles
from productions.rollkit.rendering.stills import extract_page_text
from productions.rollkit.screen_spec import parse_screen_spec
from tests.roll.logos import logo
from tests.roll.samples import DIRECTOR, credit
from tests.roll.test_templates import PLAIN, roll

HEADING = {"ja": "制作協力", "en": "With the help of"}


def reel(logos, *, lang="ja", kind="cards", raster="1920x1080", px=None, **block):
    """A roll of one director and the logos under a heading."""
    names = [each.name for each in logos]
    shown = {"holds": "logos", "logos": names, "heading": HEADING, **block}
    template = {**PLAIN, "kind": kind, "blocks": [{"holds": "rest"}, shown]}
    document = roll(credit("1", DIRECTOR, "林一"))
    asked = {"template": template, "raster": raster, **({"px": px} if px else {})}
    return build_reel(document, parse_screen_spec(asked), lang=lang, logos=logos)


def rows(found):
    """The boxes of the logos by their height on the last page: (x, width) of each."""
    by_height = {}
    for cell in found.pages[-1]["cells"]:
        if "logo" in cell:
            by_height.setdefault(cell["y"], []).append((cell["x"], cell["width"]))
    return [row for _y, row in sorted(by_height.items())]


def test_logos_stand_side_by_side_in_the_middle(tmp_path):
    found = reel([logo(tmp_path, "Dog", 100), logo(tmp_path, "Cat", 300)])
    assert rows(found) == [[(690, 120), (690 + 120 + 60, 360)]]
    assert (690 + 690 + 120 + 60 + 360) == 1920
    (cell, *_others) = (cell for cell in found.pages[-1]["cells"] if "logo" in cell)
    assert cell["height"] == 120


@pytest.mark.parametrize(
    ("count", "block", "expected"),
    [
        (1, {}, [1]),
        (3, {}, [3]),
        (7, {}, [4, 3]),
        (7, {"form": "grid", "columns": 3}, [3, 3, 1]),
        (4, {"form": "grid", "columns": 3}, [2, 2]),
    ],
)
def test_rows_are_as_few_as_hold_them_and_about_as_long(count, block, expected, tmp_path):
    """Each is 240 px wide with 60 between them: 1,728 px hold five."""
    logos = [logo(tmp_path, f"n{number}", 200) for number in range(count)]
    assert [len(row) for row in rows(reel(logos, **block))] == expected


@pytest.mark.parametrize(("align", "x"), [("left", 96), ("right", 96 + 1728 - 120)])
def test_logos_are_aligned_as_their_block_is(align, x, tmp_path):
    assert rows(reel([logo(tmp_path, "Dog")], align=align)) == [[(x, 120)]]


def test_a_logo_wider_than_the_safe_area_is_refused_by_name(tmp_path):
    with pytest.raises(LogoTooWide) as caught:
        reel([logo(tmp_path, "Dog"), logo(tmp_path, "Long", 2000)])
    assert caught.value.told == (
        "The logo “Long” is 2400 px wide at a height of 120 px and the roll has 1728 px: make the block's logos less "
        "high, or upload the logo in a narrower form."
    )


def test_a_block_without_logos_prints_nothing_not_even_its_heading():
    assert "制作協力" not in str(reel([]).pages)


def test_where_there_are_only_words_a_logo_is_what_stands_for_it(tmp_path):
    found = reel([logo(tmp_path, "Dog"), logo(tmp_path, "Cat")], lang="en")
    assert extract_page_text(found.pages[-1]) == "With the help of\nDog Inc.  Cat Inc."
    assert build_captions(found)[-1].lines == ("With the help of: Dog Inc., Cat Inc.",)


def test_a_plate_is_white_around_the_logo(tmp_path):
    found = reel([logo(tmp_path, "Dog")], plate=True)
    ((x, width),) = rows(found)[0]
    assert (x, width) == (960 - 75, 150)
    (cell,) = (cell for cell in found.pages[-1]["cells"] if "logo" in cell)
    picture = (
        pypdfium2.PdfDocument(render_pdf(found, background="#000000"))[len(found.pages) - 1]
        .render(scale=1)
        .to_numpy()
    )
    middle, edge = cell["y"] + 75, cell["y"] + 7
    assert [picture[middle, x + column].tolist() for column in (-1, 0, 14, 149, 150)] == [
        [0, 0, 0], [255, 255, 255], [255, 255, 255], [255, 255, 255], [0, 0, 0],
    ]  # fmt: skip
    assert picture[edge, 960].tolist() == [255, 255, 255]
    assert picture[middle, 960].tolist() == [0x12, 0x00, 0xE6]


def test_a_logo_stays_vector_in_the_pdf_and_the_file_says_which_it_was(tmp_path):
    dog = logo(tmp_path, "Dog")
    found = reel([dog])
    data = render_pdf(found, background=None)
    kinds = {item.type for item in pypdfium2.PdfDocument(data)[len(found.pages) - 1].get_objects(max_depth=9)}
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE not in kinds
    assert f"logo Dog sha256:{dog.sha256[:16]}" in list_reel_provenance(found)
    assert list_reel_provenance(found)[-1] in pypdfium2.PdfDocument(data).get_metadata_value("Keywords")
    assert "data:image/svg+xml;base64," in render_svgs(found)[-1].decode()


def test_the_same_logos_are_the_same_bytes_wherever_they_lie(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    first, second = (render_pdf(reel([logo(folder, "Dog")]), background=None) for folder in (here, there))
    assert first == second


def test_another_content_is_another_tile(tmp_path):
    def names(number):
        return [
            tile.name for page in build_tiles(reel([logo(tmp_path, "Dog", number=number)])) for tile in page
        ]

    old, same, new = names(0), names(0), names(1)
    assert old == same
    assert [one == other for one, other in zip(old, new, strict=True)] == [True, False]
