"""How full an episode's sheet is: its active cuts by its roles, each cell a few numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Case, Count, IntegerField, Q, Value, When

from productions.catalogue.models.cuts import Cut
from productions.coverage.services.required_roles import list_required_codes
from productions.credits.models.credits import Credit
from productions.credits.queries.credits import AI_STATE_NAMES, AI_STATES
from productions.entry.services.credit_facts import filter_place
from productions.entry.services.sheet_places import SheetPlace
from productions.review.queries import ACTIVE_CUT, AI_NOT_ASKED, DRAFT, PERSON_MISSING
from productions.shared.choices import AIState, Scope
from productions.users.models import User
from productions.vocabulary.models import Role

NOBODY, UNCONFIRMED, NOT_ASKED, AI_USED = 1, 2, 4, 8
"""What a credit is, as bits of one number: the database says it in one column, which is read several times faster than four."""


class HeatCut(NamedTuple):
    key: int
    number: str


@dataclass(slots=True)
class HeatCell:
    """The credits of a role in a cut: `people` name somebody or carry their own wish, `nobody` do not; drafts are among them."""

    people: int = 0
    nobody: int = 0
    drafts: int = 0
    not_asked: int = 0
    ai_used: int = 0

    @property
    def credits(self) -> int:
        return self.people + self.nobody

    def add(self, kind: int, count: int) -> None:
        """Count so many credits of a kind, which is the sum of its bits."""
        if kind & NOBODY:
            self.nobody += count
        else:
            self.people += count
        if kind & UNCONFIRMED:
            self.drafts += count
        if kind & NOT_ASKED:
            self.not_asked += count
        if kind & AI_USED:
            self.ai_used += count


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Cuts in their order, roles in that of a roll; `cells` by the keys of role and cut, where there is any credit."""

    cuts: tuple[HeatCut, ...]
    roles: tuple[Role, ...]
    cells: Mapping[int, Mapping[int, HeatCell]]

    def list_empty(self) -> Iterator[tuple[Role, list[HeatCut]]]:
        """The roles with the cuts in which nobody at all has them."""
        for role in self.roles:
            held = self.cells.get(role.pk, {})
            if empty := [cut for cut in self.cuts if cut.key not in held]:
                yield role, empty


def read_heat_map(place: SheetPlace, *, user: User) -> HeatMap:
    """Four queries, however large the sheet is. Its roles are those of cuts that the production requires, and those in use."""
    active = Cut.objects.visible_to(user).filter(
        ACTIVE_CUT, production=place.production, episode=place.episode
    )
    cuts = tuple(HeatCut(*values) for values in active.order_by("sort_key", "pk").values_list("pk", "number"))
    cells = count_cells(place, cuts, user=user)
    required = Q(code__in=list_required_codes(place.production), scope=Scope.CUT, retired_at=None)
    roles = Role.objects.filter(Q(pk__in=cells) | required).select_related("department")
    return HeatMap(cuts, tuple(roles.order_by("department__order", "order", "code")), cells)


def count_cells(
    place: SheetPlace, cuts: tuple[HeatCut, ...], *, user: User
) -> dict[int, dict[int, HeatCell]]:
    """By role and cut; a credit of a range of cuts counts in each that is active. One query."""
    places = {cut.key: index for index, cut in enumerate(cuts)}
    keys = [cut.key for cut in cuts]
    found: dict[int, dict[int, HeatCell]] = {}
    for role, first, last, kind, count in read_cell_counts(place, user=user):
        held = [first] if last is None else list_between(keys, places, first, last)
        for cut in held:
            if cut not in places:
                continue
            row = found.setdefault(role, {})
            cell = row.get(cut)
            if cell is None:
                cell = row[cut] = HeatCell()
            cell.add(kind, count)
    return found


def list_between(keys: list[int], places: Mapping[int, int], first: int, last: int) -> list[int]:
    """The active cuts of a range."""
    if first not in places or last not in places:
        return []
    return keys[places[first] : places[last] + 1]


def read_cell_counts(place: SheetPlace, *, user: User) -> Any:
    """Rows of role, cut, last cut (of a range), the kind of credits as bits, and how many there are."""
    used = AI_STATES[AI_STATE_NAMES[AIState.USED]]
    kind = sum((
        mark(PERSON_MISSING, NOBODY), mark(DRAFT, UNCONFIRMED), mark(AI_NOT_ASKED, NOT_ASKED), mark(used, AI_USED),
    ), Value(0, IntegerField()))  # fmt: skip
    credits = Credit.objects.visible_to(user).current().filter(filter_place(place)).order_by()
    grouped = credits.annotate(kind_bits=kind).values_list("role", "cut", "last_cut", "kind_bits")
    return grouped.annotate(count=Count("pk"))


def mark(condition: Q, bit: int) -> Any:
    return Case(When(condition, then=Value(bit)), default=Value(0), output_field=IntegerField())
