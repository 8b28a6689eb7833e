"""Who asks: `Authorization: Bearer …` with a token of django-rest-knox, looked up by its hash in one query."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication
from knox.crypto import hash_token
from rest_framework.authentication import get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, Throttled
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from api.http.throttling import SAFE_METHODS, count_address
from productions.models import ApiToken, User

BEARER_REALM = 'Bearer realm="Staffroll API"'
MAX_TOKEN_CHARACTERS = 200
"""Bytes: ours are shorter."""


class BearerTokens(TokenAuthentication):
    """Knox's tokens. Nothing is written while reading one: what has ended stays in its row, and says so."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """The user, narrowed to what the token may, and the token; None without the header.

        Raises AuthenticationFailed for any other scheme and for a token that is unknown, ended, or its user's no more.
        """
        header = get_authorization_header(request)
        if not header:
            return None
        try:
            token = self.find(header)
        except AuthenticationFailed:
            # No throttle sees what is not signed in: guessing counts against the address here.
            standing = count_address(request)
            if standing is not None and not standing.allowed:
                raise Throttled(standing.reset) from None
            raise
        token.user.reach = token.reach()
        return token.user, token

    def find(self, header: bytes) -> ApiToken:
        """The token of an Authorization header."""
        scheme, _space, text = header.partition(b" ")
        if scheme.lower() != b"bearer" or not text.isascii() or not 0 < len(text) <= MAX_TOKEN_CHARACTERS:
            raise AuthenticationFailed("Send your token as “Authorization: Bearer …”, or no such header.")
        token = ApiToken.objects.select_related("user").filter(digest=hash_token(text.decode())).first()
        if token is None:
            raise AuthenticationFailed("This token is not one of ours.")
        if token.revoked_at is not None or token.expiry <= timezone.now():
            raise AuthenticationFailed("This token has ended; issue a new one in the admin.")
        if not (token.user.is_active and token.user.is_staff):
            raise AuthenticationFailed("The account of this token is closed.")
        return token

    def authenticate_header(self, request: Request) -> str:
        """WWW-Authenticate (RFC 6750 section 3): the error is named where a token was sent."""
        return f'{BEARER_REALM}, error="invalid_token"' if get_authorization_header(request) else BEARER_REALM


class TokenToWrite(BasePermission):
    """Everybody reads; who writes has a token. The usual permission of a view."""

    def needs_token(self, method: str) -> bool:
        """Whether the view answers this method to nobody without a token."""
        return method not in SAFE_METHODS

    def has_permission(self, request: Request, view: Any) -> bool:
        """True for who may go on. Raises NotAuthenticated (401), which counts like any other answer."""
        method = str(request.method)
        # A method that the view does not have is a 405 for everybody.
        if hasattr(view, method.lower()) and self.needs_token(method) and not isinstance(request.user, User):
            view.check_throttles(request)
            require_signed_in(request)
        return True


class TokenToRead(TokenToWrite):
    """What only members see: nothing is answered without a token."""

    def needs_token(self, method: str) -> bool:
        return method != "OPTIONS"


class BearerScheme(OpenApiAuthenticationExtension):
    """How the schema describes it, and which operations need it: those whose permissions say so."""

    target_class = BearerTokens
    name = "token"
    priority = 1

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token that a member of staff issued to themselves in the admin.",
        }

    def get_security_requirement(self, auto_schema: Any) -> list[dict[str, list[Any]]]:
        permissions = auto_schema.view.get_permissions()
        needed = any(
            each.needs_token(auto_schema.method) for each in permissions if isinstance(each, TokenToWrite)
        )
        return [{self.name: []}] if needed else [{}, {self.name: []}]


def require_signed_in(request: Request) -> User:
    """Who asks. Raises NotAuthenticated (401) when nobody does."""
    if not isinstance(request.user, User):
        raise NotAuthenticated("Send a token as “Authorization: Bearer …”; staff issue theirs in the admin.")
    return request.user
