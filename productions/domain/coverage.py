"""Coverage: of all cuts × roles in use, how many have a person (H12). Public, and cannot be switched off."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from productions.models import Claim, Credit, Cut, Episode, Production, Role
from productions.vocabulary import (
    PUBLIC_CREDIT_STATES,
    AbsenceReason,
    ClaimState,
    CreditKind,
    CutStatus,
    Scope,
)


@dataclass(frozen=True, slots=True)
class RoleCoverage:
    """One cut-level role: of `cuts` active cuts, how many have a named (or self-withheld) person."""

    role: Role
    cuts: int
    named: int
    unnamed: int

    @property
    def missing(self) -> int:
        """Cuts where nobody at all is credited for the role."""
        return self.cuts - self.named - self.unnamed


@dataclass(frozen=True, slots=True)
class Coverage:
    """Coverage of a production or an episode. Counts are of confirmed credits and active cuts.

    `slots` = active cuts × cut-level roles in use; `credits_unnamed` are credits that name nobody although
    the person did not ask for it, at any scope.
    """

    cuts: int
    roles: tuple[RoleCoverage, ...]
    credits_named: int
    credits_withheld: int
    credits_unnamed: int
    open_claims: int

    @property
    def slots(self) -> int:
        return sum(role.cuts for role in self.roles)

    @property
    def named(self) -> int:
        return sum(role.named for role in self.roles)

    @property
    def share(self) -> float | None:
        """Named slots of all slots, 0 to 1; None where no cut-level role is in use."""
        return self.named / self.slots if self.slots else None

    @property
    def is_complete(self) -> bool:
        """There are cut-level credits, every slot has a person, and no credit hides one."""
        return bool(self.slots) and self.named == self.slots and not self.credits_unnamed


def coverage_of(*, production: Production, episode: Episode | None = None) -> Coverage:
    """Four queries, however many cuts. Shared cuts (兼用) count by their own credits."""
    credits = Credit.objects.live().filter(production=production, state__in=PUBLIC_CREDIT_STATES)
    cuts = Cut.objects.live().filter(production=production, status=CutStatus.ACTIVE)
    claims = Claim.objects.filter(production=production, state=ClaimState.OPEN)
    if episode is not None:
        credits = credits.filter(episode=episode)
        cuts = cuts.filter(episode=episode)
        claims = claims.filter(Q(credit=None) | Q(credit__episode=episode))
    total = cuts.count()
    scopes = credits.aggregate(
        named=Count("pk", filter=Q(contributor__isnull=False)),
        withheld=Count("pk", filter=Q(absence_reason=AbsenceReason.WITHHELD_BY_CONTRIBUTOR)),
        everything=Count("pk"),
    )
    return Coverage(
        cuts=total,
        roles=tuple(roles_of(credits, total)),
        credits_named=scopes["named"],
        credits_withheld=scopes["withheld"],
        credits_unnamed=scopes["everything"] - scopes["named"] - scopes["withheld"],
        open_claims=claims.count(),
    )


def roles_of(credits: QuerySet[Credit], total: int) -> list[RoleCoverage]:
    """Cut-level roles in use, each with its cuts that have a person and those that have only a gap."""
    person = Q(kind=CreditKind.PERSON, contributor__isnull=False) | Q(
        absence_reason=AbsenceReason.WITHHELD_BY_CONTRIBUTOR
    )
    rows = (
        credits.filter(role__scope=Scope.CUT, cut__removed_at=None, cut__status=CutStatus.ACTIVE)
        .exclude(cut=None)
        .values("role")
        .annotate(any=Count("cut", distinct=True), named=Count("cut", distinct=True, filter=person))
        .order_by()
    )
    counts = {row["role"]: row for row in rows}
    roles = Role.objects.filter(pk__in=counts).select_related("department")
    return [
        RoleCoverage(
            role=role,
            cuts=total,
            named=counts[role.pk]["named"],
            unnamed=counts[role.pk]["any"] - counts[role.pk]["named"],
        )
        for role in roles
    ]
