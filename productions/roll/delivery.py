"""How a roll is shown on a screen: raster, frame rate, speed, running time, timecode. Plain data, kept with the export."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, TypeVar, get_args

from productions.roll.codec import DocumentError, from_plain, to_plain
from productions.roll.refused import RollRefused
from productions.roll.template import Template
from productions.roll.templates import FILM_ROLL, problems_of_fonts, template_of
from productions.roll.timecode import DROPPING
from productions.roll.timing import FRAME_RATES, frames_of, usual_px
from productions.sentences import Sentence

T = TypeVar("T")

Master = Literal["prores4444", "prores422hq", "dnxhr", "mp4", "png_sequence", "tiff_sequence", "dpx_sequence"]
MASTERS: tuple[Master, ...] = get_args(Master)
"""The formats with a picture for every frame: what a time line can place. The first is the usual one."""

LONGEST_SECONDS = 3600
"""No roll of a film lasts an hour; what is longer is a mistyped number."""


class DeliveryRefused(RollRefused):
    """What was asked of the screen cannot be made. One clear sentence."""


@dataclass(frozen=True, slots=True)
class Raster:
    """A screen in pixels. Every measure of the roll is a whole number of them, from the height."""

    width: int
    height: int

    def scaled(self, px: int) -> int:
        """What `px` are at 1,080 lines."""
        return round(px * self.height / 1080)

    @property
    def gutter(self) -> int:
        return self.width * 3 // 100

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


HD = Raster(1920, 1080)
RASTERS = (
    *(HD, Raster(3840, 2160), Raster(2048, 858), Raster(1998, 1080)),
    *(Raster(4096, 1716), Raster(1280, 720)),
)
"""The rasters that rolls are delivered in: HD, UHD, 2K scope and flat, 4K scope, 720p."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One screen's order.

    `px` is the speed in pixels a frame; None is the usual one for the rate and raster. `frames` is the running time
    that is locked; None is the roll's natural time. `drop` counts in drop-frame timecode, `burn_in` shows the
    timecode in the picture. `places` is the master that a time line places. `template` is what the roll looks like.
    `fonts` are families, first choice first, in the place of the template's.
    """

    raster: Raster = HD
    rate_num: int = 24
    rate_den: int = 1
    px: int | None = None
    frames: int | None = None
    drop: bool = False
    burn_in: bool = False
    places: Master = MASTERS[0]
    template: Template = FILM_ROLL
    fonts: tuple[str, ...] = ()

    @property
    def rate(self) -> Fraction:
        """Frames a second."""
        return Fraction(self.rate_num, self.rate_den)

    @property
    def speed(self) -> int:
        """Pixels a frame."""
        return self.px or usual_px(self.rate, self.raster.height)

    @property
    def families(self) -> tuple[str, ...]:
        """The fonts by name, first choice first; none: the shipped ones."""
        return self.fonts or self.template.fonts

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as `delivery_from` takes them: the raster as `1920x1080`, the rate as `24000/1001`."""
        return {
            "raster": str(self.raster),
            "rate": str(self.rate),
            "px": self.px,
            "frames": self.frames,
            "drop": self.drop,
            "burn_in": self.burn_in,
            **({"places": self.places} if self.places != MASTERS[0] else {}),
            "template": self.template.to_dict(),
            **({"fonts": list(self.fonts)} if self.fonts else {}),
        }


USUAL = Delivery()


def delivery_from(data: Mapping[str, Any]) -> Delivery:
    """The delivery of plain values; what is absent is as usual. Raises DeliveryRefused, TemplateRefused.

    The keys are those of `to_dict`, and `seconds` (whole or with decimals) in the place of `frames`. A template is
    its whole data, or the name of one that comes with the program.
    """
    values = dict(data)
    raster = chosen(NO_RASTER, values.pop("raster", str(USUAL.raster)), RASTERS)
    rate = chosen(NO_RATE, values.pop("rate", str(USUAL.rate)), FRAME_RATES)
    seconds = values.pop("seconds", None)
    if seconds is not None:
        if values.get("frames") is not None:
            raise DeliveryRefused(Sentence("The running time is in seconds or in frames; give one of them."))
        values["frames"] = frames_of(number_of_seconds(seconds), rate)
    template = template_of(values.pop("template", FILM_ROLL.name))
    plain = {"raster": to_plain(raster), "rate_num": rate.numerator, "rate_den": rate.denominator}
    usual = {name: getattr(USUAL, name) for name in ("px", "frames", "drop", "burn_in", "places")}
    usual |= {"template": template.to_dict(), "fonts": []}
    if unknown := sorted(values.keys() - usual.keys()):
        raise DeliveryRefused(Sentence("The delivery has the unknown key %(keys)s.", keys=", ".join(unknown)))
    try:
        delivery = from_plain(Delivery, {**usual, **values, **plain}, "delivery")
    except DocumentError as error:
        raise DeliveryRefused(error.reason) from error
    require_possible(delivery)
    for problem in problems_of_fonts(delivery.fonts, "delivery.fonts"):
        raise DeliveryRefused(problem.told)
    return delivery


NO_RASTER = Sentence("The raster %(value)s is none that rolls are delivered in; choose one of %(known)s.")
NO_RATE = Sentence("The rate %(value)s is none that rolls are delivered in; choose one of %(known)s.")


def chosen(refusal: Sentence, value: Any, known: Sequence[T]) -> T:
    """The known value that is written so. Raises DeliveryRefused with `refusal`."""
    for one in known:
        if str(one) == value:
            return one
    raise DeliveryRefused(refusal.given(value=str(value), known=", ".join(map(str, known))))


def number_of_seconds(value: Any) -> Fraction:
    """Seconds as they are typed: a number, or a text with a decimal point."""
    try:
        seconds = Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        raise DeliveryRefused(
            Sentence("“%(value)s” is no number of seconds; write 90 or 89.5.", value=str(value))
        ) from None
    if not 0 < seconds <= LONGEST_SECONDS:
        raise DeliveryRefused(
            Sentence(
                "A roll lasts more than 0 and at most %(most)d seconds, not %(value)s.",
                most=LONGEST_SECONDS,
                value=str(value),
            )
        )
    return seconds


def require_possible(delivery: Delivery) -> None:
    """Raise DeliveryRefused for numbers out of bounds."""
    if delivery.px is not None and not 1 <= delivery.px <= delivery.raster.height:
        raise DeliveryRefused(
            Sentence(
                "A roll moves by 1 to %(most)d whole pixels a frame, not %(px)d.",
                most=delivery.raster.height,
                px=delivery.px,
            )
        )
    longest = int(LONGEST_SECONDS * delivery.rate)
    if delivery.frames is not None and not 1 <= delivery.frames <= longest:
        raise DeliveryRefused(
            Sentence(
                "A roll lasts from 1 to %(most)d frames, not %(frames)d.",
                most=longest,
                frames=delivery.frames,
            )
        )
    if delivery.drop and delivery.rate not in DROPPING:
        raise DeliveryRefused(
            Sentence(
                "Drop-frame timecode is for 30000/1001 and 60000/1001 frames a second, not %(rate)s.",
                rate=str(delivery.rate),
            )
        )
