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

from productions.roll.apart import FileRefused, tell
from productions.roll.logocheck import LARGEST, LogoFacts, suffix_of
from productions.roll.screen.png import AFTER_HEADER
from productions.sentences import Sentence

TEMPLATE = Path(__file__).with_name("logo.typ")
MOST_PIXELS, LONGEST_SIDE = 16_000_000, 8192
MOST_ELEMENTS = 20_000
MOST_TIMES = 20
"""Nothing is so many times as long as high; a mistake in the file is."""
FAINT = 60
"""The least levels between what shows and its ground, as of type in templates on black."""
LOOKED_AT = 400
"""Pixels of the longer side when it is looked at."""

SVG, XLINK, XML = (
    "{http://www.w3.org/2000/svg}",
    "{http://www.w3.org/1999/xlink}",
    "{http://www.w3.org/XML/1998/namespace}",
)
NOTED = (
    *("{http://www.inkscape.org/namespaces/inkscape}", "{http://purl.org/dc/elements/1.1/}"),
    *("{http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd}", "{http://creativecommons.org/ns#}"),
    *("{http://web.resource.org/cc/}", "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"),
)
"""What editors write about the file, of which nothing is drawn."""
SHAPES = frozenset(
    "svg g defs symbol use title desc metadata style path rect circle ellipse line polyline polygon "
    "linearGradient radialGradient stop clipPath mask pattern".split()
)
REASONS = {
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
ELSEWHERE = Sentence(
    "The SVG draws on something outside of it (%(where)s); put everything into the one file."
)


def facts_of(path: Path) -> LogoFacts:
    """The facts, found in this process. Raises FileRefused."""
    data = path.read_bytes()
    if suffix_of(data) == "png":
        require_size(data)
    else:
        require_shapes(data)
    return looked_at(page_of(path))


def require_size(data: bytes) -> None:
    """Raise FileRefused for a PNG of too many pixels (W3C PNG, third edition, IHDR)."""
    if len(data) < AFTER_HEADER:
        raise FileRefused(Sentence("The PNG is cut off; upload the whole file."))
    width, height = struct.unpack_from(">II", data, 16)
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise FileRefused(
            Sentence(
                "The PNG has %(width)d x %(height)d pixels; a logo has at most %(side)d a side and %(millions)d million in "
                "all.",
                width=width,
                height=height,
                side=LONGEST_SIDE,
                millions=MOST_PIXELS // 1_000_000,
            )
        )


def require_shapes(data: bytes) -> None:
    """Raise FileRefused for an SVG that is more than shapes in one file."""
    try:
        # A decoded text is read as it is, whatever encoding it declares.
        root: Element = fromstring(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FileRefused(Sentence("The SVG is not in UTF-8; save it so.")) from error
    except DefusedXmlException as error:
        raise FileRefused(Sentence("The SVG declares entities of its own; save it as plain SVG.")) from error
    except ParseError as error:
        raise FileRefused(Sentence("The SVG is broken: %(error)s.", error=str(error))) from error
    if root.tag != f"{SVG}svg":
        raise FileRefused(Sentence("This is XML, but no SVG; upload the logo as SVG or PNG."))
    if b"<?xml-stylesheet" in data:
        raise FileRefused(ELSEWHERE.given(where="xml-stylesheet"))
    for number, element in enumerate(root.iter(), 1):
        if number > MOST_ELEMENTS:
            raise FileRefused(
                Sentence(
                    "The SVG has more than %(most)d elements; draw the logo more simply.", most=MOST_ELEMENTS
                )
            )
        for sentence in faults(element):
            raise FileRefused(sentence)


def faults(element: Element) -> Iterator[Sentence]:
    """What is no shape about an element."""
    name = element.tag.removeprefix(SVG)
    if name not in SHAPES and not element.tag.startswith(NOTED):
        unknown = Sentence(
            "The SVG has the element %(name)s, which no logo needs; save it as plain SVG.", name=name
        )
        yield REASONS.get(name, unknown)
    if name == "style" and (found := elsewhere_in_style("".join(element.itertext()))):
        yield ELSEWHERE.given(where=found)
    for key, value in element.attrib.items():
        if key.startswith(NOTED):
            continue
        if key.lower().startswith("on"):
            yield Sentence("The SVG has a script (%(key)s); save it without any.", key=key)
        elif (key.startswith("{") and not key.startswith((XLINK, XML))) or key == f"{XML}base":
            yield Sentence(
                "The SVG has the attribute %(key)s, which no logo needs; save it as plain SVG.", key=key
            )
        elif key in ("href", f"{XLINK}href"):
            if not value.strip().startswith("#"):
                yield ELSEWHERE.given(where=value[:80])
        elif (key == "style" and (found := elsewhere_in_style(value))) or (
            "url(" in value.lower() and (found := addressed(value))
        ):
            yield ELSEWHERE.given(where=found)


def elsewhere_in_style(css: str) -> str | None:
    """The first thing in CSS that could reach out of the file: a rule with @, an escape, an address."""
    return next((mark for mark in ("@", "\\", "//") if mark in css), None) or addressed(css)


def addressed(value: str) -> str | None:
    """The first address that is no part of the same file."""
    for address in value.lower().split("url(")[1:]:
        inner = address.lstrip(" \t\r\n\"'")
        if not inner.startswith("#"):
            return inner.partition(")")[0][:80] or "url"
    return None


def page_of(path: Path) -> bytes:
    """A page as large as the picture and with nothing else. Raises FileRefused."""
    try:
        page: bytes = typst.compile(
            TEMPLATE,
            root=Path("/"),
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={"path": str(path.absolute())},
        )
    except RuntimeError as error:
        raise FileRefused(Sentence("No page can be set with this logo: the file is broken.")) from error
    if len(page) > LARGEST:
        raise FileRefused(Sentence("The logo is far too complicated; draw it more simply."))
    return page


def looked_at(pdf: bytes) -> LogoFacts:
    """What is to be seen on the page. Raises FileRefused for nothing."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        width, height = page.get_size()
        if not 1 / MOST_TIMES <= width / height <= MOST_TIMES:
            times = max(width, height) / min(width, height)
            raise FileRefused(
                Sentence(
                    "One side of the logo is %(times)g times the other; it is %(most)d times at most.",
                    times=times,
                    most=MOST_TIMES,
                )
            )
        on_black, on_white = (
            page.render(scale=LOOKED_AT / max(width, height), fill_color=(*[ground] * 3, 255)).to_numpy()
            for ground in (0, 255)
        )
    if not on_black.any() and (on_white == 255).all():
        raise FileRefused(Sentence("There is nothing to be seen in the picture."))
    return LogoFacts(
        width / height,
        dark=bool(np.max(on_black) < FAINT),
        light=bool(np.min(on_white) > 255 - FAINT),
    )


if __name__ == "__main__":
    tell(facts_of, Path(sys.argv[1]))
