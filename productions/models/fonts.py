"""Fonts that studios bring for their rolls."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from productions.models.base import CODE_LENGTH, NAME_LENGTH, Record
from productions.models.output import DIGEST_LENGTH
from productions.models.works import Production
from productions.querysets import FontQuerySet
from productions.vocabulary import FontState


class Font(Record):
    """One font of a production as a file that never changes; retired, never deleted, since rolls were set in it.

    `family`, `weight` (usWeightClass, 1 to 1000), `style` and `version` are what the file says of itself. `file` is
    relative to the media folder and named after its content; `size` is in bytes.
    """

    PRIVATE_FIELDS = frozenset({"licence_note"})

    production = models.ForeignKey(
        Production, models.PROTECT, related_name="fonts", verbose_name=_("production")
    )
    family = models.CharField(_("family"), max_length=100)
    style = models.CharField(_("style"), max_length=NAME_LENGTH, blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"))
    version = models.CharField(_("version"), max_length=NAME_LENGTH, blank=True)
    file = models.CharField(_("file"), max_length=NAME_LENGTH)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=DIGEST_LENGTH)
    licence_note = models.TextField(
        _("licence"),
        help_text=_("Which licence lets the studio use this font in its rolls; only members see it."),
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))
    state = models.CharField(_("state"), max_length=CODE_LENGTH, choices=FontState, default=FontState.ACTIVE)

    objects = FontQuerySet.as_manager()

    class Meta:
        verbose_name = _("font")
        verbose_name_plural = _("fonts")
        ordering: ClassVar = ["family", "weight", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production", "family", "weight"],
                condition=Q(state=FontState.ACTIVE),
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
