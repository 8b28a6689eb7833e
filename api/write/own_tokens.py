"""One's own tokens over the API: read and revoked here, issued in the admin alone (decision 77)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from api.http.problem_schemas import PROBLEM_RESPONSES
from api.http.responses import encode_json
from api.read.filters import refuse_unknown_parameters
from api.write.idempotency import StoredAnswer
from api.write.schema import list_write_problems
from api.write.tokens import TokenToRead, require_signed_in
from api.write.views import WriteView
from productions.accounts.services.tokens import revoke_token
from productions.models import ApiToken
from productions.operations.services.transactions import run_in_transaction
from productions.shared.choices import TokenScope

MAX_LISTED_TOKENS = 200
"""Tokens of one answer, the newest first."""


class TokenOut(serializers.Serializer[Any]):
    """A token of one's own, and what it may do. The token itself is shown once, by the admin page that issued it."""

    uid = serializers.UUIDField()
    name = serializers.CharField(help_text="Which tool uses it.")
    token_key = serializers.CharField(help_text="How the token begins, to know it again.")
    scope = serializers.ChoiceField(choices=TokenScope.choices, help_text="What it may do.")
    productions = serializers.ListField(
        child=serializers.UUIDField(),
        help_text="uids of the productions that it is for; none: all of its user's.",
    )
    created_at = serializers.DateTimeField(help_text="When it was issued.")
    expires_at = serializers.DateTimeField(help_text="When it ends.")
    revoked_at = serializers.DateTimeField(
        allow_null=True, help_text="When it was revoked; null: it was not."
    )
    current = serializers.BooleanField(help_text="Whether it is the token of this request.")


class TokensOut(serializers.Serializer[Any]):
    results = TokenOut(many=True)


def get_current_token(request: Request) -> ApiToken:
    """The token of a request that is signed in."""
    token: Any = request.auth
    assert isinstance(token, ApiToken)
    return token


def show_token(token: ApiToken, *, current: ApiToken) -> dict[str, Any]:
    """One token as JSON has it; its productions are read with it."""
    return {
        "uid": token.uid,
        "name": token.name,
        "token_key": token.token_key,
        "scope": token.scope,
        "productions": sorted(str(production.uid) for production in token.productions.all()),
        "created_at": token.created,
        "expires_at": token.expiry,
        "revoked_at": token.revoked_at,
        "current": token.pk == current.pk,
    }


class OwnTokens(WriteView):
    """Your tokens, the newest first, at most 200; of a token for some productions those for no others."""

    permission_classes = (TokenToRead,)

    @extend_schema(
        operation_id="tokens_list",
        summary="List your tokens",
        parameters=[
            OpenApiParameter(
                "ended",
                str,
                enum=["true", "false"],
                description="Only tokens that have ended, or only others.",
            )
        ],
        responses={200: TokensOut, **PROBLEM_RESPONSES},
    )
    def get(self, request: Request) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, {"ended"})
        rows, now = ApiToken.objects.readable_by(user), timezone.now()
        ended = request.query_params.get("ended", "")
        if ended not in ("", "true", "false"):
            raise ValidationError({"ended": ["Give true or false."]})
        if ended:
            rows = rows.ended(now=now) if ended == "true" else rows.working(now=now)
        found = rows.order_by("-pk").prefetch_related("productions")[:MAX_LISTED_TOKENS]
        results = [show_token(token, current=get_current_token(request)) for token in found]
        return StoredAnswer(200, encode_json({"results": results})).response()


class OwnTokenView(WriteView):
    """A token of one's own."""

    permission_classes = (TokenToRead,)

    def find_token(self, request: Request, uid: UUID | None = None) -> ApiToken:
        """The token that the address names, or that of the request. Raises NotAuthenticated, Http404."""
        user = require_signed_in(request)
        rows = ApiToken.objects.readable_by(user).prefetch_related("productions")
        token = rows.filter(uid=get_current_token(request).uid if uid is None else uid).first()
        if token is None:
            raise Http404
        return token

    def show(self, request: Request, uid: UUID | None = None) -> HttpResponseBase:
        require_signed_in(request)
        refuse_unknown_parameters(request, ())
        token = self.find_token(request, uid)
        return StoredAnswer(
            200, encode_json(show_token(token, current=get_current_token(request)))
        ).response()

    def revoke(self, request: Request, uid: UUID | None = None) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, {"reason"})
        reason = request.query_params.get("reason", "")

        def work() -> StoredAnswer:
            revoke_token(self.find_token(request, uid), by=user, now=timezone.now(), reason=reason)
            return StoredAnswer(204)

        return run_in_transaction(work).response()


REVOKING: dict[str, Any] = {
    "parameters": [
        OpenApiParameter("reason", {"type": "string"}, description="Why; it goes into the ledger.")
    ],
    "responses": {204: None, **list_write_problems(404)},
}


class OwnToken(OwnTokenView):
    """A token of one's own, by its uid."""

    @extend_schema(
        operation_id="tokens_retrieve",
        summary="Get one of your tokens",
        responses={200: TokenOut, **PROBLEM_RESPONSES},
    )
    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        """One of your tokens."""
        return self.show(request, uid)

    @extend_schema(operation_id="tokens_revoke", summary="Revoke one of your tokens", **REVOKING)
    def delete(self, request: Request, uid: UUID) -> HttpResponseBase:
        """Revoke a token for ever: itself or, with a token that may write, another for no production that it is not for."""
        return self.revoke(request, uid)


class CurrentToken(OwnTokenView):
    """The token of the request."""

    @extend_schema(
        operation_id="tokens_current_retrieve",
        summary="Get the token of the request",
        responses={200: TokenOut, **PROBLEM_RESPONSES},
    )
    def get(self, request: Request) -> HttpResponseBase:
        """The token of this request: what it may do, and until when."""
        return self.show(request)

    @extend_schema(
        operation_id="tokens_current_revoke", summary="Revoke the token of the request", **REVOKING
    )
    def delete(self, request: Request) -> HttpResponseBase:
        """Revoke the token of this request for ever; one that only reads may do this too."""
        return self.revoke(request)


def own_token_paths() -> list[URLPattern]:
    return [
        path("tokens/", OwnTokens.as_view(), name="token-list"),
        path("tokens/current/", CurrentToken.as_view(), name="token-current"),
        path("tokens/<uuid:uid>/", OwnToken.as_view(), name="token-detail"),
    ]
