"""Invitations: how people come in without anybody making them an account and sending them a password."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from productions.accounts.models.invitations import Invitation
from productions.accounts.services.accounts import open_account
from productions.catalogue.models.memberships import Membership
from productions.catalogue.models.works import Production
from productions.ledger.services.writing import change_entity, create_entity
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User

DEFAULT_INVITATION_LIFE = timedelta(days=7)
MAX_INVITATION_LIFE = timedelta(days=30)
SECRET_BYTES = 32


def digest_secret(secret: str) -> str:
    """How an invitation's secret is stored: it has 256 random bits, so one plain SHA-256 does."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def create_invitation(
    *,
    production: Production,
    level: str,
    invitee: str,
    by: User | None,
    now: datetime,
    expiry: datetime | None = None,
) -> Invitation:
    """A new invitation; `secret` of what is returned ends its link, and nobody can read it again.

    Approvers of the production may. Raises NotAllowed, Refusal.
    """
    access.require_level(by, production, MembershipLevel.APPROVER)
    expiry = expiry or now + DEFAULT_INVITATION_LIFE
    if not now < expiry <= now + MAX_INVITATION_LIFE:
        raise Refusal(fields={"expiry": [_("An invitation ends within 30 days.")]})
    secret = secrets.token_urlsafe(SECRET_BYTES)
    invitation = Invitation(
        digest=digest_secret(secret), production=production, level=level, invitee=invitee, invited_by=by,
        created=now, expiry=expiry,
    )  # fmt: skip
    create_entity(invitation, by=by, now=now, action="issued")
    invitation.secret = secret
    return invitation


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: User | None, now: datetime) -> Invitation:
    """Make the link lead nowhere. Approvers of the production may. Raises NotAllowed, Refusal."""
    access.require_level(by, invitation.production, MembershipLevel.APPROVER)
    current = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not current.is_open(now):
        raise Refusal(_("This invitation has already ended."))
    return change_entity(current, {"revoked_at": now}, by=by, now=now, action="revoked")


def find_invitation(secret: str, *, now: datetime) -> Invitation | None:
    """The open invitation that a link leads to. One whose inviter could not grant it any more leads nowhere."""
    invitation = (
        Invitation.objects.select_related("production", "invited_by")
        .filter(digest=digest_secret(secret))
        .first()
    )
    return invitation if invitation is not None and is_acceptable(invitation, now) else None


def is_acceptable(invitation: Invitation, now: datetime) -> bool:
    """Whether the invitation may be accepted."""
    production = invitation.production
    return (
        invitation.is_open(now)
        and production.removed_at is None
        and access.may_act(invitation.invited_by, production, MembershipLevel.APPROVER)
    )


@transaction.atomic
def accept_invitation(
    invitation: Invitation,
    *,
    by: User | None,
    now: datetime,
    username: str = "",
    password: str = "",
    **names: str,
) -> Membership:
    """Join the production, once: with the account that is signed in (`by`), or with a new one where nobody is.

    `names`: first_name, last_name. Raises Refusal when the invitation holds no more, when the user is a member with
    these rights already, and when user name or password will not do.
    """
    current = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not is_acceptable(current, now):
        raise Refusal(_("This invitation has ended; ask for another one."))
    user = by or open_account(username=username, password=password, now=now, **names)
    member = user.memberships.live().filter(production=current.production).first()
    if member is None:
        member = create_entity(
            Membership(user=user, production=current.production, level=current.level), by=user, now=now
        )
    elif (
        access.LEVEL_RANKS[MembershipLevel(member.level)]
        >= access.LEVEL_RANKS[MembershipLevel(current.level)]
    ):
        raise Refusal(_("You are already a member of this production."))
    else:
        change_entity(member, {"level": current.level}, by=user, now=now)
    change_entity(current, {"accepted_at": now, "accepted_by": user}, by=user, now=now, action="accepted")
    return member
