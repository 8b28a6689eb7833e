"""Texts and numbers as XML takes them."""

import re
from xml.sax.saxutils import escape, quoteattr

CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def clean(text: str) -> str:
    """The text without control characters, which no XML and no line of captions may hold."""
    return CONTROL.sub(" ", text)


def content(text: str) -> str:
    return escape(clean(text))


def attributes(values: dict[str, object]) -> str:
    """` name="value"` for each, in order."""
    return "".join(f" {name}={quoteattr(clean(str(value)))}" for name, value in values.items())
