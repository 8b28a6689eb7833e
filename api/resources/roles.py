"""The role vocabulary."""

from types import MappingProxyType
from typing import ClassVar

from rest_framework import serializers

from api.read.column_notes import Note
from api.read.compiled_queries import ROLL_FIELDS
from api.read.compiled_serializers import Computed
from api.read.filter_fields import (
    CodeParameter,
)
from api.read.filters import ParameterFilterSet
from api.read.known_codes import KnownCodeParameter
from api.read.output_serializers.localised_names import (
    WordedLabel,
    label_field,
    note_localised_columns,
)
from api.read.output_serializers.references import (
    DepartmentRef,
)
from api.read.query_params import RELEVANCE_ORDERING
from api.read.search_parameters import LabelSearchParameter
from api.read.updated_at import make_updated_at
from api.resources.resource import Resource
from productions.models import (
    Department,
    Role,
    RoleAlias,
)
from productions.shared.choices import Scope
from productions.shared.reader_texts import list_localised_columns


class RoleAliasOut(serializers.ModelSerializer[RoleAlias]):
    """Another way that a role is printed."""

    class Meta:
        model = RoleAlias
        fields = ("text",)
        rows = RoleAlias.objects.live
        notes: ClassVar = {"text": Note("The other way.")}


class RoleOut(WordedLabel, serializers.ModelSerializer[Role]):
    """A role of the vocabulary."""

    label = label_field(required=False)
    department = DepartmentRef()
    aliases = RoleAliasOut(many=True, help_text="Other ways the role is printed.")
    retired = Computed(
        serializers.BooleanField(help_text="Retired roles stay on old credits."),
        of=("retired_at",),
        get=lambda when: when is not None,
    )
    updated_at = make_updated_at()

    class Meta:
        model = Role
        fields = (
            "code",
            "department",
            "scope",
            "label",
            *list_localised_columns(Role, "label"),
            "order",
            "is_labour",
            "aliases",
            "retired",
            "updated_at",
        )
        on_request: tuple[str, ...] = ("updated_at",)
        in_other_words = ("label",)
        notes: ClassVar = {
            "department": Note("The department it belongs to."),
            "scope": Note("What a credit in this role is usually for."),
            **note_localised_columns(Role, "label", "Its name in {language}."),
            "is_labour": Note("Whether it is work of people: a company credited with it says how many (H6)."),
            "order": Note("Its place in a roll within its department, lowest first.", unit="places"),
        }


class RoleFilter(ParameterFilterSet):
    code = KnownCodeParameter("code", "Codes of roles, to fetch many at once", Role)
    q = LabelSearchParameter("Label or alias in any script, or the code; what is called so comes first")
    department = KnownCodeParameter("department__code", "Code of the department", Department)
    scope = CodeParameter("scope", "Usual scope", Scope.values)

    class Meta:
        model = Role
        fields: tuple[str, ...] = ()


RESOURCE = Resource(
    name="role",
    text="The role vocabulary. An entry is known by its code.",
    rows=Role.objects.public(),
    representation=RoleOut,
    filters=RoleFilter,
    orderings=MappingProxyType({"code": ("code",), RELEVANCE_ORDERING: tuple(ROLL_FIELDS)}),
    private={
        "held_by_companies": "Only coverage asks for it.",
    },
    lookup="code",
)
