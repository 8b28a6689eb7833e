"""XML as rolls are written in it: an element a line, but for what holds text, where white space would be read."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import StringIO
from types import MappingProxyType
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

CONTROL_PATTERN = re.compile(r"[\x00-\x1f\x7f]+")
NO_ATTRIBUTES: Mapping[str, object] = MappingProxyType({})


def strip_control_characters(text: str) -> str:
    """The text without control characters, which no XML and no line of captions may hold."""
    return CONTROL_PATTERN.sub(" ", text)


class XmlWriter:
    """A document that grows as it is told, by the generator of the standard library, which quotes and escapes.

    Attributes keep their order. No text and no value has control characters.
    """

    def __init__(self, *, doctype: str = "") -> None:
        self.text = StringIO()
        self.generator = XMLGenerator(self.text, "UTF-8", short_empty_elements=True)
        self.generator.startDocument()
        if doctype:
            self.text.write(f"<!DOCTYPE {doctype}>\n")

    @contextmanager
    def element(self, tag: str, attributes: Mapping[str, object] = NO_ATTRIBUTES) -> Iterator[None]:
        """An element on lines of its own, and what is written meanwhile on the lines between."""
        with self.inline(tag, attributes):
            self.end_line()
            yield
        self.end_line()

    @contextmanager
    def inline(self, tag: str, attributes: Mapping[str, object] = NO_ATTRIBUTES) -> Iterator[None]:
        """An element, without a line break inside or behind."""
        self.begin_element(tag, attributes)
        yield
        self.generator.endElement(tag)

    def begin_element(self, tag: str, attributes: Mapping[str, object]) -> None:
        values = {name: strip_control_characters(str(value)) for name, value in attributes.items()}
        self.generator.startElement(tag, AttributesImpl(values))

    def add_text(self, text: str) -> None:
        self.generator.characters(strip_control_characters(text))

    def add_inline(
        self, tag: str, text: object = "", attributes: Mapping[str, object] = NO_ATTRIBUTES
    ) -> None:
        """An element that holds a text or nothing, without a line break behind."""
        self.begin_element(tag, attributes)
        self.add_text(str(text))
        self.generator.endElement(tag)

    def add_line(self, tag: str, text: object = "", attributes: Mapping[str, object] = NO_ATTRIBUTES) -> None:
        """An element that holds a text or nothing, on a line of its own."""
        self.add_inline(tag, text, attributes)
        self.end_line()

    def end_line(self) -> None:
        self.generator.ignorableWhitespace("\n")

    def to_bytes(self) -> bytes:
        """The document so far, in UTF-8."""
        return self.text.getvalue().encode()
