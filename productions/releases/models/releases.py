"""Releases: rolls that were issued, and stay as they are."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from productions.catalogue.models.works import Episode, Production
from productions.releases.queries import ReleaseQuerySet
from productions.shared.choices import Edition
from productions.shared.models import CODE_LENGTH, DIGEST_LENGTH, OpenCodeField, Record


class Release(Record):
    """Issue `number` of a production's or episode's credits for one edition; never changed (H9).

    `document` is the sealed roll with all of its names (`productions.rollkit.document.sealed`), for approvers; the public gets its `Rendition`.
    `digest` is the SHA-256 of what was looked at, `issue_digest` that of the issue around it, both in hexadecimal;
    `previous_digest` is the issue's before, empty on the first. A document in `staffroll.roll/1` has one digest, and no `issue_digest`.
    """

    PERSONAL_FIELDS = frozenset({"digest", "issue_digest", "previous_digest", "override_reason"})
    """Digests too: whoever has that of a document in `staffroll.roll/1` can try names in its place until one fits."""
    DERIVED_FIELDS = frozenset({"document"})

    production = models.ForeignKey(
        Production, models.PROTECT, related_name="releases", verbose_name=_("production")
    )
    episode = models.ForeignKey(
        Episode, models.PROTECT, null=True, blank=True, related_name="releases", verbose_name=_("episode")
    )
    edition = OpenCodeField(_("edition"), max_length=CODE_LENGTH, choices=Edition, blank=True)
    number = models.PositiveIntegerField(_("issue"))
    issued_at = models.DateTimeField(_("issued at"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("issued by"),
    )
    override_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("overridden by"),
    )
    override_reason = models.TextField(_("reason for the override"), blank=True)
    document = models.TextField(_("document"))
    digest = models.CharField(_("SHA-256"), max_length=DIGEST_LENGTH)
    issue_digest = models.CharField(
        _("SHA-256 of the issue"), max_length=DIGEST_LENGTH, blank=True, default="", db_default=""
    )
    previous_digest = models.CharField(_("SHA-256 of the issue before"), max_length=DIGEST_LENGTH, blank=True)
    disputed = models.PositiveIntegerField(
        _("credits disputed when it was issued"), null=True, editable=False,
        help_text=_("Unknown for issues whose documents did not record it yet."),
    )  # fmt: skip

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering: ClassVar = ["-issued_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "production",
                Coalesce("episode", 0),
                "edition",
                "number",
                name="release_number_once",
                violation_error_message=_("This issue number is already taken."),
            ),
            models.CheckConstraint(
                name="release_chain",
                condition=Q(number=1, previous_digest="") | Q(number__gt=1) & ~Q(previous_digest=""),
                violation_error_message=_(
                    "Every issue after the first carries the digest of the one before."
                ),
            ),
            models.CheckConstraint(
                name="h13_override_has_person_and_reason",
                condition=Q(override_by=None, override_reason="")
                | Q(override_by__isnull=False) & ~Q(override_reason=""),
                violation_error_message=_("An override needs an approver and a reason."),
            ),
        ]

    def __str__(self) -> str:
        issue = gettext("issue %(n)s") % {"n": self.number}
        return " ".join(
            filter(None, (str(self.production), str(self.episode or ""), self.get_edition_display(), issue))
        )
