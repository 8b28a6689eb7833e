"""What is reviewed: one condition for each kind, which the counts, the queue and the heat map share."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from productions.claims.queries import DISPUTING
from productions.coverage.queries import NAMES_NOBODY
from productions.credits.queries.credits import AI_STATE_NAMES, AI_STATES, stands_under_nobody
from productions.shared.choices import (
    GENERATIVE_SOURCE_TYPES,
    OPEN_EXPORT_STATES,
    AIState,
    CreditState,
    CutStatus,
    ExportState,
)
from productions.shared.intake_choices import PENDING_CLAIM_STATES

M = TypeVar("M", bound=Model)

DRAFT = Q(state=CreditState.DRAFT)
"""Credits that nobody has confirmed."""
DISPUTED = Q(state=CreditState.DISPUTED)
"""Credits of which somebody says that they are false."""
PERSON_MISSING = NAMES_NOBODY
"""Credits that name nobody although nobody wished it."""
AI_NOT_ASKED = AI_STATES[AI_STATE_NAMES[AIState.NOT_ASKED]]
"""Credits whose people were not asked whether AI was used (H14)."""
WAITING_CLAIM = Q(state__in=PENDING_CLAIM_STATES) & ~DISPUTING
"""Claims to decide or to act on, other than those by which a credit is disputed: there the credit waits."""
UNNAMED_USE = Q(source_type__in=GENERATIVE_SOURCE_TYPES) & stands_under_nobody("credit__")
"""Uses of generative AI that stand under nobody's name and nobody's own wish, which stops an issue (H13). That nobody validated a
result is an answer, not a gap: `oversight` says so, and who says "validated" has named a person (H7)."""
ACTIVE_CUT = Q(status=CutStatus.ACTIVE)
"""Cuts that need people."""


def select_waiting_exports(exports: QuerySet[M], also: Q) -> Any:
    """Those that workers have before them, those that failed and were not asked for again, and those of which `also` holds."""
    same: dict[str, Any] = {
        name: OuterRef(name) for name in ("production", "edition", "format", "formats", "language")
    }
    same |= {f"of_{name}": OuterRef(f"of_{name}") for name in ("episode", "release")}
    placed = exports.annotate(of_episode=Coalesce("episode", 0), of_release=Coalesce("release", 0))
    again = Exists(placed.filter(pk__gt=OuterRef("pk"), **same))
    return placed.filter(Q(state__in=OPEN_EXPORT_STATES) | Q(state=ExportState.FAILED) & ~again | also)
