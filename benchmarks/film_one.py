"""A process that lays out a roll of invented names, writes one film of it, and does nothing else.

python -m benchmarks.film_one FORMAT NAMES RASTER PX
"""

import sys
import tempfile

from benchmarks.film_rolls import document_of
from productions.rollkit.layout.reel import build_reel
from productions.rollkit.screen_spec import Raster, ScreenSpec
from productions.rollkit.writer_registry import WRITERS
from productions.rollkit.writers import load_writer


def main() -> None:
    name, names, raster, px = sys.argv[1:]
    width, height = map(int, raster.split("x"))
    reel = build_reel(document_of(int(names)), ScreenSpec(raster=Raster(width, height), px=int(px)))
    with tempfile.TemporaryFile() as out:
        load_writer(WRITERS[name]).write(reel, out)


if __name__ == "__main__":
    main()
