"""Whom somebody means who begins to type a name: people of this production and role first, each with what tells them from namesakes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.entry.services.cell_reading import says_pending
from productions.interchange.name_cells.ditto_marks import is_ditto
from productions.people.models.people import Contributor, ContributorName
from productions.people.services.known_works import SHOWN_WORKS, list_works
from productions.shared.choices import NameScript
from productions.shared.placeholders import placeholder_reason
from productions.shared.readings import begin_reading_key
from productions.shared.search import match_readings, match_words
from productions.shared.search_words import SearchWords
from productions.users.models import User
from productions.vocabulary.models import Role
from productions.wishes.services import read_withholding_wishes

MAX_SUGGESTIONS = 12
MAX_TYPED_CHARACTERS = 200
MAX_NEAR = 12
"""People of the cells around that are put first."""
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


def suggest_people(
    production: Production, text: str, *, role: str, user: User, near: Sequence[UUID] = ()
) -> list[dict[str, Any]]:
    """The best guesses in the user's sight, best first: those whom cells around name (`near`, the nearest first) before all others, since
    people work in runs. Who withholds their name here is none of them (H16). A fixed number of queries.
    """
    typed = text.replace("\0", "").strip()[:MAX_TYPED_CHARACTERS]
    withheld = read_withholding_wishes(production)
    work = count_work(production, typed, user=user)
    first = find_near(production, typed, near[:MAX_NEAR], user=user) if typed and near else []
    ranked = sorted(work.counts, key=lambda key: work.rank(key, role), reverse=True)
    chosen = [key for key in dict.fromkeys([*first, *ranked]) if key not in withheld][:MAX_SUGGESTIONS]
    seen = Contributor.objects.visible_to(user)
    people = {person.pk: person for person in seen.filter(pk__in=chosen)}
    found = [people[key] for key in chosen if key in people]
    if typed and len(found) < MAX_SUGGESTIONS:
        others = seen.search(typed).exclude(pk__in=[*chosen, *withheld]).best_first(typed)
        found += others[: MAX_SUGGESTIONS - len(found)]
    return describe_people(production, found, work, user=user)


def offers_new_name(text: str) -> bool:
    """Whether somebody may be called so: not where it repeats the cell above (〃), says that they are still to be found (未定), or names nobody (H4)."""
    return not (is_ditto(text.strip()) or says_pending(text) or placeholder_reason(text))


def match_typed(production: Production, typed: str, *, user: User) -> QuerySet[ContributorName]:
    """Names that hold what was typed, or are read so. A beginning of one letter is enough for the few who work here."""
    words = SearchWords.of(typed, "contributor")
    names = ContributorName.objects.visible_to(user).known_in(production).of_everybody()
    found = match_words(words) | match_readings(words)
    if begun := begin_reading_key(typed):
        found |= Q(reading_key__startswith=begun)
    return names.filter(found).order_by()


def find_near(production: Production, typed: str, near: Sequence[UUID], *, user: User) -> list[int]:
    """The keys of those of them whom the typed text may mean, in their order. One query."""
    names = match_typed(production, typed, user=user).filter(contributor__uid__in=near)
    keys = dict(names.values_list("contributor__uid", "contributor"))
    return [keys[uid] for uid in near if uid in keys]


def count_work(production: Production, typed: str, *, user: User) -> WorkHere:
    """The work of those whose names or readings hold what was typed; of everybody where nothing was. One query."""
    rows = Credit.objects.current().filter(production=production, contributor__isnull=False)
    if typed:
        here = rows.order_by().values("contributor")
        named = match_typed(production, typed, user=user).filter(contributor__in=here)
        rows = rows.filter(contributor__in=named.values("contributor"))
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
