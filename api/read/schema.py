"""The OpenAPI document: parameters from the declared lists, computed members, problems on every address."""

from collections.abc import Iterable, Mapping
from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from api.http.errors import PROBLEM_MEDIA_TYPE
from api.http.problem_schemas import PROBLEM_RESPONSES, ProblemOut
from api.http.responses import CSV, JSON, MEDIA_TYPES, NDJSON
from api.read.aggregates import GROUP_MEMBERS, CreditGroupOut
from api.read.compiled_queries import ListSource
from api.read.list_views import ActionText, DeclaredView, EntryView, ListingView
from api.read.query_params import (
    DEFAULT_GROUPING,
    DEFAULT_PAGE_SIZE,
    LABEL_LANGUAGES,
    MAX_PAGE_SIZE,
    MEMBER_PARAMETERS,
    NAME_FORMS,
    WORDING_PARAMETERS,
)

MIN_HIDDEN_LIMIT = 2**15 - 1
"""What the smallest column can hold; limits of our own are smaller."""


class ComputedField(OpenApiSerializerFieldExtension):
    """A computed member is described by its `form`."""

    target_class = "api.read.compiled_serializers.Computed"

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> Any:
        return auto_schema._map_serializer_field(self.target.form, direction)


class DeclaredSchema(AutoSchema):
    """What drf-spectacular cannot see of a declared list, and of methods that a view is given with `as_view`."""

    @property
    def action_text(self) -> ActionText | None:
        """What the view says of the method itself."""
        actions: Mapping[str, ActionText] = getattr(self.view, "actions", {})
        return actions.get(self.method)

    def get_operation_id(self) -> str:
        told = self.action_text
        return told.operation_id if told and told.operation_id else super().get_operation_id()

    def get_description(self) -> str:  # type: ignore[override]
        told = self.action_text
        text = (told and told.text) or getattr(self.view, "description", None)
        return str(text) if text else str(super().get_description())

    def get_request_serializer(self) -> Any:
        told = self.action_text
        return told.request if told else super().get_request_serializer()

    def get_filter_parameters(self) -> list[Any]:
        return []

    def get_override_parameters(self) -> list[Any]:
        view = self.view
        if told := self.action_text:
            return list(told.parameters)
        if self.method != "GET":
            return list(super().get_override_parameters())
        if isinstance(view, ListingView):
            options = view.known_options()
        elif isinstance(view, EntryView):
            options = MEMBER_PARAMETERS | WORDING_PARAMETERS
        else:
            return list(super().get_override_parameters())
        source = view.source()
        filters = describe_filters(source) if isinstance(view, ListingView) else []
        return [*filters, *describe_options(options, source.orderings)]

    def get_response_serializers(self) -> Any:
        view = self.view
        if told := self.action_text:
            return told.responses
        if not isinstance(view, DeclaredView) or self.method != "GET":
            return super().get_response_serializers()
        many = isinstance(view, ListingView)
        row: Any = view.source().serializer_class
        if isinstance(view, ListingView) and view.counted:
            row = CreditGroupOut
        shown: Any = row(many=True) if many else row
        answers: dict[Any, Any] = {}
        for form in list_formats(view):
            answers[200, MEDIA_TYPES[form]] = shown if form == JSON else OpenApiTypes.STR
        return answers | PROBLEM_RESPONSES | ({(406, PROBLEM_MEDIA_TYPE): ProblemOut} if many else {})


def list_formats(view: DeclaredView) -> tuple[str, ...]:
    """The forms that a view answers in."""
    if not isinstance(view, ListingView):
        return (JSON,)
    return (view.suffix,) if view.suffix else (JSON, NDJSON, CSV)


def describe_filters(source: ListSource) -> list[OpenApiParameter]:
    """The filters of a list."""
    return [
        OpenApiParameter(
            name, {"type": "string", "maxLength": parameter.longest}, description=parameter.label
        )
        for name, parameter in source.parameters.items()
    ]


def describe_options(options: Mapping[str, str], orderings: Iterable[str] = ()) -> list[OpenApiParameter]:
    """Those of the parameters of every list that are among `options`."""
    schemas: dict[str, dict[str, Any]] = {
        "page_size": {
            "type": "integer",
            "minimum": 1,
            "maximum": MAX_PAGE_SIZE,
            "default": DEFAULT_PAGE_SIZE,
        },
        "names": {"type": "string", "enum": list(NAME_FORMS), "default": NAME_FORMS[0]},
        "lang": {"type": "string", "enum": list(LABEL_LANGUAGES)},
        "count": {"type": "string", "enum": ["exact"]},
        "by": {"type": "string", "enum": list(GROUP_MEMBERS), "default": DEFAULT_GROUPING},
        "ordering": {
            "type": "string",
            "enum": [sign + name for name in orderings for sign in ("", "-")],
        },
    }
    return [
        OpenApiParameter(name, schemas.get(name, {"type": "string"}), description=text)
        for name, text in options.items()
    ]


def without_ranges(result: dict[str, Any], **context: Any) -> dict[str, Any]:
    """Leave out how large a number each database can hold, so that the document is the same on all of them."""
    for schema in result["components"]["schemas"].values():
        for member in schema.get("properties", {}).values():
            if member.get("format") == "int64":
                del member["format"]
            if member.get("maximum", 0) >= MIN_HIDDEN_LIMIT:
                del member["maximum"]
            if member.get("minimum", 0) <= -MIN_HIDDEN_LIMIT:
                del member["minimum"]
    return result
