"""Segments and parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db.models import Model, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from productions.catalogue.queries import PartQuerySet
from productions.shared.choices import EpisodeKind

if TYPE_CHECKING:
    from productions.catalogue.models.cuts import Cut
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

    def running_in_uid(self, uid: Any) -> Self:
        """The same for the uid of an episode, or for its place in a query that is kept."""
        episodes: Any = self.model._meta.get_field("first_episode").related_model
        found = episodes._base_manager.filter(uid=uid, kind=EpisodeKind.EPISODE)
        place = Subquery(found.values("sort_key")[:1])
        begun = Q(first_episode=None) | Q(first_episode__sort_key__lte=place)
        going_on = Q(last_episode=None) | Q(last_episode__sort_key__gte=place)
        return self.filter(begun & going_on, production=Subquery(found.values("production")[:1]))

    def in_order(self) -> Self:
        return self.order_by("production_id", "kind", "first_episode__sort_key", "pk")


class EpisodePartQuerySet(PartQuerySet[M]):
    def in_order(self) -> Self:
        return self.order_by("production_id", "episode__sort_key", "label", "pk")

    def overlapping(self, first: Cut, last: Cut) -> Self:
        """Those that have a cut between these two, which are included."""
        return self.filter(first_cut__sort_key__lte=last.sort_key, last_cut__sort_key__gte=first.sort_key)

    def around_outer_cut(self) -> Self:
        """Those that the cut of the query around this one is in: in one at most, since parts do not overlap."""
        whose = Coalesce(OuterRef("episode_id"), Value(0))
        return (
            self.live()
            .annotate(whose=Coalesce("episode_id", Value(0)))
            .filter(
                whose=whose,
                production=OuterRef("production_id"),
                first_cut__sort_key__lte=OuterRef("sort_key"),
                last_cut__sort_key__gte=OuterRef("sort_key"),
            )
        )
