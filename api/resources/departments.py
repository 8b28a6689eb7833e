"""Departments of the role vocabulary."""

from types import MappingProxyType
from typing import ClassVar

from rest_framework import serializers

from api.read.column_notes import Note
from api.read.output_serializers.localised_names import (
    WordedLabel,
    label_field,
)
from api.read.updated_at import make_updated_at
from api.resources.resource import Resource
from productions.models import (
    Department,
)


class DepartmentOut(WordedLabel, serializers.ModelSerializer[Department]):
    """A department of the vocabulary."""

    label = label_field(required=False)
    updated_at = make_updated_at()

    class Meta:
        model = Department
        fields = ("code", "label", "label_en", "label_ja", "order", "updated_at")
        in_other_words = ("label",)
        notes: ClassVar = {
            "label_en": Note("Its name in English."),
            "label_ja": Note("Its name in Japanese."),
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
