"""Why a credit is believed, and what contributors state themselves."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from productions.people.models.people import Contributor
from productions.shared.choices import EvidenceKind
from productions.shared.models import CODE_LENGTH, NAME_LENGTH, Record


class Evidence(Record):
    """Why a credit is believed, or a contributor's own statement (H5). Private, always."""

    PRIVATE_FIELDS = frozenset({"stated_by", "text", "reference"})
    """Who stated it too: of a wish not to be named that is the very name."""

    kind = models.CharField(_("kind"), max_length=CODE_LENGTH, choices=EvidenceKind)
    stated_by = models.ForeignKey(
        Contributor, models.PROTECT, null=True, blank=True, related_name="statements",
        verbose_name=_("stated by"),
    )  # fmt: skip
    stated_on = models.DateField(_("stated on"), null=True, blank=True)
    text = models.TextField(_("text"))
    reference = models.CharField(_("reference"), max_length=NAME_LENGTH, blank=True)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.stated_on or ''}".rstrip()
