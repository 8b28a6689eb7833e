"""Timecode in the picture of a proof: white digits of equal width, low on the left, outside title safe, where no name is."""

from pathlib import Path

import numpy as np
import pypdfium2
from av.video.frame import VideoFrame

from productions.roll.delivery import Raster
from productions.roll.film.colour import YUV420
from productions.roll.film.encoding import Burn
from productions.roll.film.pictures import planes_of, tag
from productions.roll.typesetting import set_pages

TEMPLATE = Path(__file__).with_name("digits.typ")
CHARACTERS = "0123456789:;"


def burner(raster: Raster) -> Burn:
    """What puts a timecode into 8-bit frames of a raster; it writes luma, and makes chroma flat, of the plate alone."""
    height, width = even(raster.scaled(34)), even(raster.scaled(14))
    data = {"size": raster.scaled(22), "width": width, "height": height, "characters": list(CHARACTERS)}
    with pypdfium2.PdfDocument(set_pages(TEMPLATE, data)) as pdf:
        drawn = pdf[0].render(scale=1, grayscale=True).to_numpy()
        shades = YUV420.luma()[drawn.reshape(height, -1)]
    glyphs = {
        character: shades[:, index * width : (index + 1) * width]
        for index, character in enumerate(CHARACTERS)
    }

    def burn(frame: VideoFrame, text: str) -> VideoFrame:
        plate = np.concatenate([glyphs[character] for character in text], axis=1)
        top, left = even(raster.height - 2 * height), height
        own = VideoFrame(frame.width, frame.height, frame.format.name)
        own.pts, own.time_base = frame.pts, frame.time_base
        tag(own)
        for mine, given in zip(planes_of(own), planes_of(frame), strict=True):
            mine[:] = given
        luma, *chroma = planes_of(own)
        luma[top : top + height, left : left + plate.shape[1]] = plate
        for plane in chroma:
            plane[top // 2 : (top + height) // 2, left // 2 : (left + plate.shape[1]) // 2] = 128
        return own

    return burn


def even(number: int) -> int:
    return number // 2 * 2
