"""What a wish not to be named takes out of the ledger, and out of every other copy (H16)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q
from django.dispatch import Signal

from productions.catalogue.models.works import Production
from productions.claims.models import Claim
from productions.credits.models.ai_uses import AIDeclaration, AIUse
from productions.credits.models.credits import Credit
from productions.credits.models.portrayals import Portrayal
from productions.ledger.models import Event
from productions.ledger.services.ledger import PRIVATE_MARK, record_changes
from productions.ledger.services.redaction import blank_events_saying, blank_personal, find_names_in_ledger
from productions.people.models.groups import GroupMembership
from productions.people.models.people import Contributor
from productions.people.models.tracker_ids import TrackerId
from productions.people.services.identities import find_merged_keys, list_person_names, list_person_uids
from productions.releases.models.releases import Release
from productions.users.models import User

NAMING_WORK: tuple[tuple[type[AIUse | AIDeclaration], str], ...] = (
    (AIUse, "validated_by"),
    (AIDeclaration, "declared_by"),
)
"""What hangs on a credit and names somebody else than whom it credits, with the field that does."""
names_withheld = Signal()
"""A person is no longer named (H16), so whoever keeps a copy outside the ledger blanks it (`productions.receivers`): `names`,
all of theirs, `told`, the same with their uids, and `productions` (keys). Sent inside the verb's transaction.
"""


def tell_of_named_work(
    person: Contributor, *, production: Production | None, by: User | None, now: datetime
) -> None:
    """Write an event for each AI use and declaration of other people's credits that named the person, in the production or everywhere,
    and for each group that did.

    Nothing of the rows changes: who withheld their name is left out where they are read. But copies are renewed by the feed; the
    person's own credits have events of their own.
    """
    people = find_merged_keys([person.pk])
    where = {} if production is None else {"credit__production": production}
    for model, field in NAMING_WORK:
        named = model.objects.live().filter(**{f"{field}__in": people}, **where)
        rows = named.exclude(credit__contributor__in=people).select_related("credit__production")
        changes = {field: [PRIVATE_MARK, None]}
        record_changes(
            [(row, changes) for row in rows.order_by("pk")], action="name withheld", by=by, now=now
        )
    groups = GroupMembership.objects.live().filter(member__in=people).select_related("member").order_by("pk")
    left = {"member": [PRIVATE_MARK, None]}
    record_changes([(row, left) for row in groups], action="name withheld", by=by, now=now)


def blank_wish(credits: Sequence[Credit], *, person: Contributor, productions: Iterable[int]) -> int:
    """Blank every copy that the ledger and the imports keep of who these credits stand for; returns how many events.

    `person` is who does not want to be named in the `productions` (their keys). Concerned are the events of the credits, their AI
    uses, characters and claims, of issues that name the person in plain, of exports and approvals, every event that says one of the person's
    names or their uid, and the names in lines of imports. Call it before the credits change, while the ledger still knows how they
    named the person.
    """
    keys = [credit.pk for credit in credits]
    places = {credit.production_id for credit in credits}.union(productions)
    uids = [credit.uid for credit in credits]
    names = find_names_in_ledger(uids) | list_person_names([person.pk])
    told = names | list_person_uids([person.pk])
    names_withheld.send(sender=Contributor, names=names, told=told, productions=places)
    uids += AIUse.objects.filter(credit__in=keys).values_list("uid", flat=True)
    uids += Portrayal.objects.filter(credit__in=keys).values_list("uid", flat=True)
    about = Q(credit__in=keys) | Q(contributor=person, production__in=places)
    uids += Claim.objects.filter(about).values_list("uid", flat=True)
    people = find_merged_keys([person.pk])
    uids += GroupMembership.objects.filter(member__in=people).values_list("uid", flat=True)
    uids += TrackerId.objects.filter(contributor__in=people, production__in=places).values_list(
        "uid", flat=True
    )
    issued = Release.objects.filter(production__in=places, document__contains=str(person.uid))
    uids += issued.values_list("uid", flat=True)
    made = Event.objects.filter(production__in=places, entity_type__in=("approval", "export"))
    return blank_personal(uids) + made.blank_personal() + blank_events_saying(told, productions=places)
