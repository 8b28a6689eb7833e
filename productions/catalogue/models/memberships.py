"""What an account may do on a production."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from productions.catalogue.queries import MembershipQuerySet
from productions.shared.choices import MembershipLevel
from productions.shared.models import CODE_LENGTH, LIVE, Removable


class Membership(Removable):
    """What one user may do on one production; `productions.users.access` says what the levels mean."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("user")
    )
    production = models.ForeignKey(
        "productions.Production", models.PROTECT, related_name="memberships", verbose_name=_("production")
    )
    level = models.CharField(_("level"), max_length=CODE_LENGTH, choices=MembershipLevel)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering: ClassVar = ["production", "user", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "production"],
                condition=LIVE,
                name="membership_once",
                violation_error_message=_("This user is already a member; change the level instead."),
            ),
            models.CheckConstraint(
                name="membership_level_known",
                condition=Q(level__in=MembershipLevel.values),
                violation_error_message=_("The level is viewer, editor or approver."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.production} · {self.get_level_display()}"
