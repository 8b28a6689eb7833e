"""How full an episode's sheet is: its active cuts by its roles, each cell a few numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Case, IntegerField, Q, Value, When

from productions.catalogue.models.cuts import Cut
from productions.coverage.services.required_roles import list_required_codes
from productions.credits.models.credits import Credit
from productions.credits.queries.credits import AI_STATE_NAMES, AI_STATES
from productions.credits.services.ranges import RangeParts
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


class HeatCell(NamedTuple):
    """The credits of a role in a cut: `people` name somebody or carry their own wish, `nobody` do not; drafts are among them.

    What the layer does not ask is not counted: whether they name somebody too.
    """

    people: int = 0
    nobody: int = 0
    drafts: int = 0
    not_asked: int = 0
    ai_used: int = 0

    @property
    def credits(self) -> int:
        return self.people + self.nobody

    def pack(self) -> int:
        """The figures as one number, which is added to another cell's by `+`."""
        return sum(figure << COUNT_BITS * place for place, figure in enumerate(self))

    @classmethod
    def unpack(cls, packed: int) -> HeatCell:
        return cls(
            *(packed >> COUNT_BITS * place & (1 << COUNT_BITS) - 1 for place in range(len(cls._fields)))
        )

    @classmethod
    def of_kind(cls, kind: int) -> HeatCell:
        """That of a single credit, of a kind that is the sum of its bits."""
        nobody = bool(kind & NOBODY)
        return cls(not nobody, nobody, bool(kind & UNCONFIRMED), bool(kind & NOT_ASKED), bool(kind & AI_USED))


COUNT_BITS = 16
"""Of one figure of a packed cell; no cell has 65,536 credits. Sixteen thousand cells as numbers take a fraction of the time of objects."""
PACKED_KINDS = tuple(HeatCell.of_kind(kind).pack() for kind in range(16))


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Cuts in their order, roles in that of a roll; `cells` by the keys of role and cut, where there is any credit, packed."""

    cuts: tuple[HeatCut, ...]
    roles: tuple[Role, ...]
    cells: Mapping[int, Mapping[int, int]]

    def list_empty(self) -> Iterator[tuple[Role, list[HeatCut]]]:
        """The roles with the cuts in which nobody at all has them."""
        for role in self.roles:
            held = self.cells.get(role.pk, {})
            if empty := [cut for cut in self.cuts if cut.key not in held]:
                yield role, empty


def read_heat_map(place: SheetPlace, layer: str = "missing", *, user: User) -> HeatMap:
    """What the layer, a key of ASKED, shows. Four queries, however large the sheet is, and one more where there are ranges of cuts. Its roles are those of cuts that the production requires, and those in use."""
    active = Cut.objects.visible_to(user).filter(
        ACTIVE_CUT, production=place.production, episode=place.episode
    )
    cuts = tuple(HeatCut(*values) for values in active.order_by("sort_key", "pk").values_list("pk", "number"))
    cells = count_cells(place, cuts, layer, user=user)
    required = Q(code__in=list_required_codes(place.production), scope=Scope.CUT, retired_at=None)
    roles = Role.objects.filter(Q(pk__in=cells) | required).select_related("department")
    return HeatMap(cuts, tuple(roles.order_by("department__order", "order", "code")), cells)


def count_cells(
    place: SheetPlace, cuts: tuple[HeatCut, ...], layer: str, *, user: User
) -> dict[int, dict[int, int]]:
    """The packed cells by role and cut; a credit of a range of cuts counts in each that is active. One query, and one more where there are ranges."""
    known = {cut.key for cut in cuts}
    parts, production = RangeParts([place.production.pk]), place.production.pk
    episode = place.episode.pk if place.episode else None
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for role, first, last, kind in read_cell_kinds(place, layer, user=user):
        held = (
            (first,)
            if last is None
            else (cut.key for cut in parts.list_cuts(production, episode, first, last))
        )
        row, packed = found[role], PACKED_KINDS[kind]
        for cut in held:
            row[cut] = row.get(cut, 0) + packed
    shown = ((role, {cut: cell for cut, cell in row.items() if cut in known}) for role, row in found.items())
    return {role: row for role, row in shown if row}


def read_cell_kinds(place: SheetPlace, layer: str, *, user: User) -> Any:
    """Rows of role, cut, last cut (of a range), and the kind of the credit as bits: those that the layer asks."""
    first, *others = (
        Case(When(condition, then=Value(bit)), default=Value(0), output_field=IntegerField())
        for condition, bit in ASKED[layer]
    )
    credits = Credit.objects.visible_to(user).current().filter(filter_place(place)).order_by()
    return credits.annotate(kind_bits=sum(others, first)).values_list("role", "cut", "last_cut", "kind_bits")


ASKED: dict[str, tuple[tuple[Q, int], ...]] = {
    "missing": ((PERSON_MISSING, NOBODY),),
    "unconfirmed": ((DRAFT, UNCONFIRMED),),
    "ai": ((AI_NOT_ASKED, NOT_ASKED), (AI_STATES[AI_STATE_NAMES[AIState.USED]], AI_USED)),
}
"""What each layer asks of a credit; each question costs a quarter of the time in which the bare rows are read."""
