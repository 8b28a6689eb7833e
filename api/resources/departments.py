"""Departments of the role vocabulary."""

from types import MappingProxyType
from typing import ClassVar

from rest_framework import serializers

from api.read.column_notes import Note
from api.read.output_serializers.localised_names import (
    WordedLabel,
    label_field,
    note_localised_columns,
)
from api.read.updated_at import make_updated_at
from api.resources.resource import Resource
from productions.models import (
    Department,
)
from productions.shared.reader_texts import list_localised_columns


class DepartmentOut(WordedLabel, serializers.ModelSerializer[Department]):
    """A department of the vocabulary."""

    label = label_field(required=False)
    updated_at = make_updated_at()

    class Meta:
        model = Department
        fields = ("code", "label", *list_localised_columns(Department, "label"), "order", "updated_at")
        in_other_words = ("label",)
        notes: ClassVar = {
            **note_localised_columns(Department, "label", "Its name in {language}."),
            "order": Note("Its place in a roll, lowest first.", unit="places"),
        }
        on_request: tuple[str, ...] = ("updated_at",)


RESOURCE = Resource(
    name="department",
    text="Departments of the role vocabulary, in the order of a roll.",
    rows=Department.objects.all(),
    representation=DepartmentOut,
    orderings=MappingProxyType({"order": ("order", "code")}),
    lookup="code",
)
