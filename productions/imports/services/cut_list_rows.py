"""The rows of a plan for a list of cuts, and what the production has already."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from productions.catalogue.models.cuts import Cut, CutRelation
from productions.catalogue.models.works import Episode, Production
from productions.interchange.cut_lists.cut_numbers import normalize_cut_number
from productions.interchange.cut_lists.cut_sheet_reader import ListedCut
from productions.segments.models import EpisodePart

CutKey = tuple[int | None, str]
"""The key of the episode, and the number as it is compared."""


@dataclass(frozen=True, slots=True)
class PlannedCut:
    """One cut of the list. `cut` is None where it is new; `values` are those to be stored, `old` those that they replace."""

    listed: ListedCut
    episode: Episode | None
    cut: Cut | None
    values: Mapping[str, Any]
    old: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> CutKey:
        return (self.episode.pk if self.episode else None, normalize_cut_number(self.listed.number))


@dataclass(frozen=True, slots=True)
class PlannedRelation:
    """A cut that shares, reuses or is bank footage of another one; both by their keys."""

    from_cut: CutKey
    to_cut: CutKey
    kind: str


@dataclass(slots=True)
class KnownCuts:
    """What the production has. Four queries, however many cuts."""

    episodes: dict[str, Episode]
    cuts: dict[CutKey, Cut]
    relations: set[tuple[int, int, str]]
    parts: list[EpisodePart]


def read_known_production(production: Production) -> KnownCuts:
    cuts = (
        Cut.objects.live().filter(production=production).select_related("episode").order_by("sort_key", "pk")
    )
    relations = CutRelation.objects.live().filter(from_cut__production=production)
    parts = EpisodePart.objects.live().filter(production=production)
    return KnownCuts(
        episodes={episode.number_key: episode for episode in production.episodes.live()},
        cuts={(cut.episode_id, cut.number_key): cut for cut in cuts},
        relations=set(relations.values_list("from_cut_id", "to_cut_id", "kind")),
        parts=list(parts.select_related("first_cut", "last_cut")),
    )
