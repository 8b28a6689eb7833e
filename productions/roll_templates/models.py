"""Templates of rolls: data of a production, in versions that never change."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from productions.catalogue.models.works import Production
from productions.roll_templates.queries import RollTemplateQuerySet
from productions.shared.models import NAME_LENGTH, Record


class RollTemplate(Record):
    """One version of what a production's rolls look like: the plain values of a `productions.rollkit.template.model.Template`.

    A change is the next version. A newest version that is retired is not offered any more.
    """

    production = models.ForeignKey(
        Production, models.PROTECT, related_name="roll_templates", verbose_name=_("production")
    )
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    version = models.PositiveIntegerField(_("version"))
    data = models.JSONField(
        _("template"),
        help_text=_("Saving makes the next version; what was made by this one stays as it is."),
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made at"))
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)

    objects = RollTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("roll template")
        verbose_name_plural = _("roll templates")
        ordering: ClassVar = ["production", "name", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production", "name", "version"],
                name="roll_template_version_once",
                violation_error_message=_(
                    "The production already has this version; somebody else changed the template."
                ),
            ),
            models.CheckConstraint(
                name="roll_template_version_from_one",
                condition=Q(version__gte=1),
                violation_error_message=_("Versions are numbered from 1."),
            ),
            models.CheckConstraint(
                name="roll_template_has_name",
                condition=~Q(name=""),
                violation_error_message=_("Enter the name."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    def versions(self) -> RollTemplateQuerySet["RollTemplate"]:
        """All versions of this template, newest first."""
        return RollTemplate.objects.filter(production=self.production_id, name=self.name).order_by("-version")
