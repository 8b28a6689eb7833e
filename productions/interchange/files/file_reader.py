"""What a file of credits is, by its content, and its reader: one call for every door."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from productions.interchange.credit_pages.page_reader import looks_like_credit_text, read_credit_page
from productions.interchange.files.given_file import GivenFile
from productions.interchange.files.own_sheets import read_own_sheet
from productions.interchange.files.table_readers import find_table_reader, knows_other_headings
from productions.interchange.name_cells.cast_cells import read_cast_name
from productions.interchange.problems import Problem
from productions.interchange.shapes.ann_xml import looks_like_ann_xml, read_ann_xml
from productions.interchange.shapes.roll_lists import looks_like_semicolon_list, read_semicolon_list
from productions.interchange.sheets.credit_row import NOTHING_SAID, CreditSheet, ReadingOptions
from productions.interchange.sheets.sheet import Sheet, format_cell_place
from productions.interchange.sheets.song_cells import read_song_cells
from productions.interchange.timesheets.timesheet_reader import looks_like_timesheet, read_timesheet
from productions.shared.sentences import Sentence

CATALOGUE_BEGINNING_CHARACTERS = 2_000
CATALOGUE = Sentence(
    "This is a catalogue of films, and no file of one production: send it as one, without a production."
)


class FileReader(NamedTuple):
    """`takes` says whether a file is one that `read` reads; neither raises for what the file holds."""

    takes: Callable[[GivenFile], bool]
    read: Callable[[GivenFile], CreditSheet]


def is_known_table(file: GivenFile) -> bool:
    """Whether the file has a heading row that is known, or columns that a person named."""
    return file.is_heading_row(file.table.headings)


def read_known_table(file: GivenFile) -> CreditSheet:
    """The credits of a table."""
    return read_table(file.table, file.options)


def read_table(table: Sheet, options: ReadingOptions) -> CreditSheet:
    """The credits of a table by the first reader that knows its headings; of a credit sheet of ours where none does."""
    reader = find_table_reader(table.headings)
    return reader.read(table, options) if reader else read_own_sheet(table, options)


def is_known_json(file: GivenFile) -> bool:
    """Whether the file is JSON with a list of objects that has the members of a table that is known."""
    return file.json_table is not None


def read_json_file(file: GivenFile) -> CreditSheet:
    """The credits of the first list of a JSON text that is known."""
    return read_table(file.json_table or Sheet(), file.options)


def is_catalogue(file: GivenFile) -> bool:
    """Whether the file is a catalogue of films, one JSON object a film."""
    return '"madb_id"' in file.text[:CATALOGUE_BEGINNING_CHARACTERS]


def refuse_catalogue(file: GivenFile) -> CreditSheet:
    """A catalogue holds many films, and has a door of its own."""
    return CreditSheet(problems=(Problem(format_cell_place(1), CATALOGUE, 1),), format="catalogue")


FILE_READERS: tuple[FileReader, ...] = (
    FileReader(
        lambda file: looks_like_timesheet(file.data), lambda file: read_timesheet(file.data, file.filename)
    ),
    FileReader(is_catalogue, refuse_catalogue),
    FileReader(lambda file: looks_like_ann_xml(file.text), lambda file: read_ann_xml(file.text)),
    FileReader(is_known_json, read_json_file),
    FileReader(is_known_table, read_known_table),
    FileReader(
        lambda file: looks_like_semicolon_list(file.text),
        lambda file: read_semicolon_list(file.text, file.options),
    ),
    FileReader(
        lambda file: looks_like_credit_text(file.text, file.filename),
        lambda file: read_credit_page(file.text),
    ),
    FileReader(lambda file: True, read_known_table),
)
"""Tried in this order; the last one tells what a table lacks. A format whose beginning says what it is goes to the top."""


def read_credit_file(data: bytes, *, filename: str, options: ReadingOptions = NOTHING_SAID) -> CreditSheet:
    """The credits of a file of any kind that is known here. Never raises for what it holds: see `CreditSheet.problems`."""
    file = GivenFile(
        data,
        filename,
        options,
        knows_headings=lambda cells: find_table_reader(cells) is not None,
        says_itself=knows_other_headings,
    )
    reader = next(reader for reader in FILE_READERS if reader.takes(file))
    found = reader.read(file)
    read = [read_cast_name(read_song_cells(row)) for row in found.rows]
    notes = [note for _row, note in read if note is not None]
    return replace(found, rows=tuple(row for row, _note in read), notes=(*found.notes, *notes))
