"""What coverage counts, as conditions of queries; `coverage_rows.CoverageRow` says the same of rows that were read."""

from django.db.models import Q

from productions.shared.choices import AbsenceReason, CreditKind

HOLDS_PERSON = Q(kind=CreditKind.PERSON, contributor__isnull=False) | Q(
    absence_reason=AbsenceReason.WITHHELD_BY_CONTRIBUTOR
)
"""Credits of a named person, or of one who withheld their own name."""
NAMED_COMPANY = Q(contributor__isnull=False) & (
    Q(role__held_by_companies=True) | Q(role__is_labour=False) | Q(named_count__gt=0)
)
"""Credits that name a company or a collective, where that is enough or where people of it are named (H6)."""
NAMES_NOBODY = ~(HOLDS_PERSON | NAMED_COMPANY)
"""Credits that name nobody although the person did not ask for it: `Coverage.credits_unnamed`, drafts too."""
