"""Cuts that are drawn elsewhere (兼用, BANK): the first artists, as the sheet tells of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q

from productions.catalogue.models.cuts import CutRelation
from productions.credits.services.on_screen import DRAWN_ELSEWHERE
from productions.entry.services.credit_facts import JOINER, CreditFacts, write_credit
from productions.entry.services.sheet_places import SheetPlace
from productions.shared.choices import CutRelationKind
from productions.shared.queries import public_credit
from productions.users.models import User
from productions.users.queries import seen_by
from productions.wishes.services import read_withholding_wishes

MAX_STEPS = 5
"""Cuts that lead from one to another, at most, until the first artists are looked for no further."""

Names = Mapping[int, str]
"""The names of a cut by the key of their role."""


def read_relations(place: SheetPlace) -> dict[int, CutRelation]:
    """By the key of each cut that is drawn elsewhere, the relation that says where. One query."""
    rows = CutRelation.objects.live().filter(
        from_cut__production=place.production,
        from_cut__episode=place.episode,
        from_cut__removed_at=None,
        to_cut__removed_at=None,
        kind__in=DRAWN_ELSEWHERE,
    )
    found: dict[int, CutRelation] = {}
    for relation in rows.select_related("to_cut").order_by("-pk"):
        known = found.get(relation.from_cut_id)
        if known is None or rank_relation(relation) <= rank_relation(known):
            found[relation.from_cut_id] = relation
    return found


def rank_relation(relation: CutRelation) -> int:
    return DRAWN_ELSEWHERE.index(CutRelationKind(relation.kind))


def match_first_artists(place: SheetPlace, relations: Iterable[CutRelation], user: User) -> Q:
    """The credits of the cuts that the relations lead to; those of other productions as far as the user sees them."""
    cuts = [relation.to_cut for relation in relations]
    own = [cut.pk for cut in cuts if cut.production_id == place.production.pk]
    theirs = [cut.pk for cut in cuts if cut.production_id != place.production.pk]
    found = Q(cut__in=own) if own else Q(pk__in=())
    if theirs:
        found |= Q(cut__in=theirs) & (public_credit() | seen_by(user, "production"))
    return found


def read_unnamed_here(place: SheetPlace, relations: Iterable[CutRelation]) -> Container[int]:
    """The keys of those whom cuts of other productions may name, and this one may not (H16). One query, none without such cuts."""
    leads_elsewhere = any(one.to_cut.production_id != place.production.pk for one in relations)
    return read_withholding_wishes(place.production).keys() if leads_elsewhere else ()


def gather_names(rows: Iterable[CreditFacts], unnamed: Container[int]) -> dict[int, dict[int, str]]:
    """What is written of each cut, by its key and that of the role. Withheld names, and those of the `unnamed` (keys), are in none."""
    texts: dict[tuple[int, int], list[str]] = defaultdict(list)
    for facts in rows:
        if facts.contributor_id is not None and facts.contributor_id in unnamed:
            continue
        if text := write_credit(facts, facts.affiliation):
            texts[facts.cut_id, facts.role_id].append(text)
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for (cut, role), names in texts.items():
        found[cut][role] = JOINER.join(names)
    return found


def describe_relation(
    cut: int, relations: Mapping[int, CutRelation], names: Mapping[int, Names], codes: Mapping[int, str]
) -> dict[str, Any] | None:
    """How a cut is drawn elsewhere, for the script; its names are followed from cut to cut."""
    relation = relations.get(cut)
    if relation is None:
        return None
    first: dict[int, str] = {}
    for key in list_first_cuts(cut, relations):
        first = {**names.get(key, {}), **first}
    return {
        "kind": relation.kind,
        "label": str(CutRelationKind(relation.kind).label),
        "cut": relation.to_cut.number,
        "names": {codes[role]: text for role, text in first.items() if role in codes},
    }


def list_first_cuts(cut: int, relations: Mapping[int, CutRelation]) -> Sequence[int]:
    """The cuts that a cut leads to, the nearest one first."""
    steps: list[int] = []
    while cut in relations and len(steps) < MAX_STEPS:
        cut = relations[cut].to_cut_id
        if cut in steps:
            break
        steps.append(cut)
    return steps
