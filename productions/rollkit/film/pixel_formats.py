"""From pixels to the planes that encoders take.

Y'CbCr by ITU-R BT.709-6, items 3.2 to 3.4 and 4.6, in limited range: black is 16, white 235, no colour 128 at 8 bits,
and four times that at 10. Chroma that is halved sideways lies on the left one of two pixels, and halved downwards
between two rows, as H.264 assumes and BT.709 masters have it. Alpha is in full range.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from productions.rollkit.rendering.page_pixels import Pixels, is_grey

Plane = NDArray[Any]
"""Samples of a plane: (rows, columns), or (rows, columns, channels) where they are packed."""

RED, GREEN, BLUE = 0.2126, 0.7152, 0.0722
CB, CR = 2 * (1 - BLUE), 2 * (1 - RED)
CHUNK_ROWS = 64
"""Rows converted at a time, so that what is computed in between stays small."""


class PixelFormat(Protocol):
    """What an encoder takes, by FFmpeg's name. `down`: rows of the picture that share one row of chroma."""

    @property
    def name(self) -> str: ...

    @property
    def down(self) -> int: ...

    @property
    def alpha(self) -> bool: ...

    def clear(self, planes: Sequence[Plane]) -> None:
        """Make planes black, or nothing."""

    def fill(self, planes: Sequence[Plane], top: int, pixels: Pixels) -> bool:
        """Put pixels into clear planes from row `top` on, a multiple of `down`. Says whether there was colour."""


@dataclass(frozen=True, slots=True)
class PlanarYuv:
    """Y'CbCr in planes of 8 or 10 bits. `across` and `down`: pixels that share one sample of chroma, 1 or 2."""

    name: str
    bits: int
    across: int
    down: int
    alpha: bool = False

    @property
    def level_step(self) -> int:
        """What 1 of 8 bits is."""
        return 1 << (self.bits - 8)

    def build_luma_table(self) -> Plane:
        """Y' of each grey."""
        return np.rint((16 + np.arange(256) * 219 / 255) * self.level_step).astype(self.type)

    @property
    def type(self) -> Any:
        return np.uint8 if self.bits == 8 else np.dtype("<u2")

    def clear(self, planes: Sequence[Plane]) -> None:
        for plane, value in zip(planes, (16, 128, 128, 0), strict=False):
            plane[:] = value * self.level_step

    def fill(self, planes: Sequence[Plane], top: int, pixels: Pixels) -> bool:
        coloured, table = False, self.build_luma_table()
        opacity = np.rint(np.arange(256) * ((1 << self.bits) - 1) / 255).astype(self.type)
        for start in range(0, len(pixels), CHUNK_ROWS):
            part = pixels[start : start + CHUNK_ROWS]
            rows = slice(top + start, top + start + len(part))
            if is_grey(part):
                np.take(table, part[..., 0], out=planes[0][rows])
            else:
                coloured = True
                self.fill_colour(planes, rows, part)
            if self.alpha:
                np.take(opacity, part[..., 3], out=planes[3][rows])
        return coloured

    def fill_colour(self, planes: Sequence[Plane], rows: slice, pixels: Pixels) -> None:
        red, green, blue = (pixels[..., channel].astype(np.float32) / 255 for channel in range(3))
        light = RED * red + GREEN * green + BLUE * blue
        planes[0][rows] = np.rint((16 + 219 * light) * self.level_step)
        chroma = slice(rows.start // self.down, -(-rows.stop // self.down))
        for plane, difference in ((planes[1], (blue - light) / CB), (planes[2], (red - light) / CR)):
            plane[chroma] = np.rint((128 + 224 * self.shared(difference)) * self.level_step)

    def shared(self, samples: Plane) -> Plane:
        """Chroma of every pixel to the fewer samples of the plane."""
        if self.across == 2:
            left = np.concatenate((samples[:, :1], samples[:, 1:-1:2]), axis=1)
            samples = (left + 2 * samples[:, ::2] + samples[:, 1::2]) / 4
        if self.down == 2:
            samples = (samples[::2] + samples[1::2]) / 2
        return samples


@dataclass(frozen=True, slots=True)
class PackedRgb:
    """Red, green, blue and, where `alpha`, alpha of 8 bits beside one another, as they are."""

    name: str
    alpha: bool
    down: int = 1

    def clear(self, planes: Sequence[Plane]) -> None:
        planes[0][:] = 0

    def fill(self, planes: Sequence[Plane], top: int, pixels: Pixels) -> bool:
        planes[0][top : top + len(pixels)] = pixels if self.alpha else pixels[..., :3]
        return True


@dataclass(frozen=True, slots=True)
class PlanarRgb10:
    """Green, blue and red in planes of 10 bits, in full range: 1023 is white."""

    name: str = "gbrp10be"
    alpha: bool = False
    down: int = 1

    def clear(self, planes: Sequence[Plane]) -> None:
        for plane in planes:
            plane[:] = 0

    def fill(self, planes: Sequence[Plane], top: int, pixels: Pixels) -> bool:
        table = np.rint(np.arange(256) * 1023 / 255).astype(">u2")
        for plane, channel in zip(planes, (1, 2, 0), strict=True):
            np.take(table, pixels[..., channel], out=plane[top : top + len(pixels)])
        return True


YUV420 = PlanarYuv("yuv420p", 8, 2, 2)
YUV422 = PlanarYuv("yuv422p", 8, 2, 1)
YUV422_10 = PlanarYuv("yuv422p10le", 10, 2, 1)
YUVA444_10 = PlanarYuv("yuva444p10le", 10, 1, 1, alpha=True)
RGB, RGBA, RGB_10 = PackedRgb("rgb24", alpha=False), PackedRgb("rgba", alpha=True), PlanarRgb10()
