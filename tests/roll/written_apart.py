"""Writes sample rolls and prints the SHA-256 of each file: for tests in processes of their own (`python -m`)."""

import io
import sys
from hashlib import sha256

from productions.rollkit.roll_options import RollOptions
from productions.rollkit.screen_spec import Raster, ScreenSpec
from productions.rollkit.writer_registry import WRITERS
from productions.rollkit.writers import write_roll
from tests.hurried import HURRIED
from tests.roll.samples import long_list, the_case

SMALL = ScreenSpec(raster=Raster(1280, 720), px=24, template=HURRIED)
FAST = ScreenSpec(raster=Raster(1280, 720), px=240, template=HURRIED)
"""A film of a few frames."""


def main(formats: list[str]) -> None:
    for name in formats:
        writer = WRITERS[name]
        delivery = FAST if writer.films else SMALL if writer.on_screen else ScreenSpec()
        for title, document in (("the case", the_case()), ("a list", long_list(30))):
            for lang in ("ja",) if writer.films else ("ja", "en"):
                out = io.BytesIO()
                signed = ("見本 承認, 2026-05-01T12:00:00+00:00",)
                write_roll(name, document, out, RollOptions(lang=lang, delivery=delivery, signed=signed))
                print(name, title, lang, sha256(out.getvalue()).hexdigest())


if __name__ == "__main__":
    main(sys.argv[1:])
