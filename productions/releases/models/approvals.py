"""Approvals: an approver signed a roll, laid out as it was looked at."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from productions.catalogue.models.works import Episode, Production
from productions.releases.models.releases import Release
from productions.releases.queries import ApprovalQuerySet
from productions.shared.choices import Edition, RollLanguage
from productions.shared.models import CODE_LENGTH, DIGEST_LENGTH, LIVE, OpenCodeField, Removable


class Approval(Removable):
    """That an approver signed one document in one language for one delivery, whatever the format of its files.

    `document_digest` is the SHA-256 of the document's canonical JSON, `subject` that of document, language,
    delivery, fonts and logos together (`productions.rollkit.file_names.hash_subject`). Another document is another subject, so no signature
    outlives a change.
    """

    PERSONAL_FIELDS = frozenset({"document_digest", "note"})
    DERIVED_FIELDS = frozenset({"subject"})

    production = models.ForeignKey(
        Production, models.PROTECT, related_name="approvals", verbose_name=_("production")
    )
    episode = models.ForeignKey(
        Episode, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("episode")
    )
    edition = OpenCodeField(_("edition"), max_length=CODE_LENGTH, choices=Edition, blank=True)
    release = models.ForeignKey(
        Release, models.PROTECT, null=True, blank=True, related_name="approvals", verbose_name=_("release")
    )
    document_digest = models.CharField(_("SHA-256"), max_length=DIGEST_LENGTH, db_index=True)
    language = models.CharField(_("language"), max_length=CODE_LENGTH, choices=RollLanguage)
    delivery = models.JSONField(_("delivery"))
    subject = models.CharField(max_length=DIGEST_LENGTH, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("approved by")
    )
    approved_at = models.DateTimeField(_("approved at"))
    note = models.TextField(_("note"), blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering: ClassVar = ["-approved_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject", "approved_by"],
                condition=LIVE,
                name="approval_signed_once",
                violation_error_message=_("You have already signed this."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.production} {self.document_digest[:16]}"

    @property
    def label_without_names(self) -> str:
        return str(self.production)
