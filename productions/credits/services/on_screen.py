"""Who drew what is on screen."""

from collections.abc import Iterable

from productions.catalogue.models.cuts import Cut, CutRelation
from productions.catalogue.services.timelines import OnScreen
from productions.shared.choices import CutRelationKind

DRAWN_ELSEWHERE = (CutRelationKind.SHARED, CutRelationKind.BANK, CutRelationKind.REUSE)
"""How a cut shows what was drawn for another one, whose credits are its credits too; the first of several is told."""


def find_drawn_cuts(shown: Iterable[OnScreen]) -> dict[int, list[Cut]]:
    """The cuts whose credits belong to each cut on screen, by its key: itself, then those that it shares or reuses drawings of.

    Which of their credits a reader may see is the caller's question. One query.
    """
    found = {one.cut_id: [one.cut] for each in shown for one in each.placements}
    related = CutRelation.objects.live().filter(from_cut__in=found, kind__in=DRAWN_ELSEWHERE)
    for relation in related.select_related("to_cut").order_by("pk"):
        if relation.to_cut not in found[relation.from_cut_id]:
            found[relation.from_cut_id].append(relation.to_cut)
    return found
