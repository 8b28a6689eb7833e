"""What is the same for all files that studios bring: sent in parts by editors, listed for members, retired."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.http.response import HttpResponseBase
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from api.answers import dump
from api.filters import refuse_unknown
from api.fragments import Fragments
from api.lists import OwnForms
from api.rows import shape_of
from api.writes.entries import Kind, Writing
from api.writes.forms import read_body
from api.writes.idempotency import Outcome, once
from api.writes.members import lost, readable
from api.writes.parts import Parts, parts_of
from api.writes.tokens import signed_in
from productions.models import Production


class RetireIn(serializers.Serializer[Any]):
    """No further roll is made with the file."""

    reason = serializers.CharField(help_text="Why; it goes into the ledger.")


class Uploading(Writing):
    """POST to a list: a new file. The verb takes it as `file` beside the values of the kind's body."""

    parser_classes = (Parts,)
    wanted: ClassVar[str]
    """What the part `file` is to be, with its article."""

    def post(self, request: Request) -> HttpResponseBase:
        user = signed_in(request)
        refuse_unknown(request, ())
        upload, given = parts_of(request, wanted=self.wanted)

        def work() -> Outcome:
            values = read_body(self.kind.body, given, user)
            made = self.kind.create(file=upload, by=user, now=timezone.now(), **values)
            return self.answer(made, status=201)

        return once(request, work)


class Retiring(Writing):
    """POST below a file: it is offered for no further roll."""

    retire: ClassVar[Any]
    """Called with the file, `by`, `now` and `reason`; returns the file."""

    def post(self, request: Request, uid: UUID) -> HttpResponseBase:
        user = signed_in(request)
        refuse_unknown(request, ())
        model: Any = self.kind.model

        def work() -> Outcome:
            values = read_body(RetireIn, request.data or {}, user)
            found = readable(model, user).select_for_update().filter(uid=uid).order_by("pk").first()
            if found is None:
                raise lost(model, uid, request)
            return self.answer(type(self).retire(found, by=user, now=timezone.now(), **values))

        return once(request, work)


class OfProductionFiles(APIView):
    """GET of all files of one kind that a production has, in the order of the model, not paged; for its members."""

    content_negotiation_class = OwnForms
    kind: ClassVar[Kind]

    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        user = signed_in(request)
        refuse_unknown(request, ())
        production = Production.objects.visible_to(user).filter(uid=uid).only("pk").first()
        if production is None:
            raise lost(Production, uid, request)
        model: Any = self.kind.model
        shape = shape_of(self.kind.shown)
        found = shape.select(model.objects.filter(production=production).order_by(*model._meta.ordering))
        return Outcome(200, dump(shape.rows(list(found), Fragments().of))).response()
