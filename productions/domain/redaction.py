"""What becomes private later becomes private in the ledger too (H16): its copies of names are blanked.

The rows themselves keep their values, under the rules of who sees them; only copies go. Nothing here is a verb: the
verbs that make something private call it inside their own transaction, once they hold the row's lock.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from django.db.models import Q
from django.dispatch import Signal

from productions.domain.wishes import list_person_names, list_person_uids
from productions.models import (
    AIUse,
    Claim,
    Contributor,
    ContributorName,
    Credit,
    Event,
    ExternalId,
    Release,
)
from productions.vocabulary import PERSONAL_MARK

names_withheld = Signal()
"""A person is no longer named (H16), so whoever keeps a copy outside the ledger blanks it (`productions.domain.receivers`): `names`,
all of theirs, `told`, the same with their uids, and `productions` (keys). Sent inside the verb's transaction.
"""

MAX_STATEMENT_UIDS = 500
SHORT_NAME_LENGTH = 2
"""Characters up to which a name is taken for one in a text only where it stands alone: 林 is no part of 小林."""


def blank_personal(entity_uids: Iterable[UUID]) -> int:
    """Blank personal values and reasons of every event about these entries; returns how many events had any.

    One statement for each 500 entries, however many events they have.
    """
    uids = list(dict.fromkeys(entity_uids))
    chunks = range(0, len(uids), MAX_STATEMENT_UIDS)
    return sum(
        Event.objects.filter(entity_uid__in=uids[start : start + MAX_STATEMENT_UIDS]).blank_personal()
        for start in chunks
    )


def blank_contributor(contributor: Contributor) -> int:
    """Blank what the ledger tells of a contributor's own names and identifiers; returns how many events told any."""
    names = ContributorName.objects.filter(contributor=contributor).values_list("uid", flat=True)
    identifiers = ExternalId.objects.filter(contributor=contributor).values_list("uid", flat=True)
    details = contributor.private_details.values_list("uid", flat=True)
    return blank_personal([*names, *identifiers, *details])


def blank_wish(credits: Sequence[Credit], *, person: Contributor, productions: Iterable[int]) -> int:
    """Blank every copy that the ledger and the imports keep of who these credits stand for; returns how many events.

    `person` is who does not want to be named in the `productions` (their keys). Concerned are the events of the credits, their AI
    uses and claims, of issues that name the person in plain, of exports and approvals, every event that says one of the person's
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
    about = Q(credit__in=keys) | Q(contributor=person, production__in=places)
    uids += Claim.objects.filter(about).values_list("uid", flat=True)
    issued = Release.objects.filter(production__in=places, document__contains=str(person.uid))
    uids += issued.values_list("uid", flat=True)
    made = Event.objects.filter(production__in=places, entity_type__in=("approval", "export"))
    return blank_personal(uids) + made.blank_personal() + blank_events_saying(told, productions=places)


def blank_events_saying(texts: Iterable[str], *, productions: Iterable[int]) -> int:
    """Blank the events of these productions whose personal values are one of the texts; returns how many there were."""
    wanted = frozenset(texts)
    kept = Event.objects.filter(production__in=productions).exclude(personal={}).values_list("pk", "personal")
    found = [
        key
        for key, personal in kept.iterator()
        if any(isinstance(value, str) and value in wanted for pair in personal.values() for value in pair)
    ]
    chunks = range(0, len(found), MAX_STATEMENT_UIDS)
    return sum(
        Event.objects.filter(pk__in=found[start : start + MAX_STATEMENT_UIDS]).blank_personal()
        for start in chunks
    )


def blank_late_validators(uses: Iterable[AIUse], *, withheld: Collection[int]) -> int:
    """Blank what the ledger was just told of uses whose validator withholds their name in the production (their keys)."""
    return blank_personal(use.uid for use in uses if use.validated_by_id in withheld)


def find_names_in_ledger(credit_uids: Sequence[UUID]) -> set[str]:
    """How these credits ever named anybody, as far as the ledger still knows."""
    kept = Event.objects.filter(entity_uid__in=credit_uids).exclude(personal={})
    return {
        value
        for personal in kept.values_list("personal", flat=True)
        for field in ("credited_as", "printed_as")
        for value in personal.get(field, ())
        if value
    }


def blank_names(text: str, names: Iterable[str]) -> str:
    """The text with the mark in place of these names."""
    wanted = sorted(filter(None, names), key=len, reverse=True)
    return re.sub("|".join(map(make_name_pattern, wanted)), PERSONAL_MARK, text) if wanted else text


def make_name_pattern(name: str) -> str:
    """The pattern by which a name is found in a text."""
    pattern = re.escape(name)
    return pattern if len(name) > SHORT_NAME_LENGTH else rf"(?<!\w){pattern}(?!\w)"
