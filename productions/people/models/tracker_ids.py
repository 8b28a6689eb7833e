"""What a studio's production tracker calls a production, its episodes, cuts and people. Its members alone are told."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.works import Episode, Production
from productions.people.models.people import Contributor
from productions.people.queries import TrackerIdQuerySet
from productions.shared.intake_choices import Tracker
from productions.shared.models import CODE_LENGTH, LIVE, NAME_LENGTH, Removable

NO_PART = Q(episode=None, cut=None, contributor=None)


class TrackerId(Removable):
    """An identifier in the tracker of one production: of an episode, a cut or a contributor, or else of the production itself.

    Never public: it leads into a studio's own system, and says who works there.
    """

    PERSONAL_FIELDS = frozenset({"contributor", "value"})

    production = models.ForeignKey(
        Production, models.PROTECT, related_name="tracker_ids", verbose_name=_("production")
    )
    episode = models.ForeignKey(
        Episode, models.PROTECT, null=True, blank=True, related_name="tracker_ids", verbose_name=_("episode")
    )
    cut = models.ForeignKey(
        Cut, models.PROTECT, null=True, blank=True, related_name="tracker_ids", verbose_name=_("cut")
    )
    contributor = models.ForeignKey(
        Contributor, models.PROTECT, null=True, blank=True, related_name="tracker_ids",
        verbose_name=_("contributor"),
    )  # fmt: skip
    scheme = models.CharField(_("tracker"), max_length=CODE_LENGTH, choices=Tracker)
    value = models.CharField(
        _("value"), max_length=NAME_LENGTH, help_text=_("As the tracker's own API writes it.")
    )

    objects = TrackerIdQuerySet.as_manager()

    class Meta:
        verbose_name = _("tracker identifier")
        verbose_name_plural = _("tracker identifiers")
        ordering: ClassVar = ["production", "scheme", "value", "pk"]
        constraints: ClassVar = [
            # Trackers may count episodes, shots and people apart.
            *(
                models.UniqueConstraint(
                    fields=["production", "scheme", "value"],
                    condition=LIVE & part,
                    name=f"tracker_id_once_of_{name}",
                    violation_error_message=_("Another entry of the production has this identifier."),
                )
                for name, part in (
                    ("production", NO_PART),
                    ("episode", Q(episode__isnull=False)),
                    ("cut", Q(cut__isnull=False)),
                    ("contributor", Q(contributor__isnull=False)),
                )
            ),
            models.CheckConstraint(
                name="tracker_id_of_one_entry",
                condition=Q(episode=None, cut=None)
                | Q(episode=None, contributor=None)
                | Q(cut=None, contributor=None),
                violation_error_message=_(
                    "It is of one episode, one cut or one contributor, or of the production itself."
                ),
            ),
            models.CheckConstraint(
                name="tracker_id_scheme_known",
                condition=Q(scheme__in=Tracker.values),
                violation_error_message=_("The tracker is Kitsu, AYON, ShotGrid or ftrack."),
            ),
            models.CheckConstraint(
                name="tracker_id_not_empty",
                condition=~Q(value=""),
                violation_error_message=_("Enter the identifier."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"

    @property
    def names_are_private(self) -> bool:
        """Also where the person withholds their name: the production's ledger does not link it to them."""
        person = self.contributor
        if super().names_are_private or person is None:
            return super().names_are_private
        return person.names_are_private or person.wishes.withholding().holding_in(self.production).exists()

    @property
    def label_without_names(self) -> str:
        return str(self.get_scheme_display())
