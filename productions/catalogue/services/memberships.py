"""Who may do what on a production: memberships."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from productions.catalogue.models.memberships import Membership
from productions.catalogue.models.works import Production
from productions.ledger.services.writing import change_entity, create_entity
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User


@transaction.atomic
def grant_membership(
    *, user: User, production: Production, level: str, by: User | None, now: datetime
) -> Membership:
    """Let a user work on a production. Approvers (and the operator) may."""
    access.require_level(by, production, MembershipLevel.APPROVER)
    return create_entity(Membership(user=user, production=production, level=level), by=by, now=now)


@transaction.atomic
def change_membership(
    membership: Membership, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> Membership:
    """Change the level. A membership stays with its user and production."""
    access.require_level(by, membership.production, MembershipLevel.APPROVER)
    level = values.pop("level", membership.level)
    if any(getattr(membership, name) != value for name, value in values.items()):
        raise Refusal(
            _("The user and the production of a membership cannot be changed; remove it and add another.")
        )
    return change_entity(membership, {"level": level}, by=by, now=now, reason=reason)


def find_only_production(user: User | None) -> Production | None:
    """The one production that `user` is an editor of; None for none, for several, and for the operator."""
    if user is None or access.is_everyone(user) or not access.get_reach(user).allows(MembershipLevel.EDITOR):
        return None
    memberships = user.memberships.live().filter(level__in=access.list_levels_from(MembershipLevel.EDITOR))
    if chosen := access.get_reach(user).productions:
        memberships = memberships.filter(production__in=chosen)
    found = list(memberships.select_related("production")[:2])
    return found[0].production if len(found) == 1 else None
