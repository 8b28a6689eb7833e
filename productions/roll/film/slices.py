"""ProRes without encoding anything twice: rows of slices that a scroll has shown are shown again, moved.

A row of slices is 16 rows of pixels, coded alone, so a scroll of px pixels a frame needs each row of its strip once in
16 / gcd(px, 16) places, and a frame is mostly rows that are there. `prores_aw` carries its quantiser from slice to slice,
beginning each picture with the finest: a frame is only put together of rows that leave it there, and is encoded whole
where there is another, so every frame is the encoder's own, byte for byte. Rows alone take little memory, too: the
encoder has 133 MB for a whole frame at 4K.
"""

from collections.abc import Iterator

from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from productions.roll.film.encoding import Encoding, encoder_of
from productions.roll.film.pictures import Pictures, Tall, planes_of, tag
from productions.roll.film.prores import ROW, Coded, SliceRow, put_together, taken_apart
from productions.roll.screen.pixels import Sheets
from productions.roll.screen.reel import CardShot, Reel, ScrollShot

FINEST = 1
"""The quantisation index that `prores_aw` begins a picture with, of 4444 and of 422 HQ."""


class Slices:
    """The packets of a reel's frames, in order, by `prores_aw`."""

    def __init__(self, reel: Reel, sheets: Sheets, encoding: Encoding, encoder: VideoCodecContext) -> None:
        self.reel, self.encoding, self.encoder = reel, encoding, encoder
        self.pictures = Pictures(reel, sheets, encoding.form)
        self.encoders = {pixels: self.little(pixels) for pixels in {ROW, reel.raster.height % ROW} - {0}}
        self.rows: dict[int, SliceRow] = {}
        self.like: Coded

    def __iter__(self) -> Iterator[Packet]:
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

    def frame(self, tall: Tall, row: int) -> bytes:
        """The frame that begins at a row of a tall picture, of rows of slices as far as they are there."""
        height, rows = self.pictures.height, []
        for start in range(row, row + height, ROW):
            pixels = min(ROW, row + height - start)
            found = self.rows.get(tall.top + start) if pixels == ROW else None
            if found is None:
                found = self.coded(tall, start, pixels)
            if pixels == ROW:
                self.rows[tall.top + start] = found
            rows.append(found)
        if all(found.quantiser == FINEST for found in rows[:-1]):
            return put_together(self.like, height, rows)
        (packet,) = self.encoder.encode(self.pictures.view(tall, row, 0))
        return bytes(packet)

    def coded(self, tall: Tall, start: int, pixels: int) -> SliceRow:
        """The slices of some rows of a tall picture, 16 or fewer, as a picture of their own."""
        encoder, frame = self.encoders[pixels]
        for mine, given in zip(planes_of(frame), tall.planes, strict=True):
            mine[:] = given[start : start + pixels]
        (packet,) = encoder.encode(frame)
        self.like = taken_apart(bytes(packet))
        (found,) = self.like.rows
        return found

    def little(self, pixels: int) -> tuple[VideoCodecContext, VideoFrame]:
        """An encoder for some rows, and a frame to give it."""
        frame = VideoFrame(self.pictures.width, pixels, self.encoding.form.name)
        frame.time_base = 1 / self.reel.rate
        tag(frame)
        encoder = encoder_of(
            self.reel, self.encoding.encoder, self.encoding.form, self.encoding.options, height=pixels
        )
        return encoder, frame
