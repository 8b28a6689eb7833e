"""Coverage: of the roles that a production requires or uses, how much has a person (H12), and who was asked whether AI
was used (H14). Public, and cannot be switched off."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Q

from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.works import Episode, Production
from productions.claims.models import Claim
from productions.coverage.services.coverage_rows import CoverageRow, read_coverage_rows
from productions.coverage.services.required_roles import list_required_codes
from productions.credits.models.credits import Credit, derive_ai_state
from productions.credits.queries.credits import holds_in
from productions.credits.services.ranges import RangeParts
from productions.rollkit.document.ai_counts import AICounts, combine_ai_answers, count_ai_answers
from productions.shared.choices import CreditState, CutStatus, EpisodeKind, Scope
from productions.shared.intake_choices import ClaimKind, ClaimState
from productions.vocabulary.models import Role


@dataclass(frozen=True, slots=True)
class RoleCoverage:
    """One role: of `places` (active cuts, episodes, or the whole as one), how many have a named or self-withheld person.

    `unnamed` places have only credits that name nobody; `people_unnamed` are the people behind all unnamed credits of
    the role, at their least. `drafts` are entered and not confirmed, and count nowhere else. `disputed` credits are counted as what they
    say, and the whole is not complete while there are any.
    """

    role: Role
    required: bool
    in_cuts: bool
    places: int
    named: int
    unnamed: int
    people_unnamed: int
    drafts: int
    disputed: int

    @property
    def missing(self) -> int:
        """Places where nobody at all is credited for the role."""
        return self.places - self.named - self.unnamed


@dataclass(frozen=True, slots=True)
class Coverage:
    """Coverage of a production or an episode. Counts are of confirmed credits and active cuts.

    `slots` = active cuts × cut-level roles. `credits_unnamed` name nobody although the person did not ask for it: a
    company's credit for labour too, as long as it names none of its people. `unknown_roles` are required and not in
    the vocabulary. `people_unnamed` is the sum of the roles' own numbers. `open_claims` are not decided, or accepted and not done;
    `people_missed` are people of whom the studio has accepted that they are missing, and who are not entered yet.
    """

    cuts: int
    roles: tuple[RoleCoverage, ...]
    credits_named: int
    credits_withheld: int
    credits_unnamed: int
    credits_draft: int
    open_claims: int
    ai_cuts: AICounts
    ai_credits: AICounts
    people_missed: int = 0
    unknown_roles: frozenset[str] = frozenset()

    @property
    def required(self) -> frozenset[str]:
        """The codes of the required roles."""
        return frozenset(line.role.code for line in self.roles if line.required)

    @property
    def slots(self) -> int:
        return sum(role.places for role in self.roles if role.in_cuts)

    @property
    def named(self) -> int:
        return sum(role.named for role in self.roles if role.in_cuts)

    @property
    def share(self) -> float | None:
        """Named slots of all slots, 0 to 1; None where no cut-level role is required or in use."""
        return self.named / self.slots if self.slots else None

    @property
    def people_unnamed(self) -> int:
        return sum(role.people_unnamed for role in self.roles)

    @property
    def credits_disputed(self) -> int:
        return sum(role.disputed for role in self.roles)

    @property
    def is_complete(self) -> bool:
        """Every place of every required role has its person, no credit hides one or is disputed, and nobody is known to be missing."""
        required = [role for role in self.roles if role.required]
        return (
            bool(required)
            and not self.unknown_roles
            and all(role.named == role.places for role in required)
            and not self.credits_unnamed
            and not self.people_unnamed
            and not self.credits_disputed
            and not self.people_missed
        )


class Measured(NamedTuple):
    """What coverage is counted of: query sets."""

    credits: Any
    cuts: Any
    episodes: Any
    claims: Any


def list_measured(production: Production, episode: Episode | None, edition: str | None) -> Measured:
    """What is of the production, or of one episode of it; see `measure_coverage`."""
    credits = Credit.objects.current().filter(production=production)
    if edition is not None:
        credits = credits.filter(edition__in={"", edition})
    cuts = Cut.objects.live().filter(production=production, status=CutStatus.ACTIVE)
    claims = Claim.objects.pending().filter(production=production)
    if episode is None:
        episodes = Episode.objects.live().filter(production=production, kind=EpisodeKind.EPISODE)
        return Measured(credits, cuts, episodes, claims)
    around = credits.in_range(episode).values("pk")
    about = (
        Q(credit__episode=episode)
        | Q(credit__in=around)
        | Q(credit__episode=None, credit__cut=None) & ~Q(credit__except_episodes__contains=str(episode.uid))
    )
    return Measured(
        credits.filter(holds_in(episode)).exclude(episode=None, cut__isnull=False),
        cuts.filter(episode=episode),
        Episode.objects.filter(pk=episode.pk),
        claims.filter(about),
    )


def measure_coverage(
    *, production: Production, episode: Episode | None = None, edition: str | None = None
) -> Coverage:
    """Six queries, however many cuts, and one more each where there are ranges of episodes and of cuts. Shared cuts (兼用) count by their
    own credits.

    An episode is covered by its own credits, by those of ranges that it is in and of the whole production; those of a segment count where it runs. With an `edition` only what its roll shows
    counts: credits of it (empty: of none) and those of all editions.
    """
    measured = list_measured(production, episode, edition)
    rows = read_coverage_rows(measured.credits, RangeParts([production.pk]))
    total = measured.cuts.count()
    confirmed = [row for row in rows if row.state != CreditState.DRAFT]
    codes = list_required_codes(production)
    found = Role.objects.filter(Q(pk__in={row.role for row in rows}) | Q(code__in=codes))
    known = {role.pk: role for role in found.select_related("department").order_by(*ROLL_ORDER)}
    companies = {key for key, role in known.items() if is_done_by_companies(role)}
    named = [row for row in confirmed if row.names_somebody(of_companies=row.role in companies)]
    withheld = sum(row.is_withheld for row in confirmed)
    accepted = Q(kind=ClaimKind.MISSING, state=ClaimState.ACCEPTED)
    told = measured.claims.aggregate(pending=Count("pk"), missed=Count("pk", filter=accepted))
    place = RolePlaces(cuts=total, episodes=frozenset(measured.episodes.values_list("pk", flat=True)))
    return Coverage(
        cuts=total,
        roles=tuple(cover_roles(known, rows, codes, place)),
        credits_named=len(named),
        credits_withheld=withheld,
        credits_unnamed=len(confirmed) - len(named) - withheld,
        credits_draft=len(rows) - len(confirmed),
        open_claims=told["pending"],
        people_missed=told["missed"],
        ai_cuts=count_cuts_by_ai(confirmed, total),
        ai_credits=count_ai_answers(derive_ai_state(row.ai_declared, row.ai_recorded) for row in confirmed),
        unknown_roles=codes - {role.code for role in known.values()},
    )


def is_done_by_companies(role: Role) -> bool:
    """Whether a company's own name is enough: what companies usually do, and what they only take part in (H6)."""
    return role.held_by_companies or not role.is_labour


ROLL_ORDER = ("department__order", "order", "code")


class RolePlaces(NamedTuple):
    """Where a role may be needed: so many active cuts, and these episodes."""

    cuts: int
    episodes: frozenset[int]


def cover_roles(
    roles: Mapping[int, Role], rows: Sequence[CoverageRow], required: Collection[str], places: RolePlaces
) -> Iterator[RoleCoverage]:
    """The required roles and those in use, in the order of a roll. A retired role is required of nobody."""
    by_role: dict[int, list[CoverageRow]] = {}
    for row in rows:
        by_role.setdefault(row.role, []).append(row)
    for key, role in roles.items():
        needed = role.code in required and role.retired_at is None
        if needed or key in by_role:
            yield cover_role(role, by_role.get(key, []), needed, places)


def cover_role(role: Role, rows: Sequence[CoverageRow], required: bool, places: RolePlaces) -> RoleCoverage:
    """One role with its credits. Where a work has no cuts or episodes, it needs such a role once.

    Staff of a segment are no staff of the episodes or cuts around it: who drew the opening's storyboard covers no episode's. They
    cover a role of that scope only where nobody else has it and it is not required.
    """
    confirmed = [row for row in rows if row.state != CreditState.DRAFT]
    in_cuts = role.scope == Scope.CUT and bool(
        places.cuts and (required or any(row.in_active_cut for row in confirmed))
    )
    wanted: frozenset[int | None] = frozenset({None})
    if role.scope == Scope.EPISODE and places.episodes:
        touched = frozenset(
            key
            for row in confirmed
            for key in (row.episodes & places.episodes if row.episodes else row.list_own_episodes())
        )
        wanted = places.episodes if required else touched or wanted
    covers = find_covered_cuts if in_cuts else find_covered_parts
    covering = [row for row in confirmed if row.segment is None]
    if role.scope == Scope.PRODUCTION or not (required or covering):
        covering = confirmed
    named = {place for row in covering if row.has_person for place in covers(row, wanted)}
    entered = {place for row in covering for place in covers(row, wanted)}
    return RoleCoverage(
        role=role,
        required=required,
        in_cuts=in_cuts,
        places=places.cuts if in_cuts else len(wanted),
        named=len(named),
        unnamed=len(entered) - len(named),
        people_unnamed=count_hidden(confirmed, of_companies=is_done_by_companies(role)),
        drafts=len(rows) - len(confirmed),
        disputed=sum(row.state == CreditState.DISPUTED for row in confirmed),
    )


def find_covered_cuts(row: CoverageRow, wanted: frozenset[int | None]) -> frozenset[int | None]:
    """The active cuts that a credit is of."""
    return frozenset[int | None](row.active_cuts)


def find_covered_parts(row: CoverageRow, wanted: frozenset[int | None]) -> frozenset[int | None]:
    """The episodes, or the whole, that a credit covers of those where its role is wanted."""
    if row.episode is None or None in wanted:
        return wanted
    return wanted & row.list_own_episodes()


def count_hidden(rows: Iterable[CoverageRow], *, of_companies: bool) -> int:
    """People whom credits of one role do not name: summed within a cut, the most of any, as on a roll."""
    by_line: dict[tuple[Any, ...], dict[tuple[Any, ...], int]] = {}
    for row in rows:
        if hidden := row.people_hidden(of_companies=of_companies):
            line = by_line.setdefault((row.kind, row.contributor, row.absence_reason, row.affiliation), {})
            scope = (row.episode, row.cut)
            line[scope] = line.get(scope, 0) + hidden
    return sum(max(scopes.values()) for scopes in by_line.values())


def count_cuts_by_ai(rows: Iterable[CoverageRow], total: int) -> AICounts:
    """The active cuts by whether AI was used; a cut without credits was not asked."""
    states: dict[int, list[str]] = {}
    for row in rows:
        for cut in row.active_cuts:
            states.setdefault(cut, []).append(derive_ai_state(row.ai_declared, row.ai_recorded))
    return count_ai_answers(map(combine_ai_answers, states.values()), total=total)
