"""Where a cut stands in an edition."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.works import Episode, Production
from productions.catalogue.queries import PlacementQuerySet
from productions.shared.choices import Edition
from productions.shared.models import CODE_LENGTH, LIVE, OpenCodeField, Removable

MAX_TIMELINE_FRAMES = 24 * 60 * 60 * 240
"""A day at the highest frame rate."""


class CutPlacement(Removable):
    """One stretch of an edition of an episode (or of a work without episodes) in which a cut is on screen.

    `record_in` counts frames from the first of the edition, 0, and `length` frames, both at the edition's rate. The same cut
    may stand in several places, and several cuts in one: titles and effects lie over others. An empty `edition` is where
    the cut stands in every edition that has no placement of its own.
    """

    production = models.ForeignKey(
        Production, models.PROTECT, related_name="placements", verbose_name=_("production")
    )
    episode = models.ForeignKey(
        Episode, models.PROTECT, null=True, blank=True, related_name="placements", verbose_name=_("episode")
    )
    cut = models.ForeignKey(Cut, models.PROTECT, related_name="placements", verbose_name=_("cut"))
    edition = OpenCodeField(
        _("edition"),
        max_length=CODE_LENGTH,
        choices=Edition,
        blank=True,
        help_text=_("Empty: every edition."),
    )
    record_in = models.IntegerField(
        _("first frame"), help_text=_("Frames from the start of the edition, whose first frame is 0.")
    )
    length = models.IntegerField(_("length in frames"), help_text=_("Frames at the rate of the edition."))
    source_in = models.IntegerField(
        _("first frame of the source"),
        null=True,
        blank=True,
        help_text=_("The frame of the cut's own material that is first on screen."),
    )

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("cut placement")
        verbose_name_plural = _("cut placements")
        ordering: ClassVar = ["production", "episode", "edition", "record_in", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["episode", "edition", "record_in"], name="placement_in_episode"),
            models.Index(fields=["production", "edition", "record_in"], name="placement_in_production"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cut", "edition", "record_in"],
                condition=LIVE,
                name="placement_once",
                violation_error_message=_("The cut already begins at this frame of the edition."),
            ),
            models.CheckConstraint(
                name="placement_begins_in_edition",
                condition=Q(record_in__gte=0, record_in__lte=MAX_TIMELINE_FRAMES),
                violation_error_message=_("A cut begins at frame 0 or later, within 24 hours."),
            ),
            models.CheckConstraint(
                name="placement_has_length",
                condition=Q(length__gte=1, length__lte=MAX_TIMELINE_FRAMES),
                violation_error_message=_("A cut is on screen for at least 1 frame and at most 24 hours."),
            ),
            models.CheckConstraint(
                name="placement_source_counts_up",
                condition=Q(source_in=None) | Q(source_in__gte=0),
                violation_error_message=_("The first frame of the source is 0 or later."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cut} {self.record_in}+{self.length}"

    @property
    def record_out(self) -> int:
        """The first frame after it."""
        return self.record_in + self.length
