"""AI systems, which are never contributors (H1)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from productions.ai.queries import AISystemQuerySet
from productions.catalogue.models.works import Production
from productions.shared.models import CODE_LENGTH, LIVE, NAME_LENGTH, Record, Removable
from productions.shared.names import search_key
from productions.shared.placeholders import system_key


class AISystem(Removable):
    """A model or tool. It has no name slot on any credit: an AI system is never a contributor (H1)."""

    PRIVATE_FIELDS = frozenset({"entered_for"})
    DERIVED_FIELDS = frozenset({"name_key", "search_key"})
    CREDIT_PATHS = ("ai_uses__ai_system",)

    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    vendor = models.CharField(_("vendor"), max_length=NAME_LENGTH)
    version = models.CharField(_("version"), max_length=CODE_LENGTH, blank=True)
    model_type = models.CharField(
        _("C2PA model type"),
        max_length=CODE_LENGTH,
        blank=True,
        help_text=_("For example c2pa.types.generator."),
    )
    training_data = models.TextField(_("training data, as disclosed"), blank=True)
    url = models.URLField(_("web page"), blank=True)
    entered_for = models.ForeignKey(
        Production, models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("entered for (private)"),
    )  # fmt: skip
    name_key = models.CharField(max_length=2 * NAME_LENGTH, editable=False, db_index=True)
    search_key = models.CharField(max_length=4 * NAME_LENGTH, editable=False, db_index=True)

    objects = AISystemQuerySet.as_manager()

    class Meta:
        verbose_name = _("AI system")
        verbose_name_plural = _("AI systems")
        ordering: ClassVar = ["name", "version", "pk"]
        constraints: ClassVar = [
            # Once for each production, and once for none: across productions a refusal would tell of systems that
            # only others use. The verb refuses what its caller sees.
            models.UniqueConstraint(
                fields=["name", "vendor", "version", "entered_for"],
                condition=LIVE & Q(entered_for__isnull=False),
                name="ai_system_once_in_production",
                violation_error_message=_("This AI system is already registered."),
            ),
            models.UniqueConstraint(
                fields=["name", "vendor", "version"],
                condition=LIVE & Q(entered_for=None),
                name="ai_system_once",
                violation_error_message=_("This AI system is already registered."),
            ),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.name, self.version, f"({self.vendor})") if part)

    @property
    def shared_owner(self) -> Record:
        return self

    def derive(self) -> None:
        self.name_key = system_key(self.name)
        self.search_key = search_key(f"{self.name} {self.vendor}")
