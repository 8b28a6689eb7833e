"""A plan as the page shows it: open questions first, then its groups, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from productions.imports.admin.import_answers import load_plan
from productions.imports.admin.plan_words import (
    enters_something,
    name_announced,
    name_row_headings,
    summarize_plan,
)
from productions.imports.models import ImportJob
from productions.interchange.sheets.sheet_headings import HEADING_SPELLINGS
from productions.shared.intake_choices import ChoiceKind, PlanGroup
from productions.shared.reader_texts import get_page_language

MAX_ROWS = 100
"""Rows, problems or notes on one page."""
MAX_QUESTIONS = 25
"""Questions on one page; each has several answers."""
MAX_RADIOS = 6
"""A question with more answers than this has a list to choose from."""
PARTS = ("group", "q", "p", "o", "r")
"""What an address may say: the group, what is sought in it, and the pages of its rows, of open and of other questions."""
SEARCHED = ("name", "role", "where", "place")
"""What of a row is searched."""


@dataclass(frozen=True, slots=True)
class PlanTab:
    """A group of the plan, with how many are in it and its address."""

    code: str
    label: str
    count: int
    query: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions of one kind on a page. `every` are the answers that all `count` of the kind have, with their codes."""

    kind: str
    label: str
    count: int
    every: Sequence[Mapping[str, str]]
    questions: Sequence[Mapping[str, Any]]


def build_plan_context(job: ImportJob, address: QueryDict) -> dict[str, Any]:
    """What the page of a plan shows, as its address asks for it."""
    plan = load_plan(job)
    asked = [choice for choice in plan["choices"] if choice["kind"] != ChoiceKind.GONE]
    opened = [choice for choice in asked if choice["open"]]
    others = [choice for choice in asked if not choice["open"]]
    shown = choose_group(plan, address.get("group", ""))
    rows = list_group_rows(plan, shown, address.get("q", ""))
    open_page = Paginator(opened, MAX_QUESTIONS).get_page(address.get("o"))
    other_page = Paginator(others, MAX_QUESTIONS).get_page(address.get("r"))
    return {
        "plan": plan,
        "tabs": list(list_tabs(plan, shown, address)),
        "shown": shown,
        "sought": address.get("q", ""),
        "rows": build_row_page(rows, MAX_ROWS, "p", address),
        "open_questions": list(group_questions(open_page, opened)),
        "open_pages": build_links(open_page, "o", address),
        "open_count": len(opened),
        "proposed_count": sum(bool(choice["proposed"]) for choice in opened),
        "other_questions": list(group_questions(other_page, others)),
        "other_pages": build_links(other_page, "r", address),
        "other_count": len(others),
        "columns": list(list_file_columns(plan)),
        "fields": list_field_choices(),
        "worksheets": [
            {"title": title, "is_chosen": title in job.worksheets} for title in plan["worksheets"]
        ],
        "reads_all_worksheets": "*" in job.worksheets,
        "must_choose_worksheet": len(plan["worksheets"]) > 1 and not job.worksheets,
        "told_lists": list_told(plan),
        "summary": list(summarize_plan(plan)),
        "headings": name_row_headings(plan),
        "enters_something": enters_something(plan),
        "can_enter": not opened,
    }


def choose_group(plan: Mapping[str, Any], wanted: str) -> str:
    """The group that is shown: the one that was asked for, or the first that holds something, problems before all."""
    if wanted in PlanGroup.values:
        return wanted
    order = (PlanGroup.PROBLEM, PlanGroup.NEW, PlanGroup.CHANGED, PlanGroup.GONE, PlanGroup.SAME)
    return str(next((group for group in order if plan["counts"][group]), PlanGroup.NEW))


def list_tabs(plan: Mapping[str, Any], shown: str, address: QueryDict) -> Iterator[PlanTab]:
    for group in PlanGroup:
        query = build_query(address, group=str(group), q=None, p=None)
        yield PlanTab(str(group), str(group.label), plan["counts"][group], query, group == shown)


def list_group_rows(plan: Mapping[str, Any], group: str, sought: str) -> list[Any]:
    """The rows of a group, or the sentences of its problems, in which `sought` stands."""
    word = sought.strip().casefold()
    if group == PlanGroup.PROBLEM:
        return [said for said in plan["problems"] if word in said.casefold()]
    answers = {choice["key"]: choice["chosen"] or choice["proposed"] for choice in plan["choices"]}
    return [
        one | {"answer": answers.get(one["key"], "")}
        for one in plan["rows"]
        if one["group"] == group and word in " ".join(one[name] for name in SEARCHED).casefold()
    ]


def group_questions(
    page: Page[dict[str, Any]], every: Sequence[Mapping[str, Any]]
) -> Iterator[QuestionGroup]:
    """The questions of a page by their kind, each with the answers that all of its kind have in common."""
    for kind in ChoiceKind.values:
        some = [choice for choice in page.object_list if choice["kind"] == kind]
        if not some:
            continue
        alike = [choice for choice in every if choice["kind"] == kind]
        codes = set.intersection(*({option["code"] for option in choice["options"]} for choice in alike))
        common = [option for option in some[0]["options"] if option["code"] in codes]
        questions = [
            choice
            | {
                "answer": choice["chosen"] or ("" if choice["open"] else choice["proposed"]),
                "as_list": len(choice["options"]) > MAX_RADIOS,
            }
            for choice in some
        ]
        yield QuestionGroup(
            kind, some[0]["kind_label"], len(alike), common if len(alike) > 1 else (), questions
        )


def build_row_page(rows: Sequence[Any], most: int, part: str, address: QueryDict) -> dict[str, Any]:
    page = Paginator(rows, most).get_page(address.get(part))
    return {"page": page, **build_links(page, part, address)}


def build_links(
    page: Page[Any], part: str, address: QueryDict, parts: Sequence[str] = PARTS
) -> dict[str, Any]:
    """The ways to the pages before and after one; of the address, `parts` stay."""
    return {
        "number": page.number,
        "pages": page.paginator.num_pages,
        "before": build_query(address, parts, **{part: page.number - 1}) if page.has_previous() else "",
        "after": build_query(address, parts, **{part: page.number + 1}) if page.has_next() else "",
    }


def build_query(address: QueryDict, kept: Sequence[str] = PARTS, **changes: Any) -> str:
    """The query of an address with some parts changed; None takes one out."""
    parts = {name: address[name] for name in kept if name in address} | changes
    return "?" + urlencode({name: value for name, value in parts.items() if value is not None})


def list_file_columns(plan: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The columns of the file, as they were read."""
    for index, column in enumerate(plan["columns"]):
        yield {"index": index, "heading": column["heading"], "field": column["field"]}


def list_field_choices() -> list[tuple[str, str]]:
    """What a column may be, in the reader's words; the empty one leaves it out."""
    language = get_page_language()
    named = [(field, each.say_in(language)) for field, each in HEADING_SPELLINGS.items()]
    return [("", _("left out")), *named]


def list_told(plan: Mapping[str, Any]) -> list[tuple[str, Sequence[str]]]:
    """What else is told of a file, each list with its title; those that hold nothing are left out."""
    lists = [
        (_("New people and companies"), plan.get("new_people", ())),
        (name_announced(plan), plan["announced"]),
        (_("New names that look like known ones"), plan["offers"]),
        (_("Read otherwise than it stands, or left out"), plan["notes"]),
        (_("Worth knowing"), plan["hints"]),
    ]
    return [(title, told) for title, told in lists if told]
