"""Claims: what somebody says is wrong with a credit, or missing."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from productions.catalogue.models.works import Production
from productions.claims.queries import ClaimQuerySet
from productions.credits.models.credits import Credit
from productions.people.models.people import Contributor
from productions.shared.choices import CreditState
from productions.shared.intake_choices import ClaimKind, ClaimState
from productions.shared.models import CODE_LENGTH, NAME_LENGTH, Record


class Claim(Record):
    """Someone says that a credit is wrong or missing. Who says it and their words are private.

    So is the contributor, who often is the claimant. Of one who is missing, `credit` is the one that was added. `state_before` is what a disputed credit
    was before anybody disputed it, empty where that is not known.
    """

    PRIVATE_FIELDS = frozenset({"claimant_name", "claimant_email", "contributor", "message"})
    PERSONAL_FIELDS = frozenset({"decision", "without_act"})
    KEPT_FIELDS = frozenset({"opened_by", "state_before"})
    """Told by other events' own fields: who opened it, and the credit's states."""

    production = models.ForeignKey(
        Production, models.PROTECT, related_name="claims", verbose_name=_("production")
    )
    credit = models.ForeignKey(
        Credit, models.PROTECT, null=True, blank=True, related_name="claims", verbose_name=_("credit")
    )
    contributor = models.ForeignKey(
        Contributor, models.PROTECT, null=True, blank=True, related_name="claims",
        verbose_name=_("contributor"),
    )  # fmt: skip
    kind = models.CharField(_("kind"), max_length=CODE_LENGTH, choices=ClaimKind)
    claimant_name = models.CharField(_("claimant's name (private)"), max_length=NAME_LENGTH)
    claimant_email = models.EmailField(_("claimant's e-mail (private)"), blank=True)
    message = models.TextField(_("message (private)"))
    state = models.CharField(
        _("state"), max_length=CODE_LENGTH, choices=ClaimState, default=ClaimState.OPEN, editable=False
    )
    opened_at = models.DateTimeField(_("opened at"), editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+",
        verbose_name=_("decided by"),
    )  # fmt: skip
    decided_at = models.DateTimeField(_("decided at"), null=True, editable=False)
    decision = models.TextField(_("decision, with its reason"), blank=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+",
        verbose_name=_("recorded by"),
    )  # fmt: skip
    state_before = models.CharField(
        _("the credit's state before"),
        max_length=CODE_LENGTH,
        choices=CreditState,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+",
        verbose_name=_("settled by"),
    )  # fmt: skip
    settled_at = models.DateTimeField(_("settled at"), null=True, editable=False)
    without_act = models.TextField(
        _("why it was closed without the act"), blank=True, default="", db_default="", editable=False
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering: ClassVar = ["-opened_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["production", "state"], name="claim_by_state")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="claim_decision_is_complete",
                condition=Q(state=ClaimState.OPEN, decided_at=None, decision="")
                | ~Q(state=ClaimState.OPEN) & Q(decided_at__isnull=False) & ~Q(decision=""),
                violation_error_message=_("A decided claim has a decision, a time and a reason."),
            ),
            models.CheckConstraint(
                name="claim_settlement_is_of_settled",
                condition=Q(state=ClaimState.SETTLED) | Q(settled_at=None, settled_by=None, without_act=""),
                violation_error_message=_("Only a settled claim says when, by whom and how it was settled."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.get_state_display()})"

    @property
    def names_are_private(self) -> bool:
        """Whether the words of its decision may name somebody who is not named any more."""
        if self.credit is not None and self.credit.names_are_private:
            return True
        if self.contributor is None:
            return False
        return self.contributor.wishes.withholding().holding_in(self.production).exists()
