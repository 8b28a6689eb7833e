"""Imports as the members of their productions see them: who sent which file when, and what became of it."""

from __future__ import annotations

from types import MappingProxyType

from rest_framework import serializers

from api.read.compiled_queries import BY_UID, ListSource
from api.read.compiled_serializers import Computed
from api.read.filter_fields import ChoiceParameter, CodeParameter, UidParameter
from api.read.filters import ParameterFilterSet
from api.read.output_serializers.exports import format_account_name
from api.read.output_serializers.import_plans import PlanCountsOut
from api.read.output_serializers.references import ProductionRef
from api.write.views import MembersOnlyEntry
from productions.models import ImportBatch
from productions.shared.intake_choices import ImportKind, PlanGroup


def count_figures(figures: dict[str, int]) -> dict[str, int]:
    """How many entries were in each group; imports of before there were plans have entered and nothing else."""
    counts = {str(group): figures.get(group, 0) for group in PlanGroup}
    return counts if PlanGroup.NEW in figures else {**counts, "new": figures.get("credits", 0)}


def format_account(first: str | None, last: str | None, username: str | None) -> str | None:
    """The name of an account, or None where the operator did it."""
    return format_account_name(first or "", last or "", username) if username else None


def name_account(column: str, told: str) -> Computed:
    """A member that is the name of the account in a column."""
    return Computed(
        serializers.CharField(allow_null=True, help_text=told),
        of=tuple(f"{column}__{name}" for name in ("first_name", "last_name", "username")),
        get=format_account,
    )


class ImportEntry(serializers.ModelSerializer[ImportBatch]):
    """A file that was imported, for the members of its production."""

    production = ProductionRef(
        allow_null=True, help_text="The production that it was entered into; null: a catalogue of films."
    )
    filename = serializers.CharField(
        help_text="Name of the file; withheld where it names somebody who withholds theirs."
    )
    imported_by = name_account("imported_by", "Name of the account; null: the site's operator.")
    counts = Computed(
        PlanCountsOut(help_text="What became of the file's entries when it was entered."),
        of=("figures",),
        get=count_figures,
    )
    undone_by = name_account(
        "undone_by", "Name of the account that took it back; null: nobody, or the operator."
    )

    class Meta:
        model = ImportBatch
        fields: tuple[str, ...] = (
            "uid", "production", "kind", "filename", "digest", "imported_at", "imported_by", "counts", "undone_at", "undone_by",
        )  # fmt: skip


class ImportFilter(ParameterFilterSet):
    production = UidParameter("production__uid", "uid of the production")
    kind = CodeParameter("kind", "What the file was", ImportKind.values)
    undone = ChoiceParameter("taken_back", "Whether it was taken back", ("true", "false"))

    class Meta:
        model = ImportBatch
        fields: tuple[str, ...] = ()


IMPORTS = ListSource(
    ImportBatch.objects.none(),
    ImportEntry,
    ImportFilter.base_filters,
    MappingProxyType({**BY_UID, "imported_at": ("imported_at", "uid")}),
)
"""Nobody without a token has any."""


class ImportDetail(MembersOnlyEntry):
    """A file that was imported, for the members of its production."""

    summary = "Get an import"
    declared = IMPORTS
