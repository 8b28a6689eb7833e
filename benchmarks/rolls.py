"""Productions with people on their rolls, entered as the pages enter them. Django has to be set up."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from productions.catalogue.services.productions import create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.models import Production, Role
from productions.people.services.contributors import create_contributors


def fill_production(names: int, *, title: str, **values: Any) -> Production:
    """A film with so many people in four roles, and what else is said of it."""
    now = timezone.now()
    film = create_production(title=title, kind="film", by=None, now=now, **values)
    called = [("person", f"{title} 花子{number:05}") for number in range(names)]
    people, _refused = create_contributors(called, by=None, now=now, systems=frozenset())
    roles = list(Role.objects.filter(code__in=("key_animation", "layout", "inbetween", "director")))
    rows = [
        {"role": roles[number % len(roles)], "contributor": person}
        for number, person in enumerate(people.values())
    ]
    enter_credits(film, rows, by=None, now=now)
    return film
