"""Lines that several people share (連名)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from productions.catalogue.models.works import Production
from productions.catalogue.queries import PartQuerySet
from productions.shared.models import CODE_LENGTH, Removable


class JointLine(Removable):
    """One line of a roll for several people, each with a credit of their own that names it (`Credit.joint_line`)."""

    production = models.ForeignKey(
        Production, models.PROTECT, related_name="joint_lines", verbose_name=_("production")
    )
    joiner = models.CharField(
        _("joiner"), max_length=CODE_LENGTH, blank=True, default="",
        help_text=_("What stands between the names, such as ・ or &; empty: a space."),
    )  # fmt: skip

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("joint line")
        verbose_name_plural = _("joint lines")
        ordering: ClassVar = ["production", "pk"]

    def __str__(self) -> str:
        return f"{self.joiner or '␣'} {self.pk}"
