"""Logos that studios and sponsors want in a roll."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from productions.shared.choices import FileState
from productions.shared.models import NAME_LENGTH
from productions.shared.reader_texts import list_localised_columns
from productions.shared.site_languages import WORK_LANGUAGE, list_localised_fields
from productions.studio_files.models.files import StudioFile

LOGO_NAME_LENGTH = 100


class Logo(StudioFile):
    """One picture, SVG or PNG. Templates know it by `name`; `said_ja` and its likes stand for it where there are only words.

    `ratio` is how many times it is as wide as high; a `dark` one hardly shows on black, a `light` one on white.
    """

    ALREADY_RETIRED = _("This logo is already retired.")

    name = models.CharField(
        _("name"), max_length=LOGO_NAME_LENGTH, help_text=_("What the production's templates know it by.")
    )
    said_ja = models.CharField(
        _("in words, in Japanese"),
        max_length=NAME_LENGTH,
        blank=True,
        help_text=_("What captions say in its place, as the company's name."),
    )
    said_en = models.CharField(_("in words, in English"), max_length=NAME_LENGTH, blank=True)
    ratio = models.FloatField(_("width to height"))
    dark = models.BooleanField(_("hardly shows on black"), default=False)
    light = models.BooleanField(_("hardly shows on white"), default=False)
    licence_note = models.TextField(
        _("permission"),
        help_text=_("Who lets the studio show this logo in its rolls, and how; only members see it."),
    )

    class Meta:
        verbose_name = _("logo")
        verbose_name_plural = _("logos")
        ordering: ClassVar = ["name", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production", "name"],
                condition=Q(state=FileState.ACTIVE),
                name="logo_name_once",
                violation_error_message=_(
                    "The production has a logo of this name already; retire that one first."
                ),
            ),
            models.CheckConstraint(
                name="logo_is_said",
                condition=~Q(**dict.fromkeys(list_localised_fields("said", first=WORK_LANGUAGE), "")),
                violation_error_message=_("Say in Japanese or in English what stands for the logo in words."),
            ),
            models.CheckConstraint(
                name="logo_has_permission",
                condition=~Q(licence_note=""),
                violation_error_message=_("Say who lets the studio show the logo."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


LOGO_WORDS = list_localised_columns(Logo, "said", first=WORK_LANGUAGE)
"""The columns of what stands for a logo in words."""
