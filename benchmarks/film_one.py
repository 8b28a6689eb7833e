"""A process that lays out a roll of invented names, writes one film of it, and does nothing else.

    python -m benchmarks.film_one FORMAT NAMES RASTER PX [FRAMES]

It stops after FRAMES, if they are given.
"""

import sys
import tempfile
from contextlib import suppress

from benchmarks.film_rolls import Enough, document_of
from productions.roll.delivery import Delivery, Raster
from productions.roll.screen.reel import reel_of
from productions.roll.writers import WRITERS, load


def main() -> None:
    name, names, raster, px, *frames = sys.argv[1:]
    width, height = map(int, raster.split("x"))
    reel = reel_of(document_of(int(names)), Delivery(raster=Raster(width, height), px=int(px)))
    last = int(frames[0]) / reel.frames if frames else 2

    def progress(share: float) -> None:
        if share >= last:
            raise Enough

    with tempfile.TemporaryFile() as out, suppress(Enough):
        load(WRITERS[name]).write(reel, out, progress=progress)


if __name__ == "__main__":
    main()
