"""Proposals: what somebody wants done to an entry that productions share, until one of the others decides (H15)."""

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from productions.catalogue.models.works import Production
from productions.proposals.queries import ProposalQuerySet
from productions.shared.intake_choices import ProposalState, SharedAct
from productions.shared.models import CODE_LENGTH, Record


class Proposal(Record):
    """One act on a shared entry that its proposer may not do alone.

    `entity_type` and `entity_uid` are the entry, `also_uid` the other one of a merge. `arguments` are what the verb is given
    besides; they may hold names, so they are blanked with the decision (H16). `concerned` are the productions whose
    confirmed credits the entries carried when it was made, or drafts where there were none: their approvers see it, nobody is
    told which they are.
    """

    PRIVATE_FIELDS = frozenset({"entity_uid", "also_uid", "arguments", "reason", "decision"})
    """Whom it is about too: the ledger goes on telling it after a wish not to be named (H16)."""

    act = models.CharField(_("what"), max_length=CODE_LENGTH, choices=SharedAct)
    entity_type = models.CharField(_("kind of entry"), max_length=CODE_LENGTH)
    entity_uid = models.UUIDField(_("entry uid"), db_index=True)
    also_uid = models.UUIDField(_("other entry's uid"), null=True, blank=True)
    arguments = models.JSONField(default=dict, encoder=DjangoJSONEncoder, editable=False)
    reason = models.TextField(_("reason"), blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="proposals", verbose_name=_("proposed by")
    )
    production = models.ForeignKey(
        Production, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("for the production")
    )  # fmt: skip
    concerned = models.ManyToManyField(Production, blank=True, related_name="+", editable=False)
    proposed_at = models.DateTimeField(_("proposed at"))
    state = models.CharField(
        _("state"), max_length=CODE_LENGTH, choices=ProposalState, default=ProposalState.OPEN
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("decided by"),
    )  # fmt: skip
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decision = models.TextField(_("decision and reason"), blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="proposal_state_known",
                condition=Q(state__in=ProposalState.values),
                violation_error_message=_("This is not a state of a proposal."),
            ),
            models.CheckConstraint(
                name="h15_decision_has_person_and_time",
                condition=Q(state=ProposalState.OPEN, decided_by=None, decided_at=None)
                | ~Q(state=ProposalState.OPEN) & Q(decided_by__isnull=False, decided_at__isnull=False),
                violation_error_message=_("A decision has a person and a time."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_act_display()
