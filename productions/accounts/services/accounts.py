"""User accounts."""

from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from productions.accounts.services.sign_ins import end_access, revoke_user_tokens
from productions.catalogue.models.memberships import Membership
from productions.ledger.services.checking import check_entity, prepare_entity
from productions.ledger.services.ledger import describe_birth, record_event
from productions.ledger.services.writing import change_entity, create_entity, store_entity
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User

MAX_APPROVERS_TO_ASK = 40
"""Names of approvers on one page."""


@transaction.atomic
def create_user(*, username: str, password: str, by: User | None, now: datetime, **values: Any) -> User:
    """A new account. `values`: first_name, last_name, email, is_staff, is_superuser, is_active,
    may_create_productions, registrar.

    Raises NotAllowed, and Refusal when the password is too weak or the name is taken.
    """
    access.require_superuser(by)
    user = User(username=username, **values)
    check_password_strength(password, user)
    user.set_password(password)
    return create_entity(user, by=by, now=now)


@transaction.atomic
def open_account(*, username: str, password: str, now: datetime, **names: str) -> User:
    """A new account of staff that somebody opens for themselves, by an invitation (`accounts.services.invitations`).

    `names`: first_name, last_name. Raises Refusal.
    """
    user = User(username=username, is_staff=True, **names)
    check_password_strength(password, user)
    user.set_password(password)
    prepare_entity(user)
    check_entity(user)
    store_entity(user, force_insert=True)
    record_event(user, action="created", changes=describe_birth(user), by=user, now=now)
    return user


@transaction.atomic
def update_user(user: User, *, by: User | None, now: datetime, reason: str = "", **values: Any) -> User:
    """Change an account; see create_user for `values`. Superusers only.

    An account that is closed, or staff no more, has no session, token or invitation from that moment on.
    """
    access.require_superuser(by)
    if by is not None and user.pk == by.pk and values.get("is_superuser") is False:
        raise Refusal(
            fields={"is_superuser": [_("You cannot take this from yourself; ask another superuser.")]}
        )
    could_enter = user.is_active and user.is_staff
    change_entity(user, values, by=by, now=now, reason=reason)
    if could_enter and not (user.is_active and user.is_staff):
        end_access(user, by=by, now=now)
    return user


@transaction.atomic
def set_password(user: User, *, password: str, by: User | None, now: datetime) -> User:
    """Give an account a new password: users their own, superusers anybody's.

    Whoever knew the old one is out: the account's sessions end by Django's hash of the password, its API tokens here.
    """
    if by is None or by.pk != user.pk:
        access.require_superuser(by)
    check_password_strength(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    record_event(user, action="password set", changes={}, by=by, now=now)
    revoke_user_tokens(user, by=by, now=now)
    return user


def list_approvers_to_ask(user: User) -> dict[str, list[str]]:
    """Whom a member may ask for more: titles of productions that they belong to, each with its approvers' names."""
    own = user.memberships.live().filter(production__removed_at=None).values("production")
    approvers = (
        Membership.objects.live()
        .filter(production__in=own, level=MembershipLevel.APPROVER, user__is_active=True, user__is_staff=True)
        .select_related("user", "production")
        .order_by("production__sort_key", "production_id", "pk")
    )
    found: dict[str, list[str]] = {}
    for approver in approvers[:MAX_APPROVERS_TO_ASK]:
        name = approver.user.get_full_name() or approver.user.get_username()
        found.setdefault(str(approver.production), []).append(name)
    return found


def check_password_strength(password: str, user: User) -> None:
    """Raise Refusal with the validators' sentences."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refusal(fields={"password": error.messages}) from error
