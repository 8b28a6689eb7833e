"""What every reader of credits gives: rows, one a credit as it is written, and what is told of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from productions.interchange.problems import Problem


@dataclass(frozen=True, slots=True)
class CreditSheetRow:
    """One line: the cells as given, stripped, `""` when empty; coded fields hold codes of the vocabulary.

    `episode` may be a range, `cut` a range or a list. `headcount`, `named_count` (people) and `position` are None when empty.
    `song_label` is what the sheet calls the kind of song in other words than the usual ones. A row with `song_rights` and no role
    is no credit. Languages are tags of BCP 47, of the role and the character as far as their letters and the heading of their column
    tell.
    `on_screen` is `yes`, `no` or empty. `ai_validated_at` is ISO 8601: a date, or a date and time as given; `evidence_on` is a date.
    `worksheet` is the title of the sheet of a workbook of which several are read. `person_id` is the uid of a contributor, `reading` how
    the name is read (kana, or Latin letters), `joined` the mark that joins the name to that of the line above (連名).
    """

    line: int
    worksheet: str = ""
    episode: str = ""
    cut: str = ""
    role: str = ""
    role_as_printed: str = ""
    role_language: str = ""
    character: str = ""
    character_language: str = ""
    dub_language: str = ""
    segment: str = ""
    name: str = ""
    person_id: str = ""
    reading: str = ""
    joined: str = ""
    credited_as: str = ""
    name_breaks: str = ""
    name_language: str = ""
    printed_as: str = ""
    affiliation: str = ""
    contracted_by: str = ""
    kind: str = ""
    headcount: int | None = None
    named_count: int | None = None
    absence_reason: str = ""
    song: str = ""
    song_kind: str = ""
    song_label: str = ""
    song_rights: str = ""
    evidence: str = ""
    evidence_on: str = ""
    note: str = ""
    edition: str = ""
    position: int | None = None
    on_screen: str = ""
    ai_system: str = ""
    ai_vendor: str = ""
    ai_version: str = ""
    ai_task: str = ""
    ai_source_type: str = ""
    ai_oversight: str = ""
    ai_validated_by: str = ""
    ai_validated_at: str = ""
    ai_extent: str = ""
    ai_note: str = ""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of the file: where it stands (from 0), its heading as given, the field of a row that it fills ("" where it is left out)."""

    index: int
    heading: str
    field: str


@dataclass(frozen=True, slots=True)
class CreditSheet:
    """The lines without a problem, and every problem by line.

    No row is given when a heading is doubled, or one is unknown and the role or the name is missing, because its column would be lost.
    `notes` tell of lines and columns that are left out, and of what was read otherwise than it stands. `columns` are those of the file,
    as they were mapped; `worksheets` the titles of the workbook's visible sheets. `format` is what the file was taken for."""

    rows: tuple[CreditSheetRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    columns: tuple[SheetColumn, ...] = ()
    worksheets: tuple[str, ...] = ()
    format: str = "sheet"


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What a person says of a file before it is read.

    `columns`: field of a row ("" leaves the column out) by heading as given. `worksheets`: the titles of the sheets of a workbook to read,
    `("*",)` for all that have headings and are not hidden; without any, the first one that has headings. `hidden_rows`: whether rows
    and columns that the file hides or filters out are read.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    worksheets: tuple[str, ...] = ()
    hidden_rows: bool = False


NOTHING_SAID = ReadingOptions()
