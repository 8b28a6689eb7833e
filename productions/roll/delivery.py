"""How a roll is shown on a screen: raster, frame rate, speed, running time, timecode. Plain data, kept with the export."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from productions.roll.codec import DocumentError, from_plain, to_plain
from productions.roll.refused import RollRefused
from productions.roll.timecode import DROPPING
from productions.roll.timing import FRAME_RATES, usual_px

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
    def safe(self) -> int:
        """Title safe: 80 % of the width."""
        return self.width * 8 // 10

    @property
    def gutter(self) -> int:
        return self.width * 3 // 100

    @property
    def column(self) -> int:
        """The width of the roles, and of the names."""
        return (self.safe - self.gutter) // 2

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
    timecode in the picture.
    """

    raster: Raster = HD
    rate_num: int = 24
    rate_den: int = 1
    px: int | None = None
    frames: int | None = None
    drop: bool = False
    burn_in: bool = False

    @property
    def rate(self) -> Fraction:
        """Frames a second."""
        return Fraction(self.rate_num, self.rate_den)

    @property
    def speed(self) -> int:
        """Pixels a frame."""
        return self.px or usual_px(self.rate, self.raster.height)

    def to_dict(self) -> dict[str, Any]:
        plain: dict[str, Any] = to_plain(self)
        return plain


USUAL = Delivery()


def delivery_from(data: Mapping[str, Any]) -> Delivery:
    """The delivery of plain values; what is absent is as usual. Raises DeliveryRefused."""
    try:
        delivery = from_plain(Delivery, {**USUAL.to_dict(), **data}, "delivery")
    except DocumentError as error:
        raise DeliveryRefused(str(error)) from error
    require_possible(delivery)
    return delivery


def require_possible(delivery: Delivery) -> None:
    """Raise DeliveryRefused for a raster or rate that no roll is delivered in, or numbers out of bounds."""
    if delivery.raster not in RASTERS:
        raise DeliveryRefused(
            f"No roll is delivered in {delivery.raster} px; choose one of {', '.join(map(str, RASTERS))}."
        )
    if delivery.rate_den < 1 or delivery.rate not in FRAME_RATES:
        raise DeliveryRefused(
            f"No roll is delivered at {delivery.rate_num}/{delivery.rate_den} frames a second; choose one of "
            f"{', '.join(map(str, FRAME_RATES))}."
        )
    if delivery.px is not None and not 1 <= delivery.px <= delivery.raster.height:
        raise DeliveryRefused(
            f"A roll moves by 1 to {delivery.raster.height} whole pixels a frame, not {delivery.px}."
        )
    longest = int(LONGEST_SECONDS * delivery.rate)
    if delivery.frames is not None and not 1 <= delivery.frames <= longest:
        raise DeliveryRefused(f"A roll lasts from 1 to {longest} frames, not {delivery.frames}.")
    if delivery.drop and delivery.rate not in DROPPING:
        raise DeliveryRefused(
            f"Drop-frame timecode is for 30000/1001 and 60000/1001 frames a second, not {delivery.rate}."
        )
