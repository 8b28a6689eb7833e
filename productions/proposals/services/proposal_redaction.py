"""What was said of proposals becomes private when a name does (H16)."""

from collections.abc import Iterable
from typing import Any

from productions.ledger.services.redaction import MAX_STATEMENT_UIDS, blank_names
from productions.proposals.models import Proposal


def blank_proposals(names: Iterable[str], **signal: Any) -> int:
    """Put the mark in place of these names in what was said of proposals; returns how many said any.

    What an open one would give an entry is that entry's, and goes with the decision.
    """
    wanted = sorted(filter(None, names), key=len, reverse=True)
    found = []
    for proposal in Proposal.objects.exclude(reason="", decision="") if wanted else ():
        reason, decision = blank_names(proposal.reason, wanted), blank_names(proposal.decision, wanted)
        if (reason, decision) != (proposal.reason, proposal.decision):
            proposal.reason, proposal.decision = reason, decision
            found.append(proposal)
    Proposal.objects.bulk_update(found, ["reason", "decision"], batch_size=MAX_STATEMENT_UIDS)
    return len(found)
