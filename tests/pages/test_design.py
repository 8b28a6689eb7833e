"""docs/design.md says what the style sheet has, and its colours can be read."""

import re
from pathlib import Path

import pytest
from django.conf import settings

STYLE = (settings.BASE_DIR / "api" / "static" / "pages" / "pages.css").read_text()
PAGE = Path(settings.BASE_DIR / "docs" / "design.md").read_text()
LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3 (AA), for text."""
COLOUR = re.compile(r"--(\w+): (#[0-9a-f]{6});")


def colours():
    """The colours of the light and of the dark page by name."""
    light, dark = STYLE.split("@media (prefers-color-scheme: dark)")[:2]
    return {"light": dict(COLOUR.findall(light)), "dark": dict(COLOUR.findall(dark.split("}")[0]))}


def luminance(colour):
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_page_says_what_the_style_sheet_has():
    said = re.findall(r"\| `--(\w+)` \| [^|]+ \| `(#\w+)` \| `(#\w+)` \|", PAGE)
    assert {name: (light, dark) for name, light, dark in said} == {
        name: (light, colours()["dark"][name])
        for name, light in colours()["light"].items()
        if name not in ("paper", "raised", "rule")
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_text_can_be_read(scheme):
    found = colours()[scheme]
    text = {name: colour for name, colour in found.items() if name not in ("paper", "raised", "rule")}
    low = {
        (name, ground): round(contrast(colour, found[ground]), 2)
        for name, colour in text.items()
        for ground in ("paper", "raised")
        if contrast(colour, found[ground]) < LEAST_CONTRAST
    }
    assert text
    assert low == {}
