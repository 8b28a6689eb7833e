"""Accounts of the staff."""

from uuid import UUID

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from productions.users.reach import Reach


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
    """The shared entries about which this user decides just now, by a proposal (`productions.proposals.services.proposals`)."""

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
