"""Segments, which run in a range of episodes, and parts, which are ranges of cuts.

An episode or cut that begins or ends a range is not removed while the range stands (`removals.services.removal`).
"""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.works import Episode, Production
from productions.catalogue.services.cuts import require_same_production
from productions.ledger.services.writing import change_entity, create_entity, in_transaction
from productions.segments.models import EpisodePart, Segment
from productions.shared.choices import EpisodeKind, MembershipLevel
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User

EDITOR = MembershipLevel.EDITOR


@in_transaction
def create_segment(
    production: Production, *, kind: str, by: User | None, now: datetime, reason: str = "", **values: Any
) -> Segment:
    """A new segment: an opening, ending, recap, preview and the like.

    `values`: title, title_en, first_episode and last_episode, which are numbered episodes. Without a first one it runs in all
    episodes, without a last one it goes on. Raises Refusal for a range in which no episode is.
    """
    access.require_level(by, production, EDITOR)
    segment = Segment(production=production, kind=kind, **values)
    check_episode_range(segment.production, segment.first_episode, segment.last_episode)
    return create_entity(segment, by=by, now=now, reason=reason)


@in_transaction
def update_segment(
    segment: Segment, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> Segment:
    """Change a segment; see create_segment for `values`."""
    access.require_level(by, segment.production, EDITOR)
    if values.get("production", segment.production) != segment.production:
        raise Refusal(fields={"production": [_("A segment cannot be moved to another production.")]})
    first = values.get("first_episode", segment.first_episode)
    last = values.get("last_episode", segment.last_episode)
    check_episode_range(segment.production, first, last)
    return change_entity(segment, values, by=by, now=now, reason=reason)


def check_episode_range(production: Production, first: Episode | None, last: Episode | None) -> None:
    """Raise Refusal where the ends are no numbered episodes of the production, or no episode is between them."""
    problems: dict[str, list[str]] = {}
    for name, episode in (("first_episode", first), ("last_episode", last)):
        if episode is None:
            continue
        if episode.production_id != production.pk:
            problems[name] = [_("Episode %s belongs to another production.") % episode]
        elif episode.kind != EpisodeKind.EPISODE:
            problems[name] = [_("%s is not a numbered episode; a range begins and ends with one.") % episode]
    if not problems and first is not None and last is not None and last.sort_key < first.sort_key:
        sentence = _("No episode is in this range: %(last)s comes before %(first)s.")
        problems["last_episode"] = [sentence % {"last": last, "first": first}]
    if problems:
        raise Refusal(fields=problems)


@in_transaction
def create_part(
    production: Production,
    *,
    label: str,
    first_cut: Cut,
    last_cut: Cut,
    by: User | None,
    now: datetime,
    episode: Episode | None = None,
    reason: str = "",
) -> EpisodePart:
    """A new part of the episode, or of a film without episodes: the cuts from `first_cut` to `last_cut`, both included."""
    access.require_level(by, production, EDITOR)
    require_same_production(production, episode)
    part = EpisodePart(
        production=production, episode=episode, label=label, first_cut=first_cut, last_cut=last_cut
    )
    check_cut_range(part, first_cut, last_cut)
    return create_entity(part, by=by, now=now, reason=reason)


@in_transaction
def update_part(
    part: EpisodePart, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> EpisodePart:
    """Change the label or the range of a part; it stays with its episode."""
    access.require_level(by, part.production, EDITOR)
    if any(
        values.get(name, getattr(part, name)) != getattr(part, name) for name in ("production", "episode")
    ):
        raise Refusal(fields={"episode": [_("A part cannot be moved to another episode.")]})
    check_cut_range(part, values.get("first_cut", part.first_cut), values.get("last_cut", part.last_cut))
    return change_entity(part, values, by=by, now=now, reason=reason)


def check_cut_range(part: EpisodePart, first: Cut, last: Cut) -> None:
    """Raise Refusal where the ends are not of the part's episode, where no cut is between them, or another part has some.

    The production is locked, so that of two who add parts at once the second one sees the first one's.
    """
    problems: dict[str, list[str]] = {}
    for name, cut in (("first_cut", first), ("last_cut", last)):
        if (cut.production_id, cut.episode_id) != (part.production_id, part.episode_id):
            problems[name] = [_("Cut %s belongs to another episode.") % cut]
    if not problems and last.sort_key < first.sort_key:
        sentence = _("No cut is in this range: %(last)s comes before %(first)s.")
        problems["last_cut"] = [sentence % {"last": last, "first": first}]
    if problems:
        raise Refusal(fields=problems)
    Production.objects.select_for_update(no_key=True).get(pk=part.production_id)
    others = EpisodePart.objects.live().filter(production=part.production_id, episode=part.episode_id)
    taken = others.exclude(pk=part.pk).overlapping(first, last).first()
    if taken is not None:
        sentence = _("Part %s already has cuts of this range; parts do not overlap.")
        raise Refusal(fields={"first_cut": [sentence % taken]})


def follow_place_change(place: Episode | Cut, **signal: Any) -> None:
    """After an episode or a cut got another place: raise Refusal where a range that it begins or ends is none any more."""
    if isinstance(place, Episode):
        of_episode = Q(first_episode=place) | Q(last_episode=place)
        for segment in (
            Segment.objects.live().filter(of_episode).select_related("first_episode", "last_episode")
        ):
            check_episode_range(place.production, segment.first_episode, segment.last_episode)
        return
    of_cut = Q(first_cut=place) | Q(last_cut=place)
    for part in EpisodePart.objects.live().filter(of_cut).select_related("first_cut", "last_cut"):
        check_cut_range(part, part.first_cut, part.last_cut)
