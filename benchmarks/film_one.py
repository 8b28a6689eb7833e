"""A process that lays out a roll of invented names, writes one film of it, and does nothing else.

python -m benchmarks.film_one FORMAT NAMES RASTER PX
"""

import sys
import tempfile
from dataclasses import replace

from benchmarks.film_rolls import document_of
from productions.rollkit.layout.reel import build_reel
from productions.rollkit.screen_spec import Raster, ScreenSpec
from productions.rollkit.template.model import Pace
from productions.rollkit.template.shipped_templates import FILM_ROLL
from productions.rollkit.writer_registry import WRITERS
from productions.rollkit.writers import load_writer


def main() -> None:
    name, names, raster, px = sys.argv[1:]
    width, height = map(int, raster.split("x"))
    hurried = replace(FILM_ROLL, pace=Pace(card_ms=0, line_ms=0, scroll_ms=0))
    screen = ScreenSpec(raster=Raster(width, height), px=int(px), template=hurried)
    reel = build_reel(document_of(int(names)), screen)
    with tempfile.TemporaryFile() as out:
        load_writer(WRITERS[name]).write(reel, out)


if __name__ == "__main__":
    main()
