"""Editions that a production has beyond the built-in ones, and the time lines of its editions."""

from fractions import Fraction
from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from productions.catalogue.models.works import Episode, Production
from productions.catalogue.queries import EditionQuerySet, TimingQuerySet
from productions.shared.choices import Edition
from productions.shared.models import (
    CODE_LENGTH,
    LIVE,
    NAME_LENGTH,
    OpenCodeField,
    Removable,
)
from productions.shared.reader_texts import pick_reader_text
from productions.shared.site_languages import WORK_LANGUAGE, list_localised_fields

TIMECODE_LENGTH = 11
RATE_COMPLETE = Q(fps_num=None, fps_den=None) | Q(
    fps_num__isnull=False,
    fps_den__isnull=False,
    fps_num__gte=1,
    fps_den__gte=1,
    fps_num__lte=F("fps_den") * 240,
)


class Timed(Removable):
    """A frame rate as a fraction in frames per second, and the timecode of the first frame; each may be unknown."""

    fps_num = models.PositiveIntegerField(
        _("frame rate, numerator"),
        null=True,
        blank=True,
        help_text=_("Frames per second as a fraction, 24000/1001; empty: that of the production."),
    )
    fps_den = models.PositiveIntegerField(
        _("frame rate, denominator"), null=True, blank=True, help_text=_("The lower part of the fraction.")
    )
    start_timecode = models.CharField(
        _("start timecode"),
        max_length=TIMECODE_LENGTH,
        blank=True,
        help_text=_(
            "Timecode of the first frame, as in 01:00:00:00; with drop-frame numbering, 01:00:00;00."
        ),
    )

    class Meta:
        abstract = True

    @property
    def fps(self) -> Fraction | None:
        """Frames per second; None where it has no rate of its own."""
        return Fraction(self.fps_num, self.fps_den) if self.fps_num and self.fps_den else None


class ProductionEdition(Timed):
    """An edition of one production that the built-in list does not have: a director's cut, a TV cut.

    Whatever belongs to an edition holds its `code` as text, so that an edition that is retired keeps its label. `kind` is the
    built-in edition that it is a form of, if any.
    """

    production = models.ForeignKey(
        Production, models.PROTECT, related_name="own_editions", verbose_name=_("production")
    )
    code = models.CharField(
        _("code"),
        max_length=CODE_LENGTH,
        validators=[
            RegexValidator(
                r"^[a-z][a-z0-9_]*\Z", _("Write small letters, digits and underscores, as in directors_cut.")
            )
        ],
        help_text=_("What entries and addresses say, as in directors_cut. It never changes."),
    )
    label_ja = models.CharField(
        _("label, Japanese"), max_length=NAME_LENGTH, blank=True, help_text=_("What Japanese rolls print.")
    )
    label_en = models.CharField(
        _("label, English"), max_length=NAME_LENGTH, blank=True, help_text=_("What English rolls print.")
    )
    kind = models.CharField(
        _("kind"),
        max_length=CODE_LENGTH,
        choices=Edition,
        blank=True,
        help_text=_("The built-in edition that it is a form of; templates lay it out like that one."),
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering: ClassVar = ["production", "code", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production", "code"],
                condition=LIVE,
                name="edition_code_once",
                violation_error_message=_("The production already has an edition with this code."),
            ),
            models.CheckConstraint(
                name="edition_code_is_own",
                condition=~Q(code__in=["", *Edition.values]),
                violation_error_message=_("This code is that of a built-in edition; choose another one."),
            ),
            models.CheckConstraint(
                name="edition_has_label",
                condition=~Q(**dict.fromkeys(list_localised_fields("label", first=WORK_LANGUAGE), "")),
                violation_error_message=_("Give the edition a label in Japanese or English."),
            ),
            models.CheckConstraint(
                name="edition_frame_rate",
                condition=RATE_COMPLETE,
                violation_error_message=_(
                    "The frame rate is a fraction above 0 and at most 240 frames per second."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The label in the reader's language, or else the other one."""
        return pick_reader_text(self, "label")


class EditionTiming(Timed):
    """The time line of one edition of an episode, or of a work without episodes: its frame rate and where its timecode begins.

    An empty `edition` is the time line of every edition that has none of its own.
    """

    production = models.ForeignKey(
        Production, models.PROTECT, related_name="edition_timings", verbose_name=_("production")
    )
    episode = models.ForeignKey(
        Episode,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="edition_timings",
        verbose_name=_("episode"),
    )
    edition = OpenCodeField(
        _("edition"),
        max_length=CODE_LENGTH,
        choices=Edition,
        blank=True,
        help_text=_("Empty: every edition."),
    )

    objects = TimingQuerySet.as_manager()

    class Meta:
        verbose_name = _("time line")
        verbose_name_plural = _("time lines")
        ordering: ClassVar = ["production", "episode", "edition", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production", "episode", "edition"],
                condition=LIVE & Q(episode__isnull=False),
                name="timing_of_episode_once",
                violation_error_message=_("This edition already has a time line."),
            ),
            models.UniqueConstraint(
                fields=["production", "edition"],
                condition=LIVE & Q(episode=None),
                name="timing_of_production_once",
                violation_error_message=_("This edition already has a time line."),
            ),
            models.CheckConstraint(
                name="timing_frame_rate",
                condition=RATE_COMPLETE,
                violation_error_message=_(
                    "The frame rate is a fraction above 0 and at most 240 frames per second."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.episode or self.production} {self.get_edition_display()}".strip()
