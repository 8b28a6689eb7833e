"""The cut strip as one bar, where there is little room: in a credit box, and as an SVG of its own in the picture of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from api.pages.cut_strip import GAP, LOWER_HEIGHT, LOWER_TOP, CutStrip, Shape, merge_neighbours

STYLE_SHEET = Path(__file__).resolve().parent.parent / "static" / "pages" / "pages.css"
COLOUR = re.compile(r"--(\w+): (#[0-9a-f]{6});")
STRIP_RULE = re.compile(r"^\.(?:s|ink|ground)\b.*\}$", re.MULTILINE)
BAR_LENGTH = 1072
"""Units of the bar, which are pixels of the picture."""
BAR_BOX = f"0 -1 {BAR_LENGTH} {LOWER_TOP + LOWER_HEIGHT + 2}"
"""The `viewBox` of its SVG: outlines stand out by half a unit."""
MAX_BAR_MARKS = 200
"""Cuts that have a mark each; of more, neighbours that are marked alike are one."""


@cache
def read_page_colours() -> Mapping[str, str]:
    """The colours of the light page by name (`docs/design.md`), as its style sheet has them."""
    light, _media, _dark = STYLE_SHEET.read_text().partition("@media")
    return dict(COLOUR.findall(light))


@cache
def read_strip_style() -> str:
    """The rules of the style sheet for the signs of a strip, with colours in the place of their names."""
    rules = "".join(STRIP_RULE.findall(STYLE_SHEET.read_text()))
    return re.sub(r"var\(--(\w+)\)", lambda found: read_page_colours()[found[1]], rules)


def draw_whole_bar(strips: Iterable[CutStrip]) -> str:
    """The bar with its own style, for a picture; empty where there are no cuts."""
    shapes = draw_bar_shapes(strips)
    if not shapes:
        return ""
    patterns = render_to_string("pages/cut_patterns.html")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{BAR_BOX}">'
        f"<style>{read_strip_style()}</style>{patterns}{shapes}</svg>"
    )


def draw_bar_shapes(strips: Iterable[CutStrip]) -> SafeString:
    """All cuts of the strips side by side, each as wide as it is long where all lengths are known, for an SVG whose box is BAR_BOX.

    A path for each sign. Empty where there are no cuts.
    """
    marks = [mark for strip in strips for mark in strip.marks]
    single = len(marks) <= MAX_BAR_MARKS
    if not single:
        marks = list(merge_neighbours(marks))
    frames = [mark.frames for mark in marks]
    sizes = [len(mark.cuts) if None in frames else mark.frames or 0 for mark in marks]
    paths: dict[str, list[str]] = {}
    x = 0.0
    for mark, size in zip(marks, sizes, strict=True):
        width = BAR_LENGTH * size / (sum(sizes) or 1)
        gap = min(GAP, width / 4) if single else 0
        for sign, path in Shape(mark, round(x, 1), round(width - gap, 1)).lanes:
            paths.setdefault(sign, []).append(path)
        x += width
    drawn = (
        f'<path class="s-{sign}" fill="url(#s-{sign})" d="{"".join(found)}"/>'
        for sign, found in paths.items()
    )
    return mark_safe("".join(drawn))
