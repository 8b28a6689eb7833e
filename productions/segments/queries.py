"""Segments and parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db.models import Model, Q

from productions.catalogue.queries import PartQuerySet
from productions.shared.choices import EpisodeKind

if TYPE_CHECKING:
    from productions.catalogue.models.works import Episode

M = TypeVar("M", bound=Model)


def runs_in(episode: Episode, prefix: str = "") -> Q:
    """The segment runs in the episode: one without a first episode in all; `prefix` is the path to it, with its `__`.

    A range is one of numbered episodes, in their order; an opening or a trailer that is an episode of its own is in none.
    """
    if episode.kind != EpisodeKind.EPISODE:
        return Q(**{f"{prefix}first_episode": episode.pk})
    begun = Q(**{f"{prefix}first_episode": None}) | Q(
        **{f"{prefix}first_episode__sort_key__lte": episode.sort_key}
    )
    going_on = Q(**{f"{prefix}last_episode": None}) | Q(
        **{f"{prefix}last_episode__sort_key__gte": episode.sort_key}
    )
    return begun & going_on


class SegmentQuerySet(PartQuerySet[M]):
    def running_in(self, episode: Episode) -> Self:
        return self.filter(runs_in(episode), production=episode.production_id)

    def in_order(self) -> Self:
        return self.order_by("production_id", "kind", "first_episode__sort_key", "pk")


class EpisodePartQuerySet(PartQuerySet[M]):
    def in_order(self) -> Self:
        return self.order_by("production_id", "episode__sort_key", "label", "pk")
