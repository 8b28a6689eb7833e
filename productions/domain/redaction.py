"""What becomes private later becomes private in the ledger too (H16): its copies of names are blanked.

The rows themselves keep their values, under the rules of who sees them; only copies go. Nothing here is a verb: the
verbs that make something private call it inside their own transaction, once they hold the row's lock.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

import orjson
from django.db.models import Q

from productions.domain.wishes import list_person_names, list_person_uids
from productions.models import (
    AIUse,
    Claim,
    Contributor,
    ContributorName,
    Credit,
    Event,
    ExternalId,
    ImportRow,
    KeptAnswer,
    Proposal,
    Release,
)
from productions.vocabulary import PERSONAL_MARK

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
    blank_import_rows(places, names=names)
    blank_kept_answers(told)
    blank_proposals(names)
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


def blank_import_rows(productions: Iterable[int], *, names: Iterable[str]) -> int:
    """Put the mark in place of these names in what imports kept of the productions; returns how many rows had any."""
    wanted = sorted(names, key=len, reverse=True)
    if not wanted:
        return 0
    holding = Q()
    for name in wanted:
        holding |= Q(text__contains=name) | Q(message__contains=name)
    found = list(ImportRow.objects.filter(holding, production__in=productions))
    for row in found:
        row.text = blank_names(row.text, wanted)
        row.message = blank_names(row.message, wanted)
    ImportRow.objects.bulk_update(found, ["text", "message"], batch_size=MAX_STATEMENT_UIDS)
    return len(found)


def blank_proposals(names: Iterable[str]) -> int:
    """Put the mark in place of these names in what was said of proposals; returns how many said any.

    What an open one would give an entry is that entry's, and goes with the decision.
    """
    wanted = sorted(filter(None, names), key=len, reverse=True)
    found = []
    for proposal in Proposal.objects.exclude(reason="", decision="") if wanted else ():
        reason, decision = blank_names(proposal.reason, wanted), blank_names(proposal.decision, wanted)
        if (reason, decision) != (proposal.reason, proposal.decision):
            proposal.reason, proposal.decision = reason, decision
            found.append(proposal)
    Proposal.objects.bulk_update(found, ["reason", "decision"], batch_size=MAX_STATEMENT_UIDS)
    return len(found)


NAME_GONE = orjson.dumps(
    {
        "type": "about:blank",
        "title": "Gone",
        "status": 410,
        "detail": "This answer named somebody who has withheld their name since. The request was done; look at the entry itself.",
    }
)
"""What a repeated request is answered in place of an answer with such a name (RFC 9457)."""


def blank_kept_answers(texts: Iterable[str]) -> int:
    """Put a refusal in place of the kept answers that hold one of these texts; returns how many there were."""
    needles = [text.encode() for text in texts]
    kept = KeptAnswer.objects.exclude(status=None).values_list("pk", "body").iterator()
    found = [key for key, body in kept if any(needle in bytes(body) for needle in needles)]
    headers = {"Content-Type": "application/problem+json"}
    return KeptAnswer.objects.filter(pk__in=found).update(status=410, headers=headers, body=NAME_GONE)


def blank_names(text: str, names: Iterable[str]) -> str:
    """The text with the mark in place of these names."""
    wanted = sorted(filter(None, names), key=len, reverse=True)
    return re.sub("|".join(map(make_name_pattern, wanted)), PERSONAL_MARK, text) if wanted else text


def make_name_pattern(name: str) -> str:
    """The pattern by which a name is found in a text."""
    pattern = re.escape(name)
    return pattern if len(name) > SHORT_NAME_LENGTH else rf"(?<!\w){pattern}(?!\w)"
