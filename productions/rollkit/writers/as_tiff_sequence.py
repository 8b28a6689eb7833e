"""A TIFF for each frame, 8 bits on nothing with straight alpha, in a ZIP; packed by PackBits, as baseline readers take it.

FFmpeg's encoder has no field for a description; it is added in a directory of its own, at the places of TIFF 6.0.
"""

from struct import Struct
from typing import BinaryIO

from productions.rollkit.film.image_sequence import ImageFormat, write_image_sequence
from productions.rollkit.film.pixel_formats import RGBA
from productions.rollkit.layout.reel import Reel, list_reel_provenance
from productions.rollkit.progress import Progress, ignore_progress
from productions.rollkit.zip_archive import FileParts

DIRECTORY_OFFSET_BYTES = 4
"""Where the header says at which byte the directory begins."""
OFFSET_STRUCT, COUNT_STRUCT, ENTRY_STRUCT = Struct("<I"), Struct("<H"), Struct("<HHII")
"""Numbers as FFmpeg writes them: an offset, how many entries a directory has, and one: tag, type, values, where they are."""
DESCRIPTION_TAG, ASCII_TYPE = 270, 2


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    write_image_sequence(reel, out, TIFF_FORMAT, progress=progress)


def add_tiff_description(data: memoryview, reel: Reel, number: int, name: str) -> FileParts:
    """The frame with what it was made of as its ImageDescription, in UTF-8; the directory is written anew behind it."""
    text = "; ".join(list_reel_provenance(reel)).encode() + b"\0"
    (start,) = OFFSET_STRUCT.unpack_from(data, DIRECTORY_OFFSET_BYTES)
    (count,) = COUNT_STRUCT.unpack_from(data, start)
    first = start + COUNT_STRUCT.size
    end = first + count * ENTRY_STRUCT.size
    entries = [
        bytes(data[place : place + ENTRY_STRUCT.size]) for place in range(first, end, ENTRY_STRUCT.size)
    ]
    entries.append(ENTRY_STRUCT.pack(DESCRIPTION_TAG, ASCII_TYPE, len(text), len(data)))
    entries.sort(key=COUNT_STRUCT.unpack_from)
    text += bytes((len(data) + len(text)) % 2)  # a directory begins on an even byte
    there = OFFSET_STRUCT.pack(len(data) + len(text))
    directory = COUNT_STRUCT.pack(count + 1) + b"".join(entries) + OFFSET_STRUCT.pack(0)
    return (
        data[:DIRECTORY_OFFSET_BYTES],
        there,
        data[DIRECTORY_OFFSET_BYTES + OFFSET_STRUCT.size :],
        text,
        directory,
    )


TIFF_FORMAT = ImageFormat("tiff", RGBA, add_tiff_description, {"compression_algo": "packbits"})
