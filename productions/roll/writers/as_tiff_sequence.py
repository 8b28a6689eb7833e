"""A TIFF for each frame, 8 bits on nothing with straight alpha, in a ZIP; packed by PackBits, as baseline readers take it.

FFmpeg's encoder has no field for a description; it is added in a directory of its own, at the places of TIFF 6.0.
"""

from struct import Struct
from typing import BinaryIO

from productions.roll.film.colour import RGBA
from productions.roll.film.sequence import Still, write_sequence
from productions.roll.layout import Progress, ignore_progress
from productions.roll.packing import Parts
from productions.roll.screen.reel import Reel, made_of

DIRECTORY = 4
"""Where the header says at which byte the directory begins."""
OFFSET, COUNT, ENTRY = Struct("<I"), Struct("<H"), Struct("<HHII")
"""Numbers as FFmpeg writes them: an offset, how many entries a directory has, and one: tag, type, values, where they are."""
DESCRIPTION, ASCII = 270, 2


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    write_sequence(reel, out, TIFF, progress=progress)


def described(data: memoryview, reel: Reel, number: int, name: str) -> Parts:
    """The frame with what it was made of as its ImageDescription, in UTF-8; the directory is written anew behind it."""
    text = "; ".join(made_of(reel)).encode() + b"\0"
    (start,) = OFFSET.unpack_from(data, DIRECTORY)
    (count,) = COUNT.unpack_from(data, start)
    first = start + COUNT.size
    end = first + count * ENTRY.size
    entries = [bytes(data[place : place + ENTRY.size]) for place in range(first, end, ENTRY.size)]
    entries.append(ENTRY.pack(DESCRIPTION, ASCII, len(text), len(data)))
    entries.sort(key=COUNT.unpack_from)
    text += bytes((len(data) + len(text)) % 2)  # a directory begins on an even byte
    there = OFFSET.pack(len(data) + len(text))
    directory = COUNT.pack(count + 1) + b"".join(entries) + OFFSET.pack(0)
    return data[:DIRECTORY], there, data[DIRECTORY + OFFSET.size :], text, directory


TIFF = Still("tiff", RGBA, described, {"compression_algo": "packbits"})
