"""What somebody may not do alone becomes a proposal. The one place of the staff's pages that asks for one (H15)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from productions.shared.refusals import ProposalNeeded


class Proposing:
    """Forms with several verbs: what their user may not do alone becomes a proposal, the others are done."""

    shared: ClassVar[bool]
    propose_act: ClassVar[Callable[[HttpRequest, ProposalNeeded], None]]
    """Proposes it and says so; set by `productions.proposals.admin`, since accepting a proposal may call any verb."""

    def do_or_propose(self, request: HttpRequest, work: Callable[[], Any]) -> None:
        """One verb of the form; where entries are not shared nothing is proposed, and there is nothing to take back apart."""
        if not self.shared:
            work()
            return
        try:
            with transaction.atomic():
                work()
        except ProposalNeeded as needed:
            Proposing.propose_act(request, needed)

    def propose_instead(self: Any, request: HttpRequest, needed: ProposalNeeded) -> HttpResponse:
        """Propose it, and go back to the list."""
        Proposing.propose_act(request, needed)
        return HttpResponseRedirect(self.address("changelist"))

    def response_change(self: Any, request: HttpRequest, obj: Any) -> HttpResponse:
        """Where something waits, the message says so, and none that it was done."""
        if getattr(request, "staffroll_proposed", False):
            return HttpResponseRedirect(self.address("change", obj))
        response: HttpResponse = super().response_change(request, obj)
        return response
