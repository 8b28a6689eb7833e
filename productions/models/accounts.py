"""Accounts of the staff, and what they may do on productions."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from productions.access import Reach
from productions.models.base import CODE_LENGTH, LIVE, Removable
from productions.querysets import MembershipQuerySet
from productions.vocabulary import (
    MembershipLevel,
)


class User(AbstractUser):
    """A member of a studio's staff who may sign in to the admin."""

    PRIVATE_FIELDS = frozenset({"password", "email"})
    DERIVED_FIELDS = frozenset({"last_login", "date_joined", "session_epoch"})

    may_create_productions = models.BooleanField(_("may create productions"), default=False)
    registrar = models.BooleanField(
        _("registrar"),
        default=False,
        db_default=False,
        help_text=_(
            "Decides about entries that several productions share: people, names, identifiers, AI systems, roles."
        ),
    )

    session_epoch = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    """Counts how often all sessions of the account were ended at once; each session knows the one that it began in."""

    reach: Reach | None = None
    """What the API token of this request narrows the account to; None when a person is signed in."""

    levels: dict[int, str] | None = None
    """The level on each production (its key), where a page has read them for its request; `access.may` asks again for what is missing."""

    decides: frozenset[UUID] = frozenset()
    """The shared entries about which this user decides just now, by a proposal (`productions.domain.proposals`)."""

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django's hash of the password, which every session carries, with the epoch: a session of an earlier one is none.

        The first epoch is Django's own hash, so that an update signs nobody out.
        """
        own: str = super()._get_session_auth_hash(secret=secret)
        if not self.session_epoch:
            return own
        return salted_hmac(
            "productions.session_epoch", f"{own}:{self.session_epoch}", secret=secret
        ).hexdigest()


class Membership(Removable):
    """What one user may do on one production; `productions.access` says what the levels mean."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("user")
    )
    production = models.ForeignKey(
        "productions.Production", models.PROTECT, related_name="memberships", verbose_name=_("production")
    )
    level = models.CharField(_("level"), max_length=CODE_LENGTH, choices=MembershipLevel)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering: ClassVar = ["production", "user", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "production"],
                condition=LIVE,
                name="membership_once",
                violation_error_message=_("This user is already a member; change the level instead."),
            ),
            models.CheckConstraint(
                name="membership_level_known",
                condition=Q(level__in=MembershipLevel.values),
                violation_error_message=_("The level is viewer, editor or approver."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.production} · {self.get_level_display()}"
