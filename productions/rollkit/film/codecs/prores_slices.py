"""ProRes without encoding anything twice: rows of slices that a scroll has shown are shown again, moved.

A row of slices is 16 rows of pixels, coded alone, so a scroll of px pixels a frame needs each row of its strip once in
16 / gcd(px, 16) places, and a frame is mostly rows that are there. `prores_aw` carries its quantiser from slice to slice,
beginning each picture with the finest: a frame is only put together of rows that leave it there, and is encoded whole
where there is another, so every frame is the encoder's own, byte for byte. Rows alone take little memory, too: the
encoder has 133 MB for a whole frame at 4K.
"""

from collections.abc import Iterator
from typing import Any

from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from productions.rollkit.film.codecs.prores_frames import (
    SLICE_ROW_PIXELS,
    ProresFrame,
    SliceRow,
    build_prores_frame,
    parse_prores_frame,
)
from productions.rollkit.film.encoding import Encoding, create_encoder
from productions.rollkit.film.frame_source import FrameSource, TallFrame, get_planes, tag_bt709
from productions.rollkit.layout.reel import CardShot, Reel, ScrollShot
from productions.rollkit.rendering.page_pixels import PageRenderer

FINEST_QUANTISER = 1
"""The quantisation index that `prores_aw` begins a picture with, of 4444 and of 422 HQ."""


class ProresSlices:
    """The packets of a reel's frames, in order, by `prores_aw`."""

    def __init__(
        self, reel: Reel, sheets: PageRenderer, encoding: Encoding, encoder: VideoCodecContext
    ) -> None:
        self.reel, self.encoding, self.encoder = reel, encoding, encoder
        self.pictures = FrameSource(reel, sheets, encoding.form)
        self.encoders = {
            pixels: self.create_slice_encoder(pixels)
            for pixels in {SLICE_ROW_PIXELS, reel.raster.height % SLICE_ROW_PIXELS} - {0}
        }
        self.rows: dict[int, SliceRow] = {}
        self.like: ProresFrame

    def __iter__(self) -> Iterator["Packet[Any]"]:
        number = 0
        for shot in self.reel.shots:
            for data in self.card(shot) if isinstance(shot, CardShot) else self.scroll(shot):
                packet = Packet(data)
                packet.pts = packet.dts = number
                packet.time_base, packet.is_keyframe = 1 / self.reel.rate, True
                yield packet
                number += 1

    def card(self, shot: CardShot) -> Iterator[bytes]:
        """A card is encoded once for each level of its fades."""
        shown, data = None, b""
        for tall, row in self.pictures.card(shot, range(shot.frames)):
            if tall is not shown:
                self.rows = {}
                shown, data = tall, self.frame(tall, row)
            yield data

    def scroll(self, shot: ScrollShot) -> Iterator[bytes]:
        self.rows = {}
        shown, data = None, b""
        for tall, row in self.pictures.scroll(shot, range(shot.frames)):
            top = tall.top + row
            if top != shown:
                for gone in range(top if shown is None else shown, top):
                    self.rows.pop(gone, None)
                shown, data = top, self.frame(tall, row)
            yield data

    def frame(self, tall: TallFrame, row: int) -> bytes:
        """The frame that begins at a row of a tall picture, of rows of slices as far as they are there."""
        height, rows = self.pictures.height, []
        for start in range(row, row + height, SLICE_ROW_PIXELS):
            pixels = min(SLICE_ROW_PIXELS, row + height - start)
            found = self.rows.get(tall.top + start) if pixels == SLICE_ROW_PIXELS else None
            if found is None:
                found = self.encode_slices(tall, start, pixels)
            if pixels == SLICE_ROW_PIXELS:
                self.rows[tall.top + start] = found
            rows.append(found)
        if all(found.quantiser == FINEST_QUANTISER for found in rows[:-1]):
            return build_prores_frame(self.like, height, rows)
        (packet,) = self.encoder.encode(self.pictures.view(tall, row, 0))
        return bytes(packet)

    def encode_slices(self, tall: TallFrame, start: int, pixels: int) -> SliceRow:
        """The slices of some rows of a tall picture, 16 or fewer, as a picture of their own."""
        encoder, frame = self.encoders[pixels]
        for mine, given in zip(get_planes(frame), tall.planes, strict=True):
            mine[:] = given[start : start + pixels]
        (packet,) = encoder.encode(frame)
        self.like = parse_prores_frame(bytes(packet))
        (found,) = self.like.rows
        return found

    def create_slice_encoder(self, pixels: int) -> tuple[VideoCodecContext, VideoFrame]:
        """An encoder for some rows, and a frame to give it."""
        frame = VideoFrame(self.pictures.width, pixels, self.encoding.form.name)
        frame.time_base = 1 / self.reel.rate
        tag_bt709(frame)
        encoder = create_encoder(
            self.reel, self.encoding.encoder, self.encoding.form, self.encoding.options, height=pixels
        )
        return encoder, frame
