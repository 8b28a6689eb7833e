"""A DPX for each frame (SMPTE ST 268), 10 bits RGB on black, in a ZIP, with rate, timecode and place in its header.

FFmpeg's encoder ends its header before the fields of film and television; they are added, at the places of the standard, and
behind them, as the user's own data, what the frame was made of.
"""

from struct import pack_into
from typing import BinaryIO

from productions.rollkit.film.encoding import format_reel_timecode
from productions.rollkit.film.image_sequence import ImageFormat, write_image_sequence
from productions.rollkit.film.movie import SOFTWARE_NAME
from productions.rollkit.film.pixel_formats import RGB_10
from productions.rollkit.layout.reel import Reel, list_reel_provenance
from productions.rollkit.progress import Progress, ignore_progress
from productions.rollkit.zip_archive import FileParts

GENERIC_HEADER_BYTES, WHOLE_HEADER_BYTES, BLOCK_BYTES = 1664, 2048, 8192
"""Bytes of the header as FFmpeg writes it, and with the fields of film and television behind; pictures begin on a whole block."""
USER_DATA_OWNER = b"Staffroll".ljust(32, b"\0")
"""Whose the user's data are."""
NAME_FIELD, CREATOR_FIELD, PROJECT_FIELD = (36, 100), (160, 100), (260, 200)
"""Places of texts, and their length in bytes."""
DATA_OFFSET, FILE_SIZE_OFFSET, INDUSTRY_SIZE_OFFSET, USER_SIZE_OFFSET, ELEMENT_DATA_OFFSET = (
    4,
    16,
    28,
    32,
    808,
)
POSITION_OFFSET, LENGTH_OFFSET, HELD_OFFSET, FILM_RATE_OFFSET, TIMECODE_OFFSET, VIDEO_RATE_OFFSET = (
    1712,
    1716,
    1720,
    1724,
    1920,
    1940,
)
DROP_FLAG = 0x40


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    write_image_sequence(reel, out, ImageFormat("dpx", RGB_10, add_dpx_header), progress=progress)


def add_dpx_header(data: memoryview, reel: Reel, number: int, name: str) -> FileParts:
    """The frame with its name, what made it, its place among how many, the rate and its timecode in BCD."""
    # What is not known is all ones, by the standard; the picture begins where it did, further back.
    header = bytearray(data[:GENERIC_HEADER_BYTES]) + b"\xff" * (WHOLE_HEADER_BYTES - GENERIC_HEADER_BYTES)
    own = USER_DATA_OWNER + "; ".join(list_reel_provenance(reel)).encode()
    own += bytes(-(WHOLE_HEADER_BYTES + len(own)) % BLOCK_BYTES)
    begin = WHOLE_HEADER_BYTES + len(own)
    for (place, size), text in (
        (NAME_FIELD, name),
        (CREATOR_FIELD, SOFTWARE_NAME),
        (PROJECT_FIELD, f"sha256:{reel.digest}"),
    ):
        header[place : place + size] = text.encode("ascii")[: size - 1].ljust(size, b"\0")
    numbers = {
        DATA_OFFSET: begin,
        ELEMENT_DATA_OFFSET: begin,
        INDUSTRY_SIZE_OFFSET: WHOLE_HEADER_BYTES - GENERIC_HEADER_BYTES,
        USER_SIZE_OFFSET: len(own),
        FILE_SIZE_OFFSET: len(data) + begin - GENERIC_HEADER_BYTES,
        POSITION_OFFSET: number,
        LENGTH_OFFSET: reel.frames,
        HELD_OFFSET: 1,
        TIMECODE_OFFSET: encode_timecode_bcd(reel, number),
    }
    for place, value in numbers.items():
        pack_into(">I", header, place, value)
    for place in (FILM_RATE_OFFSET, VIDEO_RATE_OFFSET):
        pack_into(">f", header, place, float(reel.rate))
    return bytes(header), own, data[GENERIC_HEADER_BYTES:]


def encode_timecode_bcd(reel: Reel, number: int) -> int:
    digits = int(format_reel_timecode(reel, number).replace(":", "").replace(";", ""), 16)
    return digits | DROP_FLAG if reel.delivery.drop else digits
