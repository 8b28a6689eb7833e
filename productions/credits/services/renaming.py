"""One name for a person on all their credits of a work, or on chosen ones: looked at before, done as one act, and taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.credits.services.bulk_changes import change_credits
from productions.credits.services.bulk_credits import RowsRefused
from productions.ledger.models import Event
from productions.people.models.people import Contributor
from productions.shared.choices import PUBLIC_CREDIT_STATES, MembershipLevel
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User

MAX_EVENTS_LOOKED_AT = 4000
MAX_TOLD_RENAMINGS = 5


@dataclass(frozen=True, slots=True)
class CreditChoice:
    """Which credits of a person are meant: those of these episodes (keys; None is the whole work), roles (keys) and names as credited.
    Empty: all of them."""

    episodes: frozenset[int | None] = frozenset()
    roles: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()

    def holds(self, credit: Credit) -> bool:
        return (
            (not self.episodes or credit.episode_id in self.episodes)
            and (not self.roles or credit.role_id in self.roles)
            and (not self.names or credit.credited_as in self.names)
        )


EVERY_CREDIT = CreditChoice()


@dataclass(frozen=True, slots=True)
class Renaming:
    """What a renaming would change: credits by the name that they have, and how many of them are confirmed."""

    credits: tuple[Credit, ...]
    before: dict[str, int]
    confirmed: int


@dataclass(frozen=True, slots=True)
class DoneRenaming:
    """Names that were changed at one moment by one user, as far as the ledger still tells them. `before` counts credits by their old name."""

    at: datetime
    by: User | None
    before: dict[str, int]
    after: tuple[str, ...]


def list_named_credits(production: Production, person: Contributor) -> Any:
    """The person's current credits in the production, in roll order. Credits that withhold a name name nobody, and are none of them (H16)."""
    credits = Credit.objects.current().filter(production=production, contributor=person)
    return credits.with_links().in_roll_order()


def plan_renaming(credits: Collection[Credit], credited_as: str, choice: CreditChoice) -> Renaming:
    """What giving the chosen credits this name would change."""
    changed = tuple(
        credit for credit in credits if choice.holds(credit) and credit.credited_as != credited_as
    )
    before = dict(Counter(credit.credited_as for credit in changed))
    confirmed = sum(credit.state in PUBLIC_CREDIT_STATES for credit in changed)
    return Renaming(changed, before, confirmed)


@transaction.atomic
def rename_credits(
    production: Production,
    *,
    person: Contributor,
    credited_as: str,
    by: User | None,
    now: datetime,
    choice: CreditChoice = EVERY_CREDIT,
    reason: str = "",
) -> int:
    """Give the chosen credits of the person in the production this name; returns how many changed. Empty: their primary name.

    Editors, by the rules of `credits.update_credit` (H4): all or none. A confirmed credit stays confirmed, an issued release keeps what it
    prints. Raises NotAllowed; Refusal where there is no such credit, or the name is none.
    """
    access.require_level(by, production, MembershipLevel.EDITOR)
    wanted = credited_as.strip() or person.name
    credits = list(list_named_credits(production, person))
    if not any(map(choice.holds, credits)):
        raise Refusal(_("No credit of this person here is chosen."))
    planned = plan_renaming(credits, wanted, choice)
    return give_names(production, dict.fromkeys(planned.credits, wanted), by=by, now=now, reason=reason)


def give_names(
    production: Production, names: dict[Credit, str], *, by: User | None, now: datetime, reason: str
) -> int:
    """Give credits their names; a refusal says each sentence once, since all have the same."""
    changes: Sequence[Any] = [(credit, {"credited_as": name}) for credit, name in names.items()]
    try:
        change_credits(production, changes, by=by, now=now, reason=reason)
    except RowsRefused as refused:
        reasons = dict.fromkeys(reason for row in refused.rows for reason in row.refusal.reasons)
        raise Refusal(fields={"credited_as": list(reasons)}) from refused
    return len(names)


def list_renamings(production: Production, person: Contributor) -> list[DoneRenaming]:
    """The last moments at which names of the person's credits here were changed, newest first. One query."""
    found: dict[tuple[datetime, User | None], list[list[str]]] = {}
    for event in read_name_events(production, person):
        found.setdefault((event.at, event.actor), []).append(event.personal["credited_as"])
    return [
        DoneRenaming(
            at,
            by,
            dict(Counter(old for old, _new in pairs)),
            tuple(dict.fromkeys(new for _old, new in pairs)),
        )
        for (at, by), pairs in list(found.items())[:MAX_TOLD_RENAMINGS]
    ]


def read_name_events(production: Production, person: Contributor) -> list[Event]:
    """The ledger's lines of changed names of the person's credits here, the newest first, as far back as a credit is theirs.

    What was blanked since tells none, and what a credit said of somebody else before is not told (H16).
    """
    credits = Credit.objects.current().filter(production=production, contributor=person).order_by()
    events = Event.objects.filter(
        production=production, entity_type="credit", entity_uid__in=credits.values("uid")
    )
    found, of_others = list[Event](), set[UUID]()
    for event in events.select_related("actor").order_by("-pk")[:MAX_EVENTS_LOOKED_AT]:
        if "contributor" in event.changes:
            of_others.add(event.entity_uid)
        if event.entity_uid not in of_others and all(event.personal.get("credited_as", [""])):
            found.append(event)
    return found


@transaction.atomic
def undo_renaming(
    production: Production,
    *,
    person: Contributor,
    at: datetime,
    by: User | None,
    now: datetime,
    reason: str = "",
) -> int:
    """Give the credits whose names were changed at that moment the names of before; returns how many. One that has another name by now keeps it.

    Raises NotAllowed; Refusal where there is nothing to take back.
    """
    access.require_level(by, production, MembershipLevel.EDITOR)
    pairs = {
        event.entity_uid: event.personal["credited_as"]
        for event in read_name_events(production, person)
        if event.at == at
    }
    credits = list_named_credits(production, person).filter(uid__in=pairs)
    names = {credit: pairs[credit.uid][0] for credit in credits if credit.credited_as == pairs[credit.uid][1]}
    if not names:
        raise Refusal(_("These names have been changed since; there is nothing to take back."))
    return give_names(production, names, by=by, now=now, reason=reason)
