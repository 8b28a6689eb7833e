"""The pages for title designers: an SVG a page or card in a ZIP, letters as outlines, on nothing."""

from collections.abc import Iterator
from html import escape
from typing import BinaryIO

from productions.roll.layout import Progress, ignore_progress
from productions.roll.packing import Parts, pack
from productions.roll.screen.reel import Reel, made_of, svgs_of
from productions.roll.screen.stills import page_names, text_of


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    """1 unit a pixel. What outlines cannot say stands in each picture's title and description."""
    pack(out, pictures(reel), made_of=made_of(reel))
    progress(1.0)


def pictures(reel: Reel) -> Iterator[tuple[str, Parts]]:
    said = escape("; ".join(made_of(reel)))
    for name, page, data in zip(page_names(reel), reel.pages, svgs_of(reel), strict=True):
        opening, _mark, rest = data.decode().partition(">")
        # typst measures in points, and its points are our pixels.
        opening = opening.replace(f'width="{page["width"]}pt"', f'width="{page["width"]}"')
        opening = opening.replace(f'height="{page["height"]}pt"', f'height="{page["height"]}"')
        told = f'<title id="title">{escape(reel.title)}</title><desc id="text">{escape(text_of(page))}</desc>'
        told += f"<metadata>{said}</metadata>"
        labels = f' role="img" aria-labelledby="title" aria-describedby="text" xml:lang="{reel.lang}">'
        yield f"{name}.svg", [f"{opening}{labels}{told}{rest}".encode()]
