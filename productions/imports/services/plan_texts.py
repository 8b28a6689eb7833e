"""A plan as data and as lines for people, in the language of whoever is served."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from productions.credits.models.credits import Credit
from productions.imports.services.choices import Choice
from productions.imports.services.cut_plan_rows import CutOfPlan, PlacementOfPlan
from productions.imports.services.file_places import format_place
from productions.imports.services.import_plan import CreditDifference, FilmOfPlan, ImportPlan, PlannedCredit
from productions.interchange.problems import Problem
from productions.shared.intake_choices import PlanGroup
from productions.shared.refusals import READER_LANGUAGE, translate_for_reader

SHOWN_LINES = 50
"""Credits of a group that a command lists."""
DIGEST_PREFIX = 12
"""Hexadecimal digits of a plan's digest that a person types to accept it."""


def describe_plan(plan: ImportPlan) -> dict[str, Any]:
    """A plan as JSON holds it. Credits, cuts and placements that are the same are counted alone."""
    return {
        "digest": plan.digest,
        "ready": plan.is_ready,
        "kind": str(plan.kind),
        "format": plan.format,
        "counts": plan.count_groups(),
        "credits": [describe_credit(one) for one in plan.credits if one.group != PlanGroup.SAME],
        "cuts": [describe_listed_cut(row) for row in plan.cuts if row.group != PlanGroup.SAME],
        "placements": [describe_listed_clip(row) for row in plan.placements if row.group != PlanGroup.SAME],
        "films": [describe_listed_film(row) for row in plan.films if row.group != PlanGroup.SAME],
        "choices": [describe_choice(choice) for choice in plan.choices],
        "columns": [{"heading": column.heading, "field": column.field} for column in plan.columns],
        "worksheets": list(plan.worksheets),
        "problems": [describe_problem(problem) for problem in plan.problems],
        "notes": [note.said(READER_LANGUAGE) for note in plan.notes],
        "offers": [note.said(READER_LANGUAGE) for note in plan.offers],
        "announced": [note.said(READER_LANGUAGE) for note in plan.announced],
        "hints": [note.said(READER_LANGUAGE) for note in plan.hints],
    }


def describe_problem(problem: Problem) -> dict[str, Any]:
    """A problem with its line (from 1, null where it is the file's) and the heading of its column."""
    return {"line": problem.line, "column": problem.column, "detail": translate_for_reader(problem.message)}


def describe_credit(one: PlannedCredit) -> dict[str, Any]:
    """A planned credit: where it stands, whom and what it credits, and what would become of it."""
    values = one.values
    credit = one.credit
    return {
        "group": str(one.group),
        "line": one.line or None,
        "credit": str(credit.uid) if credit else None,
        "role": str((credit.role if credit else values.get("role")) or ""),
        "name": (credit.credited_as if credit and not values else str(values.get("credited_as", ""))),
        "episode": format_link(credit, values, "episode"),
        "cut": format_link(credit, values, "cut"),
        "differences": [describe_difference(each) for each in one.differences],
        "problems": one.problems,
        "removed": one.removed,
    }


def describe_listed_cut(row: CutOfPlan) -> dict[str, Any]:
    """A cut of a list: where it stands, which it is, and what would become of it."""
    return {
        "group": str(row.group),
        "line": row.line or None,
        "cut": row.cut or None,
        "number": row.number,
        "episode": row.episode,
        "differences": [describe_difference(CreditDifference(*each)) for each in row.differences],
    }


def describe_listed_clip(row: PlacementOfPlan) -> dict[str, Any]:
    """A clip of the list of an edit, with its cut and its frames."""
    return {
        "group": str(row.group),
        "place": translate_for_reader(row.place),
        "clip": row.clip,
        "cut": row.cut or None,
        "number": row.number,
        "record_in": row.record_in,
        "length": row.length,
        "differences": [describe_difference(CreditDifference(*each)) for each in row.differences],
    }


def describe_listed_film(row: FilmOfPlan) -> dict[str, Any]:
    """A film of a catalogue, with what it would enter."""
    return {
        "group": str(row.group),
        "line": row.line,
        "film": row.film,
        "title": row.title,
        "year": row.year,
        "episodes": row.episodes,
        "credits": row.credits,
    }


def format_link(credit: Credit | None, values: Any, name: str) -> str:
    entry = values.get(name) if values else getattr(credit, name)
    return entry.number if entry is not None else ""


def describe_difference(each: CreditDifference) -> dict[str, Any]:
    """A field with what it says now and what the file says, as texts."""
    return {"field": each.field, "old": format_value(each.old), "new": format_value(each.new)}


def format_value(value: Any) -> str:
    return "" if value is None else str(value)


def describe_choice(choice: Choice) -> dict[str, Any]:
    """A question with its answers."""
    return {
        "key": choice.key,
        "kind": str(choice.kind),
        "line": choice.line or None,
        "column": choice.column,
        "text": choice.text,
        "question": choice.question,
        "options": [{"code": str(code), "label": str(label)} for code, label in choice.options],
        "proposed": str(choice.proposed),
        "chosen": str(choice.chosen),
        "open": choice.is_open,
    }


def write_plan_lines(plan: ImportPlan) -> Iterator[str]:
    """A plan as a command prints it: the groups, then what is told and asked, by line. Problems are for the other channel."""
    for group in PlanGroup:
        some = [one for one in plan.credits if one.group == group]
        if not some or group == PlanGroup.PROBLEM:
            continue
        yield f"{group.label}: {len(some)}"
        if group != PlanGroup.SAME:
            yield from write_credit_lines(some)
    for note in (*plan.notes, *plan.announced, *plan.offers, *plan.hints):
        yield f"  {note.said(READER_LANGUAGE)}"
    for choice in plan.choices:
        yield from write_choice_lines(choice)


def write_credit_lines(some: Iterable[PlannedCredit]) -> Iterator[str]:
    shown = list(some)
    for one in shown[:SHOWN_LINES]:
        told = describe_credit(one)
        where = format_place(one) if one.line else ""
        what = " ".join(filter(None, (told["episode"], told["cut"], told["role"], told["name"])))
        differences = ", ".join(
            f"{each['field']}: {each['old']} → {each['new']}" for each in told["differences"]
        )
        yield "  " + " · ".join(filter(None, (where, what, differences)))
    if len(shown) > SHOWN_LINES:
        more = len(shown) - SHOWN_LINES
        yield "  " + _("and %d more") % more


def write_choice_lines(choice: Choice) -> Iterator[str]:
    """The question with its key, and the answers; the one that is taken is marked."""
    where = format_place(choice) + ": " if choice.line else ""
    waits = _("to be answered") if choice.is_open else _("may be answered otherwise")
    yield f"  {where}{choice.question} [{choice.key}] ({waits})"
    for option in choice.options:
        mark = (
            "*" if option.code == (choice.chosen or ("" if choice.needs_answer else choice.proposed)) else " "
        )
        yield f"    {mark} {option.code}: {option.label}"
