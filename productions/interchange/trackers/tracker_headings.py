"""What the columns of trackers' task lists are called, in the order in which they are looked for.

Kitsu and Zou (all tasks, and shots with `<Task> assignations`), ShotGrid/Flow, AYON, ftrack, and what Japanese studios call the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from productions.interchange.sheets.spellings import fold_word
from productions.shared.late_patterns import compile_late

COLUMN_WORDS: dict[str, tuple[str, ...]] = {
    "people": (
        "Assignees", "Assigned To", "Assignee", "Task Assignees", "task_assignees", "Assignments", "Assigned", "Assignee(s)",
        "担当者", "作業者", "アサイン", "アサイン先",
    ),
    "task": ("Task Type", "Pipeline Step", "Step", "タスクタイプ", "工程", "Type", "Task Name", "Task", "タスク", "タスク名"),
    "task_name": ("Task Name", "Task", "タスク名"),
    "shot": (
        "Shot Code", "Shot", "Shot Name", "Cut", "カット", "カット番号", "ショット", "Entity", "Entity Name", "Link", "Folder Name",
        "Folder", "Folder Path", "Path", "Parent", "Parent Name", "Code", "Name",
    ),
    "shot_type": ("Entity Type", "Link Type", "Folder Type", "Parent Type"),
    "sequence": ("Sequence", "sg_sequence", "Sequence Name", "シーケンス"),
    "episode": ("Episode", "Episode Name", "sg_episode", "話数"),
    "status": ("Task Status", "Status", "sg_status_list", "ステータス", "状態"),
    "project": ("Project", "Production", "Project Name", "プロジェクト", "作品"),
    "task_id": ("Task ID", "Id", "uuid"),
}  # fmt: skip
"""Column → its headings, the one to prefer first."""

SHOT_TYPE_WORDS = frozenset(map(fold_word, ("Shot", "Shots", "Cut", "Cuts", "カット", "ショット")))
TASK_COLUMN_PATTERN = compile_late(r"(?P<task>.*?)\s*\b(?:assignations?|assignees?)", re.IGNORECASE)
"""The people of one task, in a list with a row for each shot; Kitsu once wrote the word alone, right of the task's status."""


@dataclass(frozen=True, slots=True)
class TaskColumn:
    """A column with the people of one task. `status` is the column with its status, or None."""

    index: int
    task: str
    status: int | None


@dataclass(frozen=True, slots=True)
class TrackerColumns:
    """Where what stands, by the names of COLUMN_WORDS; `tasks` are the columns of a list with a row for each shot."""

    places: dict[str, int]
    tasks: tuple[TaskColumn, ...] = ()


def find_tracker_columns(headings: Sequence[str]) -> TrackerColumns | None:
    """The columns of a task list, or None where the headings are those of no tracker."""
    folded = [fold_word(heading) if heading else "" for heading in headings]
    places = {
        column: place
        for column, words in COLUMN_WORDS.items()
        if (place := next((folded.index(word) for word in map(fold_word, words) if word in folded), None))
        is not None
    }
    if {"people", "task", "shot"} <= places.keys() and places["task"] != places["shot"]:
        return TrackerColumns(places)
    tasks = tuple(list_task_columns(headings, folded))
    return TrackerColumns(places, tasks) if tasks and "shot" in places else None


def list_task_columns(headings: Sequence[str], folded: Sequence[str]) -> list[TaskColumn]:
    """`Layout assignations`, or `Assignations` right of `Layout`."""
    found = []
    for index, heading in enumerate(headings):
        match = TASK_COLUMN_PATTERN.fullmatch(heading.strip()[:200])
        if match is None or "assignation" not in folded[index]:
            continue
        task = match["task"].strip() or (headings[index - 1].strip() if index else "")
        if task:
            word = fold_word(task)
            found.append(TaskColumn(index, task, folded.index(word) if word in folded else None))
    return found


def looks_like_tracker(headings: Sequence[str]) -> bool:
    """Whether a sheet's headings are those of a tracker's list: people, tasks and shots."""
    return find_tracker_columns(headings) is not None
