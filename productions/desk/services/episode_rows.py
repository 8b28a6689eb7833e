"""The episodes of a production in order, each with what is entered, what waits and what was issued."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.works import Episode, Production
from productions.credits.models.credits import Credit
from productions.releases.models.releases import Release
from productions.review.queries import AI_NOT_ASKED, DRAFT
from productions.users.models import User


@dataclass(frozen=True, slots=True)
class NewestIssue:
    """The last issue of an episode in one edition; `edition` is its label, empty for that of no edition."""

    key: int
    number: int
    edition: str
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class EpisodeRow:
    """An episode; None stands for what the production has beside its episodes. Credits are current ones."""

    episode: Episode | None
    cuts: int
    credits: int
    drafts: int
    ai_not_asked: int
    issues: tuple[NewestIssue, ...]


def list_episode_rows(production: Production, user: User) -> list[EpisodeRow]:
    """The whole production first, then its episodes in order. Four queries, however many there are."""
    episodes = Episode.objects.visible_to(user).filter(production=production).in_order()
    cuts = count_cuts(production, user)
    credits = count_credits_by_episode(production, user)
    issues = find_newest_issues(production, user)
    return [
        EpisodeRow(
            episode,
            cuts=cuts.get(key, 0),
            credits=credits[key]["all"],
            drafts=credits[key]["drafts"],
            ai_not_asked=credits[key]["not_asked"],
            issues=tuple(issues[key]),
        )
        for key, episode in iterate_with_whole(episodes)
    ]


def iterate_with_whole(episodes: Any) -> Iterator[tuple[int | None, Episode | None]]:
    yield None, None
    for episode in episodes:
        yield episode.pk, episode


def count_cuts(production: Production, user: User) -> Mapping[int | None, int]:
    rows = Cut.objects.visible_to(user).filter(production=production).order_by()
    return dict(rows.values_list("episode").annotate(Count("pk")))


def count_credits_by_episode(production: Production, user: User) -> Mapping[int | None, Mapping[str, int]]:
    rows: Any = Credit.objects.visible_to(user).current().filter(production=production).order_by()
    counted = rows.values("episode_id").annotate(
        all=Count("pk"), drafts=Count("pk", filter=DRAFT), not_asked=Count("pk", filter=AI_NOT_ASKED)
    )
    none = {"all": 0, "drafts": 0, "not_asked": 0}
    return defaultdict(lambda: none, {row["episode_id"]: row for row in counted})


def find_newest_issues(production: Production, user: User) -> Mapping[int | None, list[NewestIssue]]:
    """The last issue in each edition, by episode."""
    releases: Any = Release.objects.visible_to(user).filter(production=production).with_edition_labels()
    found: dict[int | None, dict[str, NewestIssue]] = defaultdict(dict)
    wanted = ("pk", "episode_id", "edition", "number", "issued_at", "production_id")
    for release in releases.only(*wanted).order_by("number", "pk"):
        label = str(release.get_edition_display() or "")
        found[release.episode_id][release.edition] = NewestIssue(
            release.pk, release.number, label, release.issued_at
        )
    return defaultdict(list, {key: list(of_episode.values()) for key, of_episode in found.items()})
