"""The columns of a credit sheet by their headings, as far as they are known or a person has said what they are."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field

from productions.interchange.problems import Problem
from productions.interchange.sheets.credit_row import SheetColumn
from productions.interchange.sheets.sheet import Sheet, format_cell_place
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.interchange.sheets.sheet_headings import FIELD_OF_HEADING, HEADING_SPELLINGS
from productions.interchange.sheets.spellings import fold_word
from productions.shared.sentences import Sentence

NAMING_FIELDS = frozenset({"name", "credited_as", "person_id", "printed_as", "absence_reason"})
"""One of these is in every sheet of credits: it says who did the work, or why nobody is named."""
POSITION_WORD = "position"
"""In lists of staff a job, and in our own sheets the place among those of one role."""


@dataclass(slots=True)
class MappedColumns:
    """The columns by field, all of the file's with those that are left out (`every`), and what is told of them."""

    by_field: dict[str, SheetColumn] = field(default_factory=dict)
    every: list[SheetColumn] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def list_known(self) -> list[SheetColumn]:
        """The columns that are read, in the order of the file."""
        return sorted(self.by_field.values(), key=lambda column: column.index)


def map_columns(sheet: Sheet, said: Mapping[str, str]) -> MappedColumns:
    """The columns of a sheet. `said`: field by heading as given, "" for one to leave out; it goes before what is guessed.

    A heading that is not known leaves its column out, which is told; it is a problem only where a role or a name is missing, and so
    are two columns of one field.
    """
    found = MappedColumns()
    unknown = []
    guessed = guess_fields(sheet, said)
    for index, heading in enumerate(sheet.headings):
        name = guessed[index]
        if not heading:
            continue
        if name is None:
            unknown.append(SheetColumn(index, heading, ""))
        elif name and name not in HEADING_SPELLINGS:
            message = Sentence("There is no field “%(field)s” of a credit.", field=shorten_for_message(name))
            found.problems.append(at_heading(sheet, heading, message))
        elif name in found.by_field:
            found.problems.append(at_heading(sheet, heading, describe_doubled(found.by_field[name].heading)))
        elif name:
            found.by_field[name] = SheetColumn(index, heading, name)
        found.every.append(SheetColumn(index, heading, name or ""))
    tell_unknown_columns(sheet, found, unknown)
    return found


def guess_fields(sheet: Sheet, said: Mapping[str, str]) -> list[str | None]:
    """The field of each column: "" where it is left out, None where it is not known."""
    fields: list[str | None] = []
    for index, heading in enumerate(sheet.headings):
        if index in sheet.hidden_columns:
            fields.append("")
        else:
            fields.append(said[heading] if heading in said else FIELD_OF_HEADING.get(fold_word(heading)))
    if "role" not in fields:
        for index, heading in enumerate(sheet.headings):
            if fields[index] == "position" and fold_word(heading) == POSITION_WORD and heading not in said:
                fields[index] = "role"
                break
    return fields


def tell_unknown_columns(sheet: Sheet, found: MappedColumns, unknown: list[SheetColumn]) -> None:
    """Problems where what is missing may stand in a column that is not known, and notes else."""
    role = HEADING_SPELLINGS["role"]
    place = format_cell_place(sheet.heading_line)
    if not found.by_field and not found.problems:
        message = Sentence(
            "No heading is known; the headings must stand in one of the first 30 lines, with at least “%(en)s” or “%(ja)s”.",
            en=role.en,
            ja=role.ja,
        )
        found.problems.append(Problem(place, message, sheet.heading_line))
        return
    has_role, has_name = "role" in found.by_field, bool(NAMING_FIELDS & found.by_field.keys())
    for column in unknown:
        near = find_near_heading(column.heading)
        if has_role and has_name:
            found.notes.append(at_heading(sheet, column.heading, describe_left_out(near)))
        else:
            found.problems.append(at_heading(sheet, column.heading, describe_unknown(near)))
    if not has_role:
        message = Sentence("The column “%(en)s” or “%(ja)s” is missing; add it.", en=role.en, ja=role.ja)
        found.problems.append(Problem(place, message, sheet.heading_line))


def at_heading(sheet: Sheet, heading: str, message: Sentence) -> Problem:
    """A problem of one heading."""
    return Problem(format_cell_place(sheet.heading_line, heading), message, sheet.heading_line, heading)


def describe_doubled(first: str) -> Sentence:
    return Sentence(
        "“%(heading)s” heads the same column already; delete or rename one of them, or say which one is left out.",
        heading=shorten_for_message(first),
    )


def describe_left_out(near: str) -> Sentence:
    if not near:
        return Sentence(
            "This heading is not known, so the column is left out; rename it, or say what it holds, to read it."
        )
    return Sentence(
        "This heading is not known (did you mean “%(near)s”?), so the column is left out; rename it, or say what it holds, to read it.",
        near=near,
    )


def describe_unknown(near: str) -> Sentence:
    if not near:
        return Sentence("This heading is not known; rename the column, say what it holds, or delete it.")
    return Sentence(
        "This heading is not known (did you mean “%(near)s”?); rename the column, say what it holds, or delete it.",
        near=near,
    )


def find_near_heading(heading: str) -> str:
    """The nearest known heading in the language of the one given, or an empty string."""
    near = difflib.get_close_matches(fold_word(heading)[:60], FIELD_OF_HEADING, n=1, cutoff=0.7)
    if not near:
        return ""
    usual = HEADING_SPELLINGS[FIELD_OF_HEADING[near[0]]]
    return usual.en if near[0].isascii() else usual.ja
