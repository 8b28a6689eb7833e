"""Whom a voice credit gives a voice to."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from productions.cast.models import Character, CharacterVariant
from productions.credits.models.credits import Credit
from productions.credits.queries.portrayals import PortrayalQuerySet
from productions.shared.models import LIVE, Removable


class Portrayal(Removable):
    """A character that a credit voices or plays, in one of its variants where that is known.

    It tells who is meant where the credit's name is withheld, so the ledger keeps it like a name.
    Two actors for one character are two credits; one actor for two is one credit, or two where the roll has two lines.
    """

    PERSONAL_FIELDS = frozenset({"character", "variant"})

    credit = models.ForeignKey(Credit, models.PROTECT, related_name="portrayals", verbose_name=_("credit"))
    character = models.ForeignKey(
        Character, models.PROTECT, related_name="portrayals", verbose_name=_("character")
    )
    variant = models.ForeignKey(
        CharacterVariant, models.PROTECT, null=True, blank=True, related_name="portrayals", verbose_name=_("variant")
    )  # fmt: skip

    objects = PortrayalQuerySet.as_manager()

    class Meta:
        verbose_name = _("portrayal")
        verbose_name_plural = _("portrayals")
        ordering: ClassVar = ["credit", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["credit", "character"],
                condition=LIVE & Q(variant=None),
                name="portrayal_once",
                violation_error_message=_("The credit already names this character."),
            ),
            models.UniqueConstraint(
                fields=["credit", "character", "variant"],
                condition=LIVE & Q(variant__isnull=False),
                name="portrayal_of_variant_once",
                violation_error_message=_("The credit already names this character."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.variant or self.character)

    @property
    def names_are_private(self) -> bool:
        return super().names_are_private or self.credit.withheld_statement_id is not None

    @property
    def label_without_names(self) -> str:
        return self.credit.label_without_names
