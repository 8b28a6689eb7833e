"""What a template's numbers may be, and how a problem of a template is told."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from productions.rollkit.template.backing import Backing
from productions.rollkit.template.model import Block, Cards, Gaps, Pace, Template, Type, Variant
from productions.shared.sentences import Sentence

MAX_DURATION_MS = 3_600_000
LEAST_ALONE_MS = 500
"""A card of its own that stays for less is a flash: nobody reads one name in it."""

STYLES = ("name", "role", "title", "heading", "small")
"""What texts are set in, as `Type` has them."""

MEASURE_RANGES: dict[type, dict[str, tuple[int, int]]] = {
    Type: {
        **dict.fromkeys(("size", "role", "title", "heading", "small"), (20, 400)),
        **dict.fromkeys(("pitch", "title_pitch", "heading_pitch", "small_pitch"), (20, 600)),
        **{f"{style}_white": (0, 255) for style in STYLES},
        **{f"{style}_spacing": (-100, 1000) for style in STYLES},
        "narrowest": (50, 100),
        "smallest": (20, 400),
    },
    Gaps: dict.fromkeys(Gaps.__dataclass_fields__, (0, 2000)),
    Block: {
        "columns": (1, 12),
        "across": (1, 4),
        "size": (20, 400),
        "pitch": (20, 600),
        "alone_ms": (LEAST_ALONE_MS, MAX_DURATION_MS),
        "height": (20, 1000),
        "gap": (0, 600),
        "name_letters": (3, 10),
        "white": (0, 255),
        "spacing": (-100, 1000),
        "grid_from": (2, 1000),
    },
    Cards: {"each_ms": (1, MAX_DURATION_MS), "fade_in": (0, 240), "fade_out": (0, 240), "melt": (0, 240)},
    Pace: {"card_ms": (0, 60_000), "line_ms": (0, 10_000), "scroll_ms": (0, 60_000)},
    Backing: {
        "outline": (0, 24),
        **dict.fromkeys(("shadow", "shadow_blur"), (0, 48)),
        "plate_percent": (1, 100),
        **dict.fromkeys(("margin", "plate_blur"), (0, 200)),
    },
    Variant: {"running_ms": (1, MAX_DURATION_MS)},
    Template: {
        **dict.fromkeys(("running_ms", "hold_ms"), (1, MAX_DURATION_MS)),
        "rest_ms": (0, MAX_DURATION_MS),
        **dict.fromkeys(("ease", "ease_out"), (0, 24)),
    },
}
"""The least and the most of every number, both allowed."""


class TemplateProblem(NamedTuple):
    """What no roll can be set by: its place (`template.blocks[0].columns`) and its sentence, which wants `here` besides.

    `there` is another place, `holds`, `edition`, `roles` and `departments` are codes. A form says it of its own fields.
    """

    place: str
    sentence: Sentence

    @property
    def told(self) -> Sentence:
        """The sentence of the place in the data."""
        return self.sentence.given(here=self.place)

    def __str__(self) -> str:
        return str(self.told)


def find_measure_problems(record: Any, place: str) -> Iterator[TemplateProblem]:
    for name, (low, high) in MEASURE_RANGES[type(record)].items():
        value = getattr(record, name)
        if value is not None and not low <= value <= high:
            yield TemplateProblem(
                f"{place}.{name}",
                Sentence(
                    "%(here)s is from %(low)d to %(high)d, not %(value)d.", low=low, high=high, value=value
                ),
            )
