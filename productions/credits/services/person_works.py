"""What one person or organization did, as far as somebody may see it: works by year, with roles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q

from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.people.models.people import Contributor
from productions.shared.choices import ContributorKind
from productions.users.models import User
from productions.vocabulary.models import Role


@dataclass(slots=True)
class PersonWork:
    """One production: `roles` and `names` (as credited) count credits; `as_studio` are credits of people who worked for the organization."""

    production: Production
    credits: int = 0
    roles: dict[Role, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    as_studio: int = 0


def list_person_works(person: Contributor, *, user: User) -> list[PersonWork]:
    """Works on whose credits the entry is, the newest first, those without a year last. Four queries.

    A credit that withholds its name names nobody, so it leads nobody here (H16).
    """
    seen = Credit.objects.readable_by(user).current().order_by()
    rows = list(
        seen.filter(contributor=person)
        .values_list("production", "role", "credited_as")
        .annotate(count=Count("pk"))
    )
    studio = seen.filter(Q(affiliation=person) | Q(contracted_by=person))
    is_studio = person.kind == ContributorKind.ORGANIZATION
    for_others = dict(studio.values_list("production").annotate(count=Count("pk"))) if is_studio else {}
    keys = {*(row[0] for row in rows), *for_others}
    productions = Production.objects.readable_by(user).in_bulk(keys)
    roles = Role.objects.in_bulk({row[1] for row in rows})
    works = {key: PersonWork(production) for key, production in productions.items()}
    for key, role, name, count in rows:
        if work := works.get(key):
            work.credits += count
            work.roles[roles[role]] = work.roles.get(roles[role], 0) + count
            work.names[name] = work.names.get(name, 0) + count
    for key, count in for_others.items():
        if work := works.get(key):
            work.as_studio = count
    return sorted(works.values(), key=order_work)


def order_work(work: PersonWork) -> tuple[Any, ...]:
    """The newest first."""
    year = work.production.year
    return (year is None, -(year or 0), work.production.sort_key, work.production.pk)
