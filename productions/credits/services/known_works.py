"""In which works somebody has credits, as one tells people of the same name apart."""

from collections.abc import Iterable
from typing import NamedTuple

from productions.credits.models.credits import Credit
from productions.people.models.people import Contributor
from productions.users.models import User

SHOWN_WORKS = 3


class KnownWork(NamedTuple):
    """A work in which somebody has credits, and for which studio, where one is said."""

    title: str
    year: int | None
    studio: str | None


def list_works(people: Iterable[Contributor], *, by: User | None) -> dict[int, list[str]]:
    """Titles of works in which these people have credits that `by` sees, by key. One query."""
    found = list_known_works(people, by=by)
    return {key: list(dict.fromkeys(work.title for work in works)) for key, works in found.items()}


def list_known_works(people: Iterable[Contributor], *, by: User | None) -> dict[int, list[KnownWork]]:
    """The works in which these people have credits that `by` sees, once for each studio, by key. One query."""
    keys = [person.pk for person in people]
    if not keys:
        return {}
    seen = Credit.objects.visible_to(by) if by is not None else Credit.objects.current()
    rows = seen.filter(contributor__in=keys).order_by("contributor", "production").distinct()
    found: dict[int, list[KnownWork]] = {}
    for key, *work in rows.values_list(
        "contributor", "production__title", "production__year", "affiliation__name"
    ):
        found.setdefault(key, []).append(KnownWork._make(work))
    return found
