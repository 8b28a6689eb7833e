"""A list of cuts (カット表): a line a cut, or a range, with its length, what became of it, and its part.

What a line says of a cut and no column has (the state of the work, a kind without the other cut) goes into its note and is told.
"""

import unicodedata
from dataclasses import dataclass, replace
from fractions import Fraction

from productions.interchange.cut_lists.cut_lengths import UnreadableLength, parse_cut_length
from productions.interchange.cut_lists.cut_number_runs import UnreadableRun, write_cut_numbers
from productions.interchange.cut_lists.cut_sheet_words import (
    FIELD_OF_HEADING,
    HEADINGS,
    STATUS_OF_WORD,
    looks_like_cut_list,
    read_part_label,
    read_relation,
)
from productions.interchange.problems import Problem
from productions.interchange.sheets.sheet import Sheet, SheetRow, format_cell_place
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.interchange.sheets.sheet_reader import read_sheet
from productions.interchange.sheets.spellings import fold_word
from productions.shared.sentences import Sentence
from productions.shared.time_limits import stop_at_deadline
from productions.shared.timecode import TIMECODE_PATTERN, TimecodeError, parse_timecode

MAX_CUTS = 20_000
NOTHING_WORDS = frozenset({"", "-", "－", "ー", "―", "/"})


@dataclass(frozen=True, slots=True)
class ListedCut:
    """One cut of a list. `length` in frames, None where it is not said; `status` and `relation` are codes, empty likewise.

    `related` is the other cut as given, of the relation.
    """

    line: int
    number: str
    episode: str = ""
    length: int | None = None
    status: str = ""
    relation: str = ""
    related: str = ""
    part: str = ""
    note: str = ""
    is_ranged: bool = False
    """Whether its line names more than this cut."""


@dataclass(frozen=True, slots=True)
class ListedCuts:
    """The cuts of a list in its order, every problem by line, and what was read otherwise than it stands."""

    cuts: tuple[ListedCut, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()


def read_cut_sheet(data: bytes, *, filename: str, rate: Fraction) -> ListedCuts:
    """The cuts of a CSV, XLSX or ODS file whose lengths count at `rate`. Never raises for what the file holds."""
    return read_listed_cuts(read_sheet(data, filename=filename, headings=looks_like_cut_list), rate)


def is_cut_sheet(data: bytes, filename: str) -> bool:
    """Whether a CSV, XLSX or ODS file has the headings of a list of cuts, and nobody's name."""
    return looks_like_cut_list(read_sheet(data, filename=filename, headings=looks_like_cut_list).headings)


def read_listed_cuts(sheet: Sheet, rate: Fraction) -> ListedCuts:
    """The cuts of a sheet. A line with a problem gives none."""
    problems = list(sheet.problems)
    columns, notes = find_cut_columns(sheet)
    if sheet.headings and "number" not in columns:
        usual = HEADINGS["number"]
        told = Sentence("The column “%(en)s” or “%(ja)s” is missing; add it.", en=usual.en, ja=usual.ja)
        problems.append(Problem(format_cell_place(sheet.heading_line), told, sheet.heading_line))
    refused = {problem.line for problem in sheet.problems}
    cuts: list[ListedCut] = []
    for row in stop_at_deadline(sheet.rows if "number" in columns else ()):
        reading = LineReading(row, {name: row.cells[index] for name, index in columns.items()}, rate)
        found = reading.read()
        problems += reading.problems
        notes += reading.notes
        if row.line not in refused and not reading.problems:
            cuts += found
        if len(cuts) > MAX_CUTS:
            told = Sentence("The list has more than %(limit)s cuts; split it.", limit=f"{MAX_CUTS:,}")
            return ListedCuts((), (*problems, Problem(format_cell_place(row.line), told, row.line)))
    problems.sort(key=lambda problem: problem.line or 0)
    return ListedCuts(tuple(cuts), tuple(problems), tuple(notes))


def find_cut_columns(sheet: Sheet) -> tuple[dict[str, int], list[Problem]]:
    """The first column of each field, and a note for each column that is left out."""
    columns: dict[str, int] = {}
    notes = []
    for index, heading in enumerate(sheet.headings):
        name = FIELD_OF_HEADING.get(fold_word(heading), "") if heading else ""
        if name and name not in columns:
            columns[name] = index
        elif heading:
            told = Sentence("This column is left out.")
            notes.append(
                Problem(format_cell_place(sheet.heading_line, heading), told, sheet.heading_line, heading)
            )
    return columns, notes


class LineReading:
    """One line of the list: its cells by field, and what is wrong with them."""

    def __init__(self, row: SheetRow, cells: dict[str, str], rate: Fraction) -> None:
        self.line, self.cells, self.rate = row.line, cells, rate
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []

    def get(self, name: str) -> str:
        text = self.cells.get(name, "").strip()
        return "" if text in NOTHING_WORDS else text

    def tell(self, found: list[Problem], name: str, message: str | Sentence) -> None:
        column = HEADINGS[name].en
        found.append(Problem(format_cell_place(self.line, column), message, self.line, column))

    def read(self) -> list[ListedCut]:
        """The cuts of the line, all alike but for their number."""
        if not any(self.cells.values()):
            return []
        notes = [self.get("note")]
        status, relation, related = self.read_status(notes)
        cut = ListedCut(
            self.line,
            "",
            episode=self.get("episode"),
            length=self.read_length(),
            status=status,
            relation=relation,
            related=related,
            part=read_part_label(self.get("part")),
            note=" ".join(note for note in notes if note),
        )
        try:
            numbers = write_cut_numbers(self.get("number"))
        except UnreadableRun as error:
            self.tell(self.problems, "number", error.sentence)
            return []
        return [replace(cut, number=number, is_ranged=len(numbers) > 1) for number in numbers]

    def read_length(self) -> int | None:
        """The length in frames: of one cell, or of seconds and frames in two."""
        text = self.get("length")
        if not text and (self.get("seconds") or self.get("rest")):
            text = f"{self.get('seconds') or 0}+{self.get('rest') or 0}"
        if not text:
            return None
        plain = unicodedata.normalize("NFKC", text).replace("秒", "+").replace("コマ", "").replace(" ", "")
        plain = plain.removesuffix("f").removesuffix("F").removesuffix("k").removesuffix("K")
        plain = f"{plain}0" if plain.endswith("+") else plain
        try:
            if TIMECODE_PATTERN.fullmatch(plain):
                frames = parse_timecode(plain, self.rate)
            else:
                frames = parse_cut_length(plain, fps=self.rate)
        except (UnreadableLength, TimecodeError) as error:
            self.tell(self.problems, "length", error.sentence)
            return None
        if not 0 < frames < 2**31:
            self.tell(self.problems, "length", Sentence("“%(text)s” is no length of a cut.", text=text[:40]))
            return None
        return frames

    def read_status(self, notes: list[str]) -> tuple[str, str, str]:
        """The status, the relation and the other cut; what is neither is added to `notes`."""
        text = self.get("status")
        status, relation, related = STATUS_OF_WORD.get(fold_word(text), "") if text else "", "", ""
        said = [("status", text)] if text and not status else []
        said += [
            (kind, f"{HEADINGS[kind].ja} {value}") for kind in ("shared", "bank") if (value := self.get(kind))
        ]
        for column, value in said:
            found = read_relation(value)
            if found and found[1] and fold_word(found[1]) not in STATUS_OF_WORD and not relation:
                relation, related = found
                continue
            notes.append(value)
            told = Sentence(
                "“%(text)s” is no status of a cut and names no other cut; it is kept in the note.",
                text=shorten_for_message(value),
            )
            self.tell(self.notes, column, told)
        return status, relation, related
