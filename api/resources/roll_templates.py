"""Templates of rolls that a production's exports may name: `productions/{uid}/templates/`, for its members."""

from __future__ import annotations

from datetime import UTC
from typing import Any, ClassVar
from uuid import UUID

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.timezone import override
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from api.http import responses
from api.http.header_schemas import CONDITIONAL, VALIDATED
from api.http.problem_schemas import PROBLEM_RESPONSES
from api.read.filters import refuse_unknown_parameters
from api.read.newest_event import read_last_modified
from api.write.tokens import TokenToRead, require_signed_in
from api.write.visibility import MembersView, make_not_found_for_member
from productions.models import Production, RollTemplate
from productions.rollkit.template.shipped_templates import SHIPPED_TEMPLATES


@extend_schema_field({"$ref": "#/components/schemas/Template"})
class TemplateField(serializers.DictField):
    """A template, as it is stored."""


class TemplateOut(serializers.Serializer[Any]):
    """What a roll looks like. An export's `delivery` takes its name, or name and version."""

    name = serializers.CharField()
    version = serializers.IntegerField()
    shipped = serializers.BooleanField(help_text="It comes with the program; false: the production's own.")
    made_at = serializers.DateTimeField(allow_null=True, help_text="Null for shipped ones.")
    template = TemplateField(help_text="The whole template; docs/rolls.md describes it.")


class ProductionTemplates(MembersView):
    """The templates to choose from, not paged: the newest version of each of the production's own, then the shipped ones."""

    permission_classes = (TokenToRead,)
    serializer_class: ClassVar = TemplateOut
    heeded_headers = CONDITIONAL
    answer_headers: ClassVar[tuple[str, ...]] = VALIDATED

    @extend_schema(
        operation_id="productions_templates_list",
        summary="List the templates of a production",
        responses={200: TemplateOut(many=True), **PROBLEM_RESPONSES},
    )
    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        refuse_unknown_parameters(request, ())
        production = Production.objects.visible_to(require_signed_in(request)).filter(uid=uid).first()
        if production is None:
            raise make_not_found_for_member(Production, uid, request)
        own = RollTemplate.objects.filter(production=production).current()
        rows = [
            *(describe_template(row.data, shipped=False, made_at=row.made_at) for row in own),
            *(describe_template(template.to_dict(), shipped=True) for template in SHIPPED_TEMPLATES.values()),
        ]
        with override(UTC):
            body = responses.encode_json(TemplateOut(rows, many=True).data)
        return responses.build_response(
            request, body, responses.MEDIA_TYPES[responses.JSON], modified=read_last_modified()
        )


def describe_template(data: dict[str, Any], *, shipped: bool, made_at: Any = None) -> dict[str, Any]:
    return {
        "name": data["name"],
        "version": data["version"],
        "shipped": shipped,
        "made_at": made_at,
        "template": data,
    }


def template_paths() -> list[URLPattern]:
    view = ProductionTemplates.as_view()
    return [path("productions/<uuid:uid>/templates/", view, name="production-templates")]
