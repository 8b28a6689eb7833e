"""The columns of a Cinecred sheet: its own by name, ours by field, and what a person says of either."""

from collections.abc import Mapping

from productions.interchange.problems import Problem
from productions.interchange.shapes.column_mapping import FIELD_NAMES, NO_SUCH_FIELD, build_heading_problem
from productions.interchange.sheets.credit_row import ReadingOptions, SheetColumn
from productions.interchange.sheets.sheet import Sheet
from productions.interchange.sheets.sheet_headings import FIELD_OF_HEADING
from productions.interchange.sheets.spellings import fold_word
from productions.shared.cinecred import COLUMN_OF_HEADING, heading_key
from productions.shared.sentences import Sentence

SHOWN_FIELDS = {"head": "role", "body": "name", "tail": "affiliation"}
"""Cinecred's column → the field that it fills as a rule."""

UNKNOWN_COLUMN = Sentence("This column is not known; what stands in it is left out.")
SAME_COLUMN = Sentence("Another column is the same already; delete one of them.")


def find_cinecred_columns(
    sheet: Sheet, options: ReadingOptions
) -> tuple[dict[str, int], list[SheetColumn], list[Problem], list[Problem]]:
    """Cinecred's columns by name, ours, a note for each that is neither, and a problem for each doubled one."""
    looks: dict[str, int] = {}
    ours: dict[str, SheetColumn] = {}
    unknown, doubled = [], []
    line = sheet.heading_line
    for index, heading in enumerate(sheet.headings):
        if not heading:
            continue
        said = options.columns.get(heading)
        known = COLUMN_OF_HEADING.get(heading_key(heading)) if said is None else None
        name = known or find_own_field(heading, said)
        if said and said not in FIELD_NAMES:
            doubled.append(build_heading_problem(line, heading, NO_SUCH_FIELD.given(field=said)))
        elif not name:
            if said is None:
                unknown.append(build_heading_problem(line, heading, UNKNOWN_COLUMN))
        elif name in (looks if known else ours):
            doubled.append(build_heading_problem(line, heading, SAME_COLUMN))
        elif known:
            looks[name] = index
        else:
            ours[name] = SheetColumn(index, heading, name)
    return looks, list(ours.values()), unknown, doubled


def find_own_field(heading: str, said: str | None) -> str:
    """The field of a column that is none of Cinecred's: as a person says, or as our headings are."""
    if said is not None:
        return said
    return "" if heading.startswith("@") else FIELD_OF_HEADING.get(fold_word(heading), "")


def list_shown_columns(
    sheet: Sheet, looks: Mapping[str, int], ours: list[SheetColumn]
) -> tuple[SheetColumn, ...]:
    """Every column with the field that it fills."""
    fields = {index: SHOWN_FIELDS.get(name, "") for name, index in looks.items()}
    fields |= {column.index: column.field for column in ours}
    return tuple(
        SheetColumn(index, heading, fields.get(index, ""))
        for index, heading in enumerate(sheet.headings)
        if heading
    )
