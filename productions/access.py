"""Who may do what. Every verb asks here first; forms only hide what would be refused.

A `user` of None is the operator at the machine's own command line (commands, tasks, the demo), who may do
everything. Superusers may too. Staff members act through their membership of a production:

- viewer: sees everything of the production, private parts included
- editor: enters and changes titles, episodes, cuts, credits, AI uses; exports the working copy
- approver: also removes, withholds names on a statement, decides claims, issues releases, overrides,
  makes the production public and manages its members

What no production owns (contributors, AI systems) may be changed by any editor and merged or removed by any
approver; the role vocabulary and user accounts by superusers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from productions.refusals import NotAllowed
from productions.vocabulary import MembershipLevel

if TYPE_CHECKING:
    from productions.models import Production, User

RANK = {MembershipLevel.VIEWER: 1, MembershipLevel.EDITOR: 2, MembershipLevel.APPROVER: 3}


def is_everyone(user: User | None) -> bool:
    """The operator and active superusers may do everything."""
    return user is None or (user.is_active and user.is_superuser)


def at_least(level: MembershipLevel) -> list[MembershipLevel]:
    """The levels that include what `level` may do."""
    return [name for name, rank in RANK.items() if rank >= RANK[level]]


def may(user: User | None, production: Production, level: MembershipLevel) -> bool:
    """Whether `user` may act on `production` as `level`. Costs at most one query."""
    if user is None or is_everyone(user):
        return True
    return (
        user.is_active
        and user.is_staff
        and user.memberships.live().filter(production=production, level__in=at_least(level)).exists()
    )


def may_anywhere(user: User | None, level: MembershipLevel) -> bool:
    """Whether `user` has `level` on at least one production."""
    if user is None or is_everyone(user):
        return True
    return (
        user.is_active
        and user.is_staff
        and user.memberships.live().filter(level__in=at_least(level)).exists()
    )


def may_create_production(user: User | None) -> bool:
    """Staff whose account allows it may; they become its approver."""
    return user is None or is_everyone(user) or (user.is_staff and user.may_create_productions)


def require(user: User | None, production: Production, level: MembershipLevel) -> None:
    """Raise NotAllowed unless `user` may act on `production` as `level`."""
    if not may(user, production, level):
        raise NotAllowed(
            _("You need to be %(level)s of “%(production)s” for this; ask one of its approvers.")
            % {"level": level.label, "production": production}
        )


def require_anywhere(user: User | None, level: MembershipLevel) -> None:
    """Raise NotAllowed unless `user` has `level` on at least one production."""
    if not may_anywhere(user, level):
        raise NotAllowed(_("You need to be %(level)s of a production for this.") % {"level": level.label})


def require_superuser(user: User | None) -> None:
    """Raise NotAllowed unless `user` is a superuser."""
    if not is_everyone(user):
        raise NotAllowed(_("Only a superuser may do this."))


def require_may_create_production(user: User | None) -> None:
    """Raise NotAllowed unless `user` may create productions."""
    if not may_create_production(user):
        raise NotAllowed(_("You may not create productions; ask a superuser for the permission."))
