"""Credits that hold for a range of episodes (`#1～#6`) or of cuts (`C001～C012`): what makes a range, and what is in it.

A range is its two ends, in the order of the numbers: what is added between them later belongs to it. An end is never an opening or a
special, since only numbered episodes have an order.
"""

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.works import Episode
from productions.credits.models.credits import Credit
from productions.shared.choices import CutStatus, EpisodeKind


def shorten_range(credit: Credit) -> None:
    """A range that ends where it begins is that episode or cut alone."""
    if credit.last_episode_id is not None and credit.last_episode_id == credit.episode_id:
        credit.last_episode = None
    if credit.last_cut_id is not None and credit.last_cut_id == credit.cut_id:
        credit.last_cut = None


def find_range_problems(credit: Credit) -> dict[str, list[str]]:
    """One sentence for each end that makes no range."""
    found = {
        "last_episode": find_episode_range_problem(credit),
        "last_cut": find_cut_range_problem(credit),
    }
    return {name: [sentence] for name, sentence in found.items() if sentence}


def find_episode_range_problem(credit: Credit) -> str:
    first, last = credit.episode, credit.last_episode
    if last is None:
        return ""
    if last.production_id != credit.production_id:
        return _("Episode %s belongs to another production.") % last
    if credit.cut_id is not None:
        return _("A cut is in one episode; leave out the last episode, or the cut.")
    if first is None:
        return _("Say with which episode the range begins.")
    for end in (first, last):
        if end.kind != EpisodeKind.EPISODE:
            return _("Only numbered episodes make a range; “%s” is none.") % end
    if first.sort_key > last.sort_key:
        return _("The range ends before it begins: episode %(last)s comes before episode %(first)s.") % {
            "first": first.number,
            "last": last.number,
        }
    return ""


def find_cut_range_problem(credit: Credit) -> str:
    first, last = credit.cut, credit.last_cut
    if last is None:
        return ""
    if last.production_id != credit.production_id:
        return _("Cut %s belongs to another production.") % last
    if first is None:
        return _("Say with which cut the range begins.")
    if first.episode_id != last.episode_id:
        return _("A range of cuts lies in one episode; cut %s belongs to another.") % last
    if first.sort_key > last.sort_key:
        return _("The range ends before it begins: cut %(last)s comes before cut %(first)s.") % {
            "first": first.number,
            "last": last.number,
        }
    return ""


class EpisodePlace(NamedTuple):
    key: int
    sort_key: str


class CutPlace(NamedTuple):
    key: int
    uid: UUID
    number: str
    sort_key: str
    status: str


class RangeParts:
    """What lies in the ranges of some productions. A query for episodes and one for cuts, each only once a range is asked for.

    Ranges are asked for by the keys of their ends.
    """

    def __init__(self, productions: Collection[int]) -> None:
        self.productions = productions

    @cached_property
    def episodes(self) -> dict[int, list[EpisodePlace]]:
        """The numbered ones of each production, in their order."""
        numbered = Episode.objects.live().filter(production__in=self.productions, kind=EpisodeKind.EPISODE)
        rows = numbered.order_by("sort_key", "pk").values_list("production_id", "pk", "sort_key")
        found: dict[int, list[EpisodePlace]] = {}
        for production, key, sort_key in rows:
            found.setdefault(production, []).append(EpisodePlace(key, sort_key))
        return found

    @cached_property
    def cuts(self) -> dict[tuple[int, int | None], list[CutPlace]]:
        """Those of each production and episode, in their order."""
        live = Cut.objects.live().filter(production__in=self.productions).order_by("sort_key", "pk")
        rows = live.values_list("production_id", "episode_id", "pk", "uid", "number", "sort_key", "status")
        found: dict[tuple[int, int | None], list[CutPlace]] = {}
        for production, episode, key, uid, number, sort_key, status in rows:
            found.setdefault((production, episode), []).append(CutPlace(key, uid, number, sort_key, status))
        return found

    def list_episodes(self, production: int, first: int, last: int) -> list[int]:
        """The keys of the episodes from the first to the last."""
        return [place.key for place in slice_range(self.episodes.get(production, ()), first, last)]

    def list_cuts(self, production: int, episode: int | None, first: int, last: int) -> list[CutPlace]:
        """The active cuts from the first to the last."""
        found = slice_range(self.cuts.get((production, episode), ()), first, last)
        return [place for place in found if place.status == CutStatus.ACTIVE]


Place = TypeVar("Place", EpisodePlace, CutPlace)


def slice_range(places: Sequence[Place], first: int, last: int) -> list[Place]:
    """The places from one to another, by their sort keys; those that sort as an end belong to the range too, as in queries."""
    ends = {place.key: place.sort_key for place in places if place.key in (first, last)}
    if len(ends) < 2:
        return []
    return [place for place in places if ends[first] <= place.sort_key <= ends[last]]
