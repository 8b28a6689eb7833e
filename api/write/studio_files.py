"""Files that studios bring: sent in parts by editors, shown to members, retired. A kind of them declares its addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast
from uuid import UUID

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from api.http.problem_schemas import PROBLEM_RESPONSES
from api.http.responses import encode_json
from api.read.compiled_queries import ListSource
from api.read.compiled_serializers import get_row_plan
from api.read.filters import refuse_unknown_parameters
from api.read.fragment_cache import FragmentCache
from api.read.list_views import ActionText
from api.write.action_texts import name_many, name_one
from api.write.idempotency import StoredAnswer, run_once
from api.write.request_bodies import MIB, read_body
from api.write.schema import IDEMPOTENCY_KEY, list_write_problems
from api.write.tokens import TokenToRead, require_signed_in
from api.write.uploads import UploadParser, read_upload_parts
from api.write.views import MembersOnlyEntry, WritableKind, WriteView
from api.write.visibility import filter_readable, make_not_found_for_member
from productions.models import Production
from productions.studio_files.services.uploads import retire_file


class RetireIn(serializers.Serializer[Any]):
    """No further roll is made with the file."""

    reason = serializers.CharField(help_text="Why; it goes into the ledger.")


class UploadView(WriteView):
    """POST to a list: a new file. The verb takes the production and, as `file`, the file beside the values of the kind's body."""

    parser_classes = (UploadParser,)
    name = description = None
    """What OPTIONS calls the view, and what it says of it."""
    wanted: str = ""
    """What the part `file` is to be, with its article."""

    def post(self, request: Request) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())
        upload, given = read_upload_parts(request, wanted=self.wanted)

        def work() -> StoredAnswer:
            values = read_body(self.kind.body, given, user)
            made = self.kind.create(file=upload, by=user, now=timezone.now(), **values)
            return self.answer(made, status=201)

        return run_once(request, work)


class RetireView(WriteView):
    """POST below a file: it is offered for no further roll."""

    name = description = None

    def post(self, request: Request, uid: UUID) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())
        model: Any = self.kind.model

        def work() -> StoredAnswer:
            values = read_body(RetireIn, request.data or {}, user)
            found = filter_readable(model, user).select_for_update().filter(uid=uid).order_by("pk").first()
            if found is None:
                raise make_not_found_for_member(model, uid, request)
            return self.answer(retire_file(found, by=user, now=timezone.now(), **values))

        return run_once(request, work)


class ProductionFilesView(APIView):
    """GET of all files of one kind that a production has, in the order of the model, not paged; for its members."""

    permission_classes = (TokenToRead,)
    name = description = None
    kind: WritableKind = cast(WritableKind, None)
    """`as_view` says it."""
    actions: Mapping[str, ActionText] = MappingProxyType({})

    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())
        production = Production.objects.visible_to(user).filter(uid=uid).only("pk").first()
        if production is None:
            raise make_not_found_for_member(Production, uid, request)
        model: Any = self.kind.model
        shape = get_row_plan(self.kind.shown)
        found = shape.select(model.objects.filter(production=production).order_by(*model._meta.ordering))
        return StoredAnswer(200, encode_json(shape.rows(list(found), FragmentCache().of))).response()


@dataclass(frozen=True)
class StudioFileAddresses:
    """One kind of file as the API has it: `body` of the kind is what the file is sent with, itself as `file`."""

    kind: WritableKind
    max_bytes: int
    """Of the file; the body has a little more."""
    wanted: str
    """What the part `file` is to be, with its article."""
    upload_text: str
    retire_text: str
    list_text: str
    """What the OpenAPI document says of each address."""

    def list_paths(self) -> Iterator[URLPattern]:
        """New files, one of them, retiring it, and those of a production."""
        kind, one, many = self.kind, name_one(self.kind.model), name_many(self.kind.model)
        upload = UploadView.as_view(
            kind=kind,
            name=many.capitalize(),
            description=f"New {many}.",
            largest_body=self.max_bytes + MIB,
            wanted=self.wanted,
            actions=self.describe_upload(),
        )
        yield path(f"{many}/", upload, name=f"{kind.name}-list")
        entry = MembersOnlyEntry.as_view(
            declared=ListSource(kind.model._base_manager.all(), kind.shown),
            name=f"{kind.name.capitalize()} Entry",
            description=f"One {kind.name}, for members of its production.",
            summary=f"Get {one}",
        )
        yield path(f"{many}/<uuid:uid>/", entry, name=f"{kind.name}-detail")
        retire = RetireView.as_view(
            kind=kind,
            name=f"Retire {kind.name.capitalize()}",
            description=self.retire_text,
            actions=self.describe_retirement(),
        )
        yield path(f"{many}/<uuid:uid>/retire/", retire, name=f"{kind.name}-retire")
        listing = ProductionFilesView.as_view(
            kind=kind,
            name=f"Production {many.capitalize()}",
            description=self.list_text,
            actions=self.describe_list(),
        )
        yield path(f"productions/<uuid:uid>/{many}/", listing, name=f"production-{many}")

    def describe_upload(self) -> dict[str, ActionText]:
        return {
            "POST": ActionText(
                summary=f"Upload {name_one(self.kind.model)}",
                operation_id=f"{self.kind.name}s_create",
                text=self.upload_text,
                parameters=(IDEMPOTENCY_KEY,),
                request={"multipart/form-data": self.kind.body},
                responses={201: self.kind.answered, **list_write_problems(409)},
            )
        }

    def describe_retirement(self) -> dict[str, ActionText]:
        return {
            "POST": ActionText(
                summary=f"Retire {name_one(self.kind.model)}",
                operation_id=f"{self.kind.name}s_retire",
                parameters=(IDEMPOTENCY_KEY,),
                request=RetireIn,
                responses={200: self.kind.answered, **list_write_problems(404, 409)},
            )
        }

    def describe_list(self) -> dict[str, ActionText]:
        return {
            "GET": ActionText(
                summary=f"List the {name_many(self.kind.model)} of a production",
                operation_id=f"productions_{self.kind.name}s_list",
                responses={200: self.kind.answered(many=True), **PROBLEM_RESPONSES},
            )
        }
