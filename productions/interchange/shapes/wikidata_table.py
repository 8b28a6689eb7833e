"""Tables of Wikidata's query service: a column a property, a row a combination of its values (`P57_directorLabel`).

The same person stands in many rows, once for each combination, and is credited once a role.
"""

import re
from collections.abc import Container, Sequence
from functools import partial

from productions.interchange.matching.role_labels import load_shipped_labels
from productions.interchange.shapes.column_mapping import (
    TableColumn,
    build_heading_problem,
    map_table_columns,
)
from productions.interchange.shapes.table_findings import TableFindings, read_parts
from productions.interchange.shapes.table_shape import LEFT_OUT_COLUMN, OTHER_WORK
from productions.interchange.sheets.credit_row import CreditSheet, ReadingOptions
from productions.interchange.sheets.sheet import Sheet, SheetRow
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.interchange.sheets.spellings import fold_word
from productions.shared.late_patterns import compile_late
from productions.shared.sentences import Sentence

ROLE_OF_PROPERTY = {
    "P50": "original_work",
    "P57": "director",
    "P58": "screenplay",
    "P86": "composer",
    "P87": "lyrics",
    "P110": "illustration",
    "P162": "producer",
    "P170": "original_work",
    "P272": "production_company",
    "P344": "director_of_photography",
    "P449": "broadcasting",
    "P676": "lyrics",
    "P725": "voice",
    "P750": "distribution",
    "P1040": "editing",
    "P1431": "executive_producer",
    "P2438": "narration",
    "P2554": "production_design",
    "P3174": "art_director",
    "P3300": "conductor",
    "P5028": "sound_design",
    "P5126": "assistant_director",
    "P6942": "animator",
}
"""Wikidata's properties whose values take part in a work → the code of the role."""

SHAPE_NAME = "wikidata"
NEEDS_LABELS = Sentence(
    "This is a table of Wikidata without names: ask for the labels too (SERVICE wikibase:label, columns like P57_directorLabel)."
)
_PROPERTY = compile_late(r"(?:wdt_|wd_|p_)?(?P<property>P[1-9]\d{0,5})(?P<words>\D.*)?")
_LABEL_ENDING = compile_late(r"_?labels?\Z", re.IGNORECASE)
_WORDS_LABEL = compile_late(r"(?P<words>[a-z][A-Za-z_]*?)_?Labels?")
_ITEM = compile_late(r"(?:https?://www\.wikidata\.org/entity/)?Q\d+")
_ITEM_HEADINGS = frozenset({"item", "film", "anime", "work", "series", "movie", "show", "title"})


def knows_wikidata_headings(headings: Sequence[str]) -> bool:
    """Whether a column is named after a property, or there are an item and labels of roles."""
    if any(_PROPERTY.fullmatch(heading) for heading in headings):
        return True
    folded = {fold_word(heading) for heading in headings}
    return bool(folded & _ITEM_HEADINGS) and any(read_property_role(heading) for heading in headings)


def read_property_role(heading: str) -> str:
    """The role of a column of labels: the property's, or what the heading calls it; "" for no such column."""
    found = _PROPERTY.fullmatch(heading)
    if found:
        words = _LABEL_ENDING.sub("", found["words"] or "")
        if words == (found["words"] or ""):
            return ""
        return ROLE_OF_PROPERTY.get(found["property"]) or split_property_words(words)
    labelled = _WORDS_LABEL.fullmatch(heading)
    role = split_property_words(labelled["words"]) if labelled else ""
    return role if role and load_shipped_labels().resolve(role).whole else ""


def split_property_words(text: str) -> str:
    """`art_director` and `artDirector` → `art director`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).replace("_", " ").strip().lower()


def read_wikidata_table(sheet: Sheet, options: ReadingOptions) -> CreditSheet:
    """The credits of the table, in the order in which each stands there first, column after column."""
    labelled = {
        found["property"]
        for heading in sheet.headings
        if read_property_role(heading) and (found := _PROPERTY.fullmatch(heading))
    }
    guess = partial(guess_wikidata_column, labelled=labelled)
    columns, wrong = map_table_columns(
        sheet.headings,
        sheet.heading_line,
        options.columns,
        guess,
        repeated=frozenset({"names", "ignored", "name"}),
    )
    findings = TableFindings.of_sheet(sheet, wrong)
    named = [column for column in columns if column.part in ("names", "name")]
    if not named:
        findings.problems.append(build_heading_problem(sheet.heading_line, "", NEEDS_LABELS))
        return findings.build_sheet(SHAPE_NAME, columns)
    for column in columns:
        if not column.field and column.heading not in options.columns and guess(column.heading) is None:
            findings.tell_note(sheet.heading_line, LEFT_OUT_COLUMN, column.heading)
    rows = list(findings.walk_rows(sheet))
    tell_other_works(findings, rows, [column for column in columns if column.part == "work"])
    others = [column for column in columns if column.part == column.field not in ("", "name")]
    for column in named:
        add_column_credits(findings, rows, column, others)
    return findings.build_sheet(SHAPE_NAME, columns)


def guess_wikidata_column(heading: str, *, labelled: Container[str]) -> tuple[str, str] | None:
    """The part and the field of a column by its heading, None for an unknown one. `labelled`: the properties that have a column of labels."""
    if read_property_role(heading):
        return "names", "name"
    folded = fold_word(heading)
    if folded in _ITEM_HEADINGS:
        return "work", ""
    number = _PROPERTY.fullmatch(heading)
    is_known = folded.removesuffix("label") in _ITEM_HEADINGS or (number and number["property"] in labelled)
    return ("ignored", "") if is_known else None


def tell_other_works(
    findings: TableFindings, rows: Sequence[SheetRow], columns: Sequence[TableColumn]
) -> None:
    """A problem for the first line of each further work."""
    for column in columns:
        works: dict[str, int] = {}
        for row in rows:
            if row.cells[column.index]:
                works.setdefault(row.cells[column.index], row.line)
        for other in [*works][1:20]:
            said = OTHER_WORK.given(
                other=shorten_for_message(other), work=shorten_for_message(next(iter(works)))
            )
            findings.tell_problem(works[other], said, column.heading)


def add_column_credits(
    findings: TableFindings, rows: Sequence[SheetRow], column: TableColumn, others: Sequence[TableColumn]
) -> None:
    """Everybody in a column once, with what `others` say in the line. A value without a label is an item's number, and is told."""
    role = read_property_role(column.heading) or split_property_words(column.heading)
    seen: set[str] = set()
    for row in rows:
        for name in (part.strip() for part in row.cells[column.index].split("|")):
            if not name or name in seen or findings.full:
                continue
            seen.add(name)
            findings.worksheet = row.worksheet
            if _ITEM.fullmatch(name):
                message = Sentence(
                    "“%(item)s” has no label at Wikidata; it is left out.", item=shorten_for_message(name)
                )
                findings.tell_note(row.line, message, column.heading)
                continue
            values = {"evidence": "third_party", **read_parts(row, others), "role": role, "name": name}
            findings.add_row(row.line, values, {"name": column.heading})
