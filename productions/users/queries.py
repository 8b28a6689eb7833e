"""Accounts, and whose productions a user sees, edits and approves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Exists, Q, QuerySet

from productions.shared.choices import MembershipLevel
from productions.users.access import get_reach, is_everyone, list_levels_from

if TYPE_CHECKING:
    from productions.users.models import User


def seen_by(user: User, path: str) -> Q:
    """The production that `path` leads to has `user` among its members; a superuser sees all."""
    chosen = get_reach(user).productions
    within = Q(**{f"{path}__in": chosen}) if chosen else Q()
    if user.is_superuser:
        return within
    memberships = user.memberships.live()
    return within & Q(**{f"{path}__in": memberships.values("production_id")})


def approved_by(user: User, path: str) -> Q:
    """The production that `path` leads to has `user` among its approvers; a superuser approves all, and what is of none."""
    chosen = get_reach(user).productions
    within = Q(**{f"{path}__in": chosen}) if chosen else Q()
    if user.is_superuser:
        return within
    memberships = user.memberships.live().filter(level=MembershipLevel.APPROVER)
    return within & Q(**{f"{path}__in": memberships.values("production_id")})


def edited_by(user: User, path: str) -> Q:
    """The production that `path` leads to has `user` among its editors and up; a token that only reads leaves none."""
    reach = get_reach(user)
    if not (reach.writes and user.is_active and (user.is_staff or user.is_superuser)):
        return Q(pk__in=[])
    within = Q(**{f"{path}__in": reach.productions}) if reach.productions else Q()
    if user.is_superuser:
        return within & Q(**{f"{path}__isnull": False})
    memberships = user.memberships.live().filter(level__in=list_levels_from(MembershipLevel.EDITOR))
    return within & Q(**{f"{path}__in": memberships.values("production_id")})


def kept_by(user: User) -> Q:
    """Rows kept in private by a production that `user` edits; whoever may do everything sees all, of no production too."""
    if is_everyone(user):
        return ~Q(pk=None)  # an empty condition would vanish beside others in an "or"
    return edited_by(user, "production") & Q(production__removed_at=None)


def edits_anything(user: User) -> Q:
    """Whether `user` is an editor of any production, as a condition of the query itself."""
    reach = get_reach(user)
    if not reach.allows(MembershipLevel.EDITOR):
        return Q(pk__in=[])
    if user.is_superuser:
        return ~Q(pk=None)
    memberships = user.memberships.live().filter(level__in=list_levels_from(MembershipLevel.EDITOR))
    return Q(
        Exists(memberships.filter(production__in=reach.productions) if reach.productions else memberships)
    )


class UserQuerySet(QuerySet[Any]):
    """Accounts, as pages list them. The manager of the model stays Django's."""

    def visible_to(self, user: User) -> Self:
        """All for superusers; for others their own alone: who is whose colleague is told by memberships."""
        return self if is_everyone(user) else self.filter(pk=user.pk)
