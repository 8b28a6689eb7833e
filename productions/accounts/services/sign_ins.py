"""What the ledger says of signing in, and how all of it ends: sessions, second factors, an account's own keys."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from productions.accounts.models.invitations import Invitation
from productions.accounts.models.keys import ApiToken
from productions.ledger.models import Event
from productions.ledger.services.ledger import build_event
from productions.ledger.services.writing import change_entity
from productions.shared.choices import PERSONAL_MARK, SIGN_IN_EVENTS
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User


@transaction.atomic
def record_sign_in_event(
    user: User,
    *,
    action: str,
    by: User | None,
    now: datetime,
    address: str = "",
    reason: str = "",
    values: Mapping[str, Any] | None = None,
) -> Event:
    """One line about an account: signed in, sign-in failed, signed out, second factor added …

    It stands in the account's History, and is of a kind of its own: nothing that the public reads has changed.
    `values` are told as they are (the way of signing in). The address is kept apart, where it can be blanked, and is
    told nobody but those who see the account's History.
    """
    changes = {name: [None, value] for name, value in (values or {}).items()}
    held = {"address": [None, PERSONAL_MARK]} if address else {}
    event = build_event(user, action=action, changes=changes | held, by=by, now=now, reason=reason)
    event.entity_type = SIGN_IN_EVENTS
    event.personal = {"address": [None, address]} if address else {}
    event.save(force_insert=True)
    return event


@transaction.atomic
def end_sessions(user: User, *, by: User | None, now: datetime) -> User:
    """End every session of the account at once, whoever has it: users their own, superusers anybody's."""
    if by is None or by.pk != user.pk:
        access.require_superuser(by)
    forget_sessions(user)
    record_sign_in_event(user, action="sessions ended", by=by, now=now)
    return user


def forget_sessions(user: User) -> None:
    """Nothing that a browser holds for this account leads in any more."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])
    for session in UserSession.objects.filter(user=user):
        session.end()


def revoke_user_tokens(user: User, *, by: User | None, now: datetime) -> None:
    """Revoke the account's API tokens, which lead in without its password."""
    for token in ApiToken.objects.filter(user=user, revoked_at=None, expiry__gt=now):
        change_entity(token, {"revoked_at": now}, by=by, now=now, action="revoked")


def end_access(user: User, *, by: User | None, now: datetime) -> None:
    """What a leaver leaves: no session, no token, no invitation that they made."""
    forget_sessions(user)
    revoke_user_tokens(user, by=by, now=now)
    made = Invitation.objects.filter(invited_by=user, accepted_at=None, revoked_at=None, expiry__gt=now)
    for invitation in made.select_related("production"):
        change_entity(invitation, {"revoked_at": now}, by=by, now=now, action="revoked")


def has_second_factor(user: User) -> bool:
    """Whether the account has an authenticator app or a passkey; recovery codes alone are none."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user=user, type__in=kinds).exists())


@transaction.atomic
def reset_second_factor(user: User, *, by: User | None, now: datetime, reason: str) -> User:
    """Take an account's second factors and recovery codes away, and end its sessions; for who lost their device.

    The next sign-in asks for the password alone, and leads to setting up another one where one is required.
    """
    access.require_superuser(by)
    if not reason.strip():
        raise Refusal(fields={"reason": [_("Say why it is reset.")]})
    found, _kinds = Authenticator.objects.filter(user=user).delete()
    if not found:
        raise Refusal(_("%s has no second factor.") % user)
    forget_sessions(user)
    record_sign_in_event(user, action="second factor reset", by=by, now=now, reason=reason)
    return user
