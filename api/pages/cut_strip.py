"""The cut strip: one mark a cut, coloured and patterned by who is named and whether AI was used, as shapes of SVG.

A mark has two lanes. The upper one is divided by the cut's credits: those that name somebody, that are withheld by their people's own
wish, and that name nobody; the lower one says whether AI was used. Marks are as wide as their cuts are long where all lengths are
known, else all alike. The strip is divided into bars of one width, which a page sets beside and below one another as it has room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from productions.rollkit.document.ai_counts import NONE, NOT_ASKED, USED, combine_ai_answers
from productions.shared.choices import CutStatus

BAR_WIDTH = 336
"""Units of a bar: three fill the widest page, one the narrowest."""
UPPER_HEIGHT, LOWER_TOP, LOWER_HEIGHT = 32, 35, 9
PARTS = 4
"""Steps in which the upper lane is divided, so that neighbours that are much alike are marked alike."""
MIN_WIDTH, MAX_WIDTH = 7.0, 28.0
MIN_RUN_WIDTH = 3.0
WIDEST_STRIP = 3 * BAR_WIDTH
"""What the marks of a strip fill while they are as wide as that allows."""
WIDEST_LONG_STRIP = 12 * BAR_WIDTH
"""What the runs of a long strip fill."""
MAX_SINGLE_MARKS = 300
"""Cuts of a page that have a mark each; where there are more, equal neighbours are one."""
MAX_RUNS = 500
"""Marks of a page; where neighbours differ so often that there are more, as many cuts as it takes are one mark together."""
LEAST_PIECE = 0.5
"""What is left of a bar is not worth a piece of a mark."""
MAX_KEPT_TEXTS = 1024
COUNTS = ("named", "withheld", "unnamed")
get_counts = itemgetter(*COUNTS)
OUT = (CutStatus.OMITTED, CutStatus.CUT_OUT)
"""Cuts that are a number without a picture."""
GAP = 1.0
"""Paper between two marks."""


Lanes = tuple[tuple[str, str, str], ...]
"""What is filled of a mark: a sign, and where it begins and how high it is, in units."""


@lru_cache(maxsize=MAX_KEPT_TEXTS)
def divide_lanes(parts: tuple[int, int, int], ai: str, *, is_out: bool) -> Lanes:
    """The lanes of marks with these parts of the upper one, from the top. Most of a page's marks have the same."""
    if is_out:
        return (("out", f"{UPPER_HEIGHT / 2 - 1:g}", "2"),)
    if not ai:
        return (("nothing", "0", str(UPPER_HEIGHT)),)
    heights = [part * UPPER_HEIGHT / PARTS for part in parts]
    upper = [
        (sign, f"{sum(heights[:place]):g}", f"{heights[place]:g}")
        for place, sign in enumerate(("unnamed", "withheld", "named"))
        if parts[place]
    ]
    return *upper, (f"ai-{ai}".replace("_", "-"), str(LOWER_TOP), str(LOWER_HEIGHT))


def sum_counts(cuts: Sequence[dict[str, Any]]) -> tuple[int, ...]:
    """How many credits of each kind (COUNTS) the cuts have together."""
    first: tuple[int, ...] = get_counts(cuts[0])
    return first if len(cuts) == 1 else tuple(map(sum, zip(*map(get_counts, cuts), strict=True)))


@dataclass(frozen=True)
class Mark:
    """One cut, or a run of neighbours that are marked alike."""

    cuts: Sequence[dict[str, Any]]
    """Rows of `cut-summaries/`."""
    named: int
    withheld: int
    unnamed: int
    """Parts of the upper lane, PARTS together; all 0: nothing is on record."""
    ai: str
    """Empty where nothing is on record: then nobody could be asked."""
    status: str

    @property
    def is_out(self) -> bool:
        """Whether the number is kept and no picture belongs to it."""
        return self.status in OUT

    @property
    def lanes(self) -> Lanes:
        """What stands in the two lanes."""
        return divide_lanes((self.unnamed, self.withheld, self.named), self.ai, is_out=self.is_out)

    @property
    def numbers(self) -> str:
        """The cut's number, or the first and the last."""
        first, last = self.cuts[0]["number"], self.cuts[-1]["number"]
        return first if len(self.cuts) == 1 else f"{first}–{last}"

    @property
    def frames(self) -> int | None:
        """How long the cuts are together; None where that of any is not known."""
        lengths = [cut["length_frames"] for cut in self.cuts]
        return None if None in lengths else sum(lengths)

    @cached_property
    def words(self) -> str:
        """What the mark says."""
        if self.is_out:
            return _("number kept, not in the film")
        if not self.ai:
            return _("nothing is on record")
        return describe_counts(sum_counts(self.cuts), self.ai, get_language())


@lru_cache(maxsize=MAX_KEPT_TEXTS)
def describe_counts(counts: tuple[int, ...], ai: str, _language: str) -> str:
    """What is said of so many credits of each kind (COUNTS) with this answer: most of a page's marks say the same."""
    said = [text for text in list_count_texts(dict(zip(COUNTS, counts, strict=True))) if text]
    return _(", ").join([*said, AI_WORDS[ai]()])


def list_count_texts(counts: Mapping[str, int]) -> Iterator[str]:
    """How many credits there are of each kind."""
    if count := counts["named"]:
        yield ngettext("%(count)d credit with a name", "%(count)d credits with a name", count) % {
            "count": count
        }
    if count := counts["withheld"]:
        yield ngettext(
            "%(count)d name withheld by their own choice", "%(count)d names withheld by their own choice", count
        ) % {"count": count}  # fmt: skip
    if count := counts["unnamed"]:
        yield ngettext("%(count)d credit without a name", "%(count)d credits without a name", count) % {
            "count": count
        }


AI_WORDS = {
    USED: lambda: _("AI was used"),
    NONE: lambda: _("declared without AI"),
    NOT_ASKED: lambda: _("AI: not asked"),
}
"""How a mark's answer is said."""


@dataclass(frozen=True)
class Shape:
    """A mark in its bar, in units from the bar's left edge."""

    mark: Mark
    x: float
    width: float

    @property
    def lanes(self) -> Iterator[tuple[str, str]]:
        """What is filled, and its path."""
        x, width = f"{self.x:g}", f"{self.width:g}"
        return ((sign, f"M{x} {top}h{width}v{height}h-{width}z") for sign, top, height in self.mark.lanes)


@dataclass(frozen=True)
class CutStrip:
    """The strip of one episode, or of a work without episodes."""

    episode: dict[str, Any] | None
    production: dict[str, Any]
    marks: Sequence[Mark]
    bars: Sequence[Sequence[Shape]]
    runs: Sequence[Mark]
    """The same in words: neighbours that are marked alike are one line."""
    has_lengths: bool
    """Whether marks are as wide as their cuts are long."""


@dataclass(frozen=True)
class LegendLine:
    """One sign of the strips, in how many cuts it occurs."""

    sign: str
    text: str
    cuts: int


def arrange_strips(rows: Sequence[dict[str, Any]]) -> list[CutStrip]:
    """The strips of `cut-summaries/`: one for each episode, whose order stays as it is."""
    parts = [list(own) for _place, own in groupby(rows, key=get_part)]
    if len(rows) <= MAX_SINGLE_MARKS:
        return [make_strip(own, [make_mark([row]) for row in own]) for own in parts]
    strips = [[make_mark([row]) for row in own] for own in parts]
    runs = [list(merge_neighbours(marks)) for marks in strips]
    if sum(map(len, runs)) > MAX_RUNS:
        size = -(-len(rows) // MAX_RUNS)
        runs = [[make_mark(own[start : start + size]) for start in range(0, len(own), size)] for own in parts]
    return [make_strip(own, marks) for own, marks in zip(parts, runs, strict=True)]


def get_part(row: dict[str, Any]) -> tuple[str, str]:
    """The production and episode of a cut."""
    return row["production"]["uid"], row["episode"]["uid"] if row["episode"] else ""


def make_strip(rows: Sequence[dict[str, Any]], marks: list[Mark]) -> CutStrip:
    """The strip of these cuts with these marks."""
    lengths = [mark.frames for mark in marks]
    widths = measure_widths(marks, lengths, single=len(marks) == len(rows))
    return CutStrip(
        rows[0]["episode"],
        rows[0]["production"],
        marks,
        list(divide_bars(marks, widths)),
        list(merge_neighbours(marks)),
        has_lengths=None not in lengths,
    )


def make_mark(rows: Sequence[dict[str, Any]]) -> Mark:
    """The mark of one cut, or of several neighbours together; a number without a picture says nothing of those beside it."""
    shown = [row for row in rows if row["status"] not in OUT] or rows
    answers = [row["ai"] for row in shown if any(get_counts(row))]
    named, withheld, unnamed = divide_parts(sum_counts(shown))
    ai = combine_ai_answers(answers) if answers else ""
    return Mark(rows, named, withheld, unnamed, ai, shown[0]["status"])


@lru_cache(maxsize=MAX_KEPT_TEXTS)
def divide_parts(counts: tuple[int, ...]) -> tuple[int, ...]:
    """PARTS divided in the proportion of the counts, where each that is not 0 has one at least."""
    total = sum(counts)
    if not total:
        return tuple(0 for _count in counts)
    parts = [max(1, count * PARTS // total) if count else 0 for count in counts]
    parts[counts.index(max(counts))] += PARTS - sum(parts)
    return tuple(parts)


def merge_neighbours(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Runs of marks that differ in nothing but their cuts and how many credits these have."""
    for _same, run in groupby(
        marks, key=lambda mark: (mark.named, mark.withheld, mark.unnamed, mark.ai, mark.status)
    ):
        found = list(run)
        yield replace(found[0], cuts=[cut for mark in found for cut in mark.cuts])


def measure_widths(marks: Sequence[Mark], lengths: Sequence[int | None], *, single: bool) -> list[float]:
    """How wide each mark is, in units, by its frames; `single`: each is of one cut."""
    sizes = [len(mark.cuts) for mark in marks] if None in lengths else [length or 0 for length in lengths]
    cuts = sum(len(mark.cuts) for mark in marks)
    if single:
        whole, least = min(max(WIDEST_STRIP, cuts * MIN_WIDTH), cuts * MAX_WIDTH), MIN_WIDTH
    else:
        whole, least = min(cuts * MIN_WIDTH, WIDEST_LONG_STRIP), MIN_RUN_WIDTH
    total = sum(sizes)
    widths = [max(least, size * whole / total) for size in sizes]
    # What the shortest were given is taken from all.
    given = sum(widths)
    return [width * whole / given for width in widths]


def divide_bars(marks: Sequence[Mark], widths: Sequence[float]) -> Iterator[list[Shape]]:
    """The marks in bars. A mark that does not fit goes on in the next bar: beside one another they are one strip."""
    bar: list[Shape] = []
    x = 0.0
    for mark, width in zip(marks, widths, strict=True):
        left = width
        while left > 0:
            piece = min(left, BAR_WIDTH - x)
            left = round(left - piece, 3)
            bar.append(Shape(mark, round(x, 1), round(piece if left else max(piece - GAP, piece / 2), 1)))
            x += piece
            if x > BAR_WIDTH - LEAST_PIECE:
                yield bar
                bar, x = [], 0.0
    if bar:
        yield bar


def list_legend(strips: Iterable[CutStrip]) -> list[LegendLine]:
    """The signs that occur, in the order of the lanes, each with its cuts: one cut may have several."""
    counts: dict[str, int] = {}
    for mark in (mark for strip in strips for mark in strip.marks):
        for sign, _top, _height in mark.lanes:
            counts[sign] = counts.get(sign, 0) + len(mark.cuts)
    texts = {
        "named": _("somebody is named"),
        "withheld": _("withheld by their own choice"),
        "unnamed": _("not named"),
        "nothing": _("nothing is on record"),
        "ai-used": _("AI was used"),
        "ai-none": _("declared without AI"),
        "ai-not-asked": _("AI: not asked"),
        "out": _("number kept, not in the film"),
    }
    return [LegendLine(sign, text, counts[sign]) for sign, text in texts.items() if sign in counts]
