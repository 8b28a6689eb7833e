"""The OpenAPI document: parameters from the declared lists, computed members, problems on every address."""

from collections.abc import Iterable, Mapping
from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from api.http.deprecation import find_deprecation
from api.http.header_schemas import add_answer_headers, list_heeded_headers
from api.http.problem_schemas import PROBLEM_RESPONSES
from api.http.responses import JSON, MEDIA_TYPES
from api.read.aggregates import GROUP_MEMBERS, CreditGroupOut
from api.read.compiled_queries import ListSource
from api.read.list_views import ActionText, DeclaredView, EntryView, ListingView
from api.read.query_params import (
    DEFAULT_GROUPING,
    ENTRY_PAGES,
    MEMBER_PARAMETERS,
    NAME_FORMS,
    WORDING_PARAMETERS,
    PageSizes,
)
from productions.shared.site_languages import ROLL_LANGUAGES

MIN_HIDDEN_LIMIT = 2**15 - 1
"""What the smallest column can hold; limits of our own are smaller."""
UNTYPED_PARAMETERS = frozenset({"fields"})
"""Parameters of JSON that the document leaves out: their answers are of another media type, without a schema (decision 75)."""
ROOT_TAG = "root"
"""The tag of the address that has no words."""


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

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation = super().get_operation(*args, **kwargs)
        if operation:
            add_answer_headers(operation, self.view, self.method)
        return operation

    def get_operation_id(self) -> str:
        told = self.action_text
        if told and told.operation_id:
            return told.operation_id
        if isinstance(self.view, ListingView) and self.method == "GET":
            return name_list_operation(self._tokenize_path(), self.view)
        return super().get_operation_id().replace(".", "_")

    def get_summary(self) -> str | None:
        told = self.action_text
        return told.summary if told else getattr(self.view, "summary", "") or None

    def get_tags(self) -> list[str]:
        """The first word of the address."""
        first, *_others = (*self._tokenize_path(), ROOT_TAG)
        return [first.partition(".")[0]]

    def get_description(self) -> str:  # type: ignore[override]
        told = self.action_text
        text = (told and told.text) or getattr(self.view, "description", None) or super().get_description()
        declared = find_deprecation(self.view, self.method)
        return f"{text}\n\n{declared.sentence}" if declared else str(text)

    def is_deprecated(self) -> bool:
        return find_deprecation(self.view, self.method) is not None

    def get_request_serializer(self) -> Any:
        told = self.action_text
        return told.request if told else super().get_request_serializer()

    def get_filter_parameters(self) -> list[Any]:
        return []

    def get_override_parameters(self) -> list[Any]:
        view = self.view
        heeded = list_heeded_headers(view) if self.method == "GET" else []
        if told := self.action_text:
            return [*told.parameters, *heeded]
        if self.method != "GET":
            return list(super().get_override_parameters())
        if isinstance(view, ListingView):
            options = view.known_options()
        elif isinstance(view, EntryView):
            options = MEMBER_PARAMETERS | WORDING_PARAMETERS
        else:
            return [*super().get_override_parameters(), *heeded]
        source = view.source()
        filters = describe_filters(source) if isinstance(view, ListingView) else []
        if getattr(view, "form", JSON) == JSON:
            options = {name: text for name, text in options.items() if name not in UNTYPED_PARAMETERS}
        sizes = view.sizes if isinstance(view, ListingView) else ENTRY_PAGES
        return [*filters, *describe_options(options, source.orderings, sizes=sizes), *heeded]

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
        form = view.form if isinstance(view, ListingView) else JSON
        media_type, *_parameters = MEDIA_TYPES[form].split(";")
        return {(200, media_type): shown if form == JSON else OpenApiTypes.STR} | PROBLEM_RESPONSES


def name_list_operation(words: Iterable[str], view: ListingView) -> str:
    """The id of a list: `credits_list`, `credits_list_csv`, and `productions_credits_all_csv` where it is not paged."""
    name = "_".join(words).replace("-", "_")
    plain, dot, _suffix = name.partition(".")
    return f"{plain}_{'list' if view.paged else 'all'}{f'_{view.form}' if dot else ''}"


def describe_filters(source: ListSource) -> list[OpenApiParameter]:
    """The filters of a list."""
    return [
        OpenApiParameter(
            name, {"type": "string", "maxLength": parameter.longest}, description=parameter.label
        )
        for name, parameter in source.parameters.items()
    ]


def describe_options(
    options: Mapping[str, str], orderings: Iterable[str] = (), *, sizes: PageSizes = ENTRY_PAGES
) -> list[OpenApiParameter]:
    """Those of the parameters of every list that are among `options`."""
    schemas: dict[str, dict[str, Any]] = {
        "page_size": {
            "type": "integer",
            "minimum": 1,
            "maximum": sizes.limit,
            "default": sizes.usual,
        },
        "names": {"type": "string", "enum": list(NAME_FORMS), "default": NAME_FORMS[0]},
        "lang": {"type": "string", "enum": list(ROLL_LANGUAGES)},
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
