"""The parts of a list of cuts: each is the range from its first cut to its last one, and they do not cross."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from productions.catalogue.models.works import Episode
from productions.imports.services.cut_list_rows import CutKey, PlannedCut
from productions.interchange.cut_lists.cut_numbers import build_cut_sort_key
from productions.interchange.cut_lists.cut_sheet_words import read_part_label
from productions.interchange.problems import Problem
from productions.interchange.sheets.sheet import format_cell_place
from productions.segments.models import EpisodePart


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """A part that is new, or whose ends change. The ends are keys of cuts; `part` is None where it is new."""

    episode: Episode | None
    label: str
    first_cut: CutKey
    last_cut: CutKey
    part: EpisodePart | None

    def grows(self, first: str, last: str) -> bool:
        """Whether it would have cuts that another part may still have; `first` and `last` are the sort keys of its new ends."""
        if self.part is None:
            return True
        return first < self.part.first_cut.sort_key or last > self.part.last_cut.sort_key


def plan_parts(
    rows: Sequence[PlannedCut], known: Sequence[EpisodePart], problems: list[Problem]
) -> Iterator[PlannedPart]:
    """The parts that the list says and that do not stand so already; those that give cuts away before those that take some."""
    growing = []
    standing = {(part.episode_id, read_part_label(part.label)): part for part in known}
    by_episode: defaultdict[int | None, list[PlannedCut]] = defaultdict(list)
    for row in rows:
        by_episode[row.key[0]].append(row)
    for episode, found in by_episode.items():
        found.sort(key=lambda row: build_cut_sort_key(row.listed.number))
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, row in enumerate(found):
            if row.listed.part:
                places[row.listed.part].append(place)
        for label, inside in places.items():
            between = {row.listed.part for row in found[inside[0] : inside[-1] + 1]} - {"", label}
            if between:
                told = _(
                    "Part %(part)s has cuts of part %(other)s between its own, so it is not made of this list."
                )
                line = found[inside[0]].listed.line
                values = {"part": label, "other": sorted(between)[0]}
                problems.append(Problem(format_cell_place(line), told % values, line))
                continue
            first, last = found[inside[0]], found[inside[-1]]
            part = standing.get((episode, label))
            if part is None or (part.first_cut_id, part.last_cut_id) != (find_key(first), find_key(last)):
                planned = PlannedPart(first.episode, label, first.key, last.key, part)
                if planned.grows(*(build_cut_sort_key(row.listed.number) for row in (first, last))):
                    growing.append(planned)
                else:
                    yield planned
    yield from growing


def find_key(row: PlannedCut) -> int | None:
    return row.cut.pk if row.cut else None
