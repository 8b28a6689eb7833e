"""Who follows the verbs of topics below their own: the one list of receivers, in the order in which they are called.

A verb that needs something of its own topic or one below it calls it; only what stands above it is told by a signal.
"""

from productions.accounts.services.idempotency_store import blank_kept_answers
from productions.catalogue.services.catalogue_signals import place_changed
from productions.claims.services.disputes import follow_change, follow_confirmation, follow_return
from productions.credits.services.credit_signals import credit_changed, credits_confirmed, credits_returned
from productions.credits.services.labour import follow_labour
from productions.imports.services.import_jobs import drop_waiting_files
from productions.imports.services.import_redaction import blank_import_rows
from productions.proposals.services.proposal_redaction import blank_proposals
from productions.releases.services.returned_credits import guard_issued_credits
from productions.segments.services import follow_place_change
from productions.vocabulary.services import labour_changed
from productions.withholding.services.wish_redaction import names_withheld

RECEIVERS = (
    (place_changed, follow_place_change),
    (credit_changed, follow_change),
    (credits_confirmed, follow_confirmation),
    (credits_returned, guard_issued_credits),
    (credits_returned, follow_return),
    (labour_changed, follow_labour),
    (names_withheld, blank_import_rows),
    (names_withheld, drop_waiting_files),
    (names_withheld, blank_kept_answers),
    (names_withheld, blank_proposals),
)


def connect_domain_receivers() -> None:
    """Connect them; once more changes nothing."""
    for signal, receiver in RECEIVERS:
        signal.connect(receiver)
