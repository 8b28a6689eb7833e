"""Lists of cuts and of edits, planned as files of credits are: one plan, one digest, one batch. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.placements import CutPlacement
from productions.catalogue.models.works import Episode, Production
from productions.catalogue.services.cuts import require_same_production
from productions.catalogue.services.placements import find_overlaps
from productions.catalogue.services.timelines import find_timing
from productions.imports.services.choices import Answers, Option
from productions.imports.services.cut_list_import import read_listed_file
from productions.imports.services.cut_list_plan import CutListPlan, build_cut_plan
from productions.imports.services.cut_plan_rows import list_planned_cuts, list_planned_placements
from productions.imports.services.import_plan import ImportPlan, compute_plan_digest
from productions.imports.services.placement_import import (
    PlacementPlan,
    build_placement_plan,
    read_placed_clips,
    tell_cut_missing,
)
from productions.interchange.cut_lists.cut_sheet_reader import ListedCuts
from productions.interchange.cut_lists.placed_clips import CutList
from productions.interchange.problems import Problem
from productions.shared.choices import CutRelationKind, MembershipLevel
from productions.shared.intake_choices import ChoiceKind, ImportKind
from productions.users import access
from productions.users.models import User

ADD, LEAVE_OUT = "add", "leave_out"
SHOWN_NUMBERS = 20
"""Numbers of cuts that a sentence lists."""


@dataclass(frozen=True, slots=True)
class CutFile:
    """A list of cuts, or the list of an edit, that was read for a part of a production.

    `found` is what the reader found: of a list of cuts `ListedCuts`, of a time line `CutList`. `edition` and `start` are a time line's.
    """

    filename: str
    digest: str
    found: ListedCuts | CutList
    episode: Episode | None = None
    edition: str = ""
    start: str = ""

    @property
    def kind(self) -> ImportKind:
        return ImportKind.CUT_LIST if isinstance(self.found, ListedCuts) else ImportKind.PLACEMENTS


@dataclass(frozen=True, slots=True)
class PlannedCuts:
    """A plan, and what it is applied from: a list of cuts or a time line."""

    plan: ImportPlan
    source: CutListPlan | PlacementPlan
    adds_cuts: bool = False
    """Whether cuts of a time line that are not there yet are added."""


def read_cut_list_file(
    production: Production, data: bytes, *, filename: str, by: User | None, episode: Episode | None = None
) -> CutFile:
    """A list of cuts: CSV, XLSX, ODS, or the list of an edit (editors). Raises NotAllowed; Refusal for a file that is none."""
    access.require_level(by, production, MembershipLevel.EDITOR)
    require_same_production(production, episode)
    found = read_listed_file(data, filename, production.fps)
    return CutFile(filename, sha256(data).hexdigest(), found, episode)


def read_edit_file(
    production: Production,
    data: bytes,
    *,
    filename: str,
    by: User | None,
    episode: Episode | None = None,
    edition: str = "",
    rate: Fraction | None = None,
    start: str = "",
) -> CutFile:
    """The list of an edit for an edition (editors). Raises NotAllowed; Refusal for a file that is none, and for an unknown edition."""
    access.require_level(by, production, MembershipLevel.EDITOR)
    require_same_production(production, episode)
    timing = find_timing(production, episode, edition)
    found = read_placed_clips(data, filename, rate or timing.rate)
    return CutFile(filename, sha256(data).hexdigest(), found, episode, edition, start)


def plan_cut_file(
    production: Production,
    file: CutFile,
    *,
    answers: Mapping[str, str] | None = None,
    accepts_proposals: bool = False,
) -> PlannedCuts:
    """What the file would do now. Raises Refusal."""
    asked = Answers(dict(answers or {}), {}, accepts_proposals)
    if isinstance(file.found, ListedCuts):
        planned = plan_listed_cuts(production, file, file.found)
    else:
        planned = plan_edit(production, file, file.found, asked)
    planned.plan.digest = compute_plan_digest(planned.plan)
    return planned


def plan_listed_cuts(production: Production, file: CutFile, found: ListedCuts) -> PlannedCuts:
    """The plan of a list of cuts: cuts, and in `announced` their relations and the parts of the episode."""
    source = build_cut_plan(production, found, filename=file.filename, episode=file.episode)
    plan = ImportPlan(
        filename=file.filename,
        file_digest=file.digest,
        format="cut_list",
        columns=(),
        worksheets=(),
        credits=[],
        problems=source.problems,
        choices=(),
        notes=source.notes,
        announced=tuple(announce_beside_cuts(source)),
        kind=ImportKind.CUT_LIST,
        cuts=tuple(list_planned_cuts(source)),
        facts=(
            *(f"{one.from_cut} {one.kind} {one.to_cut}" for one in source.relations),
            *(f"{part.episode} {part.label} {part.first_cut} {part.last_cut}" for part in source.parts),
        ),
    )
    return PlannedCuts(plan, source)


def announce_beside_cuts(source: CutListPlan) -> Iterator[Problem]:
    """A sentence for each part, and one for all relations of a kind."""
    for part in source.parts:
        told = {"part": part.label, "first": part.first_cut[1], "last": part.last_cut[1]}
        sentence = _("Part %(part)s: cuts %(first)s to %(last)s.") % told
        yield Problem(str(part.episode or source.filename), sentence)
    for kind in CutRelationKind:
        pairs = [f"{one.from_cut[1]}–{one.to_cut[1]}" for one in source.relations if one.kind == kind]
        if pairs:
            yield Problem(str(kind.label), list_some(pairs))


def ask_whether_to_add(numbers: tuple[str, ...], answers: Answers) -> bool:
    question = ngettext(
        "%(count)d cut is not there yet: %(numbers)s. Is it added?",
        "%(count)d cuts are not there yet: %(numbers)s. Are they added?",
        len(numbers),
    )
    answer = answers.ask(
        ChoiceKind.CUTS,
        " ".join(numbers),
        at=None,
        column="",
        question=question % {"count": len(numbers), "numbers": list_some(numbers)},
        options=[Option(ADD, _("add them")), Option(LEAVE_OUT, _("leave them out"))],
        proposed=LEAVE_OUT,
        needs_answer=True,
        text=list_some(numbers),
    )
    return answer == ADD


def plan_edit(production: Production, file: CutFile, found: CutList, answers: Answers) -> PlannedCuts:
    """The plan of a time line. Whether cuts that are not there yet are added is asked once."""
    source = build_placement_plan(
        production, found, episode=file.episode, edition=file.edition, start=file.start
    )
    adds = bool(source.unknown_numbers) and ask_whether_to_add(source.unknown_numbers, answers)
    asked_about = {
        tell_cut_missing(row.clip, row.number) for row in source.rows if row.cut is None and row.number
    }
    start = source.start or _("not known")
    told = _("%(rate)s frames a second, first frame %(start)s.") % {"rate": source.rate, "start": start}
    plan = ImportPlan(
        filename=file.filename,
        file_digest=file.digest,
        format="edit_list",
        columns=(),
        worksheets=(),
        credits=[],
        problems=tuple(problem for problem in source.problems if problem not in asked_about),
        choices=tuple(answers.asked.values()),
        announced=(Problem(file.filename, told), *announce_start(file.filename, source)),
        kind=ImportKind.PLACEMENTS,
        hints=tuple(tell_overlaps(source, adds_cuts=adds)),
        placements=tuple(list_planned_placements(source, adds_cuts=adds)),
        facts=(str(source.rate), source.start, source.edition),
    )
    return PlannedCuts(plan, source, adds)


def announce_start(filename: str, source: PlacementPlan) -> Iterator[Problem]:
    """That nobody has said where the edition begins."""
    if source.start and not source.start_told:
        yield Problem(filename, _("The start is that of the first event, since nobody has said another one."))


def tell_overlaps(source: PlacementPlan, *, adds_cuts: bool) -> Iterator[Problem]:
    """A sentence for each two clips that are on screen together."""
    placed = [
        CutPlacement(cut=row.cut or Cut(number=row.number), record_in=row.record_in, length=row.clip.length)
        for row in source.rows
        if row.cut is not None or (row.number and adds_cuts)
    ]
    for overlap in find_overlaps(placed):
        told = ngettext(
            "Cuts %(first)s and %(second)s overlap by %(count)d frame.",
            "Cuts %(first)s and %(second)s overlap by %(count)d frames.",
            overlap.length,
        )
        values = {"first": overlap.first.cut, "second": overlap.second.cut, "count": overlap.length}
        yield Problem(source.edition or str(source.episode or source.production), told % values)


def list_some(texts: list[str] | tuple[str, ...]) -> str:
    """The first of the texts in a row, and how many more there are."""
    shown = ", ".join(texts[:SHOWN_NUMBERS])
    more = len(texts) - SHOWN_NUMBERS
    return f"{shown} … +{more}" if more > 0 else shown
