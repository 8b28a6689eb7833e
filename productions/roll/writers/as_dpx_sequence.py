"""A DPX for each frame (SMPTE ST 268), 10 bits RGB on black, in a ZIP, with rate, timecode and place in its header.

FFmpeg's encoder ends its header before the fields of film and television; they are added, at the places of the standard, and
behind them, as the user's own data, what the frame was made of.
"""

from struct import pack_into
from typing import BinaryIO

from productions.roll.film.colour import RGB_10
from productions.roll.film.movie import SOFTWARE, code
from productions.roll.film.sequence import Still, write_sequence
from productions.roll.layout import Progress, ignore_progress
from productions.roll.packing import Parts
from productions.roll.screen.reel import Reel, made_of

GENERIC, WHOLE, BLOCK = 1664, 2048, 8192
"""Bytes of the header as FFmpeg writes it, and with the fields of film and television behind; pictures begin on a whole block."""
OWNER = b"Staffroll".ljust(32, b"\0")
"""Whose the user's data are."""
NAME, CREATOR, PROJECT = (36, 100), (160, 100), (260, 200)
"""Places of texts, and their length in bytes."""
DATA, FILE_SIZE, INDUSTRY_SIZE, USER_SIZE, ELEMENT_DATA = 4, 16, 28, 32, 808
POSITION, LENGTH, HELD, FILM_RATE, TIMECODE, VIDEO_RATE = 1712, 1716, 1720, 1724, 1920, 1940
DROP_FLAG = 0x40


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    write_sequence(reel, out, Still("dpx", RGB_10, with_header), progress=progress)


def with_header(data: memoryview, reel: Reel, number: int, name: str) -> Parts:
    """The frame with its name, what made it, its place among how many, the rate and its timecode in BCD."""
    # What is not known is all ones, by the standard; the picture begins where it did, further back.
    header = bytearray(data[:GENERIC]) + b"\xff" * (WHOLE - GENERIC)
    own = OWNER + "; ".join(made_of(reel)).encode()
    own += bytes(-(WHOLE + len(own)) % BLOCK)
    begin = WHOLE + len(own)
    for (place, size), text in ((NAME, name), (CREATOR, SOFTWARE), (PROJECT, f"sha256:{reel.digest}")):
        header[place : place + size] = text.encode("ascii")[: size - 1].ljust(size, b"\0")
    numbers = {
        DATA: begin,
        ELEMENT_DATA: begin,
        INDUSTRY_SIZE: WHOLE - GENERIC,
        USER_SIZE: len(own),
        FILE_SIZE: len(data) + begin - GENERIC,
        POSITION: number,
        LENGTH: reel.frames,
        HELD: 1,
        TIMECODE: bcd(reel, number),
    }
    for place, value in numbers.items():
        pack_into(">I", header, place, value)
    for place in (FILM_RATE, VIDEO_RATE):
        pack_into(">f", header, place, float(reel.rate))
    return bytes(header), own, data[GENERIC:]


def bcd(reel: Reel, number: int) -> int:
    digits = int(code(reel, number).replace(":", "").replace(";", ""), 16)
    return digits | DROP_FLAG if reel.delivery.drop else digits
