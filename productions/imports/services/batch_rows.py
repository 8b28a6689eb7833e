"""What an import keeps of each credit and line of a file, and what became of it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from productions.imports.models import ImportBatch, ImportRow
from productions.imports.services.file_places import format_place
from productions.imports.services.import_plan import ImportPlan
from productions.imports.services.row_matches import describe_row
from productions.ledger.services.bulk_insert import insert_values
from productions.ledger.services.redaction import blank_names
from productions.shared.intake_choices import ImportOutcome, PlanGroup
from productions.shared.models import NAME_LENGTH
from productions.shared.refusals import translate_for_reader
from productions.shared.uids import new_uids

OUTCOMES = {
    PlanGroup.NEW: ImportOutcome.CREATED,
    PlanGroup.CHANGED: ImportOutcome.UPDATED,
    PlanGroup.SAME: ImportOutcome.UNCHANGED,
    PlanGroup.GONE: ImportOutcome.REMOVED,
    PlanGroup.PROBLEM: ImportOutcome.REFUSED,
}


def store_import_rows(batch: ImportBatch, plan: ImportPlan, withheld: Collection[str]) -> None:
    """Keep what became of every credit of the file, and of every line that is none; without the names that are withheld here (H16)."""
    common = {"batch_id": batch.pk, "production_id": batch.production_id}
    names = sorted(withheld, key=len, reverse=True)
    uids = new_uids(len(plan.credits) + len(plan.notes) + len(plan.problems))  # some may be left over
    insert_values(
        ImportRow,
        (
            {**common, "uid": uid, **(redact_row(row, names) if names else row)}
            for row, uid in zip(describe_outcomes(plan), uids, strict=False)
        ),
    )


def redact_row(row: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """The row without these names, the longest of them first."""
    blanked = {name: blank_names(row[name], names) for name in ("text", "message")}
    return {**row, **blanked}


def describe_outcomes(plan: ImportPlan) -> Iterator[dict[str, Any]]:
    """The rows, one by one."""
    for one in plan.credits:
        if one.group == PlanGroup.GONE and not one.removed:
            continue
        yield {
            "place": format_place(one) if one.line else _("gone from the file"),
            "statement": "credit",
            "outcome": OUTCOMES[one.group],
            "text": describe_row(one.row) if one.row else "",
            "message": " ".join(one.problems),
            "credit_id": one.credit.pk if one.credit else None,
        }
    shown = {one.line for one in plan.credits if one.group == PlanGroup.PROBLEM}
    lost = [problem for problem in plan.problems if problem.line not in shown]
    for told, statement, outcome in (
        *((note, "note", ImportOutcome.NOTED) for note in plan.notes),
        *((problem, "problem", ImportOutcome.REFUSED) for problem in lost),
    ):
        yield {
            "place": translate_for_reader(told.place)[:NAME_LENGTH],
            "statement": statement,
            "outcome": outcome,
            "text": "",
            "message": translate_for_reader(told.message),
            "credit_id": None,
        }
