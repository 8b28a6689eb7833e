"""Characters: who is voiced or played, as an entry of the production."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from productions.cast.queries import CharacterQuerySet, VariantQuerySet
from productions.catalogue.models.works import Production
from productions.shared.ending_choices import VariantKind
from productions.shared.languages import LanguageField
from productions.shared.models import CODE_LENGTH, LIVE, NAME_LENGTH, Removable
from productions.shared.names import search_key
from productions.shared.reader_texts import list_written_forms
from productions.shared.readings import join_readings


class Character(Removable):
    """A character of a production. What a roll called it stands on the credit (`Credit.character_as_printed`)."""

    DERIVED_FIELDS = frozenset({"search_key", "reading_key"})

    production = models.ForeignKey(
        Production, models.PROTECT, related_name="characters", verbose_name=_("production")
    )
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    name_language = LanguageField(_("language of the name"))
    name_kana = models.CharField(_("name, kana reading"), max_length=NAME_LENGTH, blank=True, default="")
    name_en = models.CharField(_("name, English"), max_length=NAME_LENGTH, blank=True, default="")
    position = models.PositiveIntegerField(
        _("position"), null=True, blank=True, help_text=_("Place among the characters, from 1.")
    )
    search_key = models.CharField(max_length=4 * NAME_LENGTH, editable=False, db_index=True)
    reading_key = models.CharField(max_length=4 * NAME_LENGTH, editable=False, default="", db_default="")

    objects = CharacterQuerySet.as_manager()

    class Meta:
        verbose_name = _("character")
        verbose_name_plural = _("characters")
        ordering: ClassVar = ["production", "position", "pk"]
        indexes: ClassVar = [models.Index(fields=["production", "position"], name="character_in_order")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production", "name"],
                condition=LIVE,
                name="character_once",
                violation_error_message=_("The production already has a character with this name."),
            ),
            models.CheckConstraint(
                name="character_name_not_empty",
                condition=~Q(name=""),
                violation_error_message=_("Enter the character's name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def derive(self) -> None:
        forms = list_written_forms(self, "name")
        self.search_key, self.reading_key = search_key(" ".join(forms)), join_readings(*forms)


class CharacterVariant(Removable):
    """A character at another age, its voice or its song voice alone, or under the name that the screen shows."""

    character = models.ForeignKey(
        Character, models.PROTECT, related_name="variants", verbose_name=_("character")
    )
    kind = models.CharField(_("kind"), max_length=CODE_LENGTH, choices=VariantKind)
    label = models.CharField(
        _("label"), max_length=NAME_LENGTH, help_text=_("What tells it apart: 青年期, 声, 黒い仮面の男.")
    )
    label_en = models.CharField(_("label, English"), max_length=NAME_LENGTH, blank=True, default="")

    objects = VariantQuerySet.as_manager()

    class Meta:
        verbose_name = _("character variant")
        verbose_name_plural = _("character variants")
        ordering: ClassVar = ["character", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["character", "kind", "label"],
                condition=LIVE,
                name="character_variant_once",
                violation_error_message=_("The character already has this variant."),
            ),
            models.CheckConstraint(
                name="character_variant_kind_known",
                condition=Q(kind__in=VariantKind.values),
                violation_error_message=_(
                    "The variant is an age, a voice, an on-screen name or another one."
                ),
            ),
            models.CheckConstraint(
                name="character_variant_label_not_empty",
                condition=~Q(label=""),
                violation_error_message=_("Say what tells the variant apart."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.character} ({self.label})"
