"""A tracker's list of tasks: each person × task × shot is a proposed credit, whose evidence is the task.

The row is ours from then on: when the tracker deletes the person or the task, the credit stays.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from productions.interchange.matching.written_language import guess_written_language
from productions.interchange.problems import Problem
from productions.interchange.sheets.credit_row import CreditSheet, CreditSheetRow, SheetColumn
from productions.interchange.sheets.sheet import Sheet, SheetRow, format_cell_place
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.interchange.sheets.spellings import fold_word
from productions.interchange.trackers.tracker_headings import (
    SHOT_TYPE_WORDS,
    TrackerColumns,
    find_tracker_columns,
)
from productions.shared.late_patterns import compile_late
from productions.shared.sentences import Sentence
from productions.shared.time_limits import stop_at_deadline

MAX_TASK_ROWS = 20_000
PEOPLE_PATTERN = compile_late(r"[,;、，；\n]|\s[/／]\s|／")
PATH_PATTERN = compile_late(r"[/\\]")
ACCOUNT_PATTERN = compile_late(r"\S+@\S+|[a-z0-9]+(?:[._][a-z0-9]+)+", re.ASCII)
"""What an account is called, and no person: an address of mail, `john.doe`."""
CREDIT_FIELDS = {
    "people": "name",
    "task": "role",
    "shot": "cut",
    "episode": "episode",
    "status": "note",
    "task_name": "note",
    "task_id": "note",
}
"""Column of the list → the field of a credit that it fills."""


@dataclass(frozen=True, slots=True)
class ShotTask:
    """One task of one shot, as given. `people` is the whole cell."""

    line: int
    project: str
    episode: str
    sequence: str
    shot: str
    is_shot: bool
    task: str
    task_heading: str
    people: str
    note: str


def read_tracker(sheet: Sheet) -> CreditSheet:
    """The proposed credits of a sheet that `looks_like_tracker` knows.

    A shot's name that stands in two sequences of an episode is written with its sequence. Tasks of nobody, and those that repeat
    one, are counted in `notes`; a list of several projects is a problem, since its credits are of several productions.
    """
    columns = find_tracker_columns(sheet.headings)
    if columns is None:
        return CreditSheet(problems=sheet.problems, format="tracker")
    refused = {problem.line for problem in sheet.problems}
    tasks = [
        task
        for row in stop_at_deadline(sheet.rows)
        if row.line not in refused
        for task in list_row_tasks(row, columns, sheet.headings)
    ]
    sequences = Counter(
        (episode, shot) for episode, _sequence, shot in {(t.episode, t.sequence, t.shot) for t in tasks}
    )
    rows, repeated = build_rows(tasks, sequences)
    problems = [*sheet.problems, *find_list_problems(tasks, len(rows), sheet.heading_line)]
    notes = list_notes(tasks, list(rows.values()), repeated, sheet.heading_line)
    return CreditSheet(
        () if len(problems) > len(sheet.problems) else tuple(rows.values()),
        tuple(problems),
        tuple(notes),
        tuple(describe_columns(sheet, columns)),
        format="tracker",
    )


def build_rows(
    tasks: list[ShotTask], sequences: Counter[tuple[str, str]]
) -> tuple[dict[tuple[str, ...], CreditSheetRow], int]:
    """The credits, at most one more than may be, and how many tasks repeat one. `sequences`: how many have a shot of this name."""
    rows: dict[tuple[str, ...], CreditSheetRow] = {}
    repeated = 0
    for task in stop_at_deadline(tasks):
        for name in split_people(task.people):
            row = build_task_row(task, name, with_sequence=sequences[task.episode, task.shot] > 1)
            key = (row.episode, row.cut, row.role, row.name, "" if task.is_shot else task.shot)
            repeated += key in rows
            rows.setdefault(key, row)
            if len(rows) > MAX_TASK_ROWS:
                return rows, repeated
    return rows, repeated


def list_row_tasks(row: SheetRow, columns: TrackerColumns, headings: tuple[str, ...]) -> Iterator[ShotTask]:
    """The tasks of one line: one, or one for each column of a task in a list of shots."""
    cells = {name: row.cells[index] for name, index in columns.places.items()}
    shot_type = fold_word(cells.get("shot_type", ""))
    shot = PATH_PATTERN.split(cells["shot"].strip(" /\\"))[-1].strip()
    shared = {
        "line": row.line,
        "project": cells.get("project", ""),
        "episode": cells.get("episode", ""),
        "sequence": cells.get("sequence", ""),
        "shot": shot,
        "is_shot": not shot_type or shot_type in SHOT_TYPE_WORDS,
    }
    if not columns.tasks:
        task = cells["task"] or cells.get("task_name", "")
        note = describe_task(
            cells.get("task_name", ""), task, cells.get("status", ""), cells.get("task_id", "")
        )
        heading = headings[columns.places["task"]]
        yield ShotTask(**shared, task=task, task_heading=heading, people=cells["people"], note=note)  # type: ignore[arg-type]
    for column in columns.tasks:
        status = row.cells[column.status] if column.status is not None else ""
        if people := row.cells[column.index]:
            note = describe_task("", column.task, status, "")
            yield ShotTask(**shared, task=column.task, task_heading=column.task, people=people, note=note)  # type: ignore[arg-type]


def describe_task(name: str, task: str, status: str, task_id: str) -> str:
    """What of a task has no field of its own, as given: its name where that is not its type, its state, the tracker's key."""
    parts = [name if fold_word(name) != fold_word(task) else "", status, f"ID {task_id}" if task_id else ""]
    return ", ".join(part for part in parts if part)


def split_people(cell: str) -> list[str]:
    """The names of a cell, each once."""
    names = (part.strip(" []\"'\t") for part in PEOPLE_PATTERN.split(cell))
    return list(dict.fromkeys(name for name in names if name))


def build_task_row(task: ShotTask, name: str, *, with_sequence: bool) -> CreditSheetRow:
    """A proposed credit. What is no shot (an asset) has no cut; its name stands in the note."""
    shot = f"{task.sequence}-{task.shot}" if with_sequence and task.sequence else task.shot
    notes = [*([] if task.is_shot else [task.shot]), task.note]
    return CreditSheetRow(
        line=task.line,
        episode=task.episode,
        cut=shot if task.is_shot else "",
        role=task.task,
        role_language=guess_written_language(task.task, among_japanese=not task.task_heading.isascii()),
        name=name,
        evidence="task",
        note=", ".join(note for note in notes if note),
    )


def find_list_problems(tasks: list[ShotTask], rows: int, line: int) -> Iterator[Problem]:
    """What speaks against the list as a whole, and each line without a task."""
    projects = sorted({task.project for task in tasks if task.project})
    if len(projects) > 1:
        names = ", ".join(shorten_for_message(project) for project in projects[:5])
        told = Sentence(
            "The list has tasks of several projects (%(names)s); export each by itself.", names=names
        )
        yield Problem(format_cell_place(line), told, line)
    if rows > MAX_TASK_ROWS:
        told = Sentence(
            "The list makes more than %(limit)s credits; export it in parts.", limit=f"{MAX_TASK_ROWS:,}"
        )
        yield Problem(format_cell_place(line), told, line)
    for task in tasks:
        if task.people and not task.task:
            told = Sentence("The line names people and no task; write what they did.")
            yield Problem(format_cell_place(task.line), told, task.line)


def list_notes(
    tasks: list[ShotTask], rows: list[CreditSheetRow], repeated: int, line: int
) -> Iterator[Problem]:
    """What of the list makes no credit, counted, and names that are accounts."""
    nobody = sum(not split_people(task.people) for task in tasks)
    place = format_cell_place(line)
    if nobody:
        yield Problem(
            place,
            Sentence(
                "%(count)d task has nobody, so no credit.",
                "%(count)d tasks have nobody, so no credits.",
                "count",
                count=nobody,
            ),
            line,
        )
    if repeated:
        told = Sentence(
            "%(count)d task has the person and shot of another; they are one credit.",
            "%(count)d tasks have the person and shot of others; those alike are one credit.",
            "count",
            count=repeated,
        )
        yield Problem(place, told, line)
    accounts: dict[str, int] = {}
    for row in rows:
        if ACCOUNT_PATTERN.fullmatch(row.name[:200]):
            accounts.setdefault(row.name, row.line)
    for name, first in accounts.items():
        told = Sentence("“%(name)s” is an account; write the person's name.", name=shorten_for_message(name))
        yield Problem(format_cell_place(first), told, first)


def describe_columns(sheet: Sheet, columns: TrackerColumns) -> Iterator[SheetColumn]:
    """The columns of the list with the fields that they fill."""
    fields = {index: CREDIT_FIELDS.get(name, "") for name, index in columns.places.items()}
    for place in ("people", "task", "shot"):
        if place in columns.places:
            fields[columns.places[place]] = CREDIT_FIELDS[place]
    fields |= {column.index: "name" for column in columns.tasks}
    for index, heading in enumerate(sheet.headings):
        yield SheetColumn(index, heading, fields.get(index, ""))
