"""The same credit twice: what the constraint `credit_once_as_printed` refuses, and of those who are not named what it cannot see (H16)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from productions.credits.models.credits import Credit
from productions.shared.refusals import Refusal

SAME_CREDIT = (
    "production_id", "role_id", "episode_id", "cut_id", "affiliation_id", "edition", "role_as_printed",
    "character_as_printed", "dub_language", "segment_id", "song_id",
)  # fmt: skip
"""The columns in which two credits of one person must differ (the constraint `credit_once_as_printed`)."""
WHOSE = ("contributor_id", "withheld_statement_id")
"""The columns by which a credit has a person; a withheld one by their statement."""

SameCredit = tuple[Any, ...]
read_same_credit: Callable[[Credit], SameCredit] = attrgetter(*SAME_CREDIT, *WHOSE)
CREDIT_ONCE = next(each for each in Credit._meta.constraints if each.name == "credit_once_as_printed")


def get_credit_identity(credit: Credit) -> SameCredit | None:
    """What no other credit may have; None for a credit of nobody."""
    if credit.contributor_id is None and credit.withheld_statement_id is None:
        return None
    return read_same_credit(credit)


def find_known_credits(credits: Iterable[Credit]) -> set[SameCredit]:
    """Which of these unsaved credits their people have already. One query for those who are named, one for the others."""
    wanted = {key for credit in credits if (key := get_credit_identity(credit)) is not None}
    productions = {key[0] for key in wanted}
    found: set[SameCredit] = set()
    for place, column in enumerate(WHOSE, start=len(SAME_CREDIT)):
        if people := {key[place] for key in wanted} - {None}:
            rows = Credit.objects.current().filter(production__in=productions, **{f"{column}__in": people})
            found.update(rows.order_by().values_list(*SAME_CREDIT, *WHOSE))
    return found & wanted


def make_doubled_refusal() -> Refusal:
    """The refusal of a credit that its person has already, in the constraint's own sentence."""
    return Refusal(str(CREDIT_ONCE.get_violation_error_message()))


def refuse_doubled(credit: Credit) -> None:
    """Raise that refusal where the person of a withheld credit has it already: the row itself names nobody."""
    if credit.withheld_statement_id is not None and find_known_credits([credit]):
        raise make_doubled_refusal()
