"""Which sheets of a workbook are read: those that a person chose, or the first one with headings that are known.

Several are read as one sheet: their columns are put together by what their headings mean.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from productions.interchange.problems import Problem
from productions.interchange.sheets.credit_row import ReadingOptions
from productions.interchange.sheets.heading_rows import HeadingFinder
from productions.interchange.sheets.joined_sheets import join_sheets
from productions.interchange.sheets.sheet import Sheet
from productions.interchange.sheets.sheet_builder import build_sheet, report_empty_sheet
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.interchange.sheets.sheet_headings import HEADING_SPELLINGS
from productions.interchange.sheets.worksheets import Worksheet, see_rows
from productions.shared.late_patterns import compile_late
from productions.shared.sentences import Sentence

ALL_WORKSHEETS = "*"
MAX_TOLD_TITLES = 20
NUMBER = "[0-9]{1,4}(?:[.][0-9]{1,2})?|[〇一二三四五六七八九十百]{1,6}"
TITLE_EPISODE_PATTERN = compile_late(
    rf"第\s?({NUMBER})\s?[話回]|(?:#|(?<![a-z])ep(?:isode)?[.]?\s?)([0-9]{{1,4}}(?:[.][0-9]{{1,2}})?)|(?<![0-9.~〜\-])({NUMBER})\s?話"
)
SEGMENT_TITLES = ("op", "ed")

HIDDEN_SHEET = Sentence("The file hides this sheet, so it is left out; choose it by its title to read it.")
OTHER_SHEET = Sentence("This sheet is left out; choose it, or all sheets, to read it.")
COVER_SHEET = Sentence(
    "No heading of a credit sheet is found here, so this sheet is left out; choose it by its title to read it."
)


def read_chosen_worksheets(
    sheets: Sequence[Worksheet], finder: HeadingFinder, options: ReadingOptions, place: str | Sentence
) -> Sheet:
    """The sheets of a workbook that `options` choose, as one. `place` names the file."""
    titles = tuple(sheet.title for sheet in sheets if sheet.visible)
    chosen, notes = choose_worksheets(sheets, finder, options.worksheets)
    missing = [
        title
        for title in options.worksheets
        if title not in (ALL_WORKSHEETS, *(each.title for each in sheets))
    ]
    if missing:
        return Sheet(problems=tuple(report_missing_sheets(missing, titles, place)), worksheets=titles)
    if not chosen:
        return Sheet(problems=(report_empty_sheet(place, None),), notes=tuple(notes), worksheets=titles)
    built = [(sheet.title, build_worksheet(sheet, finder, options, place)) for sheet in chosen]
    joined = built[0][1] if len(built) == 1 else join_sheets(built, finder.columns, place)
    return replace(joined, notes=(*joined.notes, *notes), worksheets=titles)


def choose_worksheets(
    sheets: Sequence[Worksheet], finder: HeadingFinder, wanted: Sequence[str]
) -> tuple[list[Worksheet], list[Problem]]:
    """The sheets to read, and a note for each other one that holds something."""
    filled = [sheet for sheet in sheets if sheet.has_content()]
    seen = [sheet for sheet in filled if sheet.visible]
    known = [sheet for sheet in seen if finder.find_heading_row(sheet.rows[: finder.reach]) is not None]
    if ALL_WORKSHEETS in wanted:
        chosen = known or seen[:1]
    elif wanted:
        chosen = [sheet for sheet in sheets if sheet.title in wanted]
    else:
        chosen = (known or seen)[:1]
    read = {sheet.title for sheet in chosen}
    covers = {sheet.title for sheet in seen} - {sheet.title for sheet in known}
    notes = []
    for sheet in filled:
        if sheet.title not in read:
            message = OTHER_SHEET if sheet.visible else HIDDEN_SHEET
            message = COVER_SHEET if sheet.title in covers else message
            place = Sentence("sheet %(sheet)s", sheet=shorten_for_message(sheet.title))
            notes.append(Problem(place, message, worksheet=sheet.title))
    return chosen, notes


def report_missing_sheets(
    missing: Sequence[str], titles: Sequence[str], place: str | Sentence
) -> Iterator[Problem]:
    there = ", ".join(map(shorten_for_message, titles[:MAX_TOLD_TITLES]))
    for title in missing:
        message = Sentence(
            "The workbook has no sheet “%(sheet)s”; it has: %(sheets)s.",
            sheet=shorten_for_message(title),
            sheets=there,
        )
        yield Problem(place, message)


def build_worksheet(
    sheet: Worksheet, finder: HeadingFinder, options: ReadingOptions, place: str | Sentence
) -> Sheet:
    """One worksheet as a sheet, for the episode that its title names where it has no column for episodes."""
    seen = see_rows(sheet, hidden_rows=options.hidden_rows)
    built = build_sheet(seen, seen.rows, finder, place, in_workbook=True)
    episode = read_title_episode(sheet.title)
    if not episode or not built.rows or "episode" in finder.find_fields(built.headings):
        return built
    spellings = HEADING_SPELLINGS["episode"]
    heading = spellings.ja if not all(map(str.isascii, built.headings)) else spellings.en
    rows = tuple(replace(row, cells=(*row.cells, episode)) for row in built.rows)
    message = Sentence(
        "The sheet has no column for episodes; its rows are for episode %(episode)s, as its title says.",
        episode=episode,
    )
    note = Problem(
        Sentence("sheet %(sheet)s", sheet=shorten_for_message(sheet.title)), message, worksheet=sheet.title
    )
    return replace(built, headings=(*built.headings, heading), rows=rows, notes=(*built.notes, note))


def read_title_episode(title: str) -> str:
    """The episode that the title of a sheet names: `第3話`, `#03 原画`, `ep3`, `OP`; an empty string where it names none."""
    plain = unicodedata.normalize("NFKC", title).casefold().strip()
    if plain in SEGMENT_TITLES:
        return plain.upper()
    match = TITLE_EPISODE_PATTERN.search(plain)
    return next(filter(None, match.groups())) if match else ""
