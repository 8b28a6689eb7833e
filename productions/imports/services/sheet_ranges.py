"""Rows that a range holds for already: they are entered, since they may be more exact, and it is told."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.imports.services.file_places import tell_at
from productions.interchange.problems import Problem
from productions.interchange.sheets.credit_row import CreditSheetRow
from productions.shared.choices import EpisodeKind

Ends = tuple[Any, Any]
"""The first and the last episode."""


def find_rows_in_ranges(
    production: Production, pairs: Iterable[tuple[CreditSheetRow, Mapping[str, Any]]]
) -> list[Problem]:
    """A sentence for each row of an episode that lies in a range of the same person and role, of the sheet or entered before. One query."""
    rows = [(row, values) for row, values in pairs if values["contributor"] is not None]
    ranges: dict[tuple[Any, ...], list[Ends]] = {}
    known = Credit.objects.current().filter(production=production, last_episode__isnull=False)
    for credit in known.select_related("episode", "last_episode"):
        whose = (credit.role_id, credit.contributor_id, credit.edition)
        ranges.setdefault(whose, []).append((credit.episode, credit.last_episode))
    for _row, values in rows:
        if values["episode"] is not None and values["last_episode"] is not None:
            ranges.setdefault(get_holder(values), []).append((values["episode"], values["last_episode"]))
    found = []
    for row, values in rows:
        episode = values["episode"]
        if episode is None or episode.kind != EpisodeKind.EPISODE or values["last_episode"] or values["cut"]:
            continue
        for first, last in ranges.get(get_holder(values), ()):
            if first.sort_key <= episode.sort_key <= last.sort_key:
                message = _(
                    "Episode %(episode)s is in the range %(first)s–%(last)s of the same person and role."
                )
                told = message % {"episode": episode.number, "first": first.number, "last": last.number}
                found.append(tell_at(row, told, "episode"))
    return found


def get_holder(values: Mapping[str, Any]) -> tuple[Any, ...]:
    return (values["role"].pk, values["contributor"].pk, values["edition"])
