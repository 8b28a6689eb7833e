"""`contributors/{uid}/private/`: what the token's productions keep of a contributor, read at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from api.http import responses
from api.read.compiled_serializers import RowPlan, get_row_plan
from api.read.filters import refuse_unknown_parameters
from api.read.fragment_cache import FragmentCache
from api.read.output_serializers.references import ContributorRef, ProductionRef
from api.resources.contributor_names import NameEntry
from api.resources.example_entries import UIDS
from api.write.idempotency import PRIVATE_CACHE_CONTROL
from api.write.input_serializers import Change
from api.write.request_bodies import Reference
from api.write.schema import list_write_problems
from api.write.tokens import TokenToRead, require_signed_in
from api.write.views import WritableKind
from api.write.visibility import filter_readable, make_not_found_for_member
from productions.models import Contributor, ContributorDetails, ContributorName, Production
from productions.people.services import private_details


class PrivateDetailsEntry(serializers.ModelSerializer[ContributorDetails]):
    """What a production keeps of a contributor in private, for its editors and tokens of theirs that may write."""

    contributor = ContributorRef()
    production = ProductionRef(allow_null=True, help_text="The production that keeps them.")

    class Meta:
        model = ContributorDetails
        fields: tuple[str, ...] = ("uid", "contributor", "production", "email", "note")


class KeptOut(serializers.Serializer[Any]):
    """Everything that your productions keep of a contributor in private."""

    details = PrivateDetailsEntry(many=True, help_text="One for each production.")
    legal_names = NameEntry(many=True)


class PrivateDetailsFields(serializers.ModelSerializer[ContributorDetails]):
    class Meta:
        model = ContributorDetails
        fields: tuple[str, ...] = ("email", "note")


class PrivateDetailsIn(PrivateDetailsFields):
    contributor = Reference(Contributor, help_text="uid of the contributor.")
    production = Reference(
        Production,
        required=False,
        allow_null=True,
        help_text="uid of the production that keeps them; without it the only one that you edit.",
    )

    class Meta(PrivateDetailsFields.Meta):
        fields = ("contributor", "production", *PrivateDetailsFields.Meta.fields)


class PrivateDetailsChange(Change, PrivateDetailsFields):
    class Meta(PrivateDetailsFields.Meta):
        fields = (*PrivateDetailsFields.Meta.fields, "reason")


PRIVATE_DETAIL_KIND = WritableKind(
    "private-detail",
    ContributorDetails,
    PrivateDetailsEntry,
    private_details.add_private_details,
    PrivateDetailsIn,
    private_details.update_private_details,
    PrivateDetailsChange,
    undoable=False,
)
PRIVATE_DETAIL_EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "PrivateDetailsIn": {
        "contributor": UIDS["contributor"],
        "production": UIDS["production"],
        "email": "hana@example.com",
    },
    "PatchedPrivateDetailsChange": {"email": "hana@example.com"},
}


class KeptInPrivate(APIView):
    """What your productions keep of a contributor in private: e-mail, notes, legal names.

    Only for editors and up, by a token that may write; what other productions keep is not told, nor whether they do.
    """

    permission_classes = (TokenToRead,)

    @extend_schema(
        operation_id="contributors_private_retrieve",
        summary="Get what your productions keep of a contributor in private",
        responses={200: KeptOut, **list_write_problems(404, 410)},
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
                PrivateDetailsEntry, ContributorDetails.objects.kept_by(user).filter(**own)
            ),
            "legal_names": read_detail_entries(
                NameEntry, ContributorName.objects.kept_by(user).filter(**own)
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
