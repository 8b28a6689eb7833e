"""What a cut list says, whichever form it has: which clip is on screen from which frame on, and for how long."""

from dataclasses import dataclass
from fractions import Fraction

from productions.interchange.problems import Problem
from productions.shared.sentences import Sentence

MAX_LIST_BYTES = 20 * 1024 * 1024
"""Bytes of a cut list; that of a film of 2,000 cuts with all its marks has some 5 MB."""
MAX_LIST_CLIPS = 20_000
AAF_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Of a compound file (Microsoft's [MS-CFB]), which old Office files are too."""


@dataclass(frozen=True, slots=True)
class PlacedClip:
    """One clip of a list. `place` says where it stands there, for people; `name` is as given.

    `record_in` is the frame of the list's timecode (of an EDL) or from the start of the time line (of OTIO), `length` frames,
    both at the list's rate; `source_in` a frame of the clip's own material, or None.
    """

    place: str | Sentence
    name: str
    record_in: int
    length: int
    source_in: int | None = None


@dataclass(frozen=True, slots=True)
class CutList:
    """The clips in the order of the file, and what is wrong with those that could not be read.

    `rate`: frames per second. `start`: the timecode of the first frame, where the list says it. `counts_timecode`: frames are those
    of the list's timecode, and not from the start of the time line.
    """

    rate: Fraction
    clips: tuple[PlacedClip, ...]
    problems: tuple[Problem, ...]
    start: str = ""
    counts_timecode: bool = False
