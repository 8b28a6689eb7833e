"""Keys to the API: issuing and revoking. Staff do both for themselves, and issue in the admin alone; superusers may revoke anybody's."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from knox.models import get_digest_token
from knox.settings import CONSTANTS

from productions.accounts.models.keys import ApiToken
from productions.catalogue.models.works import Production
from productions.ledger.services.checking import check_entity, prepare_entity
from productions.ledger.services.ledger import describe_birth, record_event
from productions.ledger.services.writing import change_entity, store_entity
from productions.shared.choices import MembershipLevel, TokenScope
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User

MAX_TOKEN_LIFE = timedelta(days=366)


@transaction.atomic
def issue_token(
    *,
    user: User,
    name: str,
    expiry: datetime,
    by: User | None,
    now: datetime,
    scope: str = TokenScope.READ,
    productions: Iterable[Production] = (),
) -> ApiToken:
    """A new token for `user`; `secret` of what is returned is the token itself, which nobody can read again.

    It ends at `expiry`, at most MAX_TOKEN_LIFE from now. `productions` narrows it to some of the user's. Raises
    NotAllowed for anybody else's account, Refusal.
    """
    access.require_token_issuer(by, user)
    chosen = list(productions)
    require_token_possible(user, expiry, chosen, now=now)
    digest, secret = get_digest_token()
    token = ApiToken(
        user=user,
        name=name,
        scope=scope,
        expiry=expiry,
        digest=digest,
        token_key=secret[: CONSTANTS.TOKEN_KEY_LENGTH],
    )
    prepare_entity(token)
    check_entity(token)
    store_entity(token, force_insert=True)
    token.productions.set(chosen)
    changes = describe_birth(token)
    if chosen:
        changes["productions"] = [None, sorted(str(production.uid) for production in chosen)]
    record_event(token, action="issued", changes=changes, by=by, now=now)
    token.secret = secret
    return token


def require_token_possible(
    user: User, expiry: datetime, productions: Iterable[Production], *, now: datetime
) -> None:
    """Raise Refusal for an account or an end that no token has, and NotAllowed for productions that are not the user's."""
    if not (user.is_active and user.is_staff):
        raise Refusal(fields={"user": [_("Only active staff accounts have tokens.")]})
    if not now < expiry <= now + MAX_TOKEN_LIFE:
        raise Refusal(fields={"expiry": [_("A token must expire within a year from now.")]})
    for production in productions:
        access.require_level(user, production, MembershipLevel.VIEWER)


@transaction.atomic
def revoke_token(token: ApiToken, *, by: User | None, now: datetime, reason: str = "") -> ApiToken:
    """End a token now, for ever. Raises NotAllowed, and Refusal when it has ended already."""
    access.require_token_revoker(by, token.user, token.reach())
    current = ApiToken.objects.select_for_update().get(pk=token.pk)
    if current.revoked_at is not None or current.expiry <= now:
        raise Refusal(_("This token has already expired or been revoked."))
    return change_entity(current, {"revoked_at": now}, by=by, now=now, action="revoked", reason=reason)
