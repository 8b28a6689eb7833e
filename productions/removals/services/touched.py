"""What a merge or a removal would touch, shown before it is done (H15): by production, those that the reader may see alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from productions.ai.models import AISystem
from productions.catalogue.models.works import Production
from productions.credits.models.ai_uses import AIDeclaration, AIUse
from productions.credits.models.credits import Credit
from productions.people.models.people import Contributor
from productions.shared.models import Record
from productions.users.models import User

COUNTED_MEMBERS = ("credits", "affiliations", "ai_uses", "ai_declarations")


@dataclass(frozen=True, slots=True)
class Touched:
    """How much of one production an act would touch."""

    production: Production
    credits: int = 0
    affiliations: int = 0
    ai_uses: int = 0
    ai_declarations: int = 0


def count_touched(entries: Iterable[Record], *, by: User | None) -> list[Touched]:
    """What these entries carry in productions that `by` may read, in the order of titles. The same few queries for any number.

    Who holds a credit whose name is withheld is told to nobody here, so such credits are not counted (H16).
    """
    found: dict[str, Counter[int]] = {name: Counter() for name in COUNTED_MEMBERS}
    for name, rows, place in list_counted_parts(list(entries)):
        for key, count in count_readable(rows, place, by):
            found[name][key] += count
    keys = set[int]().union(*found.values())
    return [
        Touched(production, **{name: found[name][production.pk] for name in COUNTED_MEMBERS})
        for production in Production.objects.filter(pk__in=keys).in_title_order()
    ]


def list_counted_parts(entries: list[Record]) -> Iterable[tuple[str, Any, str]]:
    """What is counted as what: the rows, and the path from them to their production."""
    people = [entry for entry in entries if isinstance(entry, Contributor)]
    systems = [entry for entry in entries if isinstance(entry, AISystem)]
    credits = [entry for entry in entries if isinstance(entry, Credit)]
    if people:
        yield "credits", Credit.objects.current().filter(contributor__in=people), ""
        theirs = Q(affiliation__in=people) | Q(contracted_by__in=people)
        yield "affiliations", Credit.objects.current().filter(theirs), ""
        keys = [person.pk for person in people]
        uses: Any = AIUse.objects.live().with_named_validator()
        declared: Any = AIDeclaration.objects.live().with_named_declarer()
        yield "ai_uses", uses.filter(named_validator_id__in=keys), "credit__"
        yield "ai_declarations", declared.filter(named_declarer_id__in=keys), "credit__"
    if systems:
        yield "ai_uses", AIUse.objects.live().filter(ai_system__in=systems), "credit__"
    if credits:
        yield "credits", Credit.objects.live().filter(pk__in=[entry.pk for entry in credits]), ""
        yield "ai_uses", AIUse.objects.live().filter(credit__in=credits), "credit__"
        yield "ai_declarations", AIDeclaration.objects.live().filter(credit__in=credits), "credit__"


def count_readable(rows: Any, place: str, by: User | None) -> QuerySet[Any, tuple[int, int]]:
    """How many of the rows each production has, of those on credits that `by` may read."""
    if by is not None:
        seen = Credit.objects.readable_by(by)
        rows = rows.filter(
            Exists(seen.filter(pk=OuterRef(f"{place.removesuffix('__')}_id" if place else "pk")))
        )
    path = f"{place}production"
    counted: QuerySet[Any, tuple[int, int]] = (
        rows.order_by().values(path).annotate(count=Count("pk")).values_list(path, "count")
    )
    return counted


def is_shared(entry: Any) -> bool:
    """Whether other productions than those listed may be concerned."""
    return entry.shared_owner is not None
