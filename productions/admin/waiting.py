"""What somebody may not do alone becomes a proposal. The one place of the staff's pages that proposes (H15)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from productions.domain.proposals import create_proposal
from productions.refusals import ProposalNeeded


def propose_act(request: HttpRequest, needed: ProposalNeeded) -> None:
    """Propose it, and say so."""
    user: Any = request.user
    proposal = create_proposal(needed, by=user, now=timezone.now())
    request.staffroll_proposed = True
    messages.warning(
        request,
        format_html(
            '{} <a href="{}">{}</a>',
            _(
                "Productions share this entry: your change waits for an approver of another production or a registrar."
            ),
            reverse("admin:productions_proposal_change", args=[proposal.pk]),
            _("See the proposal"),
        ),
    )


def propose_instead(page: Any, request: HttpRequest, needed: ProposalNeeded) -> HttpResponse:
    """Propose it, and go back to the list."""
    propose_act(request, needed)
    return HttpResponseRedirect(page.address("changelist"))


class Proposing:
    """Forms with several verbs: what their user may not do alone becomes a proposal, the others are done."""

    shared: ClassVar[bool]

    def do_or_propose(self, request: HttpRequest, work: Callable[[], Any]) -> None:
        """One verb of the form; where entries are not shared nothing is proposed, and there is nothing to take back apart."""
        if not self.shared:
            work()
            return
        try:
            with transaction.atomic():
                work()
        except ProposalNeeded as needed:
            propose_act(request, needed)

    def response_change(self: Any, request: HttpRequest, obj: Any) -> HttpResponse:
        """Where something waits, the message says so, and none that it was done."""
        if getattr(request, "staffroll_proposed", False):
            return HttpResponseRedirect(self.address("change", obj))
        response: HttpResponse = super().response_change(request, obj)
        return response
