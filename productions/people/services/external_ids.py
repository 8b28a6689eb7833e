"""Identifiers elsewhere (ISNI, ORCID, EIDR, …) of contributors, of productions and episodes, and of editions of these."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Episode, Production
from productions.catalogue.services.editions import require_edition
from productions.ledger.services.checking import prepare_entity
from productions.ledger.services.writing import change_entity, create_entity
from productions.people.models.external_ids import ExternalId
from productions.people.models.people import Contributor
from productions.shared.identifiers import OWNERS, is_numbered_by_kind
from productions.shared.intake_choices import SharedAct
from productions.shared.refusals import Refusal
from productions.shared_entries.services.shared_entries import require_right
from productions.users import access
from productions.users.models import User


@transaction.atomic
def add_external_id(
    *,
    scheme: str,
    value: str,
    by: User | None,
    now: datetime,
    production: Production | None = None,
    episode: Episode | None = None,
    contributor: Contributor | None = None,
    edition: str = "",
) -> ExternalId:
    """An identifier elsewhere, with its check digit checked (ISNI, ORCID, EIDR, ISAN).

    `edition` is the code of the work's edition that it identifies, or empty. Raises ProposalNeeded where a contributor's would
    concern other productions (H15).
    """
    entry = ExternalId(
        scheme=scheme, value=value, production=production, episode=episode, contributor=contributor,
        edition=edition,
    )  # fmt: skip
    if contributor is not None:
        require_right(by, contributor, SharedAct.ADD_IDENTIFIER, scheme=scheme, value=value)
    else:
        access.require_editor(by, find_work(entry))
    refuse_known_identifier(entry, by=by)
    return create_entity(entry, by=by, now=now, action="added")


def update_external_id(
    external_id: ExternalId, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> ExternalId:
    """Correct an identifier; it stays with its owner. Raises ProposalNeeded where others are concerned (H15)."""
    if external_id.contributor is not None:
        require_right(by, external_id, SharedAct.CHANGE_IDENTIFIER, reason=reason, **values)
    else:
        access.require_editor(by, find_work(external_id))
    for owner in OWNERS:
        if values.get(owner, getattr(external_id, owner)) != getattr(external_id, owner):
            raise Refusal(
                fields={
                    owner: [
                        _(
                            "An identifier cannot be moved to another owner; remove it and add it to the other one."
                        )
                    ]
                }
            )
    trial = ExternalId(
        **{owner: getattr(external_id, owner) for owner in OWNERS},
        **{name: values.get(name, getattr(external_id, name)) for name in ("scheme", "value", "edition")},
    )
    trial.pk = external_id.pk
    refuse_known_identifier(trial, by=by)
    return change_entity(external_id, values, by=by, now=now, reason=reason)


def find_work(entry: ExternalId) -> Production | None:
    """The production that the identifier's work is, or is a part of; None of a contributor's."""
    return entry.episode.production if entry.episode is not None else entry.production


def refuse_known_identifier(entry: ExternalId, *, by: User | None) -> None:
    """Raise Refusal where another entry that `by` is told of has this identifier, or for an edition that the work has not.

    One that only others see is passed over, since the refusal would tell of it; registrars find such doubles. A scheme of plain
    numbers counts works, episodes and people apart.
    """
    prepare_entity(entry)
    work = find_work(entry)
    if work is not None:
        require_edition(work, entry.edition)
    known = ExternalId.objects.known_to(by).filter(scheme=entry.scheme, value=entry.value)
    if is_numbered_by_kind(entry.scheme):
        known = known.filter(**{f"{entry.owner_kind}__isnull": False})
    if known.exclude(pk=entry.pk).exists():
        raise Refusal(_("This identifier already belongs to another entry."))


def list_unknown_identifiers(duplicate: Contributor, into: Contributor) -> list[ExternalId]:
    """The identifiers of `duplicate` that `into` does not have: two productions may have entered one twice."""
    known = set(into.external_ids.live().values_list("scheme", "value"))
    return [entry for entry in duplicate.external_ids.live() if (entry.scheme, entry.value) not in known]
