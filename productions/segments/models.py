"""Segments, which run in a range of episodes, and parts of an episode, which are ranges of cuts."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.works import Episode, Production
from productions.segments.queries import EpisodePartQuerySet, SegmentQuerySet
from productions.shared.ending_choices import SegmentKind
from productions.shared.models import CODE_LENGTH, LIVE, NAME_LENGTH, Removable


class Segment(Removable):
    """An opening, ending, recap, next-episode preview, eyecatch or end card of a production.

    It runs from `first_episode` to `last_episode`; without a first one in all episodes, without a last one from the first on.
    Its staff are credits that name it (`Credit.segment`), in the rolls of these episodes.
    """

    production = models.ForeignKey(
        Production, models.PROTECT, related_name="segments", verbose_name=_("production")
    )
    kind = models.CharField(_("kind"), max_length=CODE_LENGTH, choices=SegmentKind)
    title = models.CharField(
        _("title"), max_length=NAME_LENGTH, blank=True, default="",
        help_text=_("What the roll calls it; empty takes the kind."),
    )  # fmt: skip
    title_en = models.CharField(_("title, English"), max_length=NAME_LENGTH, blank=True, default="")
    first_episode = models.ForeignKey(
        Episode, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("first episode"),
        help_text=_("Empty: it runs in all episodes."),
    )  # fmt: skip
    last_episode = models.ForeignKey(
        Episode, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("last episode"),
        help_text=_("Empty: it goes on."),
    )  # fmt: skip

    objects = SegmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
        ordering: ClassVar = ["production", "kind", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="segment_kind_known",
                condition=Q(kind__in=SegmentKind.values),
                violation_error_message=_("This is not a kind of segment."),
            ),
            models.CheckConstraint(
                name="segment_ends_where_it_began",
                condition=Q(first_episode__isnull=False) | Q(last_episode=None),
                violation_error_message=_("A segment with a last episode has a first one too."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()


class EpisodePart(Removable):
    """A part of an episode, or of a film: A, B, C. It is the cuts from the first to the last, in their order."""

    production = models.ForeignKey(
        Production, models.PROTECT, related_name="parts", verbose_name=_("production")
    )
    episode = models.ForeignKey(
        Episode, models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("episode")
    )
    label = models.CharField(_("label"), max_length=CODE_LENGTH, help_text=_("A, B, C, アバン."))
    first_cut = models.ForeignKey(Cut, models.PROTECT, related_name="+", verbose_name=_("first cut"))
    last_cut = models.ForeignKey(Cut, models.PROTECT, related_name="+", verbose_name=_("last cut"))

    objects = EpisodePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("part")
        verbose_name_plural = _("parts")
        ordering: ClassVar = ["production", "episode", "label", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["episode", "label"],
                condition=LIVE & Q(episode__isnull=False),
                name="part_once_in_episode",
                violation_error_message=_("The episode already has a part with this label."),
            ),
            models.UniqueConstraint(
                fields=["production", "label"],
                condition=LIVE & Q(episode=None),
                name="part_once_in_production",
                violation_error_message=_("The production already has a part with this label."),
            ),
            models.CheckConstraint(
                name="part_label_not_empty",
                condition=~Q(label=""),
                violation_error_message=_("Enter the part's label."),
            ),
        ]

    def __str__(self) -> str:
        return self.label
