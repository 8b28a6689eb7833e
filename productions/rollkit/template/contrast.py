"""Whether the greys of a template can be read on what they stand on: the contrast of WCAG 2.2, success criterion 1.4.3.

That is the background; behind a plate the picture, which may be black or white; or the edge around the letters.
"""

import re
from collections.abc import Iterator, Sequence

from productions.rollkit.template.backing import Backing
from productions.rollkit.template.measures import STYLES, TemplateProblem
from productions.rollkit.template.model import Template, Type
from productions.shared.sentences import Sentence

COLOUR_PATTERN = re.compile("#[0-9a-fA-F]{6}")
BLACK, WHITE = "#000000", "#ffffff"
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


def mix_colours(colour: str, percent: int, below: str) -> str:
    """What is seen of a colour that lets some of another through, in sRGB as editing suites mix it."""
    pairs = zip(read_colour(colour), read_colour(below), strict=True)
    return "#" + bytes(round((own * percent + other * (100 - percent)) / 100) for own, other in pairs).hex()


def list_grounds(template: Template) -> list[str]:
    """The colours that texts of a template may stand on: its background, or its plate over the darkest and the lightest picture."""
    backing, motions = template.backing, template.list_motions(template.blocks)
    if backing.plate == "none":
        return [template.background]
    over = [mix_colours(backing.plate_colour, backing.plate_percent, picture) for picture in (BLACK, WHITE)]
    return [*over, template.background] if "scroll" in motions else over


def find_worst_ground(white: int, template: Template) -> str:
    """What a grey is read least on; the edge around its letters where it is read better on that."""
    worst = min(list_grounds(template), key=lambda ground: compute_contrast(white, ground))
    edge = template.backing.edge
    edged = template.backing.outline > 0 and compute_contrast(white, edge) > compute_contrast(white, worst)
    return edge if edged else worst


def is_light(background: str) -> bool:
    """Whether black is read more easily on it than white."""
    return compute_contrast(0, background) > compute_contrast(255, background)


def find_background_problems(template: Template) -> Iterator[TemplateProblem]:
    """What is no colour, and greys that cannot be read on what they stand on, but for those that were possible on black before."""
    colours = {
        "background": template.background,
        "backing.edge": template.backing.edge,
        "backing.plate_colour": template.backing.plate_colour,
    }
    wrong = {name: value for name, value in colours.items() if not COLOUR_PATTERN.fullmatch(value)}
    for name, value in wrong.items():
        yield TemplateProblem(
            f"template.{name}",
            Sentence("%(here)s: “%(value)s” is no colour; write it as #000000.", value=value[:20]),
        )
    if wrong:
        return
    on_black = template.background == BLACK and template.backing == Backing()
    for white, problem in find_faint_styles(template):
        if not (on_black and white >= EARLIEST_LEAST_WHITE):
            yield problem


def find_contrast_problems(template: Template) -> Iterator[TemplateProblem]:
    """All greys that cannot be read on the background."""
    for _style, problem in find_faint_styles(template):
        yield problem


def find_faint_styles(template: Template) -> Iterator[tuple[int, TemplateProblem]]:
    """The greys of styles and of blocks that cannot be read, each with its problem."""
    for place, white, least in list_whites(template):
        ground = find_worst_ground(white, template)
        contrast = compute_contrast(white, ground)
        if contrast >= least:
            continue
        grounds = [template.backing.edge] if template.backing.outline else list_grounds(template)
        yield (
            white,
            TemplateProblem(
                place,
                Sentence(
                    "%(here)s: %(white)d on %(background)s has a contrast of %(contrast)s:1, and type of this size needs at least "
                    "%(least)s:1; take %(better)d or one that stands out more.",
                    white=white,
                    background=ground,
                    contrast=format_ratio(contrast),
                    least=format_ratio(least),
                    better=find_readable_white(white, grounds, least),
                ),
            ),
        )


def list_whites(template: Template) -> Iterator[tuple[str, int, float]]:
    """Each grey of a template with its place, and the contrast that its type needs."""
    for style in STYLES:
        name = f"{style}_white"
        yield f"template.type.{name}", getattr(template.type, name), get_least_contrast(template.type, style)
    listed = [("template", template.blocks)]
    listed += [
        (f"template.variants[{index}]", variant.blocks)
        for index, variant in enumerate(template.variants)
        if variant.blocks
    ]
    for place, blocks in listed:
        for index, block in enumerate(blocks):
            if block.white is not None:
                # The least that any of its texts may have: names are as large as the block says, closing texts mostly small.
                least = LEAST_LARGE_CONTRAST if (block.size or 0) >= LARGE_PIXELS else LEAST_CONTRAST
                yield f"{place}.blocks[{index}].white", block.white, least


def get_least_contrast(type: Type, style: str) -> float:
    """What a style needs by its size and weight."""
    size = {"name": type.size, "role": type.role or type.size}.get(style) or getattr(type, style)
    large = LARGE_BOLD_PIXELS if getattr(type, f"{style}_weight") in BOLD_WEIGHTS else LARGE_PIXELS
    return LEAST_LARGE_CONTRAST if size >= large else LEAST_CONTRAST


def find_readable_white(white: int, grounds: Sequence[str], least: float) -> int:
    """The nearest grey that can be read on all of some colours, or the one that is read best: black and white are on any one colour."""
    worst = {each: min(compute_contrast(each, ground) for ground in grounds) for each in range(256)}
    found = [each for each, contrast in worst.items() if contrast >= least]
    return min(found, key=lambda each: abs(each - white)) if found else max(worst, key=worst.__getitem__)


def format_ratio(ratio: float) -> str:
    """With one decimal, rounded down: 2.96 is not 3."""
    return f"{int(ratio * 10) / 10:.1f}"
