"""Cuts and their relations."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from productions.catalogue.models.cuts import Cut, CutRelation
from productions.catalogue.models.works import Episode, Production
from productions.catalogue.services.catalogue_signals import CUT_PLACE, place_changed
from productions.ledger.services.checking import prepare_entity
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
BULK_VALUES = frozenset({"length_frames", "status", "note"})
"""What `update_cuts` may change: nothing that moves a cut."""


@transaction.atomic
def add_cut(
    production: Production,
    *,
    number: str,
    by: User | None,
    now: datetime,
    episode: Episode | None = None,
    **values: Any,
) -> Cut:
    """A new cut. `number` is kept as given; `values`: length_frames, status, note."""
    access.require_level(by, production, EDITOR)
    require_same_production(production, episode)
    return create_entity(Cut(production=production, episode=episode, number=number, **values), by=by, now=now)


@transaction.atomic
def add_cuts(
    production: Production,
    rows: Iterable[Mapping[str, Any]],
    *,
    by: User | None,
    now: datetime,
    episode: Episode | None = None,
) -> list[Cut]:
    """Many new cuts of one production or episode at once, all or none; each row as in add_cut, and it may have its own `episode`.

    Raises Refusal with one sentence for every number that is taken or given twice.
    """
    access.require_level(by, production, EDITOR)
    cuts = [Cut(**{"production": production, "episode": episode, **row}) for row in rows]
    for each in {cut.episode_id: cut.episode for cut in cuts}.values() or [episode]:
        require_same_production(production, each)
    known = Cut.objects.live().filter(production=production)
    episodes = {cut.episode_id for cut in cuts}
    if None not in episodes:
        known = known.filter(episode__in=episodes)
    taken: set[tuple[int | None, str]] = set(known.values_list("episode_id", "number_key"))
    problems = []
    for cut in cuts:
        prepare_entity(cut)
        if (cut.episode_id, cut.number_key) in taken:
            problems.append(_("Cut %s is there already.") % cut.number)
        taken.add((cut.episode_id, cut.number_key))
    if problems:
        raise Refusal(*problems)
    create_many(cuts, by=by, now=now)
    return cuts


@transaction.atomic
def update_cut(cut: Cut, *, by: User | None, now: datetime, reason: str = "", **values: Any) -> Cut:
    """Change a cut; see add_cut. A dropped cut is set to omitted and keeps its number."""
    access.require_level(by, cut.production, EDITOR)
    if values.get("production", cut.production) != cut.production:
        raise Refusal(fields={"production": [_("A cut cannot be moved to another production.")]})
    episode = values.get("episode", cut.episode)
    require_same_production(cut.production, episode)
    if episode != cut.episode and cut.credits.current().exists():
        raise Refusal(fields={"episode": [_("The cut has credits in its episode, so it cannot be moved.")]})
    if episode != cut.episode and cut.placements.live().exists():
        raise Refusal(
            fields={"episode": [_("The cut is placed in an edition of its episode, so it cannot be moved.")]}
        )
    change_entity(cut, values, by=by, now=now, reason=reason)
    if CUT_PLACE & values.keys():
        place_changed.send(sender=Cut, place=cut)
    return cut


@in_transaction
def update_cuts(
    production: Production,
    values_of: Mapping[Cut, Mapping[str, Any]],
    *,
    by: User | None,
    now: datetime,
    reason: str = "",
) -> int:
    """Change the length_frames, status and note of many cuts at once, in the same few queries for any number; returns how many changed.

    What was removed meanwhile is passed over. Raises NotAllowed, Refusal.
    """
    access.require_level(by, production, EDITOR)
    values_by_key = {cut.pk: values for cut, values in values_of.items()}
    if any(values.keys() - BULK_VALUES for values in values_by_key.values()):
        raise ValueError(f"Only {', '.join(sorted(BULK_VALUES))} change for many cuts at once.")
    rows = Cut.objects.live().filter(production=production, pk__in=values_by_key)
    cuts = list(rows.select_related("production", "episode").select_for_update(of=("self",)))

    def alter(cut: Cut) -> None:
        for name, value in values_by_key[cut.pk].items():
            setattr(cut, name, value)

    return change_each(cuts, alter, by=by, now=now, reason=reason)


@in_transaction
def relate_many_cuts(
    production: Production, relations: Iterable[tuple[Cut, Cut, str]], *, by: User | None, now: datetime
) -> list[CutRelation]:
    """Relate cuts of one production, as `relate_cuts` does: (from_cut, to_cut, kind) each. Those that stand are passed over.

    Returns those that are new. Raises NotAllowed.
    """
    access.require_level(by, production, EDITOR)
    known = set(
        CutRelation.objects.live()
        .filter(from_cut__production=production)
        .values_list("from_cut_id", "to_cut_id", "kind")
    )
    wanted = {(first.pk, second.pk, kind): (first, second) for first, second, kind in relations}
    new = [
        CutRelation(from_cut=first, to_cut=second, kind=kind)
        for (from_key, to_key, kind), (first, second) in wanted.items()
        if (from_key, to_key, kind) not in known
    ]
    for relation in new:
        prepare_entity(relation)
    create_many(new, by=by, now=now)
    return new


@transaction.atomic
def relate_cuts(*, from_cut: Cut, to_cut: Cut, kind: str, by: User | None, now: datetime) -> CutRelation:
    """Record that `from_cut` shares, reuses, replaces or was split from `to_cut`.

    Bank footage and reuse may come from another production; sharing (兼用) is within one.
    """
    access.require_level(by, from_cut.production, EDITOR)
    access.require_level(by, to_cut.production, MembershipLevel.VIEWER)
    return create_entity(CutRelation(from_cut=from_cut, to_cut=to_cut, kind=kind), by=by, now=now)


def update_cut_relation(
    relation: CutRelation, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> CutRelation:
    """Change how two cuts are related."""
    access.require_level(by, relation.from_cut.production, EDITOR)
    return change_entity(relation, values, by=by, now=now, reason=reason)


def require_same_production(production: Production, episode: Episode | None) -> None:
    """Raise Refusal when the episode is of another production."""
    if episode is not None and episode.production_id != production.pk:
        raise Refusal(fields={"episode": [_("Episode %s belongs to another production.") % episode]})
