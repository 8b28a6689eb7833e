"""What somebody posts from the page of a plan: answers to its questions, and what its columns are."""

from __future__ import annotations

import json
from typing import Any

from django.http import QueryDict

from productions.imports.models import ImportJob
from productions.shared.intake_choices import ChoiceKind

ANSWER, EVERY, COLUMN = "answer-", "all-", "column-"
"""How the names of fields begin; behind it the key of a choice, the code of a kind, or the place of a column."""
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
