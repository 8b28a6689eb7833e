"""Webhooks over the API: kept by their owners, with a token that may write."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

import orjson
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request

from api import shapes
from api.answers import dump
from api.filters import refuse_unknown
from api.fragments import Fragments
from api.problems import PROBLEMS
from api.rows import shape_of
from api.writes.entries import Acting, Creating, OnlyMembers, Writing
from api.writes.idempotency import Outcome
from api.writes.inputs import NothingIn
from api.writes.kinds import KINDS
from api.writes.members import lost, readable
from api.writes.parameters import KEY, MAY_MATCH, problems
from api.writes.routes import changing
from api.writes.tokens import signed_in
from productions.domain import webhooks
from productions.models import Webhook

KIND = KINDS["webhook"]


class ReplayIn(serializers.Serializer[Any]):
    """From where to send again."""

    after = serializers.IntegerField(help_text="Everything after this number of the feed is sent again.")


class TellsSecret(Writing):
    """Answers with the secret, this once."""

    def answer(self, entry: Any, *, status: int = 200) -> Outcome:
        shown = super().answer(entry, status=status)
        body = {**orjson.loads(shown.body), "secret": entry.secret}
        return Outcome(shown.status, dump(body), shown.headers)


@extend_schema_view(
    post=extend_schema(
        operation_id="webhooks_create",
        description=webhooks.create_webhook.__doc__,
        parameters=[KEY],
        request=KIND.body,
        responses={201: shapes.WebhookMade, **problems(409)},
    )
)
class Webhooks(TellsSecret, Creating):
    """One's own webhooks."""

    kind = KIND

    @extend_schema(operation_id="webhooks_list", responses={200: shapes.WebhooksOut, **PROBLEMS})
    def get(self, request: Request) -> HttpResponseBase:
        user = signed_in(request)
        refuse_unknown(request, ())
        shape = shape_of(shapes.WebhookOut)
        rows = shape.rows(list(shape.select(readable(Webhook, user).order_by("-pk"))), Fragments().of)
        return Outcome(200, dump({"results": rows})).response()

    def create(self, **values: Any) -> Webhook:
        return webhooks.create_webhook(user=values["by"], **values)


class WebhookEntry(OnlyMembers):
    """One of one's own webhooks, and how far it is."""

    queryset = Webhook.objects.all()
    serializer_class = shapes.WebhookOut


class ActOnWebhook(Acting):
    """One act on a webhook."""

    kind = KIND
    body: ClassVar[Any] = NothingIn


class RotateWebhook(TellsSecret, ActOnWebhook):
    act = staticmethod(webhooks.rotate_secret)


class ReplayWebhook(ActOnWebhook):
    body = ReplayIn
    act = staticmethod(webhooks.replay_webhook)


class EnableWebhook(ActOnWebhook):
    act = staticmethod(webhooks.enable_webhook)


class DisableWebhook(ActOnWebhook):
    act = staticmethod(webhooks.disable_webhook)


ACTS: dict[str, tuple[type[ActOnWebhook], Any]] = {
    "rotate": (RotateWebhook, shapes.WebhookMade),
    "replay": (ReplayWebhook, shapes.WebhookOut),
    "enable": (EnableWebhook, shapes.WebhookOut),
    "disable": (DisableWebhook, shapes.WebhookOut),
}


class PingWebhook(Writing):
    """Ask for a test of the receiver. A worker makes it, at most one at a time; its result is the webhook's `ping`."""

    kind = KIND

    @extend_schema(
        operation_id="webhooks_ping",
        request=NothingIn,
        responses={202: shapes.WebhookOut, **problems(404, 410)},
    )
    def post(self, request: Request, uid: UUID) -> HttpResponse:
        user = signed_in(request)
        refuse_unknown(request, ())
        webhook = readable(Webhook, user).filter(uid=uid).first()
        if webhook is None:
            raise lost(Webhook, uid, request)
        asked = webhooks.request_ping(webhook, by=user, now=timezone.now())
        return self.answer(asked, status=202).response()


def webhook_paths() -> list[URLPattern]:
    found = [
        path("webhooks/", Webhooks.as_view(), name="webhook-list"),
        path("webhooks/<uuid:uid>/", changing("webhook", WebhookEntry).as_view(), name="webhook-detail"),
        path("webhooks/<uuid:uid>/ping/", PingWebhook.as_view(), name="webhook-ping"),
    ]
    for name, (view, shown) in ACTS.items():
        described: Any = extend_schema_view(
            post=extend_schema(
                operation_id=f"webhooks_{name}",
                description=view.act.__doc__,
                parameters=[MAY_MATCH, KEY],
                request=view.body,
                responses={200: shown, **problems(404, 409, 410, 412)},
            )
        )(view)
        found.append(path(f"webhooks/<uuid:uid>/{name}/", described.as_view(), name=f"webhook-{name}"))
    return found
