"""A picture file for each frame, by FFmpeg's encoders, in one ZIP: `roll.0000000.png` is frame 0.

FFmpeg comes with its own zlib, so the same pixels are the same bytes anywhere.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from av.video.frame import VideoFrame

from productions.rollkit.file_names import format_frame_name
from productions.rollkit.film.encoding import create_encoder, encode_frames
from productions.rollkit.film.frame_source import FrameSource
from productions.rollkit.film.pixel_formats import RGBA, PixelFormat
from productions.rollkit.images.png import add_comment_chunk
from productions.rollkit.layout.reel import Reel, list_reel_provenance
from productions.rollkit.progress import Progress
from productions.rollkit.rendering.page_pixels import PageRenderer
from productions.rollkit.zip_archive import FileParts, write_zip

FinishFile = Callable[[memoryview, Reel, int, str], FileParts]
"""Puts into a picture file what is of its frame: what the encoder made, reel, frame number, file name."""


@dataclass(frozen=True, slots=True)
class ImageFormat:
    """How each frame is written: FFmpeg's name of the encoder, which is the suffix too, and its options."""

    encoder: str
    form: PixelFormat
    finish: FinishFile
    options: Mapping[str, str] = field(default_factory=dict)


def add_png_comment(data: memoryview, reel: Reel, number: int, name: str) -> FileParts:
    """A PNG that says what it was made of."""
    return add_comment_chunk(data, list_reel_provenance(reel))


PNG_FORMAT = ImageFormat("png", RGBA, add_png_comment, {"pred": "none", "compression_level": "3"})
"""8 bits with straight alpha. Lines of text pack as well without prediction, in a third of the time."""


def write_image_sequence(reel: Reel, out: BinaryIO, still: ImageFormat, *, progress: Progress) -> None:
    write_zip(out, encode_files(reel, still, progress), made_of=list_reel_provenance(reel))


def encode_files(reel: Reel, still: ImageFormat, progress: Progress) -> Iterator[tuple[str, FileParts]]:
    """Names and parts, in the order of frames."""
    with PageRenderer(reel, alpha=still.form.alpha) as sheets:
        names = (format_frame_name(number, still.encoder) for number in range(reel.frames))
        for done, file in enumerate(
            encode_pictures(reel, still, names, FrameSource(reel, sheets, still.form)), 1
        ):
            yield file
            progress(done / reel.frames)


def encode_pictures(
    reel: Reel, still: ImageFormat, names: Iterable[str], frames: Iterable[VideoFrame]
) -> Iterator[tuple[str, FileParts]]:
    """The frames as files, by name, in their order."""
    for number, (name, packet) in enumerate(
        zip(
            names,
            encode_frames(create_encoder(reel, still.encoder, still.form, still.options), frames),
            strict=True,
        )
    ):
        yield name, still.finish(memoryview(packet), reel, number, name)
