"""Cut lists of an edit: which cuts they place where, shown as a plan first, and then the time line of an edition."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.placements import CutPlacement
from productions.catalogue.models.works import Episode, Production
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.placements import Replaced, match_placements, replace_placements
from productions.catalogue.services.timelines import find_timing
from productions.interchange.cut_lists.cut_numbers import normalize_cut_number, parse_cut_number
from productions.interchange.cut_lists.list_files import RateMissing, read_edit_list
from productions.interchange.cut_lists.placed_clips import CutList, PlacedClip
from productions.interchange.problems import Problem, UnreadableFile
from productions.shared.choices import CutStatus, MembershipLevel
from productions.shared.refusals import Refusal
from productions.shared.timecode import TimecodeError, format_timecode, parse_timecode
from productions.users import access
from productions.users.models import User

FILE_ENDING_PATTERN = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")
VERSION_PATTERN = re.compile(r"[_\-. ]+(?:v|ver|take|t)\d{1,4}\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlannedPlacement:
    """One clip of the list with its cut, or without one the number that a new cut would have (empty: the name has none)."""

    clip: PlacedClip
    record_in: int
    cut: Cut | None
    number: str


@dataclass(frozen=True, slots=True)
class PlacementPlan:
    """What a cut list would do to an edition. `start`: the timecode of its first frame; `start_told`: whether anybody said so."""

    production: Production
    episode: Episode | None
    edition: str
    rate: Fraction
    start: str
    start_told: bool
    rows: tuple[PlannedPlacement, ...]
    problems: tuple[Problem, ...]

    @property
    def unknown_numbers(self) -> tuple[str, ...]:
        """Numbers of cuts that are not there yet, each once."""
        return tuple(dict.fromkeys(row.number for row in self.rows if row.cut is None and row.number))


def plan_placements(
    production: Production,
    data: bytes,
    *,
    filename: str,
    episode: Episode | None = None,
    edition: str = "",
    rate: Fraction | None = None,
    start: str = "",
) -> PlacementPlan:
    """Read an edit's list (`read_edit_list`) for an edition; nothing is stored. `rate` and `start` go before what is known of the edition.

    Raises Refusal for a file that is none, for an EDL without any known rate, and for a start that is no timecode.
    """
    timing = find_timing(production, episode, edition)
    found = read_placed_clips(data, filename, rate or timing.rate)
    return build_placement_plan(production, found, episode=episode, edition=edition, start=start)


def read_placed_clips(data: bytes, filename: str, rate: Fraction | None) -> CutList:
    """The clips of an edit's list, at `rate` where one is given. Raises Refusal."""
    try:
        return read_edit_list(data, filename=filename, rate=rate)
    except RateMissing:
        told = _("An EDL does not say its frame rate. Give it, as in 24000/1001.")
        raise Refusal(fields={"rate": [told]}) from None
    except UnreadableFile as error:
        raise Refusal(error.args[0]) from error


def build_placement_plan(
    production: Production, found: CutList, *, episode: Episode | None, edition: str, start: str
) -> PlacementPlan:
    """The plan for a list that was read. Raises Refusal for a start that is no timecode."""
    known = start or find_timing(production, episode, edition).start
    begin = known or found.start or find_first_timecode(found)
    rows, problems = place_clips(found, begin, read_known_cuts(production, episode))
    return PlacementPlan(
        production=production,
        episode=episode,
        edition=edition,
        rate=found.rate,
        start=begin,
        start_told=bool(known or found.start),
        rows=tuple(rows),
        problems=(*found.problems, *problems),
    )


def find_first_timecode(found: CutList) -> str:
    """Where the first clip of an EDL begins, which is taken for the beginning where nobody says another one."""
    if not found.counts_timecode or not found.clips:
        return ""
    return format_timecode(min(clip.record_in for clip in found.clips), found.rate)


def read_known_cuts(production: Production, episode: Episode | None) -> dict[str, Cut]:
    """The cuts of the part, by their numbers as they are compared. One query."""
    rows = Cut.objects.live().filter(production=production, episode=episode)
    return {cut.number_key: cut for cut in rows.select_related("episode")}


def place_clips(
    found: CutList, start: str, known: Mapping[str, Cut]
) -> tuple[list[PlannedPlacement], list[Problem]]:
    """The clips with their cuts and frames from the start; problems where there is no cut, or no frame."""
    try:
        begin = parse_timecode(start, found.rate) if found.counts_timecode and start else 0
    except TimecodeError as error:
        raise Refusal(fields={"start": [error.sentence]}) from error
    rows, problems = [], []
    taken: set[tuple[str, int]] = set()
    for clip in found.clips:
        cut, number = match_cut(clip.name, known)
        record_in = clip.record_in - begin
        if record_in < 0:
            problems.append(
                Problem(clip.place, _("“%s” begins before the start of the edition.") % clip.name)
            )
            continue
        if number and (number, record_in) in taken:
            told = _("Cut %(cut)s begins at frame %(frame)d twice; the first is taken.")
            problems.append(Problem(clip.place, told % {"cut": number, "frame": record_in}))
            continue
        taken.add((number, record_in))
        if cut is None:
            problems.append(tell_cut_missing(clip, number))
        elif cut.status in (CutStatus.OMITTED, CutStatus.CUT_OUT):
            problems.append(
                Problem(clip.place, _("Cut %s is placed, though it counts as out of the film.") % cut)
            )
        rows.append(PlannedPlacement(clip, record_in, cut, cut.number if cut else number))
    return rows, problems


def tell_cut_missing(clip: PlacedClip, number: str) -> Problem:
    """That no cut has the number of a clip, or that its name has none."""
    told = (
        _("Cut %s is not there yet.") % number
        if number
        else _("“%s” has no number of a cut in its name.") % clip.name
    )
    return Problem(clip.place, told)


def match_planned(plan: PlacementPlan) -> tuple[dict[int, CutPlacement], list[CutPlacement]]:
    """What is placed today, by the `id()` of the planned row that it becomes, and what the list has no more. One query."""
    rows = CutPlacement.objects.of_part(plan.production, plan.episode).filter(edition=plan.edition)
    standing = list(rows.select_related("cut"))
    wanted = {
        id(row): CutPlacement(cut=row.cut, record_in=row.record_in)
        for row in plan.rows
        if row.cut is not None
    }
    moved, _new, gone = match_placements(standing, list(wanted.values()))
    old = {id(wish): placement for placement in standing if (wish := moved.get(placement.pk)) is not None}
    return {row: old[id(wish)] for row, wish in wanted.items() if id(wish) in old}, gone


def match_cut(name: str, known: Mapping[str, Cut]) -> tuple[Cut | None, str]:
    """The cut that a clip is named after, as `S01-C012A_v03.mov` is; without one the number that a new cut would have.

    The whole name goes before its parts: without the ending of a file, without a version, and last the number alone.
    """
    plain = FILE_ENDING_PATTERN.sub("", name)
    bare = VERSION_PATTERN.sub("", plain)
    for text in (name, plain, bare):
        if cut := known.get(normalize_cut_number(text)):
            return cut, cut.number
    taken = parse_cut_number(bare)
    if taken is None:
        return None, ""
    number = f"{taken.number}{taken.suffix}"
    return known.get(number), number


@transaction.atomic
def apply_placements(
    plan: PlacementPlan, *, by: User | None, now: datetime, create_cuts: bool = False, reason: str = ""
) -> Replaced:
    """Give the edition the time line of a plan. Cuts that are not there are made with `create_cuts`, and left out without.

    The rate and the start of the plan become the edition's, where they are not already. Raises NotAllowed, Refusal.
    """
    access.require_level(by, plan.production, MembershipLevel.EDITOR)
    made: dict[str, Cut] = {}
    if create_cuts and plan.unknown_numbers:
        numbers = [{"number": number} for number in plan.unknown_numbers]
        cuts = add_cuts(plan.production, numbers, episode=plan.episode, by=by, now=now)
        made = {cut.number: cut for cut in cuts}
    rows: list[dict[str, Any]] = [
        {
            "cut": cut,
            "record_in": row.record_in,
            "length": row.clip.length,
            "source_in": row.clip.source_in,
        }
        for row in plan.rows
        if (cut := row.cut or made.get(row.number)) is not None
    ]
    timing = find_timing(plan.production, plan.episode, plan.edition)
    told: dict[str, Any] = {}
    if plan.rate != (timing.rate or plan.production.fps):
        told |= {"fps_num": plan.rate.numerator, "fps_den": plan.rate.denominator}
    if plan.start and plan.start != timing.start:
        told["start_timecode"] = plan.start
    return replace_placements(
        plan.production,
        rows,
        episode=plan.episode,
        edition=plan.edition,
        by=by,
        now=now,
        reason=reason,
        **told,
    )
