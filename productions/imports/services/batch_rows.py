"""What an import keeps of each credit and line of a file, and what became of it."""

from collections.abc import Collection, Iterator
from typing import Any

from django.utils.translation import gettext as _

from productions.imports.models import ImportBatch, ImportRow
from productions.imports.services.file_places import format_place
from productions.imports.services.import_plan import ImportPlan
from productions.imports.services.row_matches import describe_row
from productions.ledger.services.bulk_insert import make_instances
from productions.ledger.services.redaction import blank_names
from productions.shared.intake_choices import ImportOutcome, PlanGroup
from productions.shared.models import NAME_LENGTH
from productions.shared.refusals import translate_for_reader

OUTCOMES = {
    PlanGroup.NEW: ImportOutcome.CREATED,
    PlanGroup.CHANGED: ImportOutcome.UPDATED,
    PlanGroup.SAME: ImportOutcome.UNCHANGED,
    PlanGroup.GONE: ImportOutcome.REMOVED,
    PlanGroup.PROBLEM: ImportOutcome.REFUSED,
}


def build_import_rows(batch: ImportBatch, plan: ImportPlan, withheld: Collection[str]) -> Iterator[ImportRow]:
    """What became of every credit of the file, and of every line that is none; without the names that are withheld here (H16)."""
    rows: list[dict[str, Any]] = []
    for one in plan.credits:
        if one.group == PlanGroup.GONE and not one.removed:
            continue
        rows.append(
            {
                "place": format_place(one) if one.line else _("gone from the file"),
                "statement": "credit",
                "outcome": OUTCOMES[one.group],
                "text": describe_row(one.row) if one.row else "",
                "message": " ".join(one.problems),
                "credit": one.credit,
            }
        )
    shown = {one.line for one in plan.credits if one.group == PlanGroup.PROBLEM}
    lost = [problem for problem in plan.problems if problem.line not in shown]
    for told, statement, outcome in (
        *((note, "note", ImportOutcome.NOTED) for note in plan.notes),
        *((problem, "problem", ImportOutcome.REFUSED) for problem in lost),
    ):
        rows.append(
            {
                "place": translate_for_reader(told.place)[:NAME_LENGTH],
                "statement": statement,
                "outcome": outcome,
                "text": "",
                "message": translate_for_reader(told.message),
            }
        )
    if withheld:
        names = sorted(withheld, key=len, reverse=True)
        rows = [
            row | {"text": blank_names(row["text"], names), "message": blank_names(row["message"], names)}
            for row in rows
        ]
    return make_instances(ImportRow, rows, batch=batch, production=batch.production)
