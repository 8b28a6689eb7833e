"""What waits for somebody in each of some productions, as numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q

from productions.catalogue.models.works import Production
from productions.claims.models import Claim
from productions.coverage.services.required_roles import read_required_codes
from productions.credits.models.ai_uses import AIUse
from productions.credits.models.credits import Credit
from productions.exports.models import Export
from productions.exports.services.export_silence import WaitingKind
from productions.proposals.models import Proposal
from productions.review.queries import (
    AI_NOT_ASKED,
    DISPUTED,
    DRAFT,
    PERSON_MISSING,
    UNNAMED_USE,
    WAITING_CLAIM,
    select_waiting_exports,
)
from productions.shared.choices import LIVE_CREDIT_STATES, ExportState
from productions.users.models import User
from productions.users.queries import approved_by
from productions.vocabulary.models import Role

READY_FOR = timedelta(days=7)
"""How long a finished export is told of to whoever asked for it."""


@dataclass(frozen=True, slots=True)
class WaitingExports:
    """Exports of one production: those that go on and of which queues, those that failed and were not asked for again, and
    one's own that are ready, with the moment of the last one."""

    open: int = 0
    failed: int = 0
    ready: int = 0
    ready_since: datetime | None = None
    open_kinds: frozenset[WaitingKind] = frozenset()


NO_EXPORTS = WaitingExports()


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in one production, each a number of things to look at.

    `drafts` are credits to confirm. `conflicts` are disputed credits, and claims that wait beside them. `people_missing` are
    credits that name nobody although nobody wished it, and required roles that nobody has. `ai_not_asked` are credits, drafts
    too. `uses_unnamed` are uses of generative AI that stand under nobody's name. `proposals`
    are those that the user may decide as an approver of the production.
    """

    drafts: int = 0
    conflicts: int = 0
    people_missing: int = 0
    ai_not_asked: int = 0
    uses_unnamed: int = 0
    proposals: int = 0
    exports: WaitingExports = field(default=NO_EXPORTS)

    @property
    def to_review(self) -> int:
        """What the review queue lists."""
        return self.drafts + self.conflicts + self.people_missing + self.ai_not_asked + self.uses_unnamed


CREDIT_COUNTS = {
    "drafts": Count("pk", filter=DRAFT),
    "disputed": Count("pk", filter=DISPUTED),
    "nobody": Count("pk", filter=PERSON_MISSING),
    "not_asked": Count("pk", filter=AI_NOT_ASKED),
}
"""What is counted of credits."""


def count_waiting(productions: Iterable[Production], user: User, *, now: datetime) -> dict[int, Waiting]:
    """What waits in each of these productions, which the user sees, by its key. Eight queries, however many there are."""
    chosen = {production.pk: production for production in productions}
    credits = count_waiting_credits(chosen, user)
    claims = count_claims(chosen, user)
    roles = count_empty_roles(chosen, user)
    uses = count_unnamed_uses(chosen, user)
    proposals = count_proposals(chosen, user)
    exports = count_exports(chosen, user, now=now)
    none: dict[str, int] = {}
    return {
        key: Waiting(
            drafts=credits.get(key, none).get("drafts", 0),
            conflicts=credits.get(key, none).get("disputed", 0) + claims[key],
            people_missing=credits.get(key, none).get("nobody", 0) + roles[key],
            ai_not_asked=credits.get(key, none).get("not_asked", 0),
            uses_unnamed=uses[key],
            proposals=proposals[key],
            exports=exports.get(key, NO_EXPORTS),
        )
        for key in chosen
    }


def count_waiting_credits(productions: Iterable[int], user: User) -> dict[int, dict[str, Any]]:
    """Current credits by what is to be done with them; one may be in several."""
    current = Credit.objects.visible_to(user).current().filter(production__in=productions).order_by()
    rows: Any = current.values("production_id").annotate(**CREDIT_COUNTS)
    return {row["production_id"]: row for row in rows}


def count_claims(productions: Iterable[int], user: User) -> Counter[int]:
    waiting = Claim.objects.visible_to(user).filter(WAITING_CLAIM, production__in=productions).order_by()
    return Counter(dict(waiting.values_list("production").annotate(Count("pk"))))


def count_empty_roles(productions: Mapping[int, Production], user: User) -> Counter[int]:
    """Required roles that no credit of the production has, a draft neither. Three queries."""
    required = read_required_codes(productions.values())
    codes = frozenset[str]().union(*required.values())
    standing = set(Role.objects.filter(code__in=codes, retired_at=None).values_list("code", flat=True))
    current = Credit.objects.visible_to(user).current().filter(production__in=productions)
    held = current.filter(role__code__in=standing).order_by().values_list("production", "role__code")
    had = set(held.distinct())
    return Counter(
        {key: sum((key, code) not in had for code in codes & standing) for key, codes in required.items()}
    )


def count_unnamed_uses(productions: Iterable[int], user: User) -> Counter[int]:
    uses = AIUse.objects.visible_to(user).filter(
        UNNAMED_USE, credit__production__in=productions, credit__state__in=LIVE_CREDIT_STATES
    )
    return Counter(dict(uses.order_by().values_list("credit__production").annotate(Count("pk"))))


def count_proposals(productions: Iterable[int], user: User) -> Counter[int]:
    """Open ones of others, where the user approves: nobody else is told which productions a proposal concerns."""
    concerned = Proposal.concerned.through.objects.filter(
        approved_by(user, "production"), production__in=productions
    )
    others = Proposal.objects.open().filter(~Q(proposed_by=user))
    rows = concerned.filter(proposal__in=others).order_by().values_list("production")
    return Counter(dict(rows.annotate(Count("proposal"))))


def count_exports(productions: Iterable[int], user: User, *, now: datetime) -> dict[int, WaitingExports]:
    """What goes on, failed and is ready in these productions, by key. One query."""
    seen = Export.objects.visible_to(user).filter(production__in=productions)
    own = Q(
        requested_by=user, state=ExportState.DONE, dropped_at=None, withdrawn_at=None,
        finished_at__gte=now - READY_FOR,
    )  # fmt: skip
    rows = (
        select_waiting_exports(seen, own).order_by().values_list("production", "state", "format", "has_films")
    )
    found: dict[int, WaitingExports] = {}
    for key, state, format, has_films, count, finished in rows.annotate(Count("pk"), Max("finished_at")):
        before = found.get(key, NO_EXPORTS)
        if state == ExportState.DONE:
            since = max(filter(None, (before.ready_since, finished)))
            found[key] = replace(before, ready=before.ready + count, ready_since=since)
        elif state == ExportState.FAILED:
            found[key] = replace(before, failed=before.failed + count)
        else:
            kinds = before.open_kinds | {(format, has_films)}
            found[key] = replace(before, open=before.open + count, open_kinds=kinds)
    return found
