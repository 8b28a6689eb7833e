"""What a production keeps of a contributor in private. Legal names are kept so too, as `ContributorName` rows."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from productions.catalogue.models.works import Production
from productions.people.models.people import Contributor
from productions.people.queries import PrivateDetailsQuerySet
from productions.shared.models import LIVE, Removable


class ContributorDetails(Removable):
    """How one production reaches a contributor, and what it notes of them: for its editors alone.

    `production` is None only in rows from before details had one, where it is not known whose they are: superusers read
    those, and may say whose they are.
    """

    PRIVATE_FIELDS = frozenset({"email", "note"})
    PERSONAL_FIELDS = frozenset({"contributor"})

    contributor = models.ForeignKey(
        Contributor, models.PROTECT, related_name="private_details", verbose_name=_("contributor")
    )
    production = models.ForeignKey(
        Production, models.PROTECT, null=True, blank=True, related_name="private_details",
        verbose_name=_("production"),
    )  # fmt: skip
    email = models.EmailField(_("e-mail (private)"), blank=True)
    note = models.TextField(_("note (private)"), blank=True)

    objects = PrivateDetailsQuerySet.as_manager()

    class Meta:
        verbose_name = _("private details")
        verbose_name_plural = _("private details")
        ordering: ClassVar = ["contributor", "production", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contributor", "production"],
                condition=LIVE,
                name="private_details_once",
                violation_error_message=_(
                    "The production already keeps details of this contributor; change those."
                ),
            ),
            models.UniqueConstraint(
                fields=["contributor"],
                condition=LIVE & Q(production=None),
                name="private_details_of_nobody_once",
                violation_error_message=_(
                    "The production already keeps details of this contributor; change those."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contributor} · {self.production or '–'}"

    @property
    def names_are_private(self) -> bool:
        """Also where the person withholds their name: the production's ledger does not link it to them."""
        if super().names_are_private or self.contributor.names_are_private:
            return True
        withheld = self.contributor.wishes.withholding()
        if self.production is not None:
            withheld = withheld.holding_in(self.production)
        return bool(withheld.exists())

    @property
    def label_without_names(self) -> str:
        return str(self._meta.verbose_name)
