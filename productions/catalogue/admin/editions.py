"""Editions that productions have of their own, and how pages of other topics say and offer editions."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from productions.admin_pages.base import VerbAdmin
from productions.catalogue.admin.rates import RateColumn, RateForm
from productions.catalogue.models.editions import EditionTiming, ProductionEdition
from productions.catalogue.models.placements import CutPlacement
from productions.catalogue.services import editions, placements
from productions.shared.choices import Edition
from productions.shared.reader_texts import list_localised_columns
from productions.shared.site_languages import WORK_LANGUAGE


def offer_editions(
    empty: Any, own: Iterable[ProductionEdition], *, told: bool = False
) -> list[tuple[str, Any]]:
    """Choices of a form: none, those built in, and the given ones; `told`: with the production that each is of."""
    labels: dict[str, str] = {}
    for edition in own:
        label = f"{edition.label} ({edition.production})" if told else edition.label
        labels[edition.code] = f"{labels[edition.code]}, {label}" if edition.code in labels else label
    return [("", empty), *Edition.choices, *labels.items()]


class EditionColumn:
    """For lists and pages of rows that have an edition: `told_edition` is its label, in one query for all rows."""

    def get_queryset(self, request: HttpRequest) -> Any:
        rows: Any = super().get_queryset(request)
        return rows.with_edition_labels()

    @admin.display(description=gettext_lazy("edition"), ordering="edition")
    def told_edition(self, entry: Any) -> str:
        return str(entry.get_edition_display()) or "–"


EDITION_LABELS = list_localised_columns(ProductionEdition, "label", first=WORK_LANGUAGE)


@admin.register(ProductionEdition)
class EditionAdmin(VerbAdmin):
    list_display = ("code", *EDITION_LABELS, "kind", "production")
    list_filter = ("kind",)
    list_select_related = ("production",)
    search_fields = ("code", *EDITION_LABELS, "production__title")
    ordering = ("production", "code", "pk")
    autocomplete_fields = ("production",)
    fields = (
        "production", "code", EDITION_LABELS, "kind", "rate", "start_timecode",
    )  # fmt: skip
    form = RateForm
    create_verb = editions.add_edition
    update_verb = editions.update_edition


@admin.register(EditionTiming)
class TimingAdmin(EditionColumn, RateColumn, VerbAdmin):
    form = RateForm
    list_display = ("production", "episode", "told_edition", "told_rate", "start_timecode")
    list_select_related = ("production", "episode")
    search_fields = ("production__title",)
    autocomplete_fields = ("production", "episode")
    fields = ("production", "episode", "edition", "rate", "start_timecode")
    readonly_fields = ("production", "episode", "edition")
    update_verb = placements.update_timing

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(CutPlacement)
class PlacementAdmin(EditionColumn, VerbAdmin):
    list_display = ("cut", "episode", "production", "told_edition", "record_in", "length")
    list_select_related = ("production", "episode", "cut")
    search_fields = ("cut__number", "cut__number_key", "production__title")
    ordering = ("production", "episode", "edition", "record_in", "pk")
    fields = ("cut", "edition", "record_in", "length", "source_in")
    autocomplete_fields = ("cut",)
    create_verb = placements.place_cut
    update_verb = placements.update_placement
