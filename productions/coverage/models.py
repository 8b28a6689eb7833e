"""Which roles a production needs before its credits can be called complete, where it differs from its kind."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from productions.catalogue.models.works import Production
from productions.shared.models import LIVE, Removable
from productions.vocabulary.models import Role


class RequiredRole(Removable):
    """One role that this production requires, or does not require, whatever its kind says.

    What the kinds require is data: `productions/data/required_roles.csv`.
    """

    production = models.ForeignKey(
        Production, models.PROTECT, related_name="required_roles", verbose_name=_("production")
    )
    role = models.ForeignKey(Role, models.PROTECT, related_name="requirements", verbose_name=_("role"))
    required = models.BooleanField(_("required"), default=True)

    class Meta:
        verbose_name = _("required role")
        verbose_name_plural = _("required roles")
        ordering: ClassVar = ["production", "role", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production", "role"],
                condition=LIVE,
                name="required_role_once",
                violation_error_message=_("The production already says whether it requires this role."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.role)
