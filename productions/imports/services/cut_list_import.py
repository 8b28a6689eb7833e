"""Lists of cuts: what they would do is shown as a plan first, and then they make and change cuts. None is removed by a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.works import Episode, Production
from productions.catalogue.services.cuts import add_cuts, relate_many_cuts, update_cuts
from productions.imports.services.cut_list_parts import PlannedPart
from productions.imports.services.cut_list_plan import CutListPlan, build_cut_plan
from productions.imports.services.cut_list_rows import CutKey
from productions.imports.services.placement_import import match_cut
from productions.interchange.cut_lists.cut_sheet_reader import ListedCut, ListedCuts, read_cut_sheet
from productions.interchange.cut_lists.list_files import RateMissing, looks_like_edit_list, read_edit_list
from productions.interchange.cut_lists.placed_clips import CutList
from productions.interchange.problems import Problem, UnreadableFile
from productions.ledger.services.writing import in_transaction
from productions.segments.models import EpisodePart
from productions.segments.services import create_part, update_part
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal
from productions.shared.sentences import Sentence
from productions.shared.timecode import compute_timebase
from productions.users import access
from productions.users.models import User


@dataclass(frozen=True, slots=True)
class CutsEntered:
    """How many cuts, relations and parts a list made or changed. `made`: the keys of what it made, by table, and of what it changed."""

    added: int
    changed: int
    unchanged: int
    related: int
    parts: int
    made: dict[str, list[int]]


def plan_cut_list(
    production: Production, data: bytes, *, filename: str, episode: Episode | None = None
) -> CutListPlan:
    """Read a list of cuts (CSV, XLSX, ODS, or the list of an edit) and compare it; nothing is stored.

    Lengths count at the production's rate. Raises Refusal for a file that is none.
    """
    found = read_listed_file(data, filename, production.fps)
    return build_cut_plan(production, found, filename=filename, episode=episode)


def read_listed_file(data: bytes, filename: str, rate: Fraction) -> ListedCuts:
    """The cuts of a sheet, or of the list of an edit. Raises Refusal for a file that is none."""
    if looks_like_edit_list(data, filename):
        return list_edited_cuts(data, filename, rate)
    return read_cut_sheet(data, filename=filename, rate=rate)


def list_edited_cuts(data: bytes, filename: str, rate: Fraction) -> ListedCuts:
    """The cuts that the clips of an edit are named after, with what is seen of them; without a length where they are seen twice."""
    try:
        edit = read_edit_of_own_rate(data, filename, rate)
    except UnreadableFile as error:
        raise Refusal(error.args[0]) from error
    cuts: dict[str, ListedCut] = {}
    problems = list(edit.problems)
    # Timecode counts 24 numbers a second at 24 and at 24000/1001, and so does a length (尺).
    is_comparable = compute_timebase(edit.rate) == compute_timebase(rate)
    if not is_comparable:
        told = Sentence(
            "The edit runs at %(edit)s frames a second and the production at %(own)s, so its lengths are left out.",
            edit=str(edit.rate),
            own=str(rate),
        )
        problems.append(Problem(filename, told))
    for place, clip in enumerate(edit.clips, 1):
        number = match_cut(clip.name, {})[1]
        if not number:
            told = Sentence("“%(name)s” has no number of a cut in its name.", name=clip.name[:40])
            problems.append(Problem(clip.place, told))
        elif number in cuts:
            cuts[number] = ListedCut(cuts[number].line, number)
        else:
            cuts[number] = ListedCut(place, number, length=clip.length if is_comparable else None)
    return ListedCuts(tuple(cuts.values()), tuple(problems))


def read_edit_of_own_rate(data: bytes, filename: str, rate: Fraction) -> CutList:
    """The list at the rate that it says, or else at `rate`. Raises UnreadableFile."""
    try:
        return read_edit_list(data, filename=filename)
    except RateMissing:
        return read_edit_list(data, filename=filename, rate=rate)


@in_transaction
def apply_cut_list(plan: CutListPlan, *, by: User | None, now: datetime, reason: str = "") -> CutsEntered:
    """Make and change the cuts of a plan, with their relations and parts. Raises NotAllowed, Refusal.

    What the list lacks stays as it is. The same few queries for any number of cuts, and some for each part.
    """
    access.require_level(by, plan.production, MembershipLevel.EDITOR)
    rows = [{"number": row.listed.number, "episode": row.episode, **row.values} for row in plan.new]
    added = add_cuts(plan.production, rows, by=by, now=now) if rows else []
    changes = {row.cut: row.values for row in plan.changed if row.cut is not None}
    changed = update_cuts(plan.production, changes, by=by, now=now, reason=reason) if changes else 0
    cuts = {(cut.episode_id, cut.number_key): cut for cut in plan.known_cuts}
    cuts |= {(cut.episode_id, cut.number_key): cut for cut in added}
    relations = [(cuts[one.from_cut], cuts[one.to_cut], one.kind) for one in plan.relations]
    related = relate_many_cuts(plan.production, relations, by=by, now=now) if relations else []
    parts = [store_part(plan.production, part, cuts, by=by, now=now, reason=reason) for part in plan.parts]
    return CutsEntered(
        added=len(added),
        changed=changed,
        unchanged=len(plan.same) + len(plan.changed) - changed,
        related=len(related),
        parts=len(plan.parts),
        made={
            "cut": [cut.pk for cut in added],
            "changed_cut": [cut.pk for cut in changes],
            "cutrelation": [relation.pk for relation in related],
            "episodepart": [part.pk for part in parts],
        },
    )


def store_part(
    production: Production,
    planned: PlannedPart,
    cuts: Mapping[CutKey, Cut],
    *,
    by: User | None,
    now: datetime,
    reason: str,
) -> EpisodePart:
    """Make one part, or give it its ends."""
    ends = {"first_cut": cuts[planned.first_cut], "last_cut": cuts[planned.last_cut]}
    if planned.part is not None:
        return update_part(planned.part, by=by, now=now, reason=reason, **ends)
    return create_part(
        production, label=planned.label, episode=planned.episode, by=by, now=now, reason=reason, **ends
    )
