"""What people wish for their names. A wish is the person's own, recorded once for a production or for all of them (H5, H16)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from productions.catalogue.models.works import Production
from productions.people.models.people import Contributor
from productions.shared.choices import WishKind
from productions.shared.models import CODE_LENGTH, Record
from productions.wishes.models.evidence import Evidence
from productions.wishes.queries import WishQuerySet


class Wish(Record):
    """One wish of one person, in force from `recorded_at` until `ended_at`. Private: approvers of the production see whose it is.

    Without a production it holds everywhere. `earlier_issues` says whether issues made before leave the name out too. `kept_at` is
    when issues, files and ledger were last made to keep it; empty while that is still to be done.
    """

    PRIVATE_FIELDS = frozenset({"person", "statement", "end_reason"})
    DERIVED_FIELDS = frozenset({"kept_at"})

    kind = models.CharField(_("wish"), max_length=CODE_LENGTH, choices=WishKind)
    person = models.ForeignKey(
        Contributor, models.PROTECT, related_name="wishes", verbose_name=_("contributor")
    )
    production = models.ForeignKey(
        Production, models.PROTECT, null=True, blank=True, related_name="wishes", verbose_name=_("production")
    )
    earlier_issues = models.BooleanField(_("earlier issues too"), default=True)
    statement = models.ForeignKey(
        Evidence, models.PROTECT, related_name="wishes", verbose_name=_("statement"), editable=False
    )
    recorded_at = models.DateTimeField(_("recorded at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    end_reason = models.TextField(_("how the person told you"), blank=True)
    kept_at = models.DateTimeField(null=True, editable=False)

    objects = WishQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "person",
                "kind",
                Coalesce("production", 0),
                condition=Q(ended_at=None),
                name="wish_once",
                violation_error_message=_("This wish is recorded already."),
            ),
            models.CheckConstraint(
                name="wish_kind_known",
                condition=Q(kind__in=WishKind.values),
                violation_error_message=_("This is not a wish that can be recorded."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
