"""Statements of a credit text as rows of a sheet."""

from collections.abc import Iterator
from itertools import pairwise

from productions.interchange.credit_text.statements import Statement
from productions.interchange.matching.written_language import guess_written_language
from productions.interchange.sheets.credit_row import CreditSheetRow

UNNAMED_REASON = "not_yet_entered"
"""Of people whom a text calls "and others": nobody has said yet who they are."""


def list_statement_rows(
    statement: Statement,
    line: int,
    *,
    role: str = "",
    character: str = "",
    scope: str = "",
    edition: str = "",
    is_japanese: bool = False,
) -> Iterator[CreditSheetRow]:
    """The credit of a statement, once for each run of its episodes. What it does not say itself is as above it on the page.

    `is_japanese`: the page has kana, so that kanji on it are Japanese.
    """
    printed = statement.name if statement.name != statement.credited_as else ""
    label = statement.role.label or role
    voiced = statement.character or character
    unknown_scope = statement.scope.label if statement.scope.label and not statement.scope.episodes else ""
    note = " ".join(filter(None, (unknown_scope, statement.note)))
    episodes = list_episode_runs(statement.scope.episodes) or [scope]
    for episode in episodes:
        yield CreditSheetRow(
            line=line,
            episode=episode,
            role=label,
            role_language=guess_written_language(label, among_japanese=is_japanese),
            character=voiced,
            character_language=guess_written_language(voiced, among_japanese=is_japanese),
            name=statement.credited_as,
            printed_as=printed,
            affiliation=statement.affiliation,
            kind="organization" if statement.contributor == "organization" and not statement.others else "",
            absence_reason=UNNAMED_REASON if statement.others else "",
            headcount=statement.others_count,
            note=note,
            edition=statement.edition or edition,
        )


def list_episode_runs(episodes: tuple[int, ...]) -> list[str]:
    """Numbers as numbers and ranges: 1, 2, 3, 5 → `1-3`, `5`."""
    if not episodes:
        return []
    breaks = [index for index, (one, other) in enumerate(pairwise(episodes), start=1) if other != one + 1]
    runs = [episodes[start:end] for start, end in pairwise([0, *breaks, len(episodes)])]
    return [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
