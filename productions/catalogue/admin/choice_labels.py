"""What tells productions, episodes and cuts apart where one is chosen."""

from collections.abc import Sequence

from productions.admin_pages.pickers import join_label, label_choices
from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.works import Episode, Production
from productions.users.models import User


@label_choices(Production)
def label_productions(productions: Sequence[Production], user: User) -> dict[int, str]:
    """Title, year and kind."""
    return {each.pk: join_label(each, each.year, each.get_kind_display()) for each in productions}


@label_choices(Episode, "production")
def label_episodes(episodes: Sequence[Episode], user: User) -> dict[int, str]:
    """`#3 Title · Work`."""
    return {each.pk: join_label(each, each.production) for each in episodes}


@label_choices(Cut, "production", "episode")
def label_cuts(cuts: Sequence[Cut], user: User) -> dict[int, str]:
    """`C012 · #3 Work`."""
    return {cut.pk: join_label(cut, label_place(cut.production, cut.episode)) for cut in cuts}


def label_place(production: Production, episode: Episode | None) -> str:
    """`#3 Work`, or the work alone."""
    return f"#{episode.number} {production}" if episode is not None else str(production)
