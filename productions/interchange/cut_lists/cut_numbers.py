"""Cut numbers as people write them.

Accepted: `12`, `012`, `C012`, `C-12`, `c12A`, `#01 C012`, `S01-C012A`, `カット12`, full width, ranges `12-15`, `12A～12C`, lists
`12,14`, `9・10`, all (全カット), parts (Aパート). The text as given is kept; these keys are for matching and ordering."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from productions.interchange.cut_lists.cut_words import (
    ALL_WORDS,
    CUT_WORD_PATTERN,
    INNER_LIST_PATTERN,
    LIST_PATTERN,
    LISTED_PARTS_PATTERN,
    list_part_labels,
    unify_marks,
)
from productions.shared.late_patterns import compile_late
from productions.shared.numbers import pad_numbers
from productions.shared.sentences import Sentence

CUT_PATTERN = compile_late(
    r"""^(?P<prefix>.*?)            # scene, sequence or episode: s01-, #01
        (?:(?:c(?:ut)?|カット)[\s_\-.\#]*)?      # the word cut
        [\s_]*(?P<number>\d+)
        [\s_]*(?P<suffix>[a-z]{0,3})$""",
    re.VERBOSE,
)
MAX_CUT_CHARACTERS = 200
"""Longer texts are no numbers, which have at most 40 characters before NFKC; the pattern takes a time that grows with the square."""
SCENE_PATTERN = compile_late(r"(?:(?:s|sc|sq|seq|scene|シーン|e|ep)\s?\d{1,6}[a-z]?\s?){1,3}")
"""What stands before the number of a cut in trackers: scene, sequence, episode, as `parse_cut_number` folds them."""
RANGE_PATTERN = compile_late(r"^(?P<first>.+?)\s*(?:[~〜～]|-|–|—)\s*(?P<last>[^~〜～–—]+)$")
RANGE_MARK_PATTERN = compile_late("[~〜–—]")
"""What parts the ends of a range and stands in no number, after NFKC."""


@dataclass(frozen=True, slots=True)
class CutNumber:
    """A cut number taken apart. `prefix` is folded (`s1`), `suffix` a letter or two in upper case."""

    given: str
    prefix: str
    number: int
    suffix: str


def fold_cut_text(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def parse_cut_number(text: str) -> CutNumber | None:
    """A cut number taken apart, or None when the text has no number at its end."""
    folded = fold_cut_text(text)
    match = CUT_PATTERN.match(folded) if len(folded) <= MAX_CUT_CHARACTERS else None
    if match is None:
        return None
    prefix = re.sub(r"[\s#_\-/:.]+", " ", match["prefix"]).strip()
    prefix = re.sub(r"(?<!\d)0+(?=\d)", "", prefix)
    number = int(match["number"].lstrip("0")[:18] or 0)
    return CutNumber(given=text, prefix=prefix, number=number, suffix=match["suffix"].upper())


def normalize_cut_number(text: str) -> str:
    """The number for matching: `C012A`, `ｃ12a` and `カット12A` are `12A`; `S01-C012A` is `s1 12A`."""
    cut = parse_cut_number(text)
    if cut is None:
        return re.sub(r"\s+", " ", fold_cut_text(text))
    return f"{cut.prefix} {cut.number}{cut.suffix}".strip()


def build_cut_sort_key(text: str) -> str:
    """The number for ordering: 12, 12A, 12B, 13; at most 160 characters for 40."""
    return pad_numbers(normalize_cut_number(text))[:160]


def parse_cut_range(text: str) -> tuple[str, str] | None:
    """The ends of a range, by its form alone; None where the text is the number of one cut.

    Ranges are `12-15`, `12A-12C`, `C012-015`, `S01C001-S01C005`, and whatever has a `~` between its ends. A hyphen after
    a scene belongs to the number: `S01-C012`, `#01-C012`, `SC01-SH010`, `A-12`; so do several, as in `EP01-S01-C012`.
    Raises ValueError with one Sentence where the text may be either, or is a range that ends before it begins.
    """
    plain = unicodedata.normalize("NFKC", text)
    ends = RANGE_MARK_PATTERN.split(plain)
    parted = len(ends) == 2
    ends = ends if parted else plain.split("-")
    if len(ends) != 2:
        return None
    start, end = (each.strip() for each in ends)
    first, last = parse_cut_number(start), parse_cut_number(end)
    if first is None or last is None or (not parted and is_scene_number(first, before=last)):
        return None
    if not parted and not first.prefix and (last.prefix or (start[0].isdigit() and not end[0].isdigit())):
        told = Sentence(
            "“%(text)s” may be a range or the number of one cut: write %(start)s~%(end)s for the range, %(start)s_%(end)s for the cut.",
            text=text, start=start, end=end,
        )  # fmt: skip
        raise ValueError(told)
    if build_cut_sort_key(start) > build_cut_sort_key(end):
        raise ValueError(Sentence("The range %(range)s ends before it begins.", range=text))
    return start, end


def is_scene_number(number: CutNumber, *, before: CutNumber) -> bool:
    """Whether what stands before a hyphen is the scene of the cut behind it: a number that hangs on letters or `#`, which
    the other has not."""
    if number.prefix != before.prefix:
        return number.prefix[-1:].isalpha()
    return fold_cut_text(number.given).startswith("#") and not fold_cut_text(before.given).startswith("#")


PartEnds = Mapping[str, tuple[str, str]]
"""Label of a part, folded by `fold_part_label` → the numbers of its first and its last cut."""


@dataclass(frozen=True, slots=True)
class CutExpansion:
    """The cuts that a text names, as they are known, and one sentence for each item of it that names none.

    `spans` are its items: the first and the last cut of each, which are the same where it names one. `parts` are the labels of the
    parts that it names (A, アバン), `notes` tell what was read otherwise than it stands.
    """

    numbers: tuple[str, ...]
    problems: tuple[Sentence, ...]
    spans: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    parts: tuple[str, ...] = field(default=(), compare=False)
    notes: tuple[Sentence, ...] = field(default=(), compare=False)


def expand_cuts(text: str, *, known: Sequence[str], parts: PartEnds | None = None) -> CutExpansion:
    """The known cuts that a number, a range or a list names; `known` are the numbers as they are stored.

    A range takes every known cut between its ends in natural order; an end that is not known is a problem. `parts` are the parts of
    the episode: one that is not among them is a problem too.
    """
    reading = CutReading(known, parts or {})
    plain = unify_marks(text)
    for item in LIST_PATTERN.split(LISTED_PARTS_PATTERN.sub(r"\1・", plain)):
        if item.strip():
            reading.read_item(item.strip())
    if not (reading.numbers or reading.problems):
        reading.problems.append(Sentence("No cut is named here."))
    return CutExpansion(
        tuple(reading.numbers),
        tuple(reading.problems),
        tuple(reading.spans),
        tuple(reading.labels),
        tuple(reading.notes),
    )


class CutReading:
    """The cuts of one text, as far as it is read."""

    def __init__(self, known: Sequence[str], parts: PartEnds) -> None:
        self.by_key = index_known_cuts(tuple(known))
        self.part_ends = parts
        self.numbers: dict[str, None] = {}
        self.spans: dict[tuple[str, str], None] = {}
        self.labels: dict[str, None] = {}
        self.problems: list[Sentence] = []
        self.notes: list[Sentence] = []

    def read_item(self, item: str) -> None:
        """One item of a list. A number that is known as a whole (`S01-C012`) is never read as anything else."""
        folded = fold_cut_text(item)
        if (known := self.by_key.get(normalize_cut_number(item))) is not None:
            self.take_span(known, known)
        elif folded.replace(" ", "") in ALL_WORDS:
            self.take_all(item)
        elif labels := list(list_part_labels(folded)):
            for label in labels:
                self.take_part(label)
        else:
            self.read_numbers(item)

    def read_numbers(self, item: str) -> None:
        """A number, a range, or several of them with other marks between."""
        ends, problem = self.find_ends(item)
        pieces = INNER_LIST_PATTERN.split(item)
        if ends is None and len(pieces) > 1:
            found = [self.find_ends(piece)[0] for piece in pieces if piece]
            if all(found):
                for span in filter(None, found):
                    self.take_span(*span)
                return
        if ends is not None:
            self.take_span(*ends)
        elif problem is not None:
            self.problems.append(problem)

    def find_ends(self, item: str) -> tuple[tuple[str, str] | None, Sentence | None]:
        """The first and the last cut of a number or a range, or a sentence on what does not exist."""
        if (one := self.find_cut(item)) is not None:
            return (one, one), None
        match = RANGE_PATTERN.match(item)
        first, last = map(parse_cut_number, match.group("first", "last")) if match else (None, None)
        if first is None or last is None:
            return None, Sentence("Cut %(cut)s does not exist.", cut=item)
        return self.find_range(item, first, last)

    def find_range(
        self, item: str, first: CutNumber, last: CutNumber
    ) -> tuple[tuple[str, str] | None, Sentence | None]:
        ends = []
        for end in (first.given, last.given):
            found = self.find_cut(end)
            if found is None:
                if is_scene_number(first, before=last):
                    return None, Sentence("Cut %(cut)s does not exist.", cut=item)
                return None, Sentence(
                    "Cut %(cut)s of the range %(range)s does not exist.", cut=end.strip(), range=item
                )
            ends.append(found)
        if build_cut_sort_key(ends[0]) > build_cut_sort_key(ends[1]):
            return None, Sentence("The range %(range)s ends before it begins.", range=item)
        return (ends[0], ends[1]), None

    def find_cut(self, text: str) -> str | None:
        """The cut of a number as it is written, or with the word cut behind it (`17C`, `17カット`), or, where no cut of the episode has a
        scene, without the scene before it (`s01c023`)."""
        found = self.by_key.get(normalize_cut_number(text))
        if found is not None:
            return found
        bare = CUT_WORD_PATTERN.sub("", fold_cut_text(text))
        number = parse_cut_number(bare)
        if number is None or (RANGE_PATTERN.match(bare) and not is_in_scene(bare)):
            return None
        found = self.by_key.get(normalize_cut_number(bare))
        if found is None and SCENE_PATTERN.fullmatch(number.prefix) and not self.has_scenes():
            found = self.by_key.get(f"{number.number}{number.suffix}")
        if found is not None:
            self.note_reading(text, found)
        return found

    def has_scenes(self) -> bool:
        """Whether a cut of the episode has a scene before its number."""
        return any(" " in key for key in self.by_key)

    def note_reading(self, text: str, found: str) -> None:
        self.notes.append(Sentence("“%(text)s” is read as cut %(cut)s.", text=text.strip(), cut=found))

    def take_span(self, first: str, last: str) -> None:
        """Name all cuts from one to another."""
        keys = list(self.by_key.values()) if first != last else [first]
        self.numbers.update(dict.fromkeys(keys[keys.index(first) : keys.index(last) + 1]))
        self.spans[first, last] = None

    def take_all(self, item: str) -> None:
        """Name all cuts of the episode as one range."""
        if not self.by_key:
            self.problems.append(
                Sentence("There are no cuts here that “%(text)s” could name; add them first.", text=item)
            )
            return
        first, *_others = every = list(self.by_key.values())
        self.take_span(first, every[-1])
        self.notes.append(
            Sentence(
                "“%(text)s” is read as all cuts of the episode, %(first)s to %(last)s.",
                text=item,
                first=first,
                last=every[-1],
            )
        )

    def take_part(self, label: str) -> None:
        """Name the cuts of a part."""
        self.labels[label] = None
        ends = self.part_ends.get(label)
        if ends is None:
            message = Sentence(
                "The episode has no part %(part)s; enter its cuts there, or write them here.", part=label
            )
            self.problems.append(message)
        else:
            self.take_span(*ends)


@lru_cache(maxsize=64)
def index_known_cuts(known: tuple[str, ...]) -> Mapping[str, str]:
    """Key → number of an episode's cuts in natural order, kept for the other rows of a sheet."""
    return {normalize_cut_number(cut): cut for cut in sorted(known, key=build_cut_sort_key)}


def is_in_scene(text: str) -> bool:
    """Whether a hyphen in the text belongs to a number with its scene: `s01-c023`."""
    ends = text.split("-")
    numbers = [parse_cut_number(end) for end in ends]
    if len(ends) == 2 and numbers[0] is not None and numbers[1] is not None:
        return is_scene_number(numbers[0], before=numbers[1])
    return len(ends) > 2
