"""Keys to the API, and the answers that are kept so that a repeated request is answered once."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken

from productions.accounts.queries import TokenQuerySet
from productions.catalogue.models.works import Production
from productions.shared.choices import TokenScope
from productions.shared.models import CODE_LENGTH, NAME_LENGTH, Record
from productions.users.models import User
from productions.users.reach import Reach


class ApiToken(AbstractAuthToken, Record):
    """A key with which a staff account's tools write. Only its SHA-512 is stored (`digest`).

    `token_key` is its beginning, by which its owner knows it again. It ends at `expiry`, or when it is revoked.
    No productions means all of the account's; it can never do more than the account itself (`Reach`).
    """

    PRIVATE_FIELDS = frozenset({"digest"})
    DERIVED_FIELDS = frozenset({"created"})

    digest = models.CharField(max_length=128, unique=True, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="auth_token_set", verbose_name=_("user"))
    name = models.CharField(_("name"), max_length=NAME_LENGTH, help_text=_("Which tool uses it."))
    scope = models.CharField(_("access"), max_length=CODE_LENGTH, choices=TokenScope, default=TokenScope.READ)
    productions = models.ManyToManyField(
        Production, blank=True, related_name="+", verbose_name=_("productions"),
        help_text=_("None chosen: all productions that you are a member of."),
    )  # fmt: skip
    expiry = models.DateTimeField(_("ends at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, editable=False)

    objects = TokenQuerySet.as_manager()

    secret: str = ""
    """The token itself; only on the instance that `issue_token` returns, never stored."""

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="api_token_scope_known",
                condition=models.Q(scope__in=TokenScope.values),
                violation_error_message=_("A token is for reading, or for reading and writing."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.token_key}…)"

    def reach(self) -> Reach:
        """What the token narrows its user to. One query."""
        return Reach(
            productions=frozenset(self.productions.values_list("pk", flat=True)),
            writes=self.scope == TokenScope.WRITE,
            token=self.pk,
        )


class KeptAnswer(models.Model):
    """The answer to a request with an `Idempotency-Key`, kept for a day; no part of the record.

    `fingerprint` is the SHA-256 of method, address and body. While `status` is null a process works on it until
    `lease_until`; `turn` counts those that began, and only the last of them may write the answer.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    begun_at = models.DateTimeField(db_index=True)
    lease_until = models.DateTimeField()
    turn = models.PositiveIntegerField(default=1)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=b"")

    class Meta:
        verbose_name = _("kept answer")
        verbose_name_plural = _("kept answers")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "key"], name="kept_answer_once")]

    def __str__(self) -> str:
        return self.key
