"""Everybody whom a production credits, as its members see them: by which names, for what, where, and what looks doubtful."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from productions.catalogue.models.works import Episode, Production
from productions.credits.models.credits import Credit
from productions.credits.services.ranges import RangeParts
from productions.people.models.people import Contributor
from productions.shared.choices import AbsenceReason, CreditState
from productions.shared.lookalikes import make_skeleton
from productions.users.models import User
from productions.vocabulary.models import Role

SHOWN_NAMES = 4
"""Other names that one note tells."""


class Spelling(NamedTuple):
    """A name as the production credits somebody by it."""

    person: int
    name: str


@dataclass(slots=True)
class CreditedPerson:
    """One of them. `names`, `roles` and `studios` count credits; `places` are episodes, ranges of them and the whole work, in order."""

    person: Contributor
    credits: int
    drafts: int
    cuts: int
    names: dict[str, int] = field(default_factory=dict)
    roles: dict[Role, int] = field(default_factory=dict)
    studios: dict[Contributor, int] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class UnnamedCredits:
    """How many credits name nobody for one reason; whose they are is told to nobody here (H16)."""

    reason: str
    label: str
    credits: int


def count_credited_people(production: Production, text: str, *, user: User) -> QuerySet[Any, dict[str, Any]]:
    """A row for each person in the order of their names: `contributor`, `credits`, `drafts`, `cuts`. `text` is in any name or reading of theirs."""
    credits = list_seen_credits(production, user).filter(contributor__isnull=False)
    if typed := text.replace("\0", "").strip():
        found = credits.search(typed).order_by().values("contributor")
        credits = credits.filter(contributor__in=found)
    rows: QuerySet[Any, dict[str, Any]] = (
        credits.order_by()
        .values("contributor")
        .annotate(
            credits=Count("pk"),
            drafts=Count("pk", filter=Q(state=CreditState.DRAFT)),
            cuts=Count("cut", distinct=True),
        )
        .order_by("contributor__sort_key", "contributor")
    )
    return rows


def list_seen_credits(production: Production, user: User) -> Any:
    """The current credits of the production, for its members."""
    return Credit.objects.visible_to(user).current().filter(production=production)


def describe_credited_people(
    production: Production, counted: Iterable[Mapping[str, Any]], *, user: User
) -> list[CreditedPerson]:
    """These rows of `count_credited_people` with everything that the page says of them. Six queries, two more for ranges of cuts."""
    rows = {row["contributor"]: row for row in counted}
    if not rows:
        return []
    credits = list_seen_credits(production, user)
    parts = credits.filter(contributor__in=rows).order_by()
    columns = ("contributor", "credited_as", "role", "affiliation", "episode", "last_episode")
    told = list(parts.values_list(*columns).annotate(count=Count("pk")))
    people = Contributor.objects.in_bulk({*rows, *(row[3] for row in told if row[3])})
    roles = Role.objects.select_related("department").in_bulk({row[2] for row in told})
    episodes = Episode.objects.in_bulk({key for row in told for key in row[4:6] if key})
    ranged = count_ranged_cuts(production, parts)
    found = {
        key: CreditedPerson(people[key], row["credits"], row["drafts"], ranged.get(key, row["cuts"]))
        for key, row in rows.items()
    }
    places: dict[int, set[tuple[int | None, int | None]]] = defaultdict(set)
    for key, name, role, studio, first, last, count in told:
        one = found[key]
        one.names[name] = one.names.get(name, 0) + count
        one.roles[roles[role]] = one.roles.get(roles[role], 0) + count
        if studio:
            one.studios[people[studio]] = one.studios.get(people[studio], 0) + count
        places[key].add((first, last))
    spellings = group_spellings(credits)
    for key, one in found.items():
        one.places = list_places(places[key], episodes)
        one.notes = list(list_doubtful(one, spellings))
    return list(found.values())


def count_ranged_cuts(production: Production, credits: QuerySet[Credit]) -> dict[int, int]:
    """How many cuts each person has who is credited for a range of cuts; nobody else is in it. A query, three where there are ranges."""
    ranges = RangeParts([production.pk])
    cuts: dict[int, set[int]] = defaultdict(set)
    columns = ("contributor", "episode", "cut", "last_cut")
    for person, episode, first, last in credits.filter(last_cut__isnull=False).values_list(*columns):
        cuts[person] |= {cut.key for cut in ranges.list_cuts(production.pk, episode, first, last)}
    if cuts:
        single = credits.filter(contributor__in=cuts, cut__isnull=False, last_cut=None)
        for person, cut in single.values_list("contributor", "cut"):
            cuts[person].add(cut)
    return {person: len(keys) for person, keys in cuts.items()}


def list_places(places: set[tuple[int | None, int | None]], episodes: Mapping[int, Episode]) -> list[str]:
    """Episodes and ranges of them in their order, the whole work first."""
    whole = [_("whole work")] if (None, None) in places else []
    parts = sorted((episodes[first].sort_key, first, last) for first, last in places if first is not None)
    numbers = [
        f"{episodes[first].number}–{episodes[last].number}" if last else episodes[first].number
        for _key, first, last in parts
    ]
    return whole + numbers


def group_spellings(credits: Any) -> dict[str, list[Spelling]]:
    """Every name in the credits with whose it is, by its skeleton. One query."""
    found: dict[str, list[Spelling]] = {}
    named = credits.exclude(credited_as="").order_by("credited_as", "contributor")
    for key, name in named.values_list("contributor", "credited_as").distinct():
        found.setdefault(make_skeleton(name), []).append(Spelling(key, name))
    return found


def list_doubtful(one: CreditedPerson, spellings: Mapping[str, list[Spelling]]) -> Iterator[str]:
    """What somebody should look at, in sentences."""
    if len(one.names) > 1:
        count = len(one.names)
        yield ngettext("Credited in %d spelling.", "Credited in %d spellings.", count) % count
    near = [each for name in one.names for each in spellings.get(make_skeleton(name), ())]
    others = [each for each in near if each.person != one.person.pk]
    same = [each.name for each in others if each.name in one.names]
    alike = [each.name for each in others if each.name not in one.names]
    if same:
        yield _("Another entry is credited by the same name: %s.") % quote_names(same)
    if alike:
        yield _("Looks like another entry: %s.") % quote_names(alike)


def quote_names(names: Iterable[str]) -> str:
    return _(", ").join(f"“{name}”" for name in list(dict.fromkeys(names))[:SHOWN_NAMES])


def count_unnamed_credits(production: Production, *, user: User) -> list[UnnamedCredits]:
    """Credits that name nobody, by the reason. One query."""
    rows = list_seen_credits(production, user).filter(contributor=None).order_by("absence_reason")
    counted = rows.values_list("absence_reason").annotate(count=Count("pk"))
    return [UnnamedCredits(reason, str(AbsenceReason(reason).label), count) for reason, count in counted]
