"""Tiles of a preview: the pages' own pixels, named after what is on them."""

from dataclasses import replace

import av
import numpy
import pypdfium2

from productions.rollkit.document.compose import compose_document
from productions.rollkit.layout.reel import build_reel, render_pdf
from productions.rollkit.rendering.preview_tiles import build_tiles, render_tile_png
from productions.rollkit.screen_spec import Raster, ScreenSpec
from tests.roll.looks import film_roll_at_first
from tests.roll.samples import FIRST, KEY, WORK, credit, long_list, of_before

ONE_COLUMN = ScreenSpec(template=film_roll_at_first())
SMALL = replace(ONE_COLUMN, raster=Raster(1280, 720))


def names(reel):
    return [tile.name for page in build_tiles(reel) for tile in page]


def roll(names):
    credits = [credit(f"{n:03}", KEY, name, sort_key=f"{n:03}") for n, name in enumerate(names)]
    return of_before(compose_document(WORK, FIRST, credits, cuts_total=0, complete=False))


def rgb_of(data):
    """A PNG or PDF page as rows of RGB."""
    (frame,) = av.open(data).decode(video=0)
    return frame.to_ndarray(format="rgb24")


def test_tiles_cover_every_text_and_cut_none():
    reel = build_reel(long_list(900), ONE_COLUMN)

    tiles = build_tiles(reel)

    assert len(tiles) == len(reel.pages) == 4
    for page, own in zip(reel.pages, tiles, strict=True):
        cells = [{**cell, "y": cell["y"] + tile.top} for tile in own for cell in tile.page["cells"]]
        assert cells == sorted(page["cells"], key=lambda cell: cell["y"])
        assert all(tile.height <= reel.raster.height for tile in own)


def test_a_renamed_person_is_one_new_tile_and_an_added_one_moves_the_rest_unchanged():
    people = [f"見本 花子{n}" for n in range(100)]
    before = names(build_reel(roll(people), ONE_COLUMN))

    renamed = names(build_reel(roll([*people[:50], "改名 太郎", *people[51:]]), ONE_COLUMN))
    credits = [credit(f"{n:03}", KEY, name, sort_key=f"{n:03}") for n, name in enumerate(people)]
    director = replace(KEY, code="director", department_code="direction", department_order=1)
    longer = of_before(
        compose_document(
            WORK, FIRST, [credit("new", director, "監督 一郎"), *credits], cuts_total=0, complete=False
        )
    )

    assert len(before) == len(renamed) > 4
    assert sum(old != new for old, new in zip(before, renamed, strict=True)) == 1
    assert set(before) <= set(names(build_reel(longer, ONE_COLUMN)))


def test_the_picture_of_a_tile_is_the_page_of_the_export(tmp_path):
    reel = build_reel(long_list(60), SMALL)
    pdf = pypdfium2.PdfDocument(render_pdf(reel, background=reel.background))
    page = pdf[0].render(scale=1, rev_byteorder=True).to_numpy()[:, :, :3].astype(int)

    for tile in build_tiles(reel)[0]:
        file = tmp_path / f"{tile.name}.png"
        file.write_bytes(render_tile_png(reel, tile.page))
        there = page[tile.top : tile.top + tile.height]
        # PDFium places glyphs in 32-bit floats from the page's edge: another height may differ by 1 of 255.
        assert numpy.abs(rgb_of(str(file)) - there).max() <= 1
    pdf.close()
