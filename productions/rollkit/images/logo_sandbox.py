"""A logo that somebody uploaded, read by a process of its own: whether a roll can be set with it, and how it shows on black and on white.

Of SVG only shapes pass: nothing that runs, nothing from elsewhere, no text, which other fonts would set differently, and no
effects, which become pixels.
"""

import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

import numpy as np
import pypdfium2
import typst
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from productions.rollkit.images.logo_inspection import MAX_LOGO_BYTES, LogoFacts, detect_logo_suffix
from productions.rollkit.images.png import AFTER_HEADER_BYTES
from productions.rollkit.sandbox import FileRefused, print_file_facts
from productions.shared.sentences import Sentence

LOGO_TEMPLATE = Path(__file__).with_name("logo.typ")
MAX_PNG_PIXELS, MAX_SIDE_PIXELS = 16_000_000, 8192
MAX_SVG_ELEMENTS = 20_000
MAX_ASPECT_RATIO = 20
"""Nothing is so many times as long as high; a mistake in the file is."""
MIN_CONTRAST_LEVELS = 60
"""The least levels between what shows and its ground, as of type in templates on black."""
RENDERED_SIDE_PIXELS = 400
"""Pixels of the longer side when it is looked at."""

SVG_NAMESPACE, XLINK_NAMESPACE, XML_NAMESPACE = (
    "{http://www.w3.org/2000/svg}",
    "{http://www.w3.org/1999/xlink}",
    "{http://www.w3.org/XML/1998/namespace}",
)
EDITOR_NAMESPACES = (
    *("{http://www.inkscape.org/namespaces/inkscape}", "{http://purl.org/dc/elements/1.1/}"),
    *("{http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd}", "{http://creativecommons.org/ns#}"),
    *("{http://web.resource.org/cc/}", "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"),
)
"""What editors write about the file, of which nothing is drawn."""
SVG_SHAPE_TAGS = frozenset(
    "svg g defs symbol use title desc metadata style path rect circle ellipse line polyline polygon "
    "linearGradient radialGradient stop clipPath mask pattern".split()
)
ELEMENT_REFUSALS = {
    "script": Sentence("The SVG has a script; save it without any."),
    "foreignObject": Sentence(
        "The SVG has a page of another kind inside (foreignObject); save it as plain SVG."
    ),
    "image": Sentence("The SVG has a picture of pixels inside; upload that as PNG, or draw it as paths."),
    "filter": Sentence("The SVG has an effect (filter), which would become pixels; draw it as shapes."),
    **dict.fromkeys(
        ("text", "tspan", "textPath"),
        Sentence("The SVG has text; turn it into paths, so that no font changes it."),
    ),
}
OUTSIDE_REFERENCE = Sentence(
    "The SVG draws on something outside of it (%(where)s); put everything into the one file."
)


def read_logo_facts(path: Path) -> LogoFacts:
    """The facts, found in this process. Raises FileRefused."""
    data = path.read_bytes()
    if detect_logo_suffix(data) == "png":
        require_png_size(data)
    else:
        require_plain_shapes(data)
    return measure_logo_visibility(compile_logo_page(path))


def require_png_size(data: bytes) -> None:
    """Raise FileRefused for a PNG of too many pixels (W3C PNG, third edition, IHDR)."""
    if len(data) < AFTER_HEADER_BYTES:
        raise FileRefused(Sentence("The PNG file is incomplete; upload the whole file."))
    width, height = struct.unpack_from(">II", data, 16)
    if max(width, height) > MAX_SIDE_PIXELS or width * height > MAX_PNG_PIXELS:
        raise FileRefused(
            Sentence(
                "The PNG has %(width)d x %(height)d pixels; a logo has at most %(side)d a side and %(millions)d million in "
                "all.",
                width=width,
                height=height,
                side=MAX_SIDE_PIXELS,
                millions=MAX_PNG_PIXELS // 1_000_000,
            )
        )


def require_plain_shapes(data: bytes) -> None:
    """Raise FileRefused for an SVG that is more than shapes in one file."""
    try:
        # A decoded text is read as it is, whatever encoding it declares.
        root: Element = fromstring(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FileRefused(Sentence("The SVG is not in UTF-8; save it as UTF-8.")) from error
    except DefusedXmlException as error:
        raise FileRefused(Sentence("The SVG declares entities of its own; save it as plain SVG.")) from error
    except ParseError as error:
        raise FileRefused(Sentence("The SVG is broken: %(error)s.", error=str(error))) from error
    if root.tag != f"{SVG_NAMESPACE}svg":
        raise FileRefused(Sentence("This is XML, but not SVG; upload the logo as SVG or PNG."))
    if b"<?xml-stylesheet" in data:
        raise FileRefused(OUTSIDE_REFERENCE.given(where="xml-stylesheet"))
    for number, element in enumerate(root.iter(), 1):
        if number > MAX_SVG_ELEMENTS:
            raise FileRefused(
                Sentence(
                    "The SVG has more than %(most)d elements; draw the logo more simply.",
                    most=MAX_SVG_ELEMENTS,
                )
            )
        for sentence in find_svg_faults(element):
            raise FileRefused(sentence)


def find_svg_faults(element: Element) -> Iterator[Sentence]:
    """What is no shape about an element."""
    name = element.tag.removeprefix(SVG_NAMESPACE)
    if name not in SVG_SHAPE_TAGS and not element.tag.startswith(EDITOR_NAMESPACES):
        unknown = Sentence(
            "The SVG has the element %(name)s, which no logo needs; save it as plain SVG.", name=name
        )
        yield ELEMENT_REFUSALS.get(name, unknown)
    if name == "style" and (found := find_outside_style("".join(element.itertext()))):
        yield OUTSIDE_REFERENCE.given(where=found)
    for key, value in element.attrib.items():
        if key.startswith(EDITOR_NAMESPACES):
            continue
        if key.lower().startswith("on"):
            yield Sentence("The SVG has a script (%(key)s); save it without any.", key=key)
        elif (
            key.startswith("{") and not key.startswith((XLINK_NAMESPACE, XML_NAMESPACE))
        ) or key == f"{XML_NAMESPACE}base":
            yield Sentence(
                "The SVG has the attribute %(key)s, which no logo needs; save it as plain SVG.", key=key
            )
        elif key in ("href", f"{XLINK_NAMESPACE}href"):
            if not value.strip().startswith("#"):
                yield OUTSIDE_REFERENCE.given(where=value[:80])
        elif (key == "style" and (found := find_outside_style(value))) or (
            "url(" in value.lower() and (found := find_outside_address(value))
        ):
            yield OUTSIDE_REFERENCE.given(where=found)


def find_outside_style(css: str) -> str | None:
    """The first thing in CSS that could reach out of the file: a rule with @, an escape, an address."""
    return next((mark for mark in ("@", "\\", "//") if mark in css), None) or find_outside_address(css)


def find_outside_address(value: str) -> str | None:
    """The first address that is no part of the same file."""
    for address in value.lower().split("url(")[1:]:
        inner = address.lstrip(" \t\r\n\"'")
        if not inner.startswith("#"):
            return inner.partition(")")[0][:80] or "url"
    return None


def compile_logo_page(path: Path) -> bytes:
    """A page as large as the picture and with nothing else. Raises FileRefused."""
    try:
        page: bytes = typst.compile(
            LOGO_TEMPLATE,
            root=Path("/"),
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={"path": str(path.absolute())},
        )
    except RuntimeError as error:
        raise FileRefused(Sentence("No page can be set with this logo: the file is broken.")) from error
    if len(page) > MAX_LOGO_BYTES:
        raise FileRefused(Sentence("The logo is too complex; simplify the drawing."))
    return page


def measure_logo_visibility(pdf: bytes) -> LogoFacts:
    """What is to be seen on the page. Raises FileRefused for nothing."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        width, height = page.get_size()
        if not 1 / MAX_ASPECT_RATIO <= width / height <= MAX_ASPECT_RATIO:
            times = max(width, height) / min(width, height)
            raise FileRefused(
                Sentence(
                    "One side of the logo is %(times)g times the other; it is %(most)d times at most.",
                    times=times,
                    most=MAX_ASPECT_RATIO,
                )
            )
        on_black, on_white = (
            page.render(
                scale=RENDERED_SIDE_PIXELS / max(width, height), fill_color=(*[ground] * 3, 255)
            ).to_numpy()
            for ground in (0, 255)
        )
    if not on_black.any() and (on_white == 255).all():
        raise FileRefused(Sentence("The picture is empty."))
    return LogoFacts(
        width / height,
        dark=bool(np.max(on_black) < MIN_CONTRAST_LEVELS),
        light=bool(np.min(on_white) > 255 - MIN_CONTRAST_LEVELS),
    )


if __name__ == "__main__":
    print_file_facts(read_logo_facts, Path(sys.argv[1]))
