"""The lines of a text file of any size, in little memory: no line is longer than it may be, whatever the file holds."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from productions.interchange.text_encoding import FILE_SIGNATURES, decode_text_file

PIECE_BYTES = 2**20
"""Bytes that are read at once."""
MAX_WHOLE_FILE_BYTES = 16 * PIECE_BYTES
"""Bytes of a file that is read whole to find out what it is in; larger ones are read as UTF-8, or not at all."""


def read_text_lines(file: BinaryIO, *, longest: int) -> Iterator[bytes | str]:
    """The lines of a file that is open at its beginning; of one over `longest` bytes its first `longest` + 1 alone.

    UTF-8 comes as bytes, one line after the other. Raises UnreadableFile for what `decode_text_file` does not read.
    """
    head = file.read(8)
    if any(head.startswith(signature) for signature, _name in FILE_SIGNATURES):
        decode_text_file(head)  # raises
    file.seek(0)
    plain, size = scan_plain_utf8(file)
    file.seek(0)
    if plain or size > MAX_WHOLE_FILE_BYTES:
        yield from read_bounded_lines(file, longest)
    else:
        yield from decode_text_file(file.read()).text.split("\n")


def scan_plain_utf8(file: BinaryIO) -> tuple[bool, int]:
    """Whether the rest of the file is UTF-8 without NUL, and its size in bytes."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    plain, size = True, 0
    while piece := file.read(PIECE_BYTES):
        size += len(piece)
        if plain:
            try:
                plain = b"\0" not in piece
                decoder.decode(piece)
            except UnicodeDecodeError:
                plain = False
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        plain = False
    return plain, size


def read_bounded_lines(file: BinaryIO, longest: int) -> Iterator[bytes]:
    """Lines with their ends; of one over `longest` bytes the beginning alone, and the rest is passed over."""
    while line := file.readline(longest + 1):
        yield line
        ended = line.endswith(b"\n") or len(line) <= longest
        while not ended:
            rest = file.readline(PIECE_BYTES)
            ended = not rest or rest.endswith(b"\n")
