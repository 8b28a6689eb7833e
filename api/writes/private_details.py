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
from api.filters import refuse_unknown
from api.fragments import Fragments
from api.lists import OwnForms
from api.rows import Shape, shape_of
from api.writes.idempotency import PRIVATE
from api.writes.members import lost, readable
from api.writes.parameters import problems
from api.writes.tokens import signed_in
from productions.models import Contributor, ContributorDetails, ContributorName


class JSONOnly(OwnForms, DefaultContentNegotiation):
    """Answers are JSON whatever Accept says."""


class KeptInPrivate(APIView):
    """What your productions keep of a contributor in private: e-mail, notes, legal names.

    Only for editors and up, by a token that may write; what other productions keep is not told, nor whether they do.
    """

    content_negotiation_class = JSONOnly

    @extend_schema(
        operation_id="contributors_private_retrieve",
        responses={200: shapes.KeptOut, **problems(404, 410)},
    )
    def get(self, request: Request, uid: UUID) -> HttpResponse:
        user = signed_in(request)
        refuse_unknown(request, ())
        contributor = readable(Contributor, user).filter(uid=uid).first()
        if contributor is None:
            raise lost(Contributor, uid, request)
        own = {"contributor": contributor}
        body = {
            "details": entries(
                shapes.PrivateDetailsEntry, ContributorDetails.objects.kept_by(user).filter(**own)
            ),
            "legal_names": entries(shapes.NameEntry, ContributorName.objects.kept_by(user).filter(**own)),
        }
        return HttpResponse(
            answers.dump(body),
            content_type=answers.MEDIA_TYPES[answers.JSON],
            headers={"Cache-Control": PRIVATE},
        )


def entries(serializer_class: Any, rows: Any) -> list[Any]:
    """The rows as their entries: a fixed number of queries, nothing kept for other readers."""
    shape: Shape = shape_of(serializer_class)
    return list(shape.rows(list(shape.select(rows.order_by("pk"))), Fragments().of))


def private_paths() -> list[URLPattern]:
    return [path("contributors/<uuid:uid>/private/", KeptInPrivate.as_view(), name="contributor-private")]
