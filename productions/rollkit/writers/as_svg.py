"""The pages for title designers: an SVG a page or card in a ZIP, letters as outlines, on nothing."""

from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, tostring
from xml.sax.saxutils import quoteattr

from productions.rollkit.layout.reel import Reel, list_reel_provenance, render_svgs
from productions.rollkit.progress import Progress, ignore_progress
from productions.rollkit.rendering.stills import extract_page_text, list_page_names
from productions.rollkit.zip_archive import FileParts, write_zip


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    """1 unit a pixel. What outlines cannot say stands in each picture's title and description."""
    write_zip(out, build_svg_files(reel), made_of=list_reel_provenance(reel))
    progress(1.0)


def build_svg_files(reel: Reel) -> Iterator[tuple[str, FileParts]]:
    metadata = build_element("metadata", "; ".join(list_reel_provenance(reel)))
    title = build_element("title", reel.title, id="title")
    labels = {
        "role": "img",
        "aria-labelledby": "title",
        "aria-describedby": "text",
        "xml:lang": reel.lang,
    }
    added = "".join(f" {name}={quoteattr(value)}" for name, value in labels.items())
    for name, page, data in zip(list_page_names(reel), reel.pages, render_svgs(reel), strict=True):
        opening, _mark, rest = data.decode().partition(">")
        # typst measures in points, and its points are our pixels.
        opening = opening.replace(f'width="{page["width"]}pt"', f'width="{page["width"]}"')
        opening = opening.replace(f'height="{page["height"]}pt"', f'height="{page["height"]}"')
        text = build_element("desc", extract_page_text(page), id="text")
        yield f"{name}.svg", [f"{opening}{added}>{title}{text}{metadata}{rest}".encode()]


def build_element(tag: str, text: str, **attributes: str) -> str:
    """An element that holds a text."""
    element = Element(tag, attributes)
    element.text = text
    return tostring(element, encoding="unicode")
