"""The records of a CSV text (RFC 4180), with comma, semicolon or TAB, and the lines that they begin in."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from productions.interchange.problems import Problem
from productions.interchange.sheets.heading_rows import HeadingFinder
from productions.interchange.sheets.sheet_cells import (
    ERROR_VALUES,
    RawRow,
    describe_error_value,
    format_column_letters,
)
from productions.shared.late_patterns import compile_late
from productions.shared.sentences import Sentence

DELIMITERS = "\t;,"
"""In the order that decides when two are equally frequent: a comma stands in a heading sooner than a TAB."""

QUOTED_PATTERN = compile_late(r'"[^"]*"?')
SEPARATOR_LINE_PATTERN = compile_late(r'"?sep=([,;\t])"?\r?\n')
"""The first line with which Excel announces a delimiter."""
KEPT_TEXT_PATTERN = compile_late(r'="([^"]*)"')
"""What keeps Excel from making a number of a text: `="001"`."""


def choose_delimiter(text: str, finder: HeadingFinder) -> str:
    """The delimiter by which a line falls into most headings that are known.

    Where that does not tell, the one that stands most often in the first line with letters and one of them, outside quotation marks.
    """
    lines = [line.rstrip("\n") for line in islice(io.StringIO(text, newline=None), finder.reach)]
    found = {mark: finder.find_best_score(split_roughly(line, mark) for line in lines) for mark in DELIMITERS}
    best = max(DELIMITERS, key=lambda mark: found[mark])
    if found[best] > min(found.values()):
        return best
    unquoted = (QUOTED_PATTERN.sub("", line) for line in lines if any(map(str.isalnum, line)))
    first = next((line for line in unquoted if any(mark in line for mark in DELIMITERS)), "")
    return max(DELIMITERS, key=first.count) if first else ","


def split_roughly(line: str, delimiter: str) -> tuple[str, ...]:
    """The cells of a line of headings, whose quotation marks are of no account."""
    return tuple(cell.strip() for cell in line.replace('"', "").split(delimiter))


def read_csv(text: str, finder: HeadingFinder) -> Iterator[RawRow | Problem]:
    """The records with the line that each begins in, and a problem for each whose quotation marks do not match."""
    announced = SEPARATOR_LINE_PATTERN.match(text)
    delimiter = announced[1] if announced else choose_delimiter(text, finder)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield report_bad_quoting(line, reader.line_num)
            continue
        if not (announced and line == 1):
            yield build_text_row(line, cells)


def build_text_row(line: int, cells: list[str]) -> RawRow:
    """A record as a row: `="001"` is 001, and an error that was saved for a value is told."""
    texts = tuple(
        kept[1] if cell.startswith("=") and (kept := KEPT_TEXT_PATTERN.fullmatch(cell)) else cell
        for cell in cells
    )
    faults = tuple(
        (index, describe_error_value(f"{format_column_letters(index)}{line}"))
        for index, text in enumerate(texts)
        if text in ERROR_VALUES
    )
    return RawRow(line, texts, faults)


def report_bad_quoting(first: int, last: int) -> Problem:
    """A quotation mark that nothing closes, or that closes too early; the lines between are lost."""
    if last <= first:
        lines = Sentence("line %(line)d", line=first)
    else:
        lines = Sentence("lines %(first)d to %(last)d", first=first, last=last)
    message = Sentence(
        "The quotation marks do not match, so %(lines)s could not be read; close the mark, and write marks inside a cell "
        'twice ("").',
        lines=lines,
    )
    return Problem(lines, message, first)
