"""A process that lays out a roll of invented names, writes one film of it, and does nothing else.

python -m benchmarks.film_one FORMAT NAMES RASTER PX
"""

import sys
import tempfile

from benchmarks.film_rolls import document_of
from productions.roll.delivery import Delivery, Raster
from productions.roll.screen.reel import reel_of
from productions.roll.writers import WRITERS, load


def main() -> None:
    name, names, raster, px = sys.argv[1:]
    width, height = map(int, raster.split("x"))
    reel = reel_of(document_of(int(names)), Delivery(raster=Raster(width, height), px=int(px)))
    with tempfile.TemporaryFile() as out:
        load(WRITERS[name]).write(reel, out)


if __name__ == "__main__":
    main()
