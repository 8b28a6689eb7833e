"""The one step that an overview offers: the first that its user may do, in the order in which a roll comes about."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from productions.admin_pages.frame import get_page_address
from productions.catalogue.models.works import Production
from productions.coverage.services.coverage import Coverage
from productions.review.services.waiting import Waiting
from productions.shared.choices import MembershipLevel

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

APPROVER, EDITOR = MembershipLevel.APPROVER, MembershipLevel.EDITOR


@dataclass(frozen=True, slots=True)
class NextStep:
    label: _StrPromise
    address: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered while the named count of `Waiting` is above 0; `show` is the list of the review that has it."""

    count: str
    label: _StrPromise
    show: str
    level: MembershipLevel = EDITOR


OFFERS = (
    Offer("conflicts", gettext_lazy("Settle the conflicts"), "conflicts", APPROVER),
    Offer("drafts", gettext_lazy("Review the drafts"), "drafts"),
    Offer("people_missing", gettext_lazy("Say who is missing"), "people"),
    Offer("ai_not_asked", gettext_lazy("Ask about AI"), "ai"),
    Offer("uses_unnamed", gettext_lazy("Name the people who used AI"), "unnamed"),
)


def find_next_step(
    production: Production, waiting: Waiting, coverage: Coverage, levels: Set[MembershipLevel]
) -> NextStep | None:
    """None where nothing is left to do, and for viewers. At most two queries."""
    if EDITOR not in levels:
        return None
    if is_empty(coverage):
        return make_step(production, gettext_lazy("Bring your sheet"), "import")
    for offer in OFFERS:
        if offer.level in levels and getattr(waiting, offer.count):
            step = make_step(production, offer.label, "review", show=offer.show)
            if step is not None:
                return step
    newest = production.releases.order_by("-issued_at", "-pk").only("pk").first()
    if newest is None:
        issue = gettext_lazy("Issue the credits")
        return make_step(production, issue, "issue") if APPROVER in levels else None
    if not newest.exports.exists():
        return make_step(production, gettext_lazy("Export the newest issue"), "export")
    return None


def is_empty(coverage: Coverage) -> bool:
    """Whether nothing is entered yet, neither cuts nor credits."""
    told = (coverage.credits_named, coverage.credits_withheld, coverage.credits_unnamed)
    return not (coverage.cuts or coverage.credits_draft or sum(told))


def make_step(production: Production, label: _StrPromise, page: str, **question: str) -> NextStep:
    return NextStep(label, get_page_address(page, production, **question))
