"""Identifiers elsewhere (ISNI, ORCID, EIDR, …) of contributors and productions."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.ledger.services.checking import prepare_entity
from productions.ledger.services.writing import change_entity, create_entity
from productions.people.models.people import Contributor, ExternalId
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
    contributor: Contributor | None = None,
) -> ExternalId:
    """An identifier elsewhere, with its check digit checked (ISNI, ORCID, EIDR).

    Raises ProposalNeeded where a contributor's would concern other productions (H15).
    """
    if contributor is not None:
        require_right(by, contributor, SharedAct.ADD_IDENTIFIER, scheme=scheme, value=value)
    else:
        access.require_editor(by, production)
    entry = ExternalId(scheme=scheme, value=value, production=production, contributor=contributor)
    refuse_known_identifier(entry, by=by)
    return create_entity(entry, by=by, now=now, action="added")


def update_external_id(
    external_id: ExternalId, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> ExternalId:
    """Correct an identifier; it stays with its owner. Raises ProposalNeeded where others are concerned (H15)."""
    if external_id.contributor is not None:
        require_right(by, external_id, SharedAct.CHANGE_IDENTIFIER, reason=reason, **values)
    else:
        access.require_editor(by, external_id.production)
    for owner in ("production", "contributor"):
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
        production=external_id.production,
        contributor=external_id.contributor,
        **{name: values.get(name, getattr(external_id, name)) for name in ("scheme", "value")},
    )
    trial.pk = external_id.pk
    refuse_known_identifier(trial, by=by)
    return change_entity(external_id, values, by=by, now=now, reason=reason)


def refuse_known_identifier(entry: ExternalId, *, by: User | None) -> None:
    """Raise Refusal where another entry that `by` is told of has this identifier.

    One that only others see is passed over, since the refusal would tell of it; registrars find such doubles.
    """
    prepare_entity(entry)
    known = ExternalId.objects.known_to(by).filter(scheme=entry.scheme, value=entry.value)
    if known.exclude(pk=entry.pk).exists():
        raise Refusal(_("This identifier already belongs to another entry."))


def list_unknown_identifiers(duplicate: Contributor, into: Contributor) -> list[ExternalId]:
    """The identifiers of `duplicate` that `into` does not have: two productions may have entered one twice."""
    known = set(into.external_ids.live().values_list("scheme", "value"))
    return [entry for entry in duplicate.external_ids.live() if (entry.scheme, entry.value) not in known]
