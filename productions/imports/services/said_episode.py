"""The episode that somebody says a credit sheet is of, for its rows that say none."""

from __future__ import annotations

from dataclasses import replace

from productions.catalogue.models.works import Episode
from productions.interchange.problems import Problem
from productions.interchange.sheets.credit_row import CreditSheet
from productions.shared.sentences import Sentence


def fill_said_episode(sheet: CreditSheet, episode: Episode | None) -> CreditSheet:
    """The sheet; its rows that say no episode are of `episode`, which a note tells. As it is where none was said."""
    if episode is None or all(row.episode for row in sheet.rows):
        return sheet
    message = Sentence(
        "Rows that say no episode are of episode %(episode)s, as was said of the file.",
        episode=episode.number,
    )
    return replace(
        sheet,
        rows=tuple(row if row.episode else replace(row, episode=episode.number) for row in sheet.rows),
        notes=(*sheet.notes, Problem(Sentence("Episode"), message)),
    )
