"""A picture file for each frame, by FFmpeg's encoders, in one ZIP: `roll.0000000.png` is frame 0.

FFmpeg comes with its own zlib, so the same pixels are the same bytes anywhere.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from av.video.frame import VideoFrame

from productions.roll.film.colour import RGBA, PixelFormat
from productions.roll.film.encoding import encoder_of, through
from productions.roll.film.pictures import Pictures
from productions.roll.layout import Progress
from productions.roll.naming import frame_name
from productions.roll.packing import Parts, pack
from productions.roll.screen.pixels import Sheets
from productions.roll.screen.png import commented
from productions.roll.screen.reel import Reel, made_of

Finish = Callable[[memoryview, Reel, int, str], Parts]
"""Puts into a picture file what is of its frame: what the encoder made, reel, frame number, file name."""


@dataclass(frozen=True, slots=True)
class Still:
    """How each frame is written: FFmpeg's name of the encoder, which is the suffix too, and its options."""

    encoder: str
    form: PixelFormat
    finish: Finish
    options: Mapping[str, str] = field(default_factory=dict)


def with_comment(data: memoryview, reel: Reel, number: int, name: str) -> Parts:
    """A PNG that says what it was made of."""
    return commented(data, made_of(reel))


PNG = Still("png", RGBA, with_comment, {"pred": "none", "compression_level": "3"})
"""8 bits with straight alpha. Lines of text pack as well without prediction, in a third of the time."""


def write_sequence(reel: Reel, out: BinaryIO, still: Still, *, progress: Progress) -> None:
    pack(out, files(reel, still, progress), made_of=made_of(reel))


def files(reel: Reel, still: Still, progress: Progress) -> Iterator[tuple[str, Parts]]:
    """Names and parts, in the order of frames."""
    with Sheets(reel, alpha=still.form.alpha) as sheets:
        names = (frame_name(number, still.encoder) for number in range(reel.frames))
        for done, file in enumerate(encoded(reel, still, names, Pictures(reel, sheets, still.form)), 1):
            yield file
            progress(done / reel.frames)


def encoded(
    reel: Reel, still: Still, names: Iterable[str], frames: Iterable[VideoFrame]
) -> Iterator[tuple[str, Parts]]:
    """The frames as files, by name, in their order."""
    for number, (name, packet) in enumerate(
        zip(names, through(encoder_of(reel, still.encoder, still.form, still.options), frames), strict=True)
    ):
        yield name, still.finish(memoryview(packet), reel, number, name)
