"""Imports, and what became of every statement that they read."""

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.imports.queries import ImportBatchQuerySet, ImportJobQuerySet, OperatorsQuerySet
from productions.shared.choices import ExportState
from productions.shared.intake_choices import ImportKind, ImportOutcome
from productions.shared.models import CODE_LENGTH, DIGEST_LENGTH, NAME_LENGTH, Leased, Record
from productions.shared.uids import new_uid


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


class ImportAct(models.TextChoices):
    """What is done with a file that waits, or with an import."""

    PLAN = "plan"
    ENTER = "enter"
    UNDO = "undo"


class ImportJob(Leased):
    """A file that somebody brought to the import page, until it is entered or forgotten; or an import that is being taken back.

    No part of the record: it is private to `requested_by` and its production, names people as the file does, and is deleted at
    `expires_at` or once somebody there withholds a name. The row is the job: `act` is what is done now, or was done last. `plan` is what
    the page shows, as JSON in `language`, `answers` what was chosen and what was said of the whole file (`said_files`), and `told` why
    something was not done, a sentence each. `content` is emptied when it is entered. Of `row_count`
    lines; a large file is planned and entered by the workers.
    """

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    production = models.ForeignKey(Production, models.CASCADE, related_name="import_jobs")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    requested_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    act = models.CharField(max_length=CODE_LENGTH, choices=ImportAct, default=ImportAct.PLAN)
    state = models.CharField(max_length=CODE_LENGTH, choices=ExportState, default=ExportState.QUEUED)
    step = models.CharField(max_length=CODE_LENGTH, blank=True, default="")
    language = models.CharField(max_length=CODE_LENGTH)
    filename = models.CharField(max_length=NAME_LENGTH)
    digest = models.CharField(max_length=DIGEST_LENGTH, blank=True)
    size = models.PositiveIntegerField(default=0)
    content = models.BinaryField(default=b"")
    row_count = models.PositiveIntegerField(default=0)
    is_large = models.BooleanField(default=False)
    columns = models.JSONField(default=dict)
    worksheets = models.JSONField(default=list)
    hidden_rows = models.BooleanField(default=False)
    answers = models.JSONField(default=dict)
    plan = models.TextField(blank=True, default="")
    plan_digest = models.CharField(max_length=DIGEST_LENGTH, blank=True, default="")
    told = models.JSONField(default=list)
    batch = models.ForeignKey(ImportBatch, models.CASCADE, null=True, related_name="+")
    reason = models.TextField(blank=True, default="")
    outcome = models.JSONField(default=dict)

    objects = ImportJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("waiting file")
        verbose_name_plural = _("waiting files")
        ordering: ClassVar = ["-requested_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["state", "lease_until"], name="import_open_jobs")]

    def __str__(self) -> str:
        return self.filename
