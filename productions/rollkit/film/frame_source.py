"""Frames as rows of a tall picture: what is drawn and converted once is shown again and again, moved, without a copy.

A tall picture holds more rows than the screen in the encoder's own planes, and FFmpeg's crop filter points into
it. Where chroma is shared by two rows, a frame may only begin on an even row of a picture with colour in it: there
is one picture for each phase then. Grey has flat chroma, and any row will do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import av
import numpy as np
from av.video.frame import VideoFrame

from productions.rollkit.film.pixel_formats import PixelFormat, Plane
from productions.rollkit.layout.reel import CardShot, Reel, ScrollShot
from productions.rollkit.rendering.page_pixels import (
    PageRenderer,
    Pixels,
    apply_opacity,
    compute_top_row,
    mix_pixels,
)

DRAWN_ROWS = 256
"""Rows that are drawn or moved at a time: pixels of four bytes take more room than the planes that they become."""

BT709, LIMITED, FULL, RGB_MATRIX = 1, 1, 2, 0
"""FFmpeg's numbers, which are those of ITU-T H.273 but for the range."""


def get_planes(frame: VideoFrame) -> list[Plane]:
    """The frame's own samples, to be read and written."""
    bits = max(component.bits for component in frame.format.components)
    size = 2 if bits > 8 else 1
    kind = np.uint8 if size == 1 else ">u2" if frame.format.is_big_endian else "<u2"
    found = []
    for plane in frame.planes:
        rows = np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)  # type: ignore[call-overload]
        if frame.format.is_planar:
            found.append(rows[:, : plane.width * size].view(kind))
        else:
            channels = len(frame.format.components)
            found.append(rows[:, : plane.width * channels].reshape(plane.height, plane.width, channels))
    return found


@dataclass(slots=True)
class TallFrame:
    """Rows of a strip from `top` on; `coloured` is the row under the last colour."""

    top: int
    rows: int
    frame: VideoFrame
    planes: list[Plane]
    coloured: int

    def contains_rows(self, top: int, height: int, down: int) -> bool:
        """Whether `height` rows from a row on are in it, with their chroma."""
        inside = self.top <= top and top + height <= self.top + self.rows
        return inside and ((top - self.top) % down == 0 or self.coloured <= top)

    def take(self, other: TallFrame, top: int, down: int) -> int:
        """Begin at a row, with the rows that another has from there on, or this one itself. Says how many there are."""
        had = other.top + other.rows - top
        had -= had % down
        for old, new in zip(other.planes, self.planes, strict=True):
            shared = self.rows // len(new)
            start, end = (top - other.top) // shared, had // shared
            # Some rows at a time: numpy copies rows aside that are moved onto one another.
            for row in range(0, end, DRAWN_ROWS):
                new[row : min(row + DRAWN_ROWS, end)] = old[start + row : start + min(row + DRAWN_ROWS, end)]
        self.top, self.coloured = top, min(other.coloured, top + had)
        return had


class FrameSource:
    """The frames of a reel in one pixel format, in order, tagged as BT.709.

    They are pointers: never write into them, and of a scroll each holds until the next is asked for.
    """

    def __init__(self, reel: Reel, sheets: PageRenderer, form: PixelFormat) -> None:
        self.reel, self.sheets, self.form = reel, sheets, form
        self.width, self.height = reel.raster.width, reel.raster.height
        self.step = self.height // 24 * 2
        self.talls: list[TallFrame] = []
        self.scrolled: ScrollShot | None = None
        graph = av.filter.Graph()
        source = graph.add_buffer(
            width=self.width,
            height=self.height + self.step,
            format=av.VideoFormat(form.name),
            time_base=1 / reel.rate,
        )
        crop = graph.add("crop", f"w={self.width}:h={self.height}:x=0:y=0:exact=1")
        sink = graph.add("buffersink")
        graph.link_nodes(source, crop, sink).configure()
        # The graph is kept: its filters are gone with it.
        self.graph, self.source, self.crop, self.sink = graph, source, crop, sink

    def __iter__(self) -> Iterator[VideoFrame]:
        return self.frames(0, self.reel.frames)

    def frames(self, first: int, last: int) -> Iterator[VideoFrame]:
        """The frames from `first` up to, not including, `last`. What is drawn of a scroll serves a later call, too."""
        for shot in self.reel.shots:
            shown = range(max(first - shot.start, 0), min(last - shot.start, shot.frames))
            if not shown:
                continue
            views = self.card(shot, shown) if isinstance(shot, CardShot) else self.scroll(shot, shown)
            for number, (tall, row) in zip(shown, views, strict=True):
                yield self.view(tall, row, shot.start + number)

    def card(self, shot: CardShot, shown: Sequence[int]) -> Iterator[tuple[TallFrame, int]]:
        """A picture and its row for each of some frames of the shot, counted from its first."""
        if not shown:
            return
        pixels, following = self.sheets.draw_card(shot.page), None
        shares = shot.list_shares()
        tall, drawn = None, None
        for own, other in (shares[number] for number in shown):
            if tall is None or (own, other) != drawn:
                there = pixels
                if other:
                    following = self.sheets.draw_card(shot.page + 1) if following is None else following
                    there = mix_pixels(pixels, following, float(other), alpha=self.form.alpha)
                elif own != 1:
                    there = apply_opacity(
                        pixels, float(own), alpha=self.form.alpha, background=self.sheets.empty
                    )
                tall, drawn = self.new(0, there), (own, other)
            yield tall, 0

    def scroll(self, shot: ScrollShot, shown: Iterable[int]) -> Iterator[tuple[TallFrame, int]]:
        """A picture and its row for each of some frames of the shot, counted from its first."""
        if shot is not self.scrolled:
            self.talls, self.scrolled = [], shot
        for number in shown:
            top = compute_top_row(shot, number, self.height)
            tall = self.find_tall_frame(top, self.height) or self.draw_tall_frame(shot, top)
            yield tall, top - tall.top

    def find_tall_frame(self, top: int, height: int) -> TallFrame | None:
        return next((tall for tall in self.talls if tall.contains_rows(top, height, self.form.down)), None)

    def draw_tall_frame(self, shot: ScrollShot, top: int) -> TallFrame:
        """A picture that begins at a row, in the oldest one's place: what is there already is moved, the rest is drawn."""
        before = self.find_tall_frame(top, 1)
        if before is not None and before.coloured <= top:
            # One picture is enough for grey, whichever row a frame begins on: 13 MB less for each encoder of 4K.
            tall = before
        else:
            tall = self.new(top) if len(self.talls) < self.form.down else self.talls.pop(0)
            self.talls.append(tall)
        had = 0
        if before is not None:
            had = tall.take(before, top, self.form.down)
        else:
            tall.top = tall.coloured = top
        self.form.clear([plane[had * len(plane) // tall.rows :] for plane in tall.planes])
        for row in range(had, tall.rows, DRAWN_ROWS):
            pixels = self.sheets.draw_strip(shot, top + row, min(DRAWN_ROWS, tall.rows - row))
            if self.form.fill(tall.planes, row, pixels):
                tall.coloured = top + row + len(pixels)
        return tall

    def new(self, top: int, pixels: Pixels | None = None) -> TallFrame:
        frame = VideoFrame(self.width, self.height + self.step, self.form.name)
        tall = TallFrame(top, frame.height, frame, get_planes(frame), top)
        if pixels is not None:
            self.form.clear(tall.planes)
            self.form.fill(tall.planes, 0, pixels)
        return tall

    def view(self, tall: TallFrame, row: int, number: int) -> VideoFrame:
        self.crop.process_command("y", str(row))
        self.source.push(tall.frame)
        frame = self.sink.pull()
        assert isinstance(frame, VideoFrame)
        frame.pts, frame.time_base = number, 1 / self.reel.rate
        tag_bt709(frame)
        return frame


def tag_bt709(picture: VideoFrame | av.VideoCodecContext) -> None:
    """Say BT.709 and the range, on a frame or on an encoder."""
    rgb = "yuv" not in (picture.format.name if picture.format else "")
    picture.color_primaries = picture.color_trc = BT709
    picture.colorspace = RGB_MATRIX if rgb else BT709
    picture.color_range = FULL if rgb else LIMITED
