"""What becomes private later becomes private in the ledger too (H16): its copies of names are blanked.

The rows themselves keep their values, under the rules of who sees them; only copies go. Nothing here is a verb: the
verbs that make something private call it inside their own transaction, once they hold the row's lock.
"""

import re
from collections.abc import Iterable, Sequence
from uuid import UUID

from productions.ledger.models import Event
from productions.shared.choices import PERSONAL_MARK

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
