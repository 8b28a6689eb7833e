"""Files that workers make: exports of rolls, and nightly dumps."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from productions.catalogue.models.works import Episode, Production
from productions.exports.formats import PACKAGE, ExportFormat, list_export_formats
from productions.exports.queries import DumpQuerySet, ExportQuerySet
from productions.releases.models.releases import Release
from productions.shared.choices import Edition, ExportState, RollLanguage
from productions.shared.models import (
    CODE_LENGTH,
    DIGEST_LENGTH,
    NAME_LENGTH,
    Leased,
    OpenCodeField,
    Record,
)
from productions.shared.reader_texts import pick_reader_text
from productions.shared.site_languages import SOURCE_LANGUAGE, WORK_LANGUAGE, list_translated_fields


def export_formats() -> list[tuple[str, Any]]:
    """Called by the field, so that a new format needs no migration."""
    return list_export_formats()


class Job(Leased):
    """A job that somebody asked for and that ends with files. `size` is in bytes, `progress` in percent.

    `error` says in English why it failed, `error_ja` the same in Japanese, what would do a line each.
    """

    WHILE_OPEN: ClassVar[tuple[str, ...]] = ()
    """Fields that say something of a job only while it goes on."""

    state = models.CharField(
        _("state"), max_length=CODE_LENGTH, choices=ExportState, default=ExportState.QUEUED
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("requested by"),
    )
    requested_at = models.DateTimeField(_("requested at"))
    progress = models.PositiveSmallIntegerField(_("progress in %"), default=0)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)
    error_ja = models.TextField(_("error, Japanese"), blank=True)

    class Meta:
        abstract = True

    @property
    def told_error(self) -> str:
        """Why it failed, in the language of whoever looks; in English where nothing else was kept."""
        return pick_reader_text(self, "error", plain=SOURCE_LANGUAGE)


class Export(Job, Record):
    """A job: one release, or the working copy, in one language and one format, or in several as a package → a file with a digest.

    The row is the job. `formats` are those of a package, in the order in which they are made, and `files` what its manifest says of
    each. `notes` are sentences for people: what to look at before the roll is shown.
    `approvals` say who had signed this roll for this screen when the export was asked for: `by`, `at`, `note`; of a file
    on paper, who had signed the document for any screen.
    Of a film `frames_done` of `frames` are written, and the rest will take `seconds_left`.
    """

    PERSONAL_FIELDS = frozenset({"approvals", "digest", "error"})
    """What failed may be a name that no font can set, and what was noted with a signature a change of one."""
    DERIVED_FIELDS = frozenset(
        {
            "document",
            "notes",
            "files",
            "has_films",
            "frames",
            "frames_done",
            "seconds_left",
            *list_translated_fields("error", plain=SOURCE_LANGUAGE),
        }
    )
    WHILE_OPEN = ("seconds_left",)

    production = models.ForeignKey(
        Production, models.PROTECT, related_name="exports", verbose_name=_("production")
    )
    episode = models.ForeignKey(
        Episode, models.PROTECT, null=True, blank=True, related_name="exports", verbose_name=_("episode")
    )
    edition = OpenCodeField(_("edition"), max_length=CODE_LENGTH, choices=Edition, blank=True)
    release = models.ForeignKey(
        Release, models.PROTECT, null=True, blank=True, related_name="exports", verbose_name=_("release")
    )
    format = models.CharField(_("format"), max_length=CODE_LENGTH, choices=export_formats)
    formats = models.JSONField(
        _("formats"), default=list, blank=True, db_default=[],
        help_text=_("Those of a package, in the order in which they are made; empty for a single file."),
    )  # fmt: skip
    has_films = models.BooleanField(
        _("has films"), default=False, db_default=False,
        help_text=_("A package with a film in it, which may take hours."),
    )  # fmt: skip
    language = models.CharField(
        _("language"), max_length=CODE_LENGTH, choices=RollLanguage, default=WORK_LANGUAGE
    )
    document = models.TextField(
        editable=False, help_text=_("Canonical JSON, frozen when the export was asked for.")
    )
    delivery = models.JSONField(
        _("delivery"),
        default=dict,
        blank=True,
        help_text=_("Raster, frame rate, speed and time of a roll for the screen; empty for paper."),
    )
    fonts = models.JSONField(
        _("fonts"),
        default=list,
        blank=True,
        help_text=_("What a roll for the screen is set in, first choice first; empty: the shipped font."),
    )
    logos = models.JSONField(
        _("logos"), default=list, blank=True, help_text=_("The logos that a roll for the screen shows.")
    )
    frames = models.PositiveIntegerField(
        _("frames"), null=True, blank=True, help_text=_("How many a film has; empty until that is known.")
    )
    frames_done = models.PositiveIntegerField(
        _("frames done"), null=True, blank=True, help_text=_("How many of them are written.")
    )
    seconds_left = models.PositiveIntegerField(
        _("seconds left"),
        null=True,
        blank=True,
        help_text=_("Estimated time for the rest of a film; empty while no worker has it."),
    )
    file = models.CharField(_("file"), max_length=NAME_LENGTH, blank=True)
    files = models.JSONField(
        _("files"), default=list, blank=True, db_default=[],
        help_text=_("What is in a finished package: what its manifest says of each file."),
    )  # fmt: skip
    withdrawn_at = models.DateTimeField(
        _("withdrawn at"),
        null=True,
        blank=True,
        help_text=_(
            "The file names somebody who has since withheld their name, so it can no longer be downloaded."
        ),
    )
    dropped_at = models.DateTimeField(
        _("file deleted at"),
        null=True,
        blank=True,
        help_text=_(
            "It was kept for the time that is set (STAFFROLL_EXPORTS_KEPT_DAYS); the same file can be made again."
        ),
    )
    digest = models.CharField(_("SHA-256"), max_length=DIGEST_LENGTH, blank=True)
    notes = models.JSONField(_("notes"), default=list, blank=True)
    approvals = models.JSONField(_("approvals"), default=list, blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering: ClassVar = ["-requested_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["state", "lease_until"], name="export_open_jobs")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="export_progress_percent",
                condition=Q(progress__lte=100),
                violation_error_message=_("Progress is between 0 and 100 %."),
            ),
            models.CheckConstraint(
                name="export_done_has_file",
                condition=~Q(state=ExportState.DONE)
                | Q(size__isnull=False, finished_at__isnull=False)
                & ~Q(file="")
                & (~Q(digest="") | Q(withdrawn_at__isnull=False)),
                violation_error_message=_("A finished export has a file, its size and its digest."),
            ),
            models.CheckConstraint(
                name="export_package_has_formats",
                condition=Q(format=PACKAGE) & ~Q(formats=[]) | ~Q(format=PACKAGE) & Q(formats=[]),
                violation_error_message=_("A package has formats, and a single file has one."),
            ),
            models.CheckConstraint(
                name="export_frames_done_of_frames",
                condition=Q(frames_done=None) | Q(frames_done__lte=F("frames")),
                violation_error_message=_("No more frames can be done than the film has."),
            ),
            models.CheckConstraint(
                name="export_attempts_counted",
                condition=Q(attempts__lte=F("token")),
                violation_error_message=_("Every attempt has its own token."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.production} {self.get_format_display()} {self.get_state_display()}"

    @property
    def is_package(self) -> bool:
        return self.format == PACKAGE

    @property
    def format_labels(self) -> list[str]:
        """What is in a package, in the language of whoever looks."""
        return [str(ExportFormat(format).label) for format in self.formats]


class Dump(Job, Record):
    """A job: the whole public registry as files, as it was after event `last_seq`.

    `night` is the date whose nightly dump it is. The row stays when its files are deleted (`dropped_at`).
    """

    DERIVED_FIELDS = frozenset({"manifest", *list_translated_fields("error", plain=SOURCE_LANGUAGE)})

    night = models.DateField(_("night"), null=True, blank=True, unique=True)
    last_seq = models.PositiveBigIntegerField(_("last event"), null=True, blank=True)
    manifest = models.TextField(_("manifest"), blank=True)
    dropped_at = models.DateTimeField(_("files deleted at"), null=True, blank=True)
    withdrawn = models.BooleanField(
        _("withdrawn"), default=False, db_default=False,
        help_text=_("It names somebody who has since withheld their name; download a newer one."),
    )  # fmt: skip

    objects = DumpQuerySet.as_manager()

    class Meta:
        verbose_name = _("dump")
        verbose_name_plural = _("dumps")
        ordering: ClassVar = ["-requested_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="dump_progress_percent",
                condition=Q(progress__lte=100),
                violation_error_message=_("Progress is between 0 and 100 %."),
            ),
            models.CheckConstraint(
                name="dump_done_has_manifest",
                condition=~Q(state=ExportState.DONE)
                | Q(size__isnull=False, last_seq__isnull=False, finished_at__isnull=False)
                & (~Q(manifest="") | Q(withdrawn=True)),
                violation_error_message=_("A finished dump has its manifest, size and last event."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {localtime(self.requested_at):%Y-%m-%d %H:%M} {self.get_state_display()}"
