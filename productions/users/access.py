"""Who may do what. Every verb asks here first; forms only hide what would be refused.

A `user` of None is the operator at the machine's own command line (commands, tasks, the demo), who may do
everything. Superusers may too. Staff members act through their membership of a production:

- viewer: sees everything of the production, private parts included
- editor: enters and changes titles, episodes, cuts, credits, AI uses; exports the working copy; reads and writes what
  the production keeps of contributors in private (e-mail, notes, legal names), by tokens that may write alone
- approver: also removes, withholds names on a statement, decides claims, issues releases, overrides,
  makes the production public and manages its members

What no production owns (contributors with their names and identifiers, AI systems, roles) is shared: who may change it follows
the productions whose confirmed credits it carries (`productions.shared_entries.services.shared_entries`). A registrar, a right of an account,
decides about such entries, and has no look into a production by it. User accounts are the superusers'.

A user who acts through an API token has a `reach`: it narrows all of this, to some productions or to reading,
and never adds to it.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from productions.shared.choices import MembershipLevel
from productions.shared.refusals import NotAllowed
from productions.users.reach import Reach

if TYPE_CHECKING:
    from django.db.models import Model

    from productions.users.models import User


LEVEL_RANKS = {MembershipLevel.VIEWER: 1, MembershipLevel.EDITOR: 2, MembershipLevel.APPROVER: 3}


FULL_REACH = Reach()


def get_reach(user: User) -> Reach:
    """What the user's token leaves them; everything when a person is signed in."""
    return user.reach or FULL_REACH


def is_everyone(user: User | None) -> bool:
    """The operator and active superusers may do everything."""
    return user is None or (user.is_active and user.is_superuser and get_reach(user).is_whole)


def describe_account(user: User | None) -> Hashable:
    """All that an account and its token say of what it sees. What its memberships add, the database says each time it is asked."""
    if user is None:
        return None
    return user.pk, user.is_active, user.is_staff, user.is_superuser, user.registrar, user.reach


def list_levels_from(level: MembershipLevel) -> list[MembershipLevel]:
    """The levels that include what `level` may do."""
    return [name for name, rank in LEVEL_RANKS.items() if rank >= LEVEL_RANKS[level]]


def may_act(user: User | None, production: Model, level: MembershipLevel) -> bool:
    """Whether `user` may act on `production` as `level`. At most one query; none where their level there is read already."""
    if user is None or is_everyone(user):
        return True
    if not user.is_active or not get_reach(user).covers(production.pk, level):
        return False
    held = (user.levels or {}).get(production.pk)
    if user.is_staff and held is not None:
        return user.is_superuser or held in list_levels_from(level)
    return user.is_superuser or (
        user.is_staff
        and user.memberships.live()
        .filter(production=production.pk, level__in=list_levels_from(level))
        .exists()
    )


def may_anywhere(user: User | None, level: MembershipLevel) -> bool:
    """Whether `user` has `level` on at least one production. No query where their levels are read already."""
    if user is None or is_everyone(user):
        return True
    reach = get_reach(user)
    if not user.is_active or not reach.allows(level):
        return False
    if user.levels is not None and user.is_staff and not reach.productions:
        return user.is_superuser or any(held in list_levels_from(level) for held in user.levels.values())
    memberships = user.memberships.live().filter(level__in=list_levels_from(level))
    if reach.productions:
        memberships = memberships.filter(production__in=reach.productions)
    return user.is_superuser or (user.is_staff and memberships.exists())


def productions_with(user: User, level: MembershipLevel) -> frozenset[int]:
    """The productions (keys) on which `user` has `level`; not asked of those who may do everything. One query.

    A superuser's narrowed token is for the productions that it names.
    """
    reach = get_reach(user)
    if not (user.is_active and user.is_staff and reach.allows(level)):
        return frozenset()
    if user.is_superuser:
        return reach.productions
    memberships = user.memberships.live().filter(level__in=list_levels_from(level))
    if reach.productions:
        memberships = memberships.filter(production__in=reach.productions)
    return frozenset(memberships.values_list("production_id", flat=True))


def may_create_production(user: User | None) -> bool:
    """Staff whose account allows it may; they become its approver."""
    if user is None or is_everyone(user):
        return True
    return user.is_staff and user.may_create_productions and get_reach(user).is_whole


def refuse_reach(user: User | None, level: MembershipLevel, production: Model | None = None) -> None:
    """Raise NotAllowed with the token's own sentence where it is the token that stands in the way."""
    if user is None:
        return
    if not get_reach(user).allows(level):
        raise NotAllowed(_("This token may only read; issue one that may write."))
    if production is not None and not get_reach(user).covers(production.pk, level):
        raise NotAllowed(_("This token is for other productions."))


def require_writing(user: User | None) -> None:
    """Raise NotAllowed where the user's token may only read: it leaves nothing behind, and gives no worker anything to do."""
    refuse_reach(user, MembershipLevel.EDITOR)


def require_level(user: User | None, production: Model, level: MembershipLevel) -> None:
    """Raise NotAllowed unless `user` may act on `production` as `level`."""
    if not may_act(user, production, level):
        refuse_reach(user, level, production)
        raise NotAllowed(
            _("You need to be %(level)s of “%(production)s” for this; ask one of its approvers.")
            % {"level": level.label, "production": production}
        )


def require_anywhere(user: User | None, level: MembershipLevel) -> None:
    """Raise NotAllowed unless `user` has `level` on at least one production."""
    if not may_anywhere(user, level):
        refuse_reach(user, level)
        raise NotAllowed(_("You need to be %(level)s of a production for this.") % {"level": level.label})


def require_editor(user: User | None, production: Model | None) -> None:
    """Raise NotAllowed unless `user` is an editor of the production, or of any where there is none."""
    if production is None:
        require_anywhere(user, MembershipLevel.EDITOR)
    else:
        require_level(user, production, MembershipLevel.EDITOR)


def is_registrar(user: User | None) -> bool:
    """Whether `user` decides about entries that productions share: registrars, and whoever may do everything."""
    if user is None or is_everyone(user):
        return True
    return user.is_active and user.is_staff and user.registrar and get_reach(user).is_whole


def needs_second_factor(user: User) -> bool:
    """Whether a password alone is too little for what the account may do: approve, decide about shared entries, or all."""
    return (
        user.is_superuser
        or user.registrar
        or user.memberships.live().filter(level=MembershipLevel.APPROVER).exists()
    )


def require_registrar(user: User | None) -> None:
    """Raise NotAllowed unless `user` decides about entries that productions share."""
    if not is_registrar(user):
        raise NotAllowed(_("Only a registrar may do this."))


def require_editor_or_registrar(user: User | None) -> None:
    """Raise NotAllowed unless `user` is an editor of a production, or a registrar."""
    if not is_registrar(user):
        require_anywhere(user, MembershipLevel.EDITOR)


def require_own(user: User | None, owner: User) -> None:
    """Raise NotAllowed unless what belongs to `owner`'s account is `user`'s own to change."""
    if user is None or is_everyone(user):
        return
    refuse_reach(user, MembershipLevel.EDITOR)
    if user.pk != owner.pk or not (user.is_active and user.is_staff):
        raise NotAllowed(_("This belongs to another account."))


def require_token_issuer(user: User | None, owner: User) -> None:
    """Raise NotAllowed unless `user` is the `owner` of a new token, at the admin: a token makes no other, and a superuser nobody else's."""
    if user is not None and (user.pk != owner.pk or user.reach is not None):
        raise NotAllowed(_("Tokens are issued by their own user, in the admin."))


def require_token_revoker(user: User | None, owner: User, reach: Reach) -> None:
    """Raise NotAllowed unless `user` may end a token of `owner` with this reach.

    Their own; by a token only itself and, where that may write, those for no production that it does not reach itself.
    """
    if user is None or is_everyone(user):
        return
    if user.pk != owner.pk:
        raise NotAllowed(_("This belongs to another account."))
    if user.reach is None or user.reach.token == reach.token:
        return
    refuse_reach(user, MembershipLevel.EDITOR)
    if not user.reach.holds(reach.productions):
        raise NotAllowed(_("This token is for other productions."))


def require_superuser(user: User | None) -> None:
    """Raise NotAllowed unless `user` is a superuser."""
    if not is_everyone(user):
        raise NotAllowed(_("Only a superuser may do this."))


def require_may_create_production(user: User | None) -> None:
    """Raise NotAllowed unless `user` may create productions."""
    if not may_create_production(user):
        raise NotAllowed(_("You may not create productions; ask a superuser for the permission."))
