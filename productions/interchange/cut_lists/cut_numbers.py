"""Cut numbers and lengths as people write them.

Accepted: `12`, `012`, `C012`, `c12A`, `#01 C012`, `S01-C012A`, `カット12`, full width, ranges `12-15`, `12～15`,
`12A-12C`, lists `12,14`. The text as given is kept; these keys are for matching and ordering.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from productions.shared.numbers import pad_numbers

CUT_PATTERN = re.compile(
    r"""^(?P<prefix>.*?)            # scene, sequence or episode: s01-, #01
        (?:c(?:ut)?\.?|カット)?      # the word cut
        [\s_]*0*(?P<number>\d+)
        [\s_]*(?P<suffix>[a-z]{0,3})$""",
    re.VERBOSE,
)
RANGE_PATTERN = re.compile(r"^(?P<first>.+?)\s*(?:[~〜～]|-|–|—)\s*(?P<last>[^~〜～–—]+)$")
RANGE_MARK_PATTERN = re.compile("[~〜–—]")
"""What parts the ends of a range and stands in no number, after NFKC."""
LENGTH_PATTERN = re.compile(r"^(?P<seconds>\d{1,5})\s*\+\s*(?P<frames>\d{1,3})$")


@dataclass(frozen=True, slots=True)
class CutNumber:
    """A cut number taken apart. `prefix` is folded (`s1`), `suffix` a letter or two in upper case."""

    given: str
    prefix: str
    number: int
    suffix: str


@dataclass(frozen=True, slots=True)
class CutExpansion:
    """The cuts that a text names, as they are known, and one sentence for each part that names none.

    `spans` are its parts: the first and the last cut of each, which are the same where it names one.
    """

    numbers: tuple[str, ...]
    problems: tuple[str, ...]
    spans: tuple[tuple[str, str], ...] = field(default=(), compare=False)


def fold_cut_text(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def parse_cut_number(text: str) -> CutNumber | None:
    """A cut number taken apart, or None when the text has no number at its end."""
    match = CUT_PATTERN.match(fold_cut_text(text))
    if match is None:
        return None
    prefix = re.sub(r"[\s#_\-/:.]+", " ", match["prefix"]).strip()
    prefix = re.sub(r"(?<!\d)0+(?=\d)", "", prefix)
    return CutNumber(
        given=text, prefix=prefix, number=int(match["number"][:18]), suffix=match["suffix"].upper()
    )


def normalize_cut_number(text: str) -> str:
    """The number for matching: `C012A`, `ｃ12a` and `カット12A` are `12A`; `S01-C012A` is `s1 12A`."""
    cut = parse_cut_number(text)
    if cut is None:
        return re.sub(r"\s+", " ", fold_cut_text(text))
    return f"{cut.prefix} {cut.number}{cut.suffix}".strip()


def build_cut_sort_key(text: str) -> str:
    """The number for ordering: 12, 12A, 12B, 13; at most 160 characters for 40."""
    return pad_numbers(normalize_cut_number(text))[:160]


def expand_cuts(text: str, *, known: Sequence[str]) -> CutExpansion:
    """The known cuts that a number, a range or a list names; `known` are the numbers as they are stored.

    A range takes every known cut between its ends in natural order; an end that is not known is a problem.
    """
    by_key = {normalize_cut_number(number): number for number in sorted(known, key=build_cut_sort_key)}
    numbers: dict[str, None] = {}
    spans: dict[tuple[str, str], None] = {}
    problems: list[str] = []
    for part in re.split(r"[,、，;；\n]+", unicodedata.normalize("NFKC", text)):
        if not part.strip():
            continue
        found, problem = expand_cut_part(part.strip(), by_key)
        numbers.update(dict.fromkeys(found))
        if found:
            spans[found[0], found[-1]] = None
        if problem:
            problems.append(problem)
    if not numbers and not problems:
        problems.append("No cut is named here.")
    return CutExpansion(tuple(numbers), tuple(problems), tuple(spans))


def parse_cut_range(text: str) -> tuple[str, str] | None:
    """The ends of a range, by its form alone; None where the text is the number of one cut.

    Ranges are `12-15`, `12A-12C`, `C012-015`, `S01C001-S01C005`, and whatever has a `~` between its ends. A hyphen after
    a scene belongs to the number: `S01-C012`, `#01-C012`, `SC01-SH010`, `A-12`; so do several, as in `EP01-S01-C012`.
    Raises ValueError with one sentence where the text may be either, or is a range that ends before it begins.
    """
    plain = unicodedata.normalize("NFKC", text)
    ends = RANGE_MARK_PATTERN.split(plain)
    parted = len(ends) == 2
    if not parted:
        ends = plain.split("-")
    if len(ends) != 2:
        return None
    start, end = (each.strip() for each in ends)
    first, last = parse_cut_number(start), parse_cut_number(end)
    if first is None or last is None or (not parted and is_scene_number(first, before=last)):
        return None
    if not parted and not first.prefix and (last.prefix or (start[0].isdigit() and not end[0].isdigit())):
        raise ValueError(
            f"“{text}” may be a range or the number of one cut: write {start}~{end} for the range, {start}_{end} for the cut."
        )
    if build_cut_sort_key(start) > build_cut_sort_key(end):
        raise ValueError(f"The range {text} ends before it begins.")
    return start, end


def is_scene_number(number: CutNumber, *, before: CutNumber) -> bool:
    """Whether what stands before a hyphen is the scene of the cut behind it: a number that hangs on letters or `#`, which
    the other has not."""
    if number.prefix != before.prefix:
        return number.prefix[-1:].isalpha()
    return fold_cut_text(number.given).startswith("#") and not fold_cut_text(before.given).startswith("#")


def expand_cut_part(part: str, by_key: dict[str, str]) -> tuple[list[str], str]:
    """One number or range. A number that is known as a whole (`S01-C012`) is never read as a range."""
    if normalize_cut_number(part) in by_key:
        return [by_key[normalize_cut_number(part)]], ""
    match = RANGE_PATTERN.match(part)
    first, last = map(parse_cut_number, match.group("first", "last")) if match else (None, None)
    if first is None or last is None:
        return [], f"Cut {part} does not exist."
    keys = list(by_key)
    ends = []
    for end in (first.given, last.given):
        if normalize_cut_number(end) not in by_key:
            of_range = "" if is_scene_number(first, before=last) else f"{end.strip()} of the range "
            return [], f"Cut {of_range}{part} does not exist."
        ends.append(keys.index(normalize_cut_number(end)))
    if ends[0] > ends[1]:
        return [], f"The range {part} ends before it begins."
    return [by_key[key] for key in keys[ends[0] : ends[1] + 1]], ""


def parse_cut_length(text: str, *, fps: Fraction) -> int:
    """A length (尺) in frames from `seconds+frames` or a number of frames; `3+12` at 24 fps is 84.

    The frame part counts at the nominal whole rate (24 for 24000/1001). Raises ValueError with one sentence.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    rate = round(fps)
    if plain.isascii() and plain.isdigit():
        return int(plain)
    match = LENGTH_PATTERN.match(plain)
    if match is None:
        raise ValueError(f"“{text}” is not a length; write seconds+frames (3+12) or a number of frames.")
    if int(match["frames"]) >= rate:
        raise ValueError(
            f"“{text}” has {match['frames']} frames, but a second has only {rate} (0 to {rate - 1})."
        )
    return int(match["seconds"]) * rate + int(match["frames"])


def format_cut_length(frames: int, *, fps: Fraction) -> str:
    """`seconds+frames` for a length in frames: 84 at 24 fps is `3+12`."""
    seconds, rest = divmod(frames, round(fps))
    return f"{seconds}+{rest:02d}"
