"""DNxHR HQ in MXF OP1a (SMPTE ST 2019-1, ST 378), on black: 8-bit 4:2:2 at any raster."""

from typing import BinaryIO

from productions.roll.film.colour import YUV422
from productions.roll.film.encoding import Encoding
from productions.roll.film.movie import SOFTWARE, write_movie
from productions.roll.film.umid import Naming
from productions.roll.layout import Progress, ignore_progress
from productions.roll.screen.reel import Reel, made_of
from productions.version import VERSION

COARSEST = 255
"""The encoder keeps 8 bytes a macroblock for every quantiser up to its coarsest, which is 1024 unless it is told: 267 MB at
3840x2160. Noise of the lightest and darkest values, the worst there is, needs less than 128.
"""


def master(reel: Reel) -> Encoding:
    return Encoding(
        container="mxf",
        encoder="dnxhd",
        form=YUV422,
        options={"profile": "dnxhr_hq", "qmax": str(COARSEST)},
        metadata={
            "company_name": "Staffroll",
            "product_name": "Staffroll",
            "product_version": VERSION,
            "material_package_name": reel.title,
            "comment_Title": reel.title,
            "comment_Software": SOFTWARE,
            "comment_Made of": "; ".join(made_of(reel)),
        },
    )


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    named = Naming(out, reel)
    write_movie(reel, named, master(reel), progress=progress)
    named.finish()
