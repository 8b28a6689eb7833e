"""What a list of cuts would do to a production: which cuts are new, which change, which stand as they are, and what the list lacks."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.works import Episode, Production
from productions.imports.services.cut_list_parts import PlannedPart, plan_parts
from productions.imports.services.cut_list_rows import (
    CutKey,
    KnownCuts,
    PlannedCut,
    PlannedRelation,
    read_known_production,
)
from productions.interchange.cut_lists.cut_number_runs import LIST_MARK_PATTERN
from productions.interchange.cut_lists.cut_numbers import normalize_cut_number
from productions.interchange.cut_lists.cut_sheet_reader import ListedCut, ListedCuts
from productions.interchange.problems import Problem
from productions.interchange.sheets.sheet import format_cell_place
from productions.shared.numbers import number_key

EPISODE_PREFIX_PATTERN = re.compile(r"(?P<episode>(?:#|第)?[0-9]{1,6}[話回])\s*(?P<cut>.+)")


@dataclass(frozen=True, slots=True)
class CutListPlan:
    """What a list would do. `missing`: cuts of its episodes that it does not have; they stay. Lines with a problem are left out."""

    production: Production
    filename: str
    new: tuple[PlannedCut, ...]
    changed: tuple[PlannedCut, ...]
    same: tuple[PlannedCut, ...]
    missing: tuple[Cut, ...]
    relations: tuple[PlannedRelation, ...]
    parts: tuple[PlannedPart, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    known_cuts: tuple[Cut, ...]
    """All cuts of the production."""


def build_cut_plan(
    production: Production, found: ListedCuts, *, filename: str, episode: Episode | None
) -> CutListPlan:
    """The plan for a list that was read. With an `episode` only its lines count, and lines that say none are its."""
    known = read_known_production(production)
    problems, notes = list(found.problems), list(found.notes)
    planned: dict[CutKey, PlannedCut] = {}
    elsewhere = 0
    for listed in found.cuts:
        of_line = find_line_episode(known, listed, episode, problems)
        if isinstance(of_line, LineLeftOut):
            elsewhere += of_line.is_elsewhere
        else:
            take_cut(planned, plan_cut(known, listed, of_line), problems)
    if elsewhere:
        told = ngettext(
            "%(count)d line is of another episode and is left out.",
            "%(count)d lines are of other episodes and are left out.",
            elsewhere,
        )
        notes.append(Problem(filename, told % {"count": elsewhere}))
    relations = tuple(plan_relations(known, planned, problems))
    rows = tuple(planned.values())
    parts = tuple(plan_parts(rows, known.parts, problems))
    episodes = {row.episode.pk if row.episode else None for row in rows}
    return CutListPlan(
        production=production,
        filename=filename,
        new=tuple(row for row in rows if row.cut is None),
        changed=tuple(row for row in rows if row.cut is not None and row.values),
        same=tuple(row for row in rows if row.cut is not None and not row.values),
        missing=tuple(cut for key, cut in known.cuts.items() if key[0] in episodes and key not in planned),
        relations=relations,
        parts=parts,
        problems=tuple(sorted(problems, key=lambda problem: problem.line or 0)),
        notes=tuple(notes),
        known_cuts=tuple(known.cuts.values()),
    )


@dataclass(frozen=True, slots=True)
class LineLeftOut:
    """A line that makes no cut: it is of another episode than the one that was asked for, or its problem was told."""

    is_elsewhere: bool


def find_line_episode(
    known: KnownCuts, listed: ListedCut, asked: Episode | None, problems: list[Problem]
) -> Episode | LineLeftOut | None:
    """The episode of a line, or why it is left out."""
    if not listed.episode:
        if asked is None and known.episodes:
            told = (
                _("Line %d does not say its episode; name it with the list, or add a column for it.")
                % listed.line
            )
            problems.append(Problem(format_cell_place(listed.line), told, listed.line))
            return LineLeftOut(is_elsewhere=False)
        return asked
    found = known.episodes.get(number_key(listed.episode))
    if asked is not None and found != asked:
        return LineLeftOut(is_elsewhere=True)
    if found is None:
        told = _("There is no episode %s; add it first.") % listed.episode
        problems.append(Problem(format_cell_place(listed.line), told, listed.line))
        return LineLeftOut(is_elsewhere=False)
    return found


def plan_cut(known: KnownCuts, listed: ListedCut, episode: Episode | None) -> PlannedCut:
    """What a line says of its cut, and of that what differs from what is known. An empty cell changes nothing."""
    said = {"length_frames": listed.length, "status": listed.status, "note": listed.note}
    values = {name: value for name, value in said.items() if value not in (None, "")}
    cut = known.cuts.get((episode.pk if episode else None, normalize_cut_number(listed.number)))
    if cut is None:
        return PlannedCut(listed, episode, None, values)
    changed = {name: value for name, value in values.items() if getattr(cut, name) != value}
    return PlannedCut(listed, episode, cut, changed, {name: getattr(cut, name) for name in changed})


def take_cut(planned: dict[CutKey, PlannedCut], row: PlannedCut, problems: list[Problem]) -> None:
    """Take a row into the plan. A line of one cut goes before a range that has it; of two such lines the first counts, told."""
    standing = planned.get(row.key)
    if standing is None or (standing.listed.is_ranged and not row.listed.is_ranged):
        planned[row.key] = row
    elif standing.listed.is_ranged or not row.listed.is_ranged:
        told = _("Cut %(cut)s stands in line %(line)d already; that line counts.")
        values = {"cut": row.listed.number, "line": standing.listed.line}
        problems.append(Problem(format_cell_place(row.listed.line), told % values, row.listed.line))


def plan_relations(
    known: KnownCuts, planned: Mapping[CutKey, PlannedCut], problems: list[Problem]
) -> Iterator[PlannedRelation]:
    """The relations that are not there yet; of two cuts that name one another the first line's."""
    stored = {key: cut.pk for key, cut in known.cuts.items()}
    seen: set[tuple[CutKey, CutKey]] = set()
    for row in planned.values():
        for text in LIST_MARK_PATTERN.split(row.listed.related) if row.listed.relation else ():
            target = find_related(known, planned, row, text)
            if target is None or target == row.key:
                told = _("Cut %(cut)s names %(other)s, which is no other cut here.")
                values = {"cut": row.listed.number, "other": text.strip()}
                problems.append(Problem(format_cell_place(row.listed.line), told % values, row.listed.line))
                continue
            kind = row.listed.relation
            ends = (stored.get(row.key), stored.get(target))
            is_known = (*ends, kind) in known.relations or (*ends[::-1], kind) in known.relations
            if not is_known and (row.key, target) not in seen and (target, row.key) not in seen:
                yield PlannedRelation(row.key, target, kind)
            seen.add((row.key, target))


def find_related(
    known: KnownCuts, planned: Mapping[CutKey, PlannedCut], row: PlannedCut, text: str
) -> CutKey | None:
    """The other cut of a relation: of the same episode, or of the one that is written before it (`3話C012`)."""
    plain = unicodedata.normalize("NFKC", text).strip()
    episode = row.key[0]
    if match := EPISODE_PREFIX_PATTERN.fullmatch(plain):
        other = known.episodes.get(number_key(match["episode"]))
        episode, plain = (other.pk, match["cut"]) if other else (episode, plain)
    key = (episode, normalize_cut_number(plain))
    return key if key in known.cuts or key in planned else None
