"""Which editions a production has: each line of releases, and each that credits are kept apart for."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from productions.catalogue.models.works import Episode, Production
from productions.credits.models.credits import Credit
from productions.releases.models.releases import Release
from productions.shared.choices import PUBLIC_CREDIT_STATES, Edition

EDITION_ORDER = {edition: place for place, edition in enumerate(["", *Edition.values])}


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One edition of an episode, or of the whole production. An empty `edition` is what all editions share.

    `credits` are the confirmed credits of this line alone, `issues` its releases, `latest` the newest of them.
    """

    episode: Episode | None
    edition: str
    credits: int
    issues: int
    latest: Release | None


def list_editions(*, production: Production) -> list[EditionLine]:
    """The lines, the whole production first, then its episodes in order; built-in editions before its own. Three queries, however many."""
    credits = Credit.objects.live().filter(production=production, state__in=PUBLIC_CREDIT_STATES)
    counts: dict[tuple[int | None, str], int] = {
        (episode, edition): count
        for episode, edition, count in credits.order_by()
        .values_list("episode_id", "edition")
        .annotate(count=Count("pk"))
    }
    issues: defaultdict[tuple[int | None, str], list[Release]] = defaultdict(list)
    for release in Release.objects.filter(production=production).without_document().order_by("number"):
        issues[release.episode_id, release.edition].append(release)
    episodes: list[Episode | None] = [None, *Episode.objects.live().filter(production=production).in_order()]
    own = sorted({edition for _episode, edition in {*counts, *issues}} - set(EDITION_ORDER))
    return [
        EditionLine(
            episode=episode,
            edition=edition,
            credits=counts.get((key, edition), 0),
            issues=len(issues[key, edition]),
            latest=issues[key, edition][-1] if issues[key, edition] else None,
        )
        for episode in episodes
        for key in (episode.pk if episode else None,)
        for edition in (*EDITION_ORDER, *own)
        if (key, edition) in counts or (key, edition) in issues
    ]
