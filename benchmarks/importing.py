"""The other way to bring rows in: a resource of django-import-export, with the models' own validation."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import tablib
from import_export import fields, resources, widgets

from productions.models import Contributor, Credit, Production, Role

COLUMNS = ("uid", "production", "role", "contributor", "credited_as", "position", "state")


def named(column: str, model: Any, by: str) -> Any:
    return fields.Field(column, column, widget=widgets.ForeignKeyWidget(model, by))


class CreditResource(resources.ModelResource):  # type: ignore[misc]
    production = named("production", Production, "uid")
    role = named("role", Role, "code")
    contributor = named("contributor", Contributor, "uid")

    class Meta:
        model = Credit
        fields = COLUMNS
        import_id_fields = ("uid",)
        clean_model_instances = True


def by_import_export(production: Production, people: list[Contributor], role: Role) -> None:
    """Bring in one credit of each of the people. Raises the first error."""
    rows = [
        (str(uuid4()), str(production.uid), role.code, str(person.uid), person.name, place, "confirmed")
        for place, person in enumerate(people)
    ]
    CreditResource().import_data(tablib.Dataset(*rows, headers=COLUMNS), raise_errors=True)
