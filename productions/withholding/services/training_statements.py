"""What people say about the use of their work for AI: their own statement, kept as evidence, and public with their entry."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from productions.ledger.services.writing import change_entity, create_entity
from productions.people.models.people import Contributor
from productions.shared.choices import ContributorKind, EvidenceKind, MembershipLevel
from productions.shared.refusals import NotAllowed, Refusal
from productions.shared.training_mining import prepare_training_mining
from productions.shared_entries.services.shared_entries import may_act_alone
from productions.users import access
from productions.users.models import User
from productions.wishes.models.evidence import Evidence


@transaction.atomic
def record_training_statement(
    person: Contributor,
    *,
    training_mining: Iterable[Mapping[str, str]],
    statement: str,
    stated_on: date,
    by: User | None,
    now: datetime,
) -> Contributor:
    """Record what the person says about the use of their work for AI; it takes the place of what they said before, and nothing of it
    stays where they say nothing any more.

    `statement` is what they said, kept as private evidence. An approver of all productions whose confirmed credits name the person
    records it, or a registrar: a proposal would tell others the statement. Raises NotAllowed, Refusal.
    """
    require_may_record_statement(person, by)
    if person.kind != ContributorKind.PERSON or person.removed_at is not None:
        raise Refusal(
            _("%s is not a person in the registry; only people say this of their work.") % person, rule="H5"
        )
    if not statement.strip():
        raise Refusal(fields={"statement": [_("Say what the person said.")]}, rule="H5")
    if stated_on > localdate(now):
        raise Refusal(fields={"stated_on": [_("The statement's date is in the future.")]})
    said = prepare_training_mining(training_mining)
    evidence = Evidence(kind=EvidenceKind.SELF_CLAIM, stated_by=person, stated_on=stated_on, text=statement)
    create_entity(evidence, by=by, now=now)
    return change_entity(person, {"training_mining": said}, by=by, now=now, action="training stated")


def require_may_record_statement(person: Contributor, by: User | None) -> None:
    """Raise NotAllowed unless `by` is approver of every production that the person's entry concerns (H15)."""
    if access.is_registrar(by):
        return
    access.require_anywhere(by, MembershipLevel.APPROVER)
    assert by is not None
    if not may_act_alone(by, [person], MembershipLevel.APPROVER):
        raise NotAllowed(
            _("Other productions credit this person too; ask a registrar to record the statement."),
            rule="H15",
        )
