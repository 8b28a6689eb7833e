"""Fonts that studios bring for their rolls."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from productions.shared.choices import FileState
from productions.shared.models import NAME_LENGTH
from productions.studio_files.models.files import StudioFile


class Font(StudioFile):
    """One font; `family`, `weight` (usWeightClass, 1 to 1000), `style` and `version` are what the file says of itself."""

    ALREADY_RETIRED = _("This font is already retired.")

    family = models.CharField(_("family"), max_length=100)
    style = models.CharField(_("style"), max_length=NAME_LENGTH, blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"))
    version = models.CharField(_("version"), max_length=NAME_LENGTH, blank=True)
    licence_note = models.TextField(
        _("licence"),
        help_text=_("Which licence lets the studio use this font in its rolls; only members see it."),
    )

    class Meta:
        verbose_name = _("font")
        verbose_name_plural = _("fonts")
        ordering: ClassVar = ["family", "weight", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production", "family", "weight"],
                condition=Q(state=FileState.ACTIVE),
                name="font_family_weight_once",
                violation_error_message=_(
                    "The production has this family in this weight already; retire that font first."
                ),
            ),
            models.CheckConstraint(
                name="font_has_licence",
                condition=~Q(licence_note=""),
                violation_error_message=_("Say which licence lets the studio use the font."),
            ),
            models.CheckConstraint(
                name="font_weight_in_range",
                condition=Q(weight__gte=1, weight__lte=1000),
                violation_error_message=_("A font's weight is between 1 and 1000."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.family} {self.style or self.weight}"
