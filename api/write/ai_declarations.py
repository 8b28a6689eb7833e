"""Declarations of whether AI was used: of one credit, and of a role in a production, an episode or a cut (H14)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http.response import HttpResponseBase
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from api.http.responses import encode_json
from api.read.filters import refuse_unknown_parameters
from api.write.idempotency import StoredAnswer, run_once
from api.write.request_bodies import MIB, Reference, read_body
from api.write.schema import IDEMPOTENCY_KEY, list_write_problems
from api.write.tokens import require_signed_in
from api.write.views import WriteView
from productions.credits.services.ai_declarations import declare_ai_in_scope
from productions.models import AIDeclaration, Contributor, Credit, Cut, Episode, Production, Role


class DeclareAIIn(serializers.ModelSerializer[AIDeclaration]):
    """Whether AI was used in the work of the credit, as a named person declares it."""

    declared_by = Reference(Contributor, help_text="uid of the person who declares it.")

    class Meta:
        model = AIDeclaration
        fields: tuple[str, ...] = ("answer", "declared_by", "declared_at", "wording", "basis", "note")
        extra_kwargs: ClassVar = {
            "declared_at": {"required": False, "help_text": "When they said so; now, without it."},
            "wording": {"help_text": "The very sentence that they agreed to. Private."},
            "basis": {"help_text": "What it rests on; own_statement is of whoever holds the credit."},
            "note": {"help_text": "The source; needed where they do not hold the credit. Private."},
        }  # fmt: skip


class ListedCredit(serializers.Serializer[Any]):
    """A credit as it was listed to the person who declares."""

    credit = Reference(Credit, help_text="uid of the credit.")


class DeclareScopeIn(DeclareAIIn):
    """The same for every credit of a role that was not asked yet, listed one by one."""

    production = Reference(Production, help_text="uid of the production.")
    role = Reference(Role, help_text="Code of the role.")
    episode = Reference(Episode, required=False, allow_null=True, help_text="uid; null: any.")
    cut = Reference(Cut, required=False, allow_null=True, help_text="uid; null: any.")
    listed = ListedCredit(many=True, help_text="Exactly the credits with ai=undeclared there, drafts too.")

    class Meta(DeclareAIIn.Meta):
        fields = ("production", "role", "episode", "cut", "listed", *DeclareAIIn.Meta.fields)


class WithdrawAIIn(serializers.Serializer[Any]):
    """The declaration no longer stands."""

    reason = serializers.CharField(help_text="Why; it goes into the ledger.")


class DeclaredOut(serializers.Serializer[Any]):
    """What was declared."""

    declared = serializers.IntegerField(help_text="Credits that the declaration covers.")
    credits = serializers.ListField(child=serializers.UUIDField(), help_text="Their uids.")


class DeclareScope(WriteView):
    """Declare for all credits of a role that were not asked yet, as they were listed; 412 where the list is another by now."""

    answers_with_entry = False

    largest_body = MIB

    @extend_schema(
        operation_id="credits_declare_ai_in_scope",
        summary="Declare whether AI was used for all credits of a role",
        parameters=[IDEMPOTENCY_KEY],
        request=DeclareScopeIn,
        responses={200: DeclaredOut, **list_write_problems(409, 412)},
    )
    def post(self, request: Request) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())

        def work() -> StoredAnswer:
            values = read_body(DeclareScopeIn, request.data, user)
            values["listed"] = [line["credit"] for line in values["listed"]]
            made = declare_ai_in_scope(by=user, now=timezone.now(), **values)
            uids = [entry.credit.uid for entry in made]
            return StoredAnswer(200, encode_json({"declared": len(uids), "credits": uids}))

        return run_once(request, work)
