"""In which works somebody has credits, and for which studios, as one tells people of the same name apart."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from productions.people.models.people import Contributor
from productions.shared_entries.services.shared_entries import get_credits
from productions.users.models import User

SHOWN_WORKS = 3
"""Works that tell somebody from a namesake in one line."""


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
    rows = (
        list_credits_seen_by(by).filter(contributor__in=keys).order_by("contributor", "production").distinct()
    )
    found: dict[int, list[KnownWork]] = {}
    for key, *work in rows.values_list(
        "contributor", "production__title", "production__year", "affiliation__name"
    ):
        found.setdefault(key, []).append(KnownWork._make(work))
    return found


def list_studios(people: Iterable[Contributor], *, by: User | None) -> dict[int, list[str]]:
    """For whom these people work by the credits that `by` sees, by key, the most credits first. One query."""
    rows = list_credits_seen_by(by).filter(contributor__in=[person.pk for person in people])
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    names = rows.exclude(affiliation=None).order_by("pk").values_list("contributor", "affiliation__name")
    for key, name in names:
        counted[key][name] += 1
    return {
        key: [name for name, _count in counts.most_common(SHOWN_WORKS)] for key, counts in counted.items()
    }


def list_credits_seen_by(by: User | None) -> Any:
    """The credits that `by` sees; None sees the current ones of all."""
    return get_credits().visible_to(by) if by is not None else get_credits().current()
