"""How a roll is shown on a screen: raster, frame rate, speed, running time, timecode. Plain data, kept with the export."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, TypeVar, get_args

from productions.rollkit.dataclass_json import DocumentError, from_plain, to_plain
from productions.rollkit.errors import RollRefused
from productions.rollkit.template.model import Template
from productions.rollkit.template.shipped_templates import FILM_ROLL, find_template
from productions.rollkit.template.validation import find_font_problems
from productions.rollkit.timing import FRAME_RATES, convert_seconds_to_frames, get_default_speed
from productions.shared.sentences import Sentence
from productions.shared.timecode import DROPPED_NUMBERS_PER_MINUTE

T = TypeVar("T")

MasterFormat = Literal[
    "prores4444", "prores422hq", "dnxhr", "mp4", "png_sequence", "tiff_sequence", "dpx_sequence"
]
MASTER_FORMATS: tuple[MasterFormat, ...] = get_args(MasterFormat)
"""The formats with a picture for every frame: what a time line can place. The first is the usual one."""

MAX_ROLL_SECONDS = 3600
"""No roll of a film lasts an hour; what is longer is a mistyped number."""


class ScreenSpecRefused(RollRefused):
    """What was asked of the screen cannot be made. One clear sentence."""


@dataclass(frozen=True, slots=True)
class Raster:
    """A screen in pixels. Every measure of the roll is a whole number of them, from its shorter side."""

    width: int
    height: int

    def scale_px(self, px: int) -> int:
        """What `px` are at 1,080 lines; an upright screen has as many as it is wide."""
        return round(px * min(self.width, self.height) / 1080)

    @property
    def gutter(self) -> int:
        return self.width * 3 // 100

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


HD_RASTER = Raster(1920, 1080)
RASTERS = (
    *(HD_RASTER, Raster(3840, 2160), Raster(2048, 858), Raster(1998, 1080)),
    *(Raster(4096, 1716), Raster(1280, 720)),
)
"""The usual rasters of rolls: HD, UHD, 2K scope and flat, 4K scope, 720p. A roll may have one of its own."""
RASTER_PATTERN = r"^[1-9][0-9]{2,3}x[1-9][0-9]{2,3}$"
MIN_SIDE_PIXELS, MAX_SIDE_PIXELS = 480, 4096
"""The least and the most of each side: on less the smallest type is no longer read, and 4096 is the side of 4K."""


@dataclass(frozen=True, slots=True)
class ScreenSpec:
    """One screen's order.

    `px` is the speed in pixels a frame; None is the usual one for the rate and raster. `frames` is the running time
    that is locked; None is the roll's natural time. `drop` counts in drop-frame timecode, `burn_in` shows the
    timecode in the picture. `places` is the master that a time line places. `template` is what the roll looks like.
    `fonts` are families, first choice first, in the place of the template's.
    """

    raster: Raster = HD_RASTER
    rate_num: int = 24
    rate_den: int = 1
    px: int | None = None
    frames: int | None = None
    drop: bool = False
    burn_in: bool = False
    places: MasterFormat = MASTER_FORMATS[0]
    template: Template = FILM_ROLL
    fonts: tuple[str, ...] = ()

    @property
    def rate(self) -> Fraction:
        """Frames a second."""
        return Fraction(self.rate_num, self.rate_den)

    @property
    def speed(self) -> int:
        """Pixels a frame."""
        return self.px or get_default_speed(self.rate, self.raster.height)

    @property
    def families(self) -> tuple[str, ...]:
        """The fonts by name, first choice first; none: the shipped ones."""
        return self.fonts or self.template.fonts

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as `parse_screen_spec` takes them: the raster as `1920x1080`, the rate as `24000/1001`."""
        return {
            "raster": str(self.raster),
            "rate": str(self.rate),
            "px": self.px,
            "frames": self.frames,
            "drop": self.drop,
            "burn_in": self.burn_in,
            **({"places": self.places} if self.places != MASTER_FORMATS[0] else {}),
            "template": self.template.to_dict(),
            **({"fonts": list(self.fonts)} if self.fonts else {}),
        }


DEFAULT_SCREEN_SPEC = ScreenSpec()


def parse_screen_spec(data: Mapping[str, Any]) -> ScreenSpec:
    """The delivery of plain values; what is absent is as usual. Raises ScreenSpecRefused, TemplateRefused.

    The keys are those of `to_dict`, and `seconds` (whole or with decimals) in the place of `frames`. A template is
    its whole data, or the name of one that comes with the program.
    """
    values = dict(data)
    raster = parse_raster(values.pop("raster", str(DEFAULT_SCREEN_SPEC.raster)))
    rate = parse_known_value(UNKNOWN_RATE, values.pop("rate", str(DEFAULT_SCREEN_SPEC.rate)), FRAME_RATES)
    seconds = values.pop("seconds", None)
    if seconds is not None:
        if values.get("frames") is not None:
            raise ScreenSpecRefused(
                Sentence("The running time is in seconds or in frames; give one of them.")
            )
        values["frames"] = convert_seconds_to_frames(parse_roll_seconds(seconds), rate)
    template = find_template(values.pop("template", FILM_ROLL.name))
    plain = {"raster": to_plain(raster), "rate_num": rate.numerator, "rate_den": rate.denominator}
    usual = {
        name: getattr(DEFAULT_SCREEN_SPEC, name) for name in ("px", "frames", "drop", "burn_in", "places")
    }
    usual |= {"template": template.to_dict(), "fonts": []}
    if unknown := sorted(values.keys() - usual.keys()):
        raise ScreenSpecRefused(
            Sentence("The delivery has the unknown key %(keys)s.", keys=", ".join(unknown))
        )
    try:
        delivery = from_plain(ScreenSpec, {**usual, **values, **plain}, "delivery")
    except DocumentError as error:
        raise ScreenSpecRefused(error.sentence) from error
    require_possible_spec(delivery)
    for problem in find_font_problems(delivery.fonts, "delivery.fonts"):
        raise ScreenSpecRefused(problem.told)
    return delivery


UNKNOWN_RATE = Sentence("The frame rate %(value)s is not supported; choose one of %(known)s.")


def parse_raster(value: Any) -> Raster:
    """The raster of `1920x1080`. Raises ScreenSpecRefused.

    Both sides are even, since H.264 and ProRes keep colour for pairs of pixels.
    """
    if isinstance(value, str) and re.fullmatch(RASTER_PATTERN, value):
        width, height = map(int, value.split("x"))
        sides = range(MIN_SIDE_PIXELS, MAX_SIDE_PIXELS + 1, 2)
        if width in sides and height in sides:
            return Raster(width, height)
    raise ScreenSpecRefused(
        Sentence(
            "The raster %(value)s cannot be made: write width and height as 1920x1080, both even and from %(least)d to %(most)d pixels.",
            value=str(value),
            least=MIN_SIDE_PIXELS,
            most=MAX_SIDE_PIXELS,
        )
    )


def parse_known_value(refusal: Sentence, value: Any, known: Sequence[T]) -> T:
    """The known value that is written so. Raises ScreenSpecRefused with `refusal`."""
    for one in known:
        if str(one) == value:
            return one
    raise ScreenSpecRefused(refusal.given(value=str(value), known=", ".join(map(str, known))))


def parse_roll_seconds(value: Any) -> Fraction:
    """Seconds as they are typed: a number, or a text with a decimal point."""
    try:
        seconds = Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        raise ScreenSpecRefused(
            Sentence("“%(value)s” is not a number of seconds; write it as 90 or 89.5.", value=str(value))
        ) from None
    if not 0 < seconds <= MAX_ROLL_SECONDS:
        raise ScreenSpecRefused(
            Sentence(
                "A roll lasts more than 0 and at most %(most)d seconds, not %(value)s.",
                most=MAX_ROLL_SECONDS,
                value=str(value),
            )
        )
    return seconds


def require_possible_spec(delivery: ScreenSpec) -> None:
    """Raise ScreenSpecRefused for numbers out of bounds."""
    if delivery.px is not None and not 1 <= delivery.px <= delivery.raster.height:
        raise ScreenSpecRefused(
            Sentence(
                "A roll moves by 1 to %(most)d whole pixels a frame, not %(px)d.",
                most=delivery.raster.height,
                px=delivery.px,
            )
        )
    longest = int(MAX_ROLL_SECONDS * delivery.rate)
    if delivery.frames is not None and not 1 <= delivery.frames <= longest:
        raise ScreenSpecRefused(
            Sentence(
                "A roll lasts from 1 to %(most)d frames, not %(frames)d.",
                most=longest,
                frames=delivery.frames,
            )
        )
    if delivery.drop and delivery.rate not in DROPPED_NUMBERS_PER_MINUTE:
        raise ScreenSpecRefused(
            Sentence(
                "Drop-frame timecode is for 30000/1001 and 60000/1001 frames a second, not %(rate)s.",
                rate=str(delivery.rate),
            )
        )
