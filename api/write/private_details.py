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

from api.http import responses
from api.read import output_serializers
from api.read.compiled_serializers import RowPlan, get_row_plan
from api.read.filters import refuse_unknown_parameters
from api.read.fragment_cache import FragmentCache
from api.read.list_views import FormatNegotiation
from api.write.idempotency import PRIVATE_CACHE_CONTROL
from api.write.schema import list_write_problems
from api.write.tokens import require_signed_in
from api.write.visibility import filter_readable, make_not_found_for_member
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
        responses={200: output_serializers.KeptOut, **list_write_problems(404, 410)},
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
                output_serializers.PrivateDetailsEntry, ContributorDetails.objects.kept_by(user).filter(**own)
            ),
            "legal_names": read_detail_entries(
                output_serializers.NameEntry, ContributorName.objects.kept_by(user).filter(**own)
            ),
        }
        return HttpResponse(
            responses.encode_json(body),
            content_type=responses.MEDIA_TYPES[responses.JSON],
            headers={"Cache-Control": PRIVATE_CACHE_CONTROL},
        )


def read_detail_entries(serializer_class: Any, rows: Any) -> list[Any]:
    """The rows as their entries: a fixed number of queries, nothing kept for other readers."""
    shape: RowPlan = get_row_plan(serializer_class)
    return list(shape.rows(list(shape.select(rows.order_by("pk"))), FragmentCache().of))


def private_paths() -> list[URLPattern]:
    return [path("contributors/<uuid:uid>/private/", KeptInPrivate.as_view(), name="contributor-private")]
