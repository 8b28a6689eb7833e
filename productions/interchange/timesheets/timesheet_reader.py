"""Digital timesheets, XDTS and TDTS: a line that names the format, then JSON. Whoever filled a sheet is a credit hint for its cut.

XDTS (ver 1.0, 2022) says the cut and no person; some programs write one all the same, as TDTS does: `opratorName`, spelt so. No field
says what the person did. The name of the table does where it is a job; else a sheet with cells is taken for the key animator's,
who fills it by custom, and that is told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from productions.interchange.matching.written_language import guess_written_language
from productions.interchange.problems import Problem, UnreadableFile
from productions.interchange.sheets.credit_row import CreditSheet, CreditSheetRow
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.shared.late_patterns import compile_late
from productions.shared.names import clean_text, text_problem
from productions.shared.sentences import Sentence
from productions.shared.time_limits import stop_at_deadline

MAX_TIMESHEET_BYTES = 20 * 1024 * 1024
"""Bytes; a sheet of a long cut with memos as pictures has some 2 MB."""
MAX_TABLES = 500
MAX_TEXT_CHARACTERS = 200
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
HEADS = (b"exchangeDigitalTimeSheet", b"toeiDigitalTimeSheet")
OPERATOR_KEYS = ("opratorName", "operatorName")
OPERATOR_PATTERN = compile_late(rb'"op(?:e)?ratorName"')
CELL_FIELD = 0
"""The field of the drawings; 3 is dialogue and 5 camera work, which the same person writes."""
UNSAID_SCENES = frozenset({"", "0", "1"})
"""What programs write where nobody said a scene."""
JOB_PATTERN = compile_late(
    r"第?[一二12１２]?原画?|動画|動検|動画検査|レイアウト|l/?o|作監|作画監督|総作監|演出|撮影|仕上げ?|原撮"
    r"|(?:2nd )?key(?: animation)?|in-?betweens?|layout|animation|compositing|paint|colou?r",
    re.IGNORECASE,
)
"""What the name of a table or a column may say of the job; `sheet1`, `A` and `BG` do not."""
KEY_ANIMATION = "原画"
TIMESHEET = "タイムシート"


@dataclass(frozen=True, slots=True)
class SheetHeader:
    """What the head of a file says of its cut, as given."""

    cut: str
    scene: str
    episode: str


def looks_like_timesheet(data: bytes) -> bool:
    """Whether the bytes begin as XDTS or TDTS do."""
    return data.removeprefix(BYTE_ORDER_MARK).startswith(HEADS)


def read_timesheet(data: bytes, filename: str) -> CreditSheet:
    """A proposed credit for everybody who filled a sheet. Never raises for what the file holds: see `CreditSheet.problems`.

    A row's line is where the file names the person. A sheet without a person is told in `notes`, with its cut.
    """
    place = shorten_for_message(filename) or "the file"
    try:
        sheets = list_timesheets(parse_timesheet(data))
    except UnreadableFile as refusal:
        return CreditSheet(problems=(Problem(place, refusal.args[0]),), format="timesheet")
    lines = list_operator_lines(data)
    rows: dict[tuple[str, ...], CreditSheetRow] = {}
    problems: list[Problem] = []
    notes: list[Problem] = []
    tables = [(header, table) for header, found in sheets for table in found]
    for number, (header, table) in enumerate(stop_at_deadline(tables)):
        if number == MAX_TABLES:
            told = Sentence(
                "The file has more than %(limit)s sheets; those after it are not read.", limit=str(number)
            )
            problems.append(Problem(place, told))
            break
        where = f"sheet {number + 1}"
        name = read_operator(table)
        if not name:
            told = Sentence("The timesheet of cut %(cut)s names nobody.", cut=header.cut or "?")
            notes.append(Problem(where, told))
            continue
        row = CreditSheetRow(line=lines.pop(0) if lines else 2, **describe_sheet(header, table, name))
        wrong = list(find_row_problems(row, where))
        problems += wrong
        if not wrong:
            rows.setdefault((row.name, row.cut, row.episode, row.role), row)
            notes += list_job_notes(row, table, where)
    return CreditSheet(tuple(rows.values()), tuple(problems), tuple(notes), format="timesheet")


def parse_timesheet(data: bytes) -> dict[str, Any]:
    """The JSON behind the first line. Raises UnreadableFile."""
    if len(data) > MAX_TIMESHEET_BYTES:
        megabytes = MAX_TIMESHEET_BYTES // 1024**2
        raise UnreadableFile(Sentence("The timesheet has more than %(most)d MB.", most=megabytes))
    head, _newline, body = data.removeprefix(BYTE_ORDER_MARK).partition(b"\n")
    if not head.startswith(HEADS):
        raise UnreadableFile(Sentence("The file is no timesheet (XDTS or TDTS)."))
    try:
        whole = orjson.loads(body)
    except orjson.JSONDecodeError:
        whole = None
    if not isinstance(whole, dict):
        raise UnreadableFile(
            Sentence("The timesheet is damaged: what follows its first line is no JSON object.")
        )
    return whole


def list_timesheets(whole: dict[str, Any]) -> list[tuple[SheetHeader, list[dict[str, Any]]]]:
    """The headers with their tables; TDTS 11 has several sheets in one file. Raises UnreadableFile where there is no table."""
    wrapped = list_objects(whole.get("timeSheets"))
    found = []
    for sheet in wrapped or [whole]:
        header = sheet.get("header") or whole.get("header")
        tables = list_objects(sheet.get("timeTables"))
        if tables:
            found.append((read_header(header), tables))
    if not found:
        raise UnreadableFile(Sentence("The timesheet has no table."))
    return found


def list_objects(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def read_header(header: Any) -> SheetHeader:
    found = header if isinstance(header, dict) else {}
    return SheetHeader(*(read_sheet_text(found.get(name)) for name in ("cut", "scene", "episode")))


def read_sheet_text(value: Any) -> str:
    """A text or number as text; anything else is empty."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else ""


def read_operator(table: dict[str, Any]) -> str:
    return next((name for key in OPERATOR_KEYS if (name := clean_text(read_sheet_text(table.get(key))))), "")


def list_operator_lines(data: bytes) -> list[int]:
    """The lines of the file, from 1, in which somebody is named."""
    lines, line, passed = [], 1, 0
    for match in OPERATOR_PATTERN.finditer(data):
        line += data.count(b"\n", passed, match.start())
        passed = match.start()
        lines.append(line)
    return lines


def describe_sheet(header: SheetHeader, table: dict[str, Any], name: str) -> dict[str, Any]:
    """The fields of the row."""
    role = find_job(table) or (KEY_ANIMATION if has_cells(table) else TIMESHEET)
    return {
        "episode": header.episode,
        "cut": header.cut,
        "role": role,
        "role_language": guess_written_language(role, among_japanese=True),
        "name": name,
        "evidence": "timesheet",
        "note": f"scene {header.scene}" if header.scene not in UNSAID_SCENES else "",
    }


def find_job(table: dict[str, Any]) -> str:
    """The job that the table, or the columns of its drawings, are named after."""
    names = [read_sheet_text(table.get("name")), *list_column_names(table)]
    return next((name for name in names if JOB_PATTERN.fullmatch(name)), "")


def list_column_names(table: dict[str, Any]) -> Iterator[str]:
    for header in list_objects(table.get("timeTableHeaders")):
        names = header.get("names")
        if header.get("fieldId") == CELL_FIELD and isinstance(names, list):
            yield from (read_sheet_text(name) for name in names[:MAX_TABLES])


def has_cells(table: dict[str, Any]) -> bool:
    """Whether drawings stand in the sheet."""
    cells = [each for each in list_objects(table.get("fields")) if each.get("fieldId") == CELL_FIELD]
    return any(track.get("frames") for field in cells for track in list_objects(field.get("tracks")))


def find_row_problems(row: CreditSheetRow, where: str) -> Iterator[Problem]:
    for name in ("name", "cut", "episode", "note", "role"):
        text: str = getattr(row, name)
        if text and (wrong := text_problem(text, limit=MAX_TEXT_CHARACTERS)):
            yield Problem(where, wrong, row.line, name)


def list_job_notes(row: CreditSheetRow, table: dict[str, Any], where: str) -> Iterator[Problem]:
    """What is told of a row whose job the sheet does not say."""
    if find_job(table):
        return
    name = shorten_for_message(row.name)
    if row.role == KEY_ANIMATION:
        told = Sentence(
            "The sheet does not say what %(name)s did; since it has cells, it is taken for key animation.",
            name=name,
        )
    else:
        told = Sentence(
            "The sheet does not say what %(name)s did; the role stays as “タイムシート”.", name=name
        )
    yield Problem(where, told, row.line)
