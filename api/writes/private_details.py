"""`contributors/{uid}/private/`: what the token's productions keep of a contributor, read at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.views import APIView

from api import answers, shapes
from api.filters import refuse_unknown_parameters
from api.fragments import FragmentCache
from api.lists import FormatNegotiation
from api.rows import RowPlan, get_row_plan
from api.writes.idempotency import PRIVATE_CACHE_CONTROL
from api.writes.members import filter_readable, make_not_found_for_member
from api.writes.parameters import list_write_problems
from api.writes.tokens import require_signed_in
from productions.models import Contributor, ContributorDetails, ContributorName


class JSONAnswerNegotiation(FormatNegotiation, DefaultContentNegotiation):
    """Answers are JSON whatever Accept says."""


class KeptInPrivate(APIView):
    """What your productions keep of a contributor in private: e-mail, notes, legal names.

    Only for editors and up, by a token that may write; what other productions keep is not told, nor whether they do.
    """

    content_negotiation_class = JSONAnswerNegotiation

    @extend_schema(
        operation_id="contributors_private_retrieve",
        responses={200: shapes.KeptOut, **list_write_problems(404, 410)},
    )
    def get(self, request: Request, uid: UUID) -> HttpResponse:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())
        contributor = filter_readable(Contributor, user).filter(uid=uid).first()
        if contributor is None:
            raise make_not_found_for_member(Contributor, uid, request)
        own = {"contributor": contributor}
        body = {
            "details": read_detail_entries(
                shapes.PrivateDetailsEntry, ContributorDetails.objects.kept_by(user).filter(**own)
            ),
            "legal_names": read_detail_entries(
                shapes.NameEntry, ContributorName.objects.kept_by(user).filter(**own)
            ),
        }
        return HttpResponse(
            answers.encode_json(body),
            content_type=answers.MEDIA_TYPES[answers.JSON],
            headers={"Cache-Control": PRIVATE_CACHE_CONTROL},
        )


def read_detail_entries(serializer_class: Any, rows: Any) -> list[Any]:
    """The rows as their entries: a fixed number of queries, nothing kept for other readers."""
    shape: RowPlan = get_row_plan(serializer_class)
    return list(shape.rows(list(shape.select(rows.order_by("pk"))), FragmentCache().of))


def private_paths() -> list[URLPattern]:
    return [path("contributors/<uuid:uid>/private/", KeptInPrivate.as_view(), name="contributor-private")]
