"""Identifiers in a studio's own tracker (Kitsu, AYON, ShotGrid, ftrack), which members of the production alone read."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.works import Episode, Production
from productions.ledger.services.writing import change_entity, create_entity, in_transaction
from productions.people.models.people import Contributor
from productions.people.models.tracker_ids import TrackerId
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User

EDITOR = MembershipLevel.EDITOR
PARTS = ("episode", "cut")


@in_transaction
def add_tracker_id(
    production: Production,
    *,
    scheme: str,
    value: str,
    by: User | None,
    now: datetime,
    episode: Episode | None = None,
    cut: Cut | None = None,
    contributor: Contributor | None = None,
) -> TrackerId:
    """What the production's tracker calls an episode, a cut or a contributor; without one of these, the production itself.

    For its editors. Raises NotAllowed, Refusal.
    """
    access.require_level(by, production, EDITOR)
    entry = TrackerId(
        production=production, episode=episode, cut=cut, contributor=contributor, scheme=scheme, value=value
    )
    refuse_other_production(entry)
    return create_entity(entry, by=by, now=now, action="added")


@in_transaction
def update_tracker_id(
    tracker_id: TrackerId, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> TrackerId:
    """Correct a tracker's identifier; it stays with its entry. Raises NotAllowed, Refusal."""
    access.require_level(by, tracker_id.production, EDITOR)
    for name in ("production", *PARTS, "contributor"):
        if values.get(name, getattr(tracker_id, name)) != getattr(tracker_id, name):
            sentence = _(
                "An identifier cannot be moved to another owner; remove it and add it to the other one."
            )
            raise Refusal(fields={name: [sentence]})
    return change_entity(tracker_id, values, by=by, now=now, reason=reason)


def refuse_other_production(entry: TrackerId) -> None:
    """Raise Refusal where the episode or cut is not of the production."""
    for name in PARTS:
        part = getattr(entry, name)
        if part is not None and part.production_id != entry.production_id:
            raise Refusal(fields={name: [_("“%s” belongs to another production.") % part]})


@transaction.atomic
def join_tracker_ids(
    duplicate: Contributor, *, into: Contributor, by: User | None, now: datetime, reason: str
) -> None:
    """A merged entry's identifiers go along with it. No access is asked: the merge was."""
    for entry in duplicate.tracker_ids.live().select_related("production", "contributor").order_by("pk"):
        change_entity(entry, {"contributor": into}, by=by, now=now, action="merged", reason=reason)
