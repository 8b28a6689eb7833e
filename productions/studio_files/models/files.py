"""Files that studios bring for their rolls."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from productions.catalogue.models.works import Production
from productions.shared.choices import FileState
from productions.shared.models import CODE_LENGTH, DIGEST_LENGTH, NAME_LENGTH, Record
from productions.studio_files.queries import StudioFileQuerySet


class StudioFile(Record):
    """A file of a production that never changes; retired, never deleted, since rolls were made with it.

    `file` is relative to the media folder and named after its content; `size` is in bytes.
    """

    PRIVATE_FIELDS = frozenset({"licence_note"})
    ALREADY_RETIRED: ClassVar[Any]
    """What is said to whoever retires it again."""

    production = models.ForeignKey(
        Production, models.PROTECT, related_name="%(class)ss", verbose_name=_("production")
    )
    file = models.CharField(_("file"), max_length=NAME_LENGTH)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=DIGEST_LENGTH)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))
    state = models.CharField(_("state"), max_length=CODE_LENGTH, choices=FileState, default=FileState.ACTIVE)

    objects: ClassVar = StudioFileQuerySet.as_manager()

    class Meta:
        abstract = True
