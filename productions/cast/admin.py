"""Characters and their variants."""

from collections.abc import Sequence
from typing import ClassVar

from django.contrib import admin
from django.http import HttpRequest

from productions.admin_pages.base import OffMenuAdmin, VerbAdmin
from productions.admin_pages.inlines import VerbInline
from productions.admin_pages.pickers import join_label, label_choices
from productions.cast.models import Character, CharacterVariant
from productions.cast.services import characters
from productions.shared.reader_texts import list_localised_columns
from productions.users.models import User

CHARACTER_NAMES = list_localised_columns(Character, "name")
VARIANT_LABELS = list_localised_columns(CharacterVariant, "label")


class VariantInline(VerbInline):
    model = CharacterVariant
    fields = (("kind", "label", *VARIANT_LABELS),)
    add_verb = characters.add_variant
    update_verb = characters.update_variant


@label_choices(Character, "production")
def label_characters(entries: Sequence[Character], user: User) -> dict[int, str]:
    """The name in every language, and the work."""
    return {
        each.pk: join_label(each, *(getattr(each, name) for name in CHARACTER_NAMES), each.production)
        for each in entries
    }


@admin.register(Character)
class CharacterAdmin(VerbAdmin):
    list_display = ("name", *CHARACTER_NAMES, "production", "position")
    list_select_related = ("production",)
    search_fields = ("search_key", "production__title")
    ordering = ("production", "position", "pk")
    autocomplete_fields = ("production",)
    fields = ("production", ("name", "name_language"), ("name_kana", *CHARACTER_NAMES), "position")
    inlines = (VariantInline,)
    narrowed_by = ("production",)
    create_verb = characters.create_character
    update_verb = characters.update_character

    def get_inlines(self, request: HttpRequest, obj: Character | None) -> tuple[type[VerbInline], ...]:
        return self.inlines if obj else ()


@admin.register(CharacterVariant)
class CharacterVariantAdmin(OffMenuAdmin):
    """Reached from the character, to remove a variant."""

    list_display = ("label", "kind", "character")
    list_select_related = ("character",)
    search_fields = ("label", "character__search_key")
    fields = ("kind", "label", *VARIANT_LABELS)
    narrowed_by = ("character",)
    narrowing_paths: ClassVar = {"production": "character__production"}
    update_verb = characters.update_variant
