"""The order in which credits stand in a roll, as it was given."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from productions.catalogue.models.works import Episode, Production
from productions.shared.choices import Edition
from productions.shared.models import CODE_LENGTH, LIVE, OpenCodeField, Removable

HAND_END = 0
"""Among the keys of an order: what stands before it was ordered by hand. No credit has this key."""


class Billing(Removable):
    """The billing order of one roll: that of an episode, or of the whole production, in one edition or in those without their own.

    `credits` are keys of credits from the first to the last, across roles and departments, and HAND_END behind those that were
    ordered by hand. Credits that are not among them have been given no place; keys of credits that are gone, or of another roll
    by now, say nothing.
    """

    PRIVATE_FIELDS = frozenset({"credits"})  # the ledger tells that the order changed, not a thousand keys

    production = models.ForeignKey(
        Production, models.PROTECT, related_name="billings", verbose_name=_("production")
    )
    episode = models.ForeignKey(
        Episode, models.PROTECT, null=True, blank=True, related_name="billings", verbose_name=_("episode")
    )
    edition = OpenCodeField(_("edition"), max_length=CODE_LENGTH, choices=Edition, blank=True)
    credits = models.JSONField(_("credits"), default=list)

    class Meta:
        verbose_name = _("billing order")
        verbose_name_plural = _("billing orders")
        ordering: ClassVar = ["production", "episode", "edition", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production", "episode", "edition"],
                condition=LIVE & Q(episode__isnull=False),
                name="billing_of_episode_once",
                violation_error_message=_("The roll already has a billing order."),
            ),
            models.UniqueConstraint(
                fields=["production", "edition"],
                condition=LIVE & Q(episode=None),
                name="billing_of_production_once",
                violation_error_message=_("The roll already has a billing order."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.episode or self.production} {self.get_edition_display()}".strip()
