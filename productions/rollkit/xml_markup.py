"""Texts and numbers as XML takes them."""

import re
from xml.sax.saxutils import escape, quoteattr

CONTROL_PATTERN = re.compile(r"[\x00-\x1f\x7f]+")


def strip_control_characters(text: str) -> str:
    """The text without control characters, which no XML and no line of captions may hold."""
    return CONTROL_PATTERN.sub(" ", text)


def escape_xml_content(text: str) -> str:
    return escape(strip_control_characters(text))


def format_xml_attributes(values: dict[str, object]) -> str:
    """` name="value"` for each, in order."""
    return "".join(
        f" {name}={quoteattr(strip_control_characters(str(value)))}" for name, value in values.items()
    )
