"""What somebody posts from the page of a plan: answers to its questions, and what its columns are."""

from __future__ import annotations

import json
from typing import Any

from django.http import QueryDict

from productions.imports.models import ImportJob
from productions.imports.services.said_files import KINDS_HERE, PREFIX, SAID_NAMES, list_choice_answers
from productions.shared.intake_choices import ChoiceKind

ANSWER, EVERY, COLUMN, SAID = "answer-", "all-", "column-", "said-"
"""How the names of fields begin; behind it the key of a choice, the code of a kind, the place of a column, or what is said of the file."""
MAX_SAID_CHARACTERS = 200
"""Of one text about a file."""
PROPOSED = "proposed"
"""The button that answers what is still open as it is proposed."""


def load_plan(job: ImportJob) -> dict[str, Any]:
    """The plan that the row keeps; empty where there is none."""
    found: dict[str, Any] = json.loads(job.plan) if job.plan else {}
    return found


def read_answers(job: ImportJob, posted: QueryDict) -> dict[str, str]:
    """All answers to the file, with those that were changed on this page. One for all of a kind takes the place of the single ones."""
    answers: dict[str, str] = dict(job.answers)
    choices = {choice["key"]: choice for choice in load_plan(job).get("choices", ())}
    for kind in ChoiceKind.values:
        if chosen := posted.get(f"{EVERY}{kind}"):
            answers = {
                key: given
                for key, given in answers.items()
                if key not in choices or choices[key]["kind"] != kind
            }
            answers[kind] = chosen
    for key, choice in choices.items():
        answer = posted.get(f"{ANSWER}{key}", "")
        shown = choice["chosen"] or ("" if choice["open"] else choice["proposed"])
        codes = {option["code"] for option in choice["options"]}
        if answer in codes and answer != shown:
            answers[key] = answer
        elif PROPOSED in posted and choice["open"] and choice["proposed"]:
            answers[key] = choice["proposed"]
    return answers


def read_columns(job: ImportJob, posted: QueryDict) -> dict[str, str]:
    """All that was said of the file's columns, with what was changed on this page: field by heading, "" for one that is left out."""
    said: dict[str, str] = dict(job.columns)
    for index, column in enumerate(load_plan(job).get("columns", ())):
        chosen = posted.get(f"{COLUMN}{index}")
        if chosen is not None and chosen != column["field"]:
            said[column["heading"]] = chosen
    return said


def read_said_answers(job: ImportJob, posted: QueryDict) -> dict[str, str]:
    """All answers to the file, with what was said on this page of the file as a whole."""
    said = {name: posted.get(f"{SAID}{name}", "").strip()[:MAX_SAID_CHARACTERS] for name in SAID_NAMES}
    if said["kind"] not in KINDS_HERE:
        said["kind"] = ""
    return list_choice_answers(job) | {PREFIX + name: text for name, text in said.items() if text}
