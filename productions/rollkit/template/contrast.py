"""Whether the greys of a template can be read on its background: the contrast of WCAG 2.2, success criterion 1.4.3."""

import re
from collections.abc import Iterator

from productions.rollkit.template.measures import STYLES, TemplateProblem
from productions.rollkit.template.model import Template, Type
from productions.shared.sentences import Sentence

COLOUR_PATTERN = re.compile("#[0-9a-fA-F]{6}")
BLACK = "#000000"
LARGE_PIXELS, LARGE_BOLD_PIXELS = 24, 19
"""Type that WCAG calls large: 18 pt, or 14 pt in bold, at 96 pixels an inch."""
LEAST_CONTRAST, LEAST_LARGE_CONTRAST = 4.5, 3.0
BOLD_WEIGHTS = ("bold", "extra_bold", "black")
EARLIEST_LEAST_WHITE = 60
"""The darkest grey on black before contrast was checked: rolls that were made with it are made again."""


def read_colour(background: str) -> tuple[int, int, int]:
    """Red, green and blue of #rrggbb, from 0 to 255."""
    red, green, blue = bytes.fromhex(background.removeprefix("#"))
    return red, green, blue


def compute_luminance(colour: tuple[int, int, int]) -> float:
    """The relative luminance of an sRGB colour, from 0 to 1 (WCAG 2.2)."""

    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def compute_contrast(white: int, background: str) -> float:
    """The contrast of a grey on a background, from 1 to 21."""
    darker, lighter = sorted((compute_luminance((white,) * 3), compute_luminance(read_colour(background))))
    return (lighter + 0.05) / (darker + 0.05)


def is_light(background: str) -> bool:
    """Whether black is read more easily on it than white."""
    return compute_contrast(0, background) > compute_contrast(255, background)


def find_background_problems(template: Template) -> Iterator[TemplateProblem]:
    """A background that is no colour, and greys that cannot be read on it, but for those that were possible on black before."""
    if not COLOUR_PATTERN.fullmatch(template.background):
        yield TemplateProblem(
            "template.background",
            Sentence(
                "%(here)s: “%(value)s” is no colour; write it as #000000.", value=template.background[:20]
            ),
        )
        return
    for style, problem in find_faint_styles(template):
        earlier = (
            template.background == BLACK and getattr(template.type, f"{style}_white") >= EARLIEST_LEAST_WHITE
        )
        if not earlier:
            yield problem


def find_contrast_problems(template: Template) -> Iterator[TemplateProblem]:
    """All greys that cannot be read on the background."""
    for _style, problem in find_faint_styles(template):
        yield problem


def find_faint_styles(template: Template) -> Iterator[tuple[str, TemplateProblem]]:
    for style in STYLES:
        white = getattr(template.type, f"{style}_white")
        contrast, least = (
            compute_contrast(white, template.background),
            get_least_contrast(template.type, style),
        )
        if contrast >= least:
            continue
        yield (
            style,
            TemplateProblem(
                f"template.type.{style}_white",
                Sentence(
                    "%(here)s: %(white)d on %(background)s has a contrast of %(contrast)s:1, and type of this size needs at least "
                    "%(least)s:1; take %(better)d or one that stands out more.",
                    white=white,
                    background=template.background,
                    contrast=format_ratio(contrast),
                    least=format_ratio(least),
                    better=find_readable_white(white, template.background, least),
                ),
            ),
        )


def get_least_contrast(type: Type, style: str) -> float:
    """What a style needs by its size and weight."""
    size = {"name": type.size, "role": type.role or type.size}.get(style) or getattr(type, style)
    large = LARGE_BOLD_PIXELS if getattr(type, f"{style}_weight") in BOLD_WEIGHTS else LARGE_PIXELS
    return LEAST_LARGE_CONTRAST if size >= large else LEAST_CONTRAST


def find_readable_white(white: int, background: str, least: float) -> int:
    """The nearest grey that can be read; black or white can be read on any background."""
    found = (each for each in range(256) if compute_contrast(each, background) >= least)
    return min(found, key=lambda each: abs(each - white))


def format_ratio(ratio: float) -> str:
    """With one decimal, rounded down: 2.96 is not 3."""
    return f"{int(ratio * 10) / 10:.1f}"
