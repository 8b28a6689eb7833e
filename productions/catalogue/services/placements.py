"""Where cuts stand in an edition: one by one, or a whole time line at once."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.editions import EditionTiming
from productions.catalogue.models.placements import CutPlacement
from productions.catalogue.models.works import Episode, Production
from productions.catalogue.services.cuts import require_same_production
from productions.catalogue.services.editions import require_edition, require_start_timecode
from productions.ledger.services.checking import find_broken_rules, prepare_entity
from productions.ledger.services.removing_many import mark_each_removed
from productions.ledger.services.writing import (
    change_each,
    change_entity,
    create_entity,
    create_many,
    in_transaction,
)
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User

EDITOR = MembershipLevel.EDITOR
MAX_PLACEMENTS = 5000
"""Of one edition of an episode; a film has some 2,000 cuts."""
MAX_TOLD_PROBLEMS = 20
PLACED_VALUES = ("record_in", "length", "source_in")


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two placements that are on screen together, from `frame` on for `length` frames. Nothing is wrong with it: titles lie over pictures."""

    first: CutPlacement
    second: CutPlacement
    frame: int
    length: int


@dataclass(frozen=True, slots=True)
class Replaced:
    """What became of the time line of an edition: numbers of placements, and what overlaps in it now."""

    added: int
    changed: int
    removed: int
    unchanged: int
    overlaps: tuple[Overlap, ...]


@in_transaction
def place_cut(
    cut: Cut, *, record_in: int, length: int, by: User | None, now: datetime, edition: str = "", **values: Any
) -> CutPlacement:
    """Place a cut in an edition of its episode. `record_in` counts frames from 0, `length` frames; `values`: source_in, reason."""
    access.require_level(by, cut.production, EDITOR)
    require_edition(cut.production, edition)
    reason = values.pop("reason", "")
    placement = CutPlacement(
        production=cut.production,
        episode=cut.episode,
        cut=cut,
        edition=edition,
        record_in=record_in,
        length=length,
        **values,
    )
    return create_entity(placement, by=by, now=now, reason=reason)


@in_transaction
def update_placement(
    placement: CutPlacement, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> CutPlacement:
    """Change where a cut stands: record_in, length, source_in. Another cut or edition is another placement."""
    access.require_level(by, placement.production, EDITOR)
    for name in ("cut", "edition"):
        if values.get(name, getattr(placement, name)) != getattr(placement, name):
            raise Refusal(
                fields={name: [_("A placement stays with its cut and edition; add another one instead.")]}
            )
    return change_entity(placement, values, by=by, now=now, reason=reason)


@in_transaction
def time_edition(
    production: Production,
    *,
    by: User | None,
    now: datetime,
    episode: Episode | None = None,
    edition: str = "",
    reason: str = "",
    **values: Any,
) -> EditionTiming:
    """Say the rate and the start timecode of an edition of an episode. `values`: fps_num, fps_den, start_timecode."""
    access.require_level(by, production, EDITOR)
    require_same_production(production, episode)
    require_edition(production, edition)
    known: Any = EditionTiming.objects.of_part(production, episode).filter(edition=edition)
    timing = known.select_for_update(of=("self",)).first()
    if timing is not None:
        return update_timing(timing, by=by, now=now, reason=reason, **values)
    timing = EditionTiming(production=production, episode=episode, edition=edition, **values)
    require_start_timecode(timing, production)
    return create_entity(timing, by=by, now=now, reason=reason)


@in_transaction
def update_timing(
    timing: EditionTiming, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> EditionTiming:
    """Change the rate or the start timecode of a time line; see `time_edition`."""
    access.require_level(by, timing.production, EDITOR)
    names = ("fps_num", "fps_den", "start_timecode")
    trial = EditionTiming(**{name: values.get(name, getattr(timing, name)) for name in names})
    require_start_timecode(trial, timing.production)
    return change_entity(timing, values, by=by, now=now, reason=reason)


def build_placement(
    production: Production, episode: Episode | None, edition: str, row: Mapping[str, Any]
) -> CutPlacement:
    """The unsaved placement of a row of `replace_placements`."""
    return CutPlacement(
        production=production,
        episode=episode,
        cut=row["cut"],
        edition=edition,
        **{name: row.get(name) for name in PLACED_VALUES},
    )


@in_transaction
def replace_placements(
    production: Production,
    rows: Sequence[Mapping[str, Any]],
    *,
    by: User | None,
    now: datetime,
    episode: Episode | None = None,
    edition: str = "",
    reason: str = "",
    **timing: Any,
) -> Replaced:
    """Give an edition of an episode its time line: what is not among `rows` stands in it no more. All or nothing.

    Each row has `cut`, `record_in` and `length`, and may have `source_in`; `timing` as in `time_edition`, where it is to be said
    too. A placement that only moved keeps its uid. One event for each that changed, in the same few queries for any number.
    Raises NotAllowed, Refusal with a sentence for each row that is wrong.
    """
    access.require_level(by, production, EDITOR)
    require_same_production(production, episode)
    require_edition(production, edition)
    Production.objects.select_for_update().get(pk=production.pk)  # two who replace the same take turns
    if timing:
        time_edition(production, episode=episode, edition=edition, by=by, now=now, reason=reason, **timing)
    wanted = [build_placement(production, episode, edition, row) for row in rows]
    require_placeable(wanted, production, episode)
    known = CutPlacement.objects.of_part(production, episode).filter(edition=edition)
    standing = list(known.select_related("production", "episode", "cut").select_for_update(of=("self",)))
    moved, new, gone = match_placements(standing, wanted)
    mark_each_removed(gone, by=by, now=now, reason=reason or _("The time line of the edition was replaced."))
    kept = [placement for placement in standing if placement.pk in moved]
    changed = change_each(kept, partial(move_placement, moved), by=by, now=now, reason=reason)
    create_many(new, by=by, now=now, reason=reason)
    return Replaced(
        added=len(new),
        changed=changed,
        removed=len(gone),
        unchanged=len(kept) - changed,
        overlaps=tuple(find_overlaps([*kept, *new])),
    )


def require_placeable(
    placements: Sequence[CutPlacement], production: Production, episode: Episode | None
) -> None:
    """Raise Refusal with everything that is wrong with a time line, up to MAX_TOLD_PROBLEMS sentences."""
    if len(placements) > MAX_PLACEMENTS:
        raise Refusal(
            _("An edition takes %(limit)d at most; send fewer placements.") % {"limit": MAX_PLACEMENTS}
        )
    problems: list[str] = []
    places = Counter((placement.cut_id, placement.record_in) for placement in placements)
    for number, placement in enumerate(placements, 1):
        told = list_placement_problems(placement, production, episode)
        if places[placement.cut_id, placement.record_in] > 1:
            told.append(_("The cut is placed twice at frame %d.") % placement.record_in)
        row = {"number": number, "cut": placement.cut}
        problems += [_("Row %(number)d, cut %(cut)s: ") % row + sentence for sentence in told]
    if problems:
        raise Refusal(*problems[:MAX_TOLD_PROBLEMS])


def list_placement_problems(
    placement: CutPlacement, production: Production, episode: Episode | None
) -> list[str]:
    """What no other placement has to do with."""
    if placement.cut.production_id != production.pk:
        return [_("Cut %s belongs to another production.") % placement.cut]
    if placement.cut.episode_id != (episode.pk if episode else None):
        return [_("Cut %s belongs to another episode.") % placement.cut]
    prepare_entity(placement)
    broken = find_broken_rules(placement)
    return broken.reasons if broken else []


def match_placements(
    standing: Sequence[CutPlacement], wanted: Sequence[CutPlacement]
) -> tuple[dict[int, CutPlacement], list[CutPlacement], list[CutPlacement]]:
    """What stays by key with what it is to be, what is new, and what goes.

    Those of a cut that begin where they did are the same; of the others the first is taken for the first, and so on.
    """
    there: defaultdict[int, list[CutPlacement]] = defaultdict(list)
    for placement in sorted(standing, key=lambda one: one.record_in):
        there[placement.cut_id].append(placement)
    begins = {(placement.cut_id, placement.record_in): placement for placement in standing}
    same = {id(one): begins[place] for one in wanted if (place := (one.cut_id, one.record_in)) in begins}
    taken = {placement.pk for placement in same.values()}
    free = {cut: [one for one in found if one.pk not in taken] for cut, found in there.items()}
    moved: dict[int, CutPlacement] = {}
    new = []
    for one in wanted:
        left = free.get(one.cut_id, [])
        old = same.get(id(one)) or (left.pop(0) if left else None)
        if old is None:
            new.append(one)
        else:
            moved[old.pk] = one
    return moved, new, [placement for placement in standing if placement.pk not in moved]


def move_placement(moved: Mapping[int, CutPlacement], placement: CutPlacement) -> None:
    for name in PLACED_VALUES:
        setattr(placement, name, getattr(moved[placement.pk], name))


def find_overlaps(placements: Sequence[CutPlacement]) -> list[Overlap]:
    """Each placement with those before it that are on screen still when it begins, at most MAX_TOLD_PROBLEMS pairs."""
    found: list[Overlap] = []
    on_screen: list[CutPlacement] = []
    for placement in sorted(placements, key=lambda one: (one.record_in, one.record_out)):
        on_screen = [one for one in on_screen if one.record_out > placement.record_in]
        for one in on_screen:
            length = min(one.record_out, placement.record_out) - placement.record_in
            found.append(Overlap(one, placement, placement.record_in, length))
            if len(found) == MAX_TOLD_PROBLEMS:
                return found
        on_screen.append(placement)
    return found
