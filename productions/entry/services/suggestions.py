"""Whom somebody means who begins to type a name: people of this production and role first, each with what tells them from namesakes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.people.models.people import Contributor, ContributorName
from productions.people.services.known_works import SHOWN_WORKS, list_works
from productions.shared.choices import NameScript
from productions.shared.search import match_readings, match_words
from productions.shared.search_words import SearchWords
from productions.users.models import User
from productions.vocabulary.models import Role
from productions.wishes.services import read_withholding_wishes

MAX_SUGGESTIONS = 12
MAX_TYPED_CHARACTERS = 200
MAX_COUNTED = 400
"""People and roles of the production that are looked at; who is found by more is found by typing more."""


@dataclass(slots=True)
class WorkHere:
    """What people do in the production, by their keys: credits by role, and for which company last."""

    counts: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    companies: dict[int, str] = field(default_factory=dict)

    def rank(self, person: int, role: str) -> tuple[int, int]:
        """The higher the more likely: first by the role, then by the production."""
        counted = self.counts.get(person, Counter())
        return counted[role], counted.total()


def suggest_people(production: Production, text: str, *, role: str, user: User) -> list[dict[str, Any]]:
    """The best guesses in the user's sight, best first. Who withholds their name here is none of them (H16). A fixed number of queries."""
    typed = text.replace("\0", "").strip()[:MAX_TYPED_CHARACTERS]
    withheld = read_withholding_wishes(production)
    work = count_work(production, typed, user=user)
    keys = sorted(work.counts.keys() - withheld.keys(), key=lambda key: work.rank(key, role), reverse=True)
    chosen = keys[:MAX_SUGGESTIONS]
    seen = Contributor.objects.visible_to(user)
    people = {person.pk: person for person in seen.filter(pk__in=chosen)}
    found = [people[key] for key in chosen if key in people]
    if typed and len(found) < MAX_SUGGESTIONS:
        others = seen.search(typed).exclude(pk__in=[*chosen, *withheld]).best_first(typed)
        found += others[: MAX_SUGGESTIONS - len(found)]
    return describe_people(production, found, work, user=user)


def count_work(production: Production, typed: str, *, user: User) -> WorkHere:
    """The work of those whose names or readings hold what was typed; of everybody where nothing was. One query."""
    rows = Credit.objects.current().filter(production=production, contributor__isnull=False)
    if typed:
        words = SearchWords.of(typed, "contributor")
        names = ContributorName.objects.visible_to(user).known_in(production).of_everybody()
        named = names.filter(match_words(words) | match_readings(words)).order_by()
        rows = rows.filter(Q(contributor__in=named.values("contributor")))
    counted = rows.order_by().values_list("contributor", "role__code").annotate(count=Count("pk"))
    work = WorkHere()
    for person, code, count in counted.order_by("-count", "contributor")[:MAX_COUNTED]:
        work.counts[person][code] += count
    return work


def describe_people(
    production: Production, people: Sequence[Contributor], work: WorkHere, *, user: User
) -> list[dict[str, Any]]:
    """Them as the page has them. Four queries, none for nobody."""
    if not people:
        return []
    keys = [person.pk for person in people]
    works = list_works(people, by=user)
    rows = Credit.objects.current().filter(production=production, contributor__in=keys)
    companies = dict(
        rows.exclude(affiliation=None).order_by("pk").values_list("contributor", "affiliation__name")
    )
    kana = ContributorName.objects.live().filter(contributor__in=keys, script=NameScript.KANA, primary=False)
    readings = dict(kana.of_everybody().order_by("-pk").values_list("contributor", "text"))
    codes = {code for key in keys for code, _count in work.counts.get(key, Counter()).most_common(1)}
    labels = {role.code: str(role) for role in Role.objects.filter(code__in=codes)}
    return [
        {
            "contributor": str(person.uid),
            "name": person.name,
            "reading": readings.get(person.pk, ""),
            "kind": person.kind,
            "detail": " · ".join(
                list_distinctions(
                    person, companies.get(person.pk, ""), works.get(person.pk, ()), work.counts, labels
                )
            ),
        }
        for person in people
    ]


def list_distinctions(
    person: Contributor,
    company: str,
    titles: Sequence[str],
    counts: Mapping[int, Counter[str]],
    labels: Mapping[str, str],
) -> Iterable[str]:
    """What tells somebody from a namesake: the company, works, the usual role here."""
    if person.disambiguation:
        yield person.disambiguation
    if company:
        yield company
    if titles:
        yield _(", ").join(titles[:SHOWN_WORKS]) + ("…" if len(titles) > SHOWN_WORKS else "")
    for code, count in counts.get(person.pk, Counter()).most_common(1):
        yield f"{labels.get(code, code)} {count}"
