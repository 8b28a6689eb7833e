"""Timecode in the picture of a proof: white digits of equal width, low on the left, outside title safe, where no name is."""

from pathlib import Path

import numpy as np
import pypdfium2
from av.video.frame import VideoFrame

from productions.rollkit.film.encoding import BurnIn
from productions.rollkit.film.frame_source import get_planes, tag_bt709
from productions.rollkit.film.pixel_formats import YUV420
from productions.rollkit.screen_spec import Raster
from productions.rollkit.typst_compile import compile_pdf

DIGITS_TEMPLATE = Path(__file__).with_name("digits.typ")
TIMECODE_CHARACTERS = "0123456789:;"


def build_burn_in(raster: Raster) -> BurnIn:
    """What puts a timecode into 8-bit frames of a raster; it writes luma, and makes chroma flat, of the plate alone."""
    height, width = round_down_to_even(raster.scale_px(34)), round_down_to_even(raster.scale_px(14))
    data = {
        "size": raster.scale_px(22),
        "width": width,
        "height": height,
        "characters": list(TIMECODE_CHARACTERS),
    }
    with pypdfium2.PdfDocument(compile_pdf(DIGITS_TEMPLATE, data)) as pdf:
        drawn = pdf[0].render(scale=1, grayscale=True).to_numpy()
        shades = YUV420.build_luma_table()[drawn.reshape(height, -1)]
    glyphs = {
        character: shades[:, index * width : (index + 1) * width]
        for index, character in enumerate(TIMECODE_CHARACTERS)
    }

    def burn(frame: VideoFrame, text: str) -> VideoFrame:
        plate = np.concatenate([glyphs[character] for character in text], axis=1)
        top, left = round_down_to_even(raster.height - 2 * height), height
        own = VideoFrame(frame.width, frame.height, frame.format.name)
        own.pts, own.time_base = frame.pts, frame.time_base
        tag_bt709(own)
        for mine, given in zip(get_planes(own), get_planes(frame), strict=True):
            mine[:] = given
        luma, *chroma = get_planes(own)
        luma[top : top + height, left : left + plate.shape[1]] = plate
        for plane in chroma:
            plane[top // 2 : (top + height) // 2, left // 2 : (left + plate.shape[1]) // 2] = 128
        return own

    return burn


def round_down_to_even(number: int) -> int:
    return number // 2 * 2
