"""Entries that productions share, and the rows that carry them: who sees them (H15)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import cache, reduce
from operator import or_
from threading import Lock
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from cachetools import LRUCache, cached
from django.db.models import Exists, Model, OuterRef, Q

from productions.shared.compiled_conditions import CompiledCondition, compile_condition
from productions.users.access import describe_account, is_registrar
from productions.users.queries import edits_anything, seen_by

if TYPE_CHECKING:
    from productions.users.models import User

MAX_KEPT_SIGHTS = 256


def match_outer_row(field: str) -> dict[str, OuterRef]:
    """Rows whose `field` is the one that is asked about, read by the index each time.

    Where equality alone is asked, PostgreSQL may put all rows into a hash first, for the sake of one on the page; that
    they are not less makes it look no further.
    """
    return {field: OuterRef("pk"), f"{field}__gte": OuterRef("pk")}


def match_any_query(queries: Iterable[Any]) -> Any:
    """The condition that one of the queries finds a row; None among them never does."""
    return reduce(or_, (Exists(rows) for rows in queries if rows is not None))


class Shared:
    """With LiveQuerySet: rows that productions share, seen in the admin and over the API by one rule.

    Anybody sees what is public; the members of a production what was entered for it or is on any of its credits,
    removed ones too, since taking one back must not hide the person from those who enter them again. What is
    nobody's yet, entered for no production and never on a credit, is offered to every editor: who entered it must
    find it again. Registrars see all, since only they can tell that two productions have entered one person.
    """

    CARRIED_BY: ClassVar[tuple[str, ...]]
    """The relations of the model to the tables that carry its entries; their query sets are `Carrier`s."""

    def visible_to(self: Any, user: User | None) -> Any:
        return self.live().filter(self.in_sight_of(user))

    def ever_visible_to(self: Any, user: User | None) -> Any:
        """Removed and merged ones too, for who saw them while they stood.

        Nothing carries a merged one any more: it is seen where the entry that stands is, or where it was entered for one's own.
        """
        seen = self.in_sight_of(user)
        if user is not None and hasattr(self.model, "merged_into"):
            standing = self.model._default_manager.visible_to(user).order_by().values("pk")
            own = Q(seen_by(user, "entered_for"), entered_for__isnull=False)
            merged = Q(merged_into__isnull=False) & (own | Q(merged_into__in=standing))
            seen = merged | Q(seen, merged_into=None)
        return self.filter(seen)

    def in_sight_of(self: Any, user: User | None) -> Q:
        """The condition of `visible_to`, of removed ones too."""
        if user is None or is_registrar(user):
            return ~Q(pk=None)
        return Q(compile_sight(self.model, user))

    def readable_by(self: Any, user: User) -> Any:
        return self.visible_to(user)

    def public(self: Any) -> Any:
        return self.live().filter(build_carried(self.model).in_public)

    def once_public(self: Any) -> Any:
        """Those that a public credit carried before it was removed."""
        carriers = list_carriers(self.model)
        return self.filter(match_any_query(rows.carrying_when_removed(field) for rows, field in carriers))


class Carried(NamedTuple):
    """What may be said of an entry of a model without knowing who asks."""

    in_public: Any
    """That a public credit carries the entry."""
    nowhere: Q
    """That nothing carries it."""
    for_members: tuple[Any, ...]
    """The rows of each carrier by which the members of their productions see it: query sets of `Carrier`s."""


def list_carriers(model: type[Model]) -> list[tuple[Any, str]]:
    """What carries the entries: the rows of each table of CARRIED_BY, and the column by which they do."""
    rows: Any = model._default_manager.all()
    relations: list[Any] = [model._meta.get_field(name) for name in rows.CARRIED_BY]
    return [(relation.related_model.objects, relation.field.name) for relation in relations]


@cache
def build_carried(model: type[Model]) -> Carried:
    """Built once for each model, since nothing in it is anybody's own."""
    carriers = list_carriers(model)
    nowhere = Q()
    for rows, field in carriers:
        nowhere &= ~Q(Exists(rows.carrying(field)))
    return Carried(
        in_public=compile_condition(
            model, match_any_query(rows.carrying_in_public(field) for rows, field in carriers)
        ),
        nowhere=nowhere,
        for_members=tuple(rows.carrying_for_members(field) for rows, field in carriers),
    )


def describe_sight(model: type[Model], user: User) -> Hashable:
    return model, describe_account(user)


@cached(LRUCache(maxsize=MAX_KEPT_SIGHTS), key=describe_sight, lock=Lock())
def compile_sight(model: type[Model], user: User) -> CompiledCondition:
    """Which entries of a model the account sees.

    A request needs it several times, and Django takes longer to build it than the database to run it. It holds no rows, so it
    stays true as long as the account is the same.
    """
    carried = build_carried(model)
    mine = Q(seen_by(user, "entered_for"), entered_for__isnull=False)
    for rows in carried.for_members:
        mine |= Q(Exists(rows.filter(rows.match_member(user))))
    nobodys = Q(entered_for=None) & edits_anything(user) & carried.nowhere
    return compile_condition(model, carried.in_public | mine | nobodys)


class Carrier:
    """With RecordQuerySet: rows that carry a shared entry by one of their columns, `field`.

    Every method gives the rows that are related to the entry by `OuterRef("pk")`, or None where such rows never count.
    """

    def carrying(self: Any, field: str) -> Any:
        """All of them, wherever."""
        return self.filter(**match_outer_row(field))

    def carrying_in_public(self: Any, field: str) -> Any:
        """Those by which strangers see the entry."""
        raise NotImplementedError  # abstract: every carrier overrides it

    def carrying_for_members(self: Any, field: str) -> Any:
        """Those by which whoever is told of them sees it: all of them, unless a carrier leaves some out."""
        return self.carrying(field)

    def match_member(self: Any, user: User) -> Q:
        """The condition that the user is told of a row as a member of its production."""
        raise NotImplementedError  # abstract: every carrier overrides it

    def carrying_when_removed(self: Any, field: str) -> Any:
        """Removed ones by which strangers saw the entry while they stood."""
        raise NotImplementedError  # abstract: every carrier overrides it
