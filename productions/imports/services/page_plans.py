"""A plan as the import page keeps it: `plan_texts.describe_plan` with every row, and the words in which people read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from productions.imports.services.choices import Choice, make_choice_key
from productions.imports.services.file_places import format_place
from productions.imports.services.import_plan import ImportPlan, PlannedCredit
from productions.imports.services.page_cut_rows import list_page_cuts
from productions.imports.services.page_values import format_page_value, get_field_label
from productions.imports.services.plan_texts import describe_choice, describe_credit, describe_plan
from productions.shared.choices import CreditKind
from productions.shared.intake_choices import ChoiceKind, PlanGroup
from productions.shared.refusals import READER_LANGUAGE

DETAIL_FIELDS = (
    "role_as_printed", "character_as_printed", "dub_language", "name_breaks", "printed_as", "affiliation", "contracted_by", "kind", "headcount",
    "named_count", "absence_reason", "song", "segment", "evidence_kind", "evidence_on", "evidence_note", "edition", "on_screen",
)  # fmt: skip
"""What is told of a new credit beside its place, role and name, where the file says it."""
CATALOGUE_FORMAT = "catalogue"
USUAL_VALUES: Mapping[str, Any] = {"kind": CreditKind.PERSON, "on_screen": True}
"""What is not worth telling."""


def describe_page_plan(plan: ImportPlan) -> dict[str, Any]:
    """The plan with all its `rows` (credits, cuts or placements), the same ones too, its questions with their places, and its problems as lines."""
    told = describe_plan(plan)
    for name in ("credits", "cuts", "placements", "films"):
        del told[name]
    told["rows"] = [*map(describe_page_credit, plan.credits), *list_page_cuts(plan)]
    told["choices"] = [describe_page_choice(choice) for choice in plan.choices]
    told["new_people"] = list(list_new_people(plan))
    told["problems"] = [problem.said(READER_LANGUAGE) for problem in plan.problems]
    told["counts"]["problem"] = len(plan.problems)
    told["other_home"] = find_other_home(plan)
    told["removed"] = sum(one.removed for one in plan.credits)
    told["removed"] += sum(one.group == PlanGroup.GONE for one in plan.placements)
    return told


def list_new_people(plan: ImportPlan) -> Iterator[str]:
    """Whom the file names that are entered with it, each once, in the order of the file: a slip of the pen is seen here."""
    names = (name for one in plan.credits if one.group == PlanGroup.NEW for name in list_entered_names(one))
    yield from dict.fromkeys(names)


def list_entered_names(one: PlannedCredit) -> Iterator[str]:
    """The people and companies of a planned credit that are entered with it; until then somebody without a key stands in for them."""
    for link in ("contributor", "affiliation", "contracted_by"):
        found = one.values.get(link)
        if found is not None and (found.pk is None or found.pk < 0):
            yield found.name


def find_other_home(plan: ImportPlan) -> str:
    """Where a file goes that is none of one production; empty for all others."""
    if plan.format == CATALOGUE_FORMAT:
        return _(
            "This is a catalogue of films. It holds many productions, so whoever runs the site enters it with manage.py import_catalogue."
        )
    return ""


def describe_page_choice(choice: Choice) -> dict[str, Any]:
    """A question with its place in the file, and what its kind is called."""
    told = describe_choice(choice)
    return told | {
        "place": format_place(choice) if choice.line else "",
        "kind_label": str(choice.kind.label),
        "needs_answer": choice.needs_answer,
    }


def describe_page_credit(one: PlannedCredit) -> dict[str, Any]:
    """A planned credit in the words of the page; `key` is that of the question whether one that is gone is removed."""
    told = describe_credit(one)
    credit, values = one.credit, one.values
    differences = [
        {
            "label": get_field_label(each.field),
            "old": format_page_value(each.field, each.old),
            "new": format_page_value(each.field, each.new),
        }
        for each in one.differences
    ]
    told |= {
        "place": format_place(one) if one.line else "",
        "where": " ".join(filter(None, (format_span(one, "episode"), format_span(one, "cut")))),
        "name": told["name"] or format_page_value("absence_reason", read_value(one, "absence_reason")),
        "is_new_person": one.group == PlanGroup.NEW and any(list_entered_names(one)),
        "differences": differences,
        "details": list(list_credit_details(values))
        if one.group in (PlanGroup.NEW, PlanGroup.PROBLEM)
        else [],
        "key": make_choice_key(ChoiceKind.GONE, str(credit.uid))
        if credit and one.group == PlanGroup.GONE
        else "",
    }
    for name in ("line", "episode", "cut", "credit"):
        del told[name]
    return told


def read_value(one: PlannedCredit, name: str) -> Any:
    """What the file says of a field, or else what the credit that is there says."""
    if one.values:
        return one.values.get(name)
    return getattr(one.credit, name, None)


def format_span(one: PlannedCredit, name: str) -> str:
    """The number of the episode or cut, with that of the last one of a range."""
    ends = [read_value(one, name), read_value(one, f"last_{name}")]
    text = "–".join(end.number for end in ends if end is not None)
    if not text:
        return ""
    return (_("ep. %s") if name == "episode" else _("cut %s")) % text


def list_credit_details(values: Mapping[str, Any]) -> Iterator[str]:
    """What else would be entered of a credit, each with its label."""
    for name in DETAIL_FIELDS:
        value = values.get(name)
        if value in (None, "") or value == USUAL_VALUES.get(name):
            continue
        if name == "role_as_printed" and value == str(values.get("role")):
            continue
        yield f"{get_field_label(name)}: {format_page_value(name, value)}"
    contributor = values.get("contributor")
    if contributor is not None and contributor.name != values.get("credited_as"):
        yield f"{get_field_label('contributor')}: {contributor.name}"
    systems = ", ".join(str(use["ai_system"]) for use in values.get("ai_uses", ()))
    if systems:
        yield f"{_('AI')}: {systems}"
