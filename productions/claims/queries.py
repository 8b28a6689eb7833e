"""Reads of claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db.models import Model, Q

from productions.shared.intake_choices import DISPUTING_KINDS, PENDING_CLAIM_STATES, ClaimState
from productions.shared.queries import RecordQuerySet
from productions.users.queries import seen_by

if TYPE_CHECKING:
    from productions.users.models import User

M = TypeVar("M", bound=Model)

DISPUTING = Q(kind__in=DISPUTING_KINDS, state__in=PENDING_CLAIM_STATES)
"""Claims that dispute their credit now."""


class ClaimQuerySet(RecordQuerySet[M]):
    def visible_to(self, user: User) -> Self:
        """Those of the user's productions; their private parts are for approvers."""
        return self.filter(seen_by(user, "production"), production__removed_at=None)

    def pending(self) -> Self:
        """Not decided, or accepted with the act still due."""
        return self.filter(state__in=PENDING_CLAIM_STATES)

    def due(self) -> Self:
        """Accepted, and what they ask for is not done."""
        return self.filter(state=ClaimState.ACCEPTED)

    def disputing(self) -> Self:
        """Those by which a credit is disputed now."""
        return self.filter(DISPUTING)
