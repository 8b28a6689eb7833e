"""Frames of ProRes taken apart and put together (SMPTE RDD 36): each row of slices is coded alone.

A frame is its size, a frame header and a picture: header, table of the slices' sizes, slices, row under row.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

SLICE_ROW_PIXELS = 16
"""Rows of pixels in a row of slices; the last one of a frame may have fewer."""


@dataclass(frozen=True, slots=True)
class SliceRow:
    """A row of slices: its part of the table, the slices, and the quantisation index of the last one."""

    sizes: bytes
    slices: bytes
    quantiser: int


@dataclass(frozen=True, slots=True)
class ProresFrame:
    """A frame in parts. `head` is its frame header from `icpf` on, `shape` the end of the picture header: how wide slices are."""

    head: bytes
    shape: bytes
    rows: tuple[SliceRow, ...]


HEIGHT_OFFSET_BYTES = 14
"""Where in `head` the frame's height is."""


def parse_prores_frame(data: bytes) -> ProresFrame:
    """The parts of a progressive frame."""
    size, mark, header = struct.unpack_from(">I4sH", data)
    assert (size, mark) == (len(data), b"icpf")
    (height,) = struct.unpack_from(">H", data, 4 + HEIGHT_OFFSET_BYTES)
    picture = 8 + header
    (count,) = struct.unpack_from(">H", data, picture + 5)
    table = picture + (data[picture] >> 3)
    slices = table + 2 * count
    rows, across = [], count // -(-height // SLICE_ROW_PIXELS)
    for first in range(0, count, across):
        sizes = data[table + 2 * first : table + 2 * (first + across)]
        each = struct.unpack(f">{across}H", sizes)
        end = slices + sum(each)
        rows.append(SliceRow(sizes, data[slices:end], data[end - each[-1] + 1]))
        slices = end
    return ProresFrame(data[4:picture], data[picture + 7 : table], tuple(rows))


def build_prores_frame(like: ProresFrame, height: int, rows: Sequence[SliceRow]) -> bytes:
    """A frame of these rows, with the headers of another one that is as wide."""
    head = like.head[:HEIGHT_OFFSET_BYTES] + struct.pack(">H", height) + like.head[HEIGHT_OFFSET_BYTES + 2 :]
    body = b"".join((*(row.sizes for row in rows), *(row.slices for row in rows)))
    count = sum(len(row.sizes) for row in rows) // 2
    header = 7 + len(like.shape)
    picture = struct.pack(">BIH", header << 3, header + len(body), count) + like.shape
    return struct.pack(">I", 4 + len(head) + len(picture) + len(body)) + head + picture + body
