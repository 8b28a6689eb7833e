"""Departments of the role vocabulary."""

from types import MappingProxyType

from rest_framework import serializers

from api.read.output_serializers.localised_names import (
    WordedLabel,
    label_field,
)
from api.resources.resource import Resource
from productions.models import (
    Department,
)


class DepartmentOut(WordedLabel, serializers.ModelSerializer[Department]):
    """A department of the vocabulary."""

    label = label_field(required=False)

    class Meta:
        model = Department
        fields = ("code", "label", "label_en", "label_ja", "order")
        in_other_words = ("label",)


RESOURCE = Resource(
    name="department",
    text="Departments of the role vocabulary, in the order of a roll.",
    rows=Department.objects.all(),
    representation=DepartmentOut,
    orderings=MappingProxyType({"order": ("order", "code")}),
    lookup="code",
)
