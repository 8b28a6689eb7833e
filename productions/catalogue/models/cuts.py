"""Cuts, and how they are related."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from productions.catalogue.models.works import NUMBER_LENGTH, Episode, Production
from productions.catalogue.queries import CutQuerySet, RelationQuerySet
from productions.interchange.cut_lists.cut_numbers import build_cut_sort_key, normalize_cut_number
from productions.shared.choices import CutRelationKind, CutStatus
from productions.shared.models import CODE_LENGTH, LIVE, Removable


class Cut(Removable):
    """カット, the unit of work. `number` as given (012A); `sort_key` orders 12, 12A, 12B, 13."""

    DERIVED_FIELDS = frozenset({"number_key", "sort_key"})

    production = models.ForeignKey(
        Production, models.PROTECT, related_name="cuts", verbose_name=_("production")
    )
    episode = models.ForeignKey(
        Episode, models.PROTECT, null=True, blank=True, related_name="cuts", verbose_name=_("episode")
    )
    number = models.CharField(_("number"), max_length=NUMBER_LENGTH, help_text=_("As given: 12, 012A, C012."))
    number_key = models.CharField(max_length=2 * NUMBER_LENGTH, editable=False)
    sort_key = models.CharField(max_length=4 * NUMBER_LENGTH, editable=False)
    length_frames = models.PositiveIntegerField(_("length in frames"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=CODE_LENGTH, choices=CutStatus, default=CutStatus.ACTIVE
    )
    note = models.TextField(_("note"), blank=True)

    objects = CutQuerySet.as_manager()

    class Meta:
        verbose_name = _("cut")
        verbose_name_plural = _("cuts")
        ordering: ClassVar = ["production", "episode", "sort_key", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["production", "sort_key"], name="cut_in_order"),
            models.Index(fields=["episode", "sort_key"], name="cut_in_episode_order"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["episode", "number_key"],
                condition=LIVE & Q(episode__isnull=False),
                name="cut_number_once_in_episode",
                violation_error_message=_("The episode already has a cut with this number."),
            ),
            models.UniqueConstraint(
                fields=["production", "number_key"],
                condition=LIVE & Q(episode=None),
                name="cut_number_once_in_production",
                violation_error_message=_("The production already has a cut with this number."),
            ),
            models.CheckConstraint(
                name="cut_length_positive",
                condition=Q(length_frames=None) | Q(length_frames__gte=1),
                violation_error_message=_("A cut is at least 1 frame long."),
            ),
            models.CheckConstraint(
                name="cut_status_known",
                condition=Q(status__in=CutStatus.values),
                violation_error_message=_("The cut's status is planned, active, omitted or cut out."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def derive(self) -> None:
        self.number_key = normalize_cut_number(self.number)
        self.sort_key = build_cut_sort_key(self.number)


class CutRelation(Removable):
    """`from_cut` shares, reuses, replaces or was split from `to_cut`."""

    from_cut = models.ForeignKey(Cut, models.PROTECT, related_name="relations", verbose_name=_("cut"))
    to_cut = models.ForeignKey(Cut, models.PROTECT, related_name="related_from", verbose_name=_("of cut"))
    kind = models.CharField(_("kind"), max_length=CODE_LENGTH, choices=CutRelationKind)

    objects = RelationQuerySet.as_manager()

    class Meta:
        verbose_name = _("cut relation")
        verbose_name_plural = _("cut relations")
        ordering: ClassVar = ["from_cut", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["from_cut", "to_cut", "kind"],
                condition=LIVE,
                name="cut_relation_once",
                violation_error_message=_("This relation is already recorded."),
            ),
            models.CheckConstraint(
                name="cut_relation_of_two_cuts",
                condition=~Q(from_cut=F("to_cut")),
                violation_error_message=_("A cut cannot be related to itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_cut} {self.get_kind_display()} {self.to_cut}"
