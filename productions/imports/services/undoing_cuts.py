"""A list of cuts or a time line taken back: what it made goes where nothing stands on it, what it changed is as before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from productions.catalogue.models.cuts import Cut, CutRelation
from productions.catalogue.models.editions import EditionTiming
from productions.catalogue.models.placements import CutPlacement
from productions.catalogue.models.works import Episode, Production
from productions.catalogue.services.cuts import update_cuts
from productions.catalogue.services.placements import PLACED_VALUES, replace_placements, time_edition
from productions.imports.models import ImportBatch
from productions.imports.services.undone_import import (
    BatchEvents,
    UndoneImport,
    read_batch_events,
    tell_changed_since,
)
from productions.ledger.services.removing_many import mark_each_removed
from productions.removals.services.cut_removal import remove_unused_cuts
from productions.segments.models import EpisodePart
from productions.segments.services import update_part
from productions.users.models import User

CUT_VALUES = ("length_frames", "status", "note")
TIMING_VALUES = ("fps_num", "fps_den", "start_timecode")


def undo_cut_list(
    batch: ImportBatch,
    production: Production,
    undone: UndoneImport,
    *,
    by: User | None,
    now: datetime,
    reason: str,
) -> None:
    """Parts and relations first, since cuts that they name stay; then the cuts. What was changed since stays, told."""
    undo_parts(batch, undone, by=by, now=now, reason=reason)
    relations = CutRelation.objects.live().filter(pk__in=batch.made.get("cutrelation", ()))
    events = read_batch_events(batch, relations)
    locked = list(relations.select_related("from_cut", "to_cut").select_for_update(of=("self",)))
    mark_each_removed(
        [one for one in locked if one.uid not in events.changed_since], by=by, now=now, reason=reason
    )
    cuts = Cut.objects.live().filter(pk__in=batch.made.get("changed_cut", ()))
    events = read_batch_events(batch, cuts)
    values: dict[Cut, Mapping[str, Any]] = {}
    for cut in cuts.select_related("production", "episode").order_by("pk"):
        if cut.uid in events.changed_since:
            undone.left.append(tell_changed_since(cut))
        elif old := events.read_old_values(cut, CUT_VALUES):
            values[cut] = old
    undone.changed += update_cuts(production, values, by=by, now=now, reason=reason)
    undo_made_cuts(batch, undone, by=by, now=now, reason=reason)


def undo_parts(
    batch: ImportBatch, undone: UndoneImport, *, by: User | None, now: datetime, reason: str
) -> None:
    """Parts are taken back in the opposite order, so that none crosses another one meanwhile."""
    parts = EpisodePart.objects.live().filter(pk__in=batch.made.get("episodepart", ()))
    events = read_batch_events(batch, parts)
    found = {part.pk: part for part in parts.select_related("production", "episode", "first_cut", "last_cut")}
    for key in reversed(batch.made.get("episodepart", ())):
        part = found.get(key)
        if part is None:
            continue
        if part.uid in events.changed_since:
            undone.left.append(tell_changed_since(part))
        elif is_born_of(events, part):
            mark_each_removed([part], by=by, now=now, reason=reason)
        elif ends := events.read_old_values(part, ("first_cut", "last_cut")):
            update_part(part, by=by, now=now, reason=reason, **ends)


def is_born_of(events: BatchEvents, entry: Any) -> bool:
    """Whether the import made the entry."""
    event = events.of_batch.get(entry.uid)
    return event is not None and event.action == "created"


def undo_made_cuts(
    batch: ImportBatch, undone: UndoneImport, *, by: User | None, now: datetime, reason: str
) -> None:
    """Take out the cuts that the import made and on which nothing stands."""
    cuts = Cut.objects.live().filter(pk__in=batch.made.get("cut", ()))
    events = read_batch_events(batch, cuts)
    locked = list(
        cuts.select_related("production", "episode").select_for_update(of=("self",)).order_by("sort_key")
    )
    undone.left += [tell_changed_since(cut) for cut in locked if cut.uid in events.changed_since]
    own = [cut for cut in locked if cut.uid not in events.changed_since]
    left = remove_unused_cuts(own, by=by, now=now, reason=reason)
    undone.removed += len(own) - len(left)
    undone.left += left


def undo_placements(
    batch: ImportBatch,
    production: Production,
    undone: UndoneImport,
    *,
    by: User | None,
    now: datetime,
    reason: str,
) -> None:
    """The time line as it was before, whole; none of it where somebody has placed a cut since."""
    before = batch.made["timeline"]
    episode = Episode.objects.filter(pk=before["episode"]).first() if before["episode"] else None
    edition = before["edition"]
    line = {"production": production, "episode": episode, "edition": edition}
    if read_batch_events(batch, CutPlacement.objects.filter(**line)).changed_since:
        undone.left.append(_("The time line of the edition has been changed since; it stays."))
    else:
        keys = {row[0] for row in before["placements"]}
        cuts = Cut.objects.live().in_bulk(keys)
        gone = Cut.objects.filter(pk__in=keys - cuts.keys()).order_by("sort_key", "pk")
        told = _("Cut %s was removed since; it is not placed again.")
        undone.left += [told % number for number in gone.values_list("number", flat=True)]
        rows = [
            {"cut": cuts[key], **dict(zip(PLACED_VALUES, values, strict=True))}
            for key, *values in before["placements"]
            if key in cuts
        ]
        found = replace_placements(
            production, rows, episode=episode, edition=edition, by=by, now=now, reason=reason
        )
        undone.removed += found.removed
        undone.changed += found.changed
        undone.restored += found.added
    undo_timing(batch, line, undone, by=by, now=now, reason=reason)
    undo_made_cuts(batch, undone, by=by, now=now, reason=reason)


def undo_timing(
    batch: ImportBatch,
    line: Mapping[str, Any],
    undone: UndoneImport,
    *,
    by: User | None,
    now: datetime,
    reason: str,
) -> None:
    """The rate and the start of before, unless somebody has said others since."""
    rows = EditionTiming.objects.live().filter(**line)
    events = read_batch_events(batch, rows)
    timing = rows.first()
    if timing is None:
        return
    if timing.uid in events.changed_since:
        undone.left.append(_("The rate and start of the edition have been changed since; they stay."))
    elif is_born_of(events, timing):
        mark_each_removed([timing], by=by, now=now, reason=reason)
    elif old := events.read_old_values(timing, TIMING_VALUES):
        time_edition(by=by, now=now, reason=reason, **line, **old)
