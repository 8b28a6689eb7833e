"""Imports, and what became of every statement that they read."""

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.imports.queries import ImportBatchQuerySet, OperatorsQuerySet
from productions.shared.intake_choices import ImportKind, ImportOutcome
from productions.shared.models import CODE_LENGTH, NAME_LENGTH, Record


class ImportBatch(Record):
    """One run of an import that changed something. `figures` counts what it did."""

    kind = models.CharField(_("kind"), max_length=CODE_LENGTH, choices=ImportKind)
    filename = models.CharField(_("file name"), max_length=NAME_LENGTH)
    digest = models.CharField(_("SHA-256"), max_length=64)
    production = models.ForeignKey(
        Production,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="imports",
        verbose_name=_("production"),
    )
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("imported by"),
    )
    imported_at = models.DateTimeField(_("imported at"))
    figures = models.JSONField(_("figures"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    columns = models.JSONField(default=dict, db_default={}, editable=False)
    """What somebody said of the file's columns: field by heading. The next file of the production is read so."""
    answers = models.JSONField(default=dict, db_default={}, editable=False)
    """What somebody chose: code by the key of the choice, a hash of what was asked (no names, H16). The next file is read so."""
    made = models.JSONField(default=dict, db_default={}, editable=False)
    """Keys of what was entered beside credits, by table."""
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("undone by"),
    )  # fmt: skip

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering: ClassVar = ["-imported_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.filename} {localtime(self.imported_at):%Y-%m-%d %H:%M}"


class ImportRow(Record):
    """One statement or line of an import: its text as given, where it stood, what became of it."""

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="rows", verbose_name=_("import"))
    place = models.CharField(_("place"), max_length=NAME_LENGTH, help_text=_("Line, film and position."))
    statement = models.CharField(_("kind of statement"), max_length=CODE_LENGTH)
    outcome = models.CharField(_("outcome"), max_length=CODE_LENGTH, choices=ImportOutcome)
    text = models.TextField(_("text as given"))
    message = models.TextField(_("message"), blank=True)
    production = models.ForeignKey(
        Production,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="import_rows",
        verbose_name=_("production"),
    )
    credit = models.ForeignKey(
        Credit, models.PROTECT, null=True, blank=True, db_index=False, related_name="import_rows", verbose_name=_("credit")
    )  # fmt: skip

    objects = OperatorsQuerySet.as_manager()

    class Meta:
        verbose_name = _("import row")
        verbose_name_plural = _("import rows")
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["batch", "outcome"], name="import_row_by_outcome"),
            models.Index(
                fields=["credit"], condition=models.Q(credit__isnull=False), name="import_row_by_credit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.text[:60]}"
