"""Reels to film: quick ones of 640x360, a long one, cards, and a strip in colours."""

import io
import json
import subprocess
from collections.abc import Iterator
from typing import Any

import typst

from productions.rollkit.film.frame_source import FrameSource, get_planes
from productions.rollkit.layout.reel import CardShot, Reel, ScrollShot, build_reel
from productions.rollkit.rendering.page_pixels import PageRenderer
from productions.rollkit.screen_spec import Raster, ScreenSpec
from tests.hurried import HURRIED
from tests.roll.samples import long_list

SMALL = Raster(640, 360)


def rolled(count: int = 30, **asked: Any) -> Reel:
    """A reel of `count` names, some frames long."""
    return build_reel(
        long_list(count), ScreenSpec(**{"raster": SMALL, "px": 21, "template": HURRIED, **asked})
    )


def cards(raster: Raster = SMALL) -> Reel:
    """A card that comes up and goes down, one that stands, and a scroll that stops on its last rows."""
    scrolled = rolled(30, raster=raster, px=24)
    page = dict(scrolled.pages[0])
    inside = [cell for cell in page["cells"] if cell["y"] + cell["height"] <= raster.height]
    card = {**page, "height": raster.height, "cells": inside}
    shot = scrolled.shots[0]
    return Reel(
        title="犬と少年",
        lang="ja",
        digest="d" * 64,
        delivery=ScreenSpec(raster=raster, rate_num=24000, rate_den=1001),
        pages=(card, page),
        shots=(
            CardShot(0, 0, 8, fade_in=3, fade_out=2),
            CardShot(0, 8, 2),
            ScrollShot(1, 1, 10, 30, shot.px, hold=4),
        ),
        markers=(),
        cues=(),
    )


COLOURS = """
#set page(width: 320pt, height: 1400pt, margin: 0pt, fill: FILL)
#for y in range(0, 700, step: 1) {
  place(top + left, dx: calc.rem(y * 37, 280) * 1pt, dy: y * 1pt,
    rect(width: 40pt, height: 1pt, fill: rgb(calc.rem(y * 71, 256), calc.rem(y * 151, 256), calc.rem(y * 211, 256))))
}
#place(top + left, dy: 1000pt, text(40pt, fill: white)[grey below]))
"""


def coloured(px: int) -> tuple[Reel, bytes]:
    """A strip 320 px wide, every row of its first 700 in a colour of its own, grey below; its pages are the PDF beside it."""
    raster = Raster(320, 180)
    page = {"width": 320, "height": 1400, "cells": []}
    frames = (1400 + 180) // px
    reel = Reel(
        "Colours",
        "en",
        "c" * 64,
        ScreenSpec(raster=raster, px=px),
        (page,),
        (ScrollShot(0, 0, 0, frames, px),),
        (),
        (),
    )
    return reel, typst.compile(COLOURS.replace("FILL", "black").encode(), format="pdf")


FIELDS = """
#set page(width: 320pt, height: 160pt, margin: 0pt)
#for (number, colour) in (COLOURS).enumerate() {
  place(top + left, dx: calc.rem(number, 5) * 64pt, dy: calc.quo(number, 5) * 40pt,
    rect(width: 64pt, height: 40pt, fill: rgb(..colour)))
}
"""


def fields() -> tuple[Reel, bytes, list[tuple[int, int, int]]]:
    """A card of twenty fields, 5 a row, 64 x 40 px each; its page, and their colours."""
    colours = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255), (0, 0, 0)]
    colours += [(n * 67 % 256, n * 101 % 256, n * 173 % 256) for n in range(1, 13)] + [
        (40, 40, 40),
        (160, 160, 160),
        (176, 176, 176),
    ]
    raster = Raster(320, 160)
    page = {"width": 320, "height": 160, "cells": []}
    reel = Reel("Fields", "en", "f" * 64, ScreenSpec(raster=raster), (page,), (CardShot(0, 0, 12),), (), ())
    source = FIELDS.replace("COLOURS", ", ".join(map(str, colours)))
    return reel, typst.compile(source.encode(), format="pdf"), colours


def filmed(writer: Any, reel: Reel) -> bytes:
    """The bytes of a writer's file."""
    out = io.BytesIO()
    writer.write(reel, out)
    return out.getvalue()


def frames(reel: Reel, form: Any) -> Iterator[Any]:
    """The planes of every frame as an encoder is to get them."""
    with PageRenderer(reel, alpha=form.alpha) as sheets:
        for frame in FrameSource(reel, sheets, form):
            yield get_planes(frame)


def probed(path: Any) -> dict[str, Any]:
    """What another FFmpeg says of a file."""
    command = [
        "ffprobe",
        "-v",
        "error",
        "-count_frames",
        "-show_streams",
        "-show_format",
        "-of",
        "json",
        path,
    ]
    found: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return found
