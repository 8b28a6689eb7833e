"""DNxHR HQ in MXF OP1a (SMPTE ST 2019-1, ST 378), on black: 8-bit 4:2:2 at any raster."""

from typing import BinaryIO

from productions.rollkit.film.codecs.mxf_umid import UmidWriter
from productions.rollkit.film.encoding import Encoding
from productions.rollkit.film.movie import SOFTWARE_NAME, write_movie
from productions.rollkit.film.pixel_formats import YUV422
from productions.rollkit.layout.reel import Reel, list_reel_provenance
from productions.rollkit.progress import Progress, ignore_progress
from productions.shared.version import VERSION

COARSEST_QUANTISER = 255
"""The encoder keeps 8 bytes a macroblock for every quantiser up to its coarsest, which is 1024 unless it is told: 267 MB at
3840x2160. Noise of the lightest and darkest values, the worst there is, needs less than 128.
"""


def build_encoding(reel: Reel) -> Encoding:
    return Encoding(
        container="mxf",
        encoder="dnxhd",
        form=YUV422,
        options={"profile": "dnxhr_hq", "qmax": str(COARSEST_QUANTISER)},
        metadata={
            "company_name": "Staffroll",
            "product_name": "Staffroll",
            "product_version": VERSION,
            "material_package_name": reel.title,
            "comment_Title": reel.title,
            "comment_Software": SOFTWARE_NAME,
            "comment_Made of": "; ".join(list_reel_provenance(reel)),
        },
    )


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    named = UmidWriter(out, reel)
    write_movie(reel, named, build_encoding(reel), progress=progress)
    named.finish()
