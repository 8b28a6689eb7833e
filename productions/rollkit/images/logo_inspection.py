"""A logo that somebody uploaded, to whoever keeps it: by its first bytes SVG or PNG, and what a process of its own finds.

Nothing of the file is read here, since its bytes are a stranger's: `logolook` does, apart, with what draws it.
"""

from dataclasses import dataclass
from pathlib import Path

from productions.rollkit.images.png import PNG_SIGNATURE
from productions.rollkit.sandbox import FileRefused, read_in_sandbox
from productions.shared.sentences import Sentence

MAX_LOGO_BYTES = 4 * 2**20
"""Bytes of the largest file, and of the page that it is set on."""

OTHER_LOGO_FORMATS = {
    b"\xff\xd8\xff": Sentence(
        "This is a JPEG, which is never clear around the logo; upload SVG, or PNG with alpha."
    ),
    b"GIF8": Sentence("This is a GIF; upload SVG, or PNG with alpha."),
    b"RIFF": Sentence("This is a WebP; upload SVG, or PNG with alpha."),
    b"%PDF": Sentence("This is a PDF or an Illustrator file; save the logo as SVG and upload that."),
    b"%!PS": Sentence("This is an EPS; save the logo as SVG and upload that."),
    b"\x1f\x8b": Sentence("This is a compressed SVG (SVGZ); save it as plain SVG and upload that."),
}


@dataclass(frozen=True, slots=True)
class LogoFacts:
    """How many times as wide as high the picture is, and whether it hardly shows on black (`dark`) or on white (`light`)."""

    ratio: float
    dark: bool
    light: bool


def detect_logo_suffix(head: bytes) -> str:
    """The suffix of a file by its first bytes. Raises FileRefused for what is neither SVG nor PNG."""
    if head.startswith(PNG_SIGNATURE):
        return "png"
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return "svg"
    told = next((text for start, text in OTHER_LOGO_FORMATS.items() if head.startswith(start)), None)
    raise FileRefused(told or Sentence("This is neither SVG nor PNG; upload the logo as one of them."))


def inspect_logo(path: Path) -> LogoFacts:
    """The facts, found by another process. Raises FileRefused."""
    unreadable = Sentence("The logo cannot be read: it is broken, or far too large to work with.")
    return LogoFacts(
        **read_in_sandbox("productions.rollkit.images.logo_sandbox", path, unreadable=unreadable)
    )
