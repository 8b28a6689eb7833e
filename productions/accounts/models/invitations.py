"""Invitations: a link that lets one person in, once."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from productions.accounts.queries import InvitationQuerySet
from productions.catalogue.models.works import Production
from productions.shared.choices import MembershipLevel
from productions.shared.models import CODE_LENGTH, NAME_LENGTH, Record
from productions.users.models import User


class Invitation(Record):
    """Lets whoever has its link join a production, once, until `expiry`. Only the SHA-256 of its secret is stored (`digest`).

    It holds as long as the one who invited could still grant the membership (`accounts.services.invitations`).
    """

    PRIVATE_FIELDS = frozenset({"digest"})
    DERIVED_FIELDS = frozenset({"created"})

    digest = models.CharField(max_length=64, unique=True, editable=False)
    production = models.ForeignKey(
        Production, models.PROTECT, related_name="invitations", verbose_name=_("production")
    )
    level = models.CharField(
        _("level"), max_length=CODE_LENGTH, choices=MembershipLevel, default=MembershipLevel.EDITOR
    )
    invitee = models.CharField(
        _("invited person"),
        max_length=NAME_LENGTH,
        help_text=_("To recognize the invitation by; the person chooses their own user name."),
    )
    invited_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("invited by")
    )
    created = models.DateTimeField(_("created at"), editable=False)
    expiry = models.DateTimeField(_("ends at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, editable=False)
    accepted_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("accepted by")
    )
    revoked_at = models.DateTimeField(_("revoked at"), null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    secret: str = ""
    """What the link ends with; only on the instance that `invite` returns, never stored."""

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="invitation_level_known",
                condition=models.Q(level__in=MembershipLevel.values),
                violation_error_message=_("The level is viewer, editor or approver."),
            ),
            models.CheckConstraint(
                name="invitation_accepted_by_somebody",
                condition=models.Q(accepted_at=None, accepted_by=None)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
                violation_error_message=_("An accepted invitation says who accepted it and when."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invitee} · {self.production} · {self.get_level_display()}"

    def is_open(self, now: datetime) -> bool:
        """Whether it was neither accepted nor revoked, and has not ended."""
        return self.accepted_at is None and self.revoked_at is None and now < self.expiry
