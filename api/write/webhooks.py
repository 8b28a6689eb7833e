"""Webhooks over the API: kept by their owners, with a token that may write."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import orjson
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request

from api.http.problem_schemas import PROBLEM_RESPONSES
from api.http.responses import encode_json
from api.read import output_serializers
from api.read.compiled_queries import ListSource
from api.read.compiled_serializers import get_row_plan
from api.read.filters import refuse_unknown_parameters
from api.read.fragment_cache import FragmentCache
from api.write.action_texts import describe_change
from api.write.code_lists import CodeListField
from api.write.idempotency import StoredAnswer
from api.write.input_serializers import Change, NothingIn
from api.write.schema import IDEMPOTENCY_KEY, IF_MATCH_OPTIONAL, list_write_problems
from api.write.tokens import TokenToRead, require_signed_in
from api.write.views import (
    ActingView,
    ChangingMembersOnlyEntry,
    CreatingView,
    WritableKind,
    WriteView,
)
from api.write.visibility import filter_readable, make_not_found_for_member
from productions.models import Webhook
from productions.shared.choices import FeedEntity
from productions.webhooks.services import webhooks


class WebhookIn(serializers.ModelSerializer[Webhook]):
    entities = CodeListField(FeedEntity.choices, required=False, help_text="Kinds of entry; none: all.")

    class Meta:
        model = Webhook
        fields: tuple[str, ...] = ("name", "url", "entities")


class WebhookChange(Change, WebhookIn):
    class Meta(WebhookIn.Meta):
        fields = (*WebhookIn.Meta.fields, "reason")


WEBHOOK_KIND = WritableKind(
    "webhook",
    Webhook,
    output_serializers.WebhookOut,
    webhooks.create_webhook,
    WebhookIn,
    webhooks.update_webhook,
    WebhookChange,
)


class ReplayIn(serializers.Serializer[Any]):
    """From where to send again."""

    after = serializers.IntegerField(help_text="Everything after this number of the feed is sent again.")


class SecretView(WriteView):
    """Answers with the secret, this once."""

    def answer(self, entry: Any, *, status: int = 200) -> StoredAnswer:
        shown = super().answer(entry, status=status)
        body = {**orjson.loads(shown.body), "secret": entry.secret}
        return StoredAnswer(shown.status, encode_json(body), shown.headers)


@extend_schema_view(
    post=extend_schema(
        operation_id="webhooks_create",
        summary="Create a webhook",
        description=webhooks.create_webhook.__doc__,
        parameters=[IDEMPOTENCY_KEY],
        request=WEBHOOK_KIND.body,
        responses={201: output_serializers.WebhookMade, **list_write_problems(409)},
    )
)
class Webhooks(SecretView, CreatingView):
    """One's own webhooks."""

    permission_classes = (TokenToRead,)
    kind = WEBHOOK_KIND

    @extend_schema(
        operation_id="webhooks_list",
        summary="List your webhooks",
        responses={200: output_serializers.WebhooksOut, **PROBLEM_RESPONSES},
    )
    def get(self, request: Request) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())
        shape = get_row_plan(output_serializers.WebhookOut)
        rows = shape.rows(
            list(shape.select(filter_readable(Webhook, user).order_by("-pk"))), FragmentCache().of
        )
        return StoredAnswer(200, encode_json({"results": rows})).response()

    def create(self, **values: Any) -> Webhook:
        return webhooks.create_webhook(user=values["by"], **values)


class WebhookEntry(ChangingMembersOnlyEntry):
    """One of one's own webhooks, and how far it is."""

    summary = "Get a webhook"
    kind = WEBHOOK_KIND
    declared = ListSource(Webhook.objects.all(), output_serializers.WebhookOut)
    actions = describe_change(WEBHOOK_KIND)


class WebhookActView(ActingView):
    """One act on a webhook."""

    kind = WEBHOOK_KIND
    body: Any = NothingIn
    summary = ""
    """What it does, in a few words, for the OpenAPI document."""


class RotateWebhook(SecretView, WebhookActView):
    summary = "Give a webhook a new secret"
    act = staticmethod(webhooks.rotate_secret)


class EndOldSecrets(WebhookActView):
    summary = "End the old secrets of a webhook"
    act = staticmethod(webhooks.end_old_secrets)


class ReplayWebhook(WebhookActView):
    summary = "Send events to a webhook again"
    body = ReplayIn
    act = staticmethod(webhooks.replay_webhook)


class EnableWebhook(WebhookActView):
    summary = "Enable a webhook"
    act = staticmethod(webhooks.enable_webhook)


class DisableWebhook(WebhookActView):
    summary = "Disable a webhook"
    act = staticmethod(webhooks.disable_webhook)


WEBHOOK_ACTS: dict[str, tuple[type[WebhookActView], Any]] = {
    "rotate": (RotateWebhook, output_serializers.WebhookMade),
    "end-old-secrets": (EndOldSecrets, output_serializers.WebhookOut),
    "replay": (ReplayWebhook, output_serializers.WebhookOut),
    "enable": (EnableWebhook, output_serializers.WebhookOut),
    "disable": (DisableWebhook, output_serializers.WebhookOut),
}


class PingWebhook(WriteView):
    """Ask for a test of the receiver. A worker makes it, at most one at a time; its result is the webhook's `ping`."""

    kind = WEBHOOK_KIND
    created = 202

    @extend_schema(
        operation_id="webhooks_ping",
        summary="Test a webhook",
        request=NothingIn,
        responses={202: output_serializers.WebhookOut, **list_write_problems(404, 410)},
    )
    def post(self, request: Request, uid: UUID) -> HttpResponse:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())
        webhook = filter_readable(Webhook, user).filter(uid=uid).first()
        if webhook is None:
            raise make_not_found_for_member(Webhook, uid, request)
        asked = webhooks.request_ping(webhook, by=user, now=timezone.now())
        return self.answer(asked, status=202).response()


def webhook_paths() -> list[URLPattern]:
    found = [
        path("webhooks/", Webhooks.as_view(), name="webhook-list"),
        path("webhooks/<uuid:uid>/", WebhookEntry.as_view(), name="webhook-detail"),
        path("webhooks/<uuid:uid>/ping/", PingWebhook.as_view(), name="webhook-ping"),
    ]
    for name, (view, shown) in WEBHOOK_ACTS.items():
        described: Any = extend_schema_view(
            post=extend_schema(
                operation_id=f"webhooks_{name.replace('-', '_')}",
                summary=view.summary,
                description=view.act.__doc__,
                parameters=[IF_MATCH_OPTIONAL, IDEMPOTENCY_KEY],
                request=view.body,
                responses={200: shown, **list_write_problems(404, 409, 410, 412)},
            )
        )(view)
        found.append(path(f"webhooks/<uuid:uid>/{name}/", described.as_view(), name=f"webhook-{name}"))
    return found
