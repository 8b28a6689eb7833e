"""What one row of credits was done on, episode by episode: all of it, or ranges of cuts. For filmographies and staff lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import Q

from api.read.compiled_serializers import JSONRow
from api.read.prepared_queries import InQueryList, PreparedQuery
from productions.credits.services.ranges import RangeParts
from productions.interchange.cut_lists.cut_ranges import CutRanges, KnownCut
from productions.models import Cut

CutPlace = tuple[int | None, int]
"""An episode, or None, and its production."""


def read_cut_ranges(places: Collection[CutPlace]) -> dict[CutPlace, CutRanges]:
    """What writes the cuts of these episodes as ranges. A range may span only cuts that are all meant, so it takes all of them.

    One query, and none where no place is given.
    """
    known: defaultdict[CutPlace, list[KnownCut]] = defaultdict(list)
    if places:
        keys = {
            "episodes": list({episode for episode, _production in places} - {None}),
            "works": list({production for episode, production in places if episode is None}),
        }
        for episode, production, *cut in get_cuts_query().run(keys):
            known[episode, production].append(KnownCut(*cut))
    return {place: CutRanges(known[place]) for place in places}


@lru_cache(maxsize=1)
def get_cuts_query() -> PreparedQuery:
    """All cuts of some episodes, and of some productions those without an episode."""
    cuts = Cut.objects.live().filter(
        Q(InQueryList("episode_id", "episodes")) | Q(InQueryList("production_id", "works"), episode=None)
    )
    return PreparedQuery(
        cuts.order_by("episode_id", "production_id", "sort_key", "pk").values_list(
            "episode_id", "production_id", "number", "number_key", "sort_key"
        )
    )


def spread_range(credit: Any, parts: RangeParts) -> list[Any]:
    """A credit once for each episode or active cut of its range; one without a range as it is. It is a named tuple with both ends."""
    if credit.last_cut is not None:
        cuts = parts.list_cuts(credit.production, credit.episode, credit.cut, credit.last_cut)
        return [credit._replace(cut=cut.key, number=cut.number, cut_uid=str(cut.uid)) for cut in cuts]
    if credit.last_episode is not None:
        episodes = parts.list_episodes(credit.production, credit.episode, credit.last_episode)
        return [credit._replace(episode=episode) for episode in episodes]
    return [credit]


def spread_ranges(credits: Sequence[Any], parts: RangeParts) -> list[Any]:
    """Each of the credits; where there are ranges of episodes, in the order of these."""
    found = [piece for credit in credits for piece in spread_range(credit, parts)]
    if not any(credit.last_episode is not None for credit in credits):
        return found
    order = {place.key: index for places in parts.episodes.values() for index, place in enumerate(places)}
    return sorted(
        found, key=lambda piece: -1 if piece.episode is None else order.get(piece.episode, len(order))
    )


@dataclass(slots=True)
class EpisodeWork:
    """What was done in one episode."""

    whole: bool = False
    cuts: dict[str, str] = field(default_factory=dict)
    """uids by number."""


WorkPlace = tuple[int | None, int | None]
"""An episode and a segment, each None where the work belongs to none."""


def collect_parts(credits: Sequence[Any], parts: RangeParts) -> dict[WorkPlace, EpisodeWork]:
    """What the credits are for, by episode and segment. As for `spread_range`."""
    found: dict[WorkPlace, EpisodeWork] = {}
    for credit in spread_ranges(credits, parts):
        work = found.setdefault((credit.episode, credit.segment), EpisodeWork())
        if credit.cut is None:
            work.whole = True
        else:
            work.cuts[str(credit.number)] = str(credit.cut_uid)
    return found


def describe_part(
    episode: Any, segment: Any, cuts: Mapping[str, str], ranges: CutRanges | None, *, whole: bool
) -> JSONRow:
    """One episode and segment (None: what belongs to none), with the uids of its cuts by number; `whole`: all of it."""
    written = ""
    if cuts:
        assert ranges is not None
        found = ranges.write(cuts)
        written = ", ".join([*found.parts, *(cuts[number] for number in found.unwritable)])
    return {"episode": episode, "segment": segment, "whole": whole, "cuts": written, "cut_count": len(cuts)}
