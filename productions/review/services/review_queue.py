"""The lists of the review queue beside those of credits: how long each is, conflicts, AI uses under nobody's name, roles nobody has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Value

from productions.catalogue.models.works import Episode, Production
from productions.claims.models import Claim
from productions.coverage.services.required_roles import list_required_codes
from productions.credits.models.ai_uses import AIUse
from productions.credits.models.credits import Credit
from productions.review.queries import UNNAMED_USE, WAITING_CLAIM
from productions.review.services.review_lines import LISTED
from productions.review.services.waiting import CREDIT_COUNTS
from productions.shared.choices import LIVE_CREDIT_STATES
from productions.users.models import User
from productions.vocabulary.models import Role


@dataclass(frozen=True, slots=True)
class Conflict:
    """A disputed credit with its claims, or a claim that waits by itself (`credit` may be None, for whom somebody misses)."""

    credit: Credit | None
    claims: tuple[Claim, ...]


def count_queue(production: Production, episode: Episode | None, *, user: User) -> dict[str, int]:
    """How much each list has, by its word, of an episode or of all. Two queries."""
    of_episode = Q() if episode is None else Q(episode=episode)
    credits = Credit.objects.visible_to(user).current().filter(of_episode, production=production)
    counted = credits.aggregate(**CREDIT_COUNTS, confirmed=Count("pk", filter=LISTED["confirmed"]))
    claims = find_claims(production, episode, user=user).filter(WAITING_CLAIM)
    uses = find_nobodys_uses(production, episode, user=user)
    others = dict(count_rows(claims, "claims").union(count_rows(uses, "uses"), all=True))
    return {
        "drafts": counted["drafts"],
        "conflicts": counted["disputed"] + others.get("claims", 0),
        "ai": counted["not_asked"],
        "unnamed": others.get("uses", 0),
        "people": counted["nobody"],
        "confirmed": counted["confirmed"],
    }


def count_rows(rows: Any, word: str) -> Any:
    """One row of the word and how many there are, to be asked together with others; none where there are none."""
    return rows.order_by().values(word=Value(word)).annotate(count=Count("pk")).values_list("word", "count")


def find_claims(production: Production, episode: Episode | None, *, user: User) -> Any:
    """Claims that are not settled, of the credits of an episode or of all."""
    claims = Claim.objects.visible_to(user).pending().filter(production=production)
    return claims if episode is None else claims.filter(credit__episode=episode)


def group_conflicts(claims: Iterable[Claim]) -> list[Conflict]:
    """Claims in the order of their credits, as conflicts; those without a credit each by itself."""
    found = []
    for _key, group in groupby(claims, lambda claim: claim.credit_id or -claim.pk):
        same = tuple(group)
        found.append(Conflict(same[0].credit, same))
    return found


def find_nobodys_uses(production: Production, episode: Episode | None, *, user: User) -> Any:
    """Uses of generative AI that stand under nobody's name."""
    uses = AIUse.objects.visible_to(user).filter(
        UNNAMED_USE, credit__production=production, credit__state__in=LIVE_CREDIT_STATES
    )
    return uses if episode is None else uses.filter(credit__episode=episode)


def list_empty_roles(production: Production, *, user: User) -> list[Role]:
    """The required roles that nobody has in the production, as `count_empty_roles` counts them. Two queries."""
    held = Credit.objects.visible_to(user).current().filter(production=production, role=OuterRef("pk"))
    needed = Role.objects.filter(code__in=list_required_codes(production), retired_at=None)
    return list(needed.exclude(Exists(held)).order_by("department__order", "order", "code"))
