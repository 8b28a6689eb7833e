"""What is the same for all files that studios bring: sent in parts by editors, listed for members, retired."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.http.response import HttpResponseBase
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from api.http.responses import encode_json
from api.read.compiled_serializers import get_row_plan
from api.read.filters import refuse_unknown_parameters
from api.read.fragment_cache import FragmentCache
from api.write.idempotency import Outcome, run_once
from api.write.request_bodies import read_body
from api.write.tokens import TokenToRead, require_signed_in
from api.write.uploads import UploadParser, read_upload_parts
from api.write.views import WritableKind, WriteView
from api.write.visibility import filter_readable, make_not_found_for_member
from productions.models import Production


class RetireIn(serializers.Serializer[Any]):
    """No further roll is made with the file."""

    reason = serializers.CharField(help_text="Why; it goes into the ledger.")


class UploadView(WriteView):
    """POST to a list: a new file. The verb takes it as `file` beside the values of the kind's body."""

    parser_classes = (UploadParser,)
    wanted: ClassVar[str]
    """What the part `file` is to be, with its article."""

    def post(self, request: Request) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())
        upload, given = read_upload_parts(request, wanted=self.wanted)

        def work() -> Outcome:
            values = read_body(self.kind.body, given, user)
            made = self.kind.create(file=upload, by=user, now=timezone.now(), **values)
            return self.answer(made, status=201)

        return run_once(request, work)


class RetireView(WriteView):
    """POST below a file: it is offered for no further roll."""

    retire: ClassVar[Any]
    """Called with the file, `by`, `now` and `reason`; returns the file."""

    def post(self, request: Request, uid: UUID) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())
        model: Any = self.kind.model

        def work() -> Outcome:
            values = read_body(RetireIn, request.data or {}, user)
            found = filter_readable(model, user).select_for_update().filter(uid=uid).order_by("pk").first()
            if found is None:
                raise make_not_found_for_member(model, uid, request)
            return self.answer(type(self).retire(found, by=user, now=timezone.now(), **values))

        return run_once(request, work)


class ProductionFilesView(APIView):
    """GET of all files of one kind that a production has, in the order of the model, not paged; for its members."""

    permission_classes = (TokenToRead,)
    kind: ClassVar[WritableKind]

    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())
        production = Production.objects.visible_to(user).filter(uid=uid).only("pk").first()
        if production is None:
            raise make_not_found_for_member(Production, uid, request)
        model: Any = self.kind.model
        shape = get_row_plan(self.kind.shown)
        found = shape.select(model.objects.filter(production=production).order_by(*model._meta.ordering))
        return Outcome(200, encode_json(shape.rows(list(found), FragmentCache().of))).response()
