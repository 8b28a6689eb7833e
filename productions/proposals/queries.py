"""Reads of proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db.models import Model, Q

from productions.shared.choices import MembershipLevel
from productions.shared.intake_choices import ProposalState
from productions.shared.queries import RecordQuerySet
from productions.users.access import get_reach, is_registrar, productions_with

if TYPE_CHECKING:
    from productions.users.models import User

M = TypeVar("M", bound=Model)

OF_REGISTRARS = ("role", "rolealias")
"""Kinds of entry about which registrars decide where no production is concerned; elsewhere any approver does."""


class ProposalQuerySet(RecordQuerySet[M]):
    def readable_by(self, user: User) -> Self:
        return self.visible_to(user)

    def visible_to(self, user: User) -> Self:
        """One's own, those that concern a production of which one is approver, and all for registrars."""
        if is_registrar(user):
            return self.all()
        own = (
            Q(proposed_by=user)
            if get_reach(user).is_whole or not get_reach(user).productions
            else Q(pk__in=[])
        )
        approved = productions_with(user, MembershipLevel.APPROVER)
        if not approved:
            return self.filter(own)
        # By subquery, since a join would give a proposal once for each production that it concerns.
        concerned: Any = self.model._meta.get_field("concerned").remote_field
        proposals = concerned.through._default_manager.values("proposal")
        nobodys = ~Q(pk__in=proposals) & ~Q(entity_type__in=OF_REGISTRARS)
        return self.filter(own | Q(pk__in=proposals.filter(production__in=approved)) | nobodys)

    def open(self) -> Self:
        return self.filter(state=ProposalState.OPEN)
