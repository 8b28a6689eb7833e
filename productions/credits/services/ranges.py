"""Credits that hold for a range of episodes (`#1～#6`) or of cuts (`C001～C012`): what makes a range, and what is in it.

A range is its two ends, in the order of the numbers: what is added between them later belongs to it. An end is never an opening or a
special, since only numbered episodes have an order.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

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
    episode: int | None
    number: str
    sort_key: str


class RangeParts:
    """What lies in the ranges of one production. A query for episodes and one for cuts, each only once a range is asked for."""

    def __init__(self, production: int) -> None:
        self.production = production

    @cached_property
    def episodes(self) -> Sequence[EpisodePlace]:
        """The numbered ones, in their order."""
        numbered = Episode.objects.live().filter(production=self.production, kind=EpisodeKind.EPISODE)
        return [
            EpisodePlace(*row) for row in numbered.order_by("sort_key", "pk").values_list("pk", "sort_key")
        ]

    @cached_property
    def cuts(self) -> dict[int | None, list[CutPlace]]:
        """The active ones of each episode, in their order."""
        active = Cut.objects.live().filter(production=self.production, status=CutStatus.ACTIVE)
        found: dict[int | None, list[CutPlace]] = {}
        for row in active.order_by("sort_key", "pk").values_list("pk", "episode_id", "number", "sort_key"):
            place = CutPlace(*row)
            found.setdefault(place.episode, []).append(place)
        return found

    def list_episodes(self, first: str, last: str) -> list[int]:
        """The keys of the episodes between two sort keys."""
        return [episode.key for episode in self.episodes if first <= episode.sort_key <= last]

    def list_cuts(self, episode: int | None, first: str, last: str) -> list[CutPlace]:
        """The active cuts of an episode between two sort keys."""
        return [cut for cut in self.cuts.get(episode, ()) if first <= cut.sort_key <= last]
