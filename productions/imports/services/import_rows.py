"""What becomes of every statement of an import: one row each, so that nothing is dropped silently."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.imports.models import ImportBatch, ImportRow
from productions.interchange.catalogue.catalogue_record import CatalogueRecord
from productions.interchange.credit_text.statements import CreditLine
from productions.shared.intake_choices import ImportOutcome
from productions.shared.refusals import Refusal


def account_for_statements(
    batch: ImportBatch, record: CatalogueRecord, production: Production
) -> Iterator[ImportRow]:
    """One row for each statement and problem, with the characters of the text that it covers."""
    for source in record.texts:
        where = f"{record.source_id} {source.field}{f' {source.episode}' if source.episode else ''}"[:150]
        for entry in source.read.statements:
            noted = entry.kind == "note"
            yield ImportRow(
                batch=batch,
                place=f"{where} {entry.start + 1}-{entry.end}",
                statement=entry.kind,
                outcome=ImportOutcome.NOTED if noted else ImportOutcome.CREATED,
                text=source.text[entry.start : entry.end],
                production=production,
            )
        for problem in source.read.problems:
            yield ImportRow(
                batch=batch,
                place=f"{where} {problem.start + 1}-{problem.end}",
                statement="problem",
                outcome=ImportOutcome.NOTED,
                text=source.text[problem.start : problem.end],
                message=problem.message,
                production=production,
            )
    for remark in record.remarks:
        yield ImportRow(
            batch=batch,
            place=f"{record.source_id} remark",
            statement="note",
            outcome=ImportOutcome.NOTED,
            text=remark,
            message=_("kept as given"),
            production=production,
        )


def account_for_refusals(
    batch: ImportBatch,
    record: CatalogueRecord,
    production: Production,
    refused: Iterable[tuple[CreditLine, Refusal]],
) -> Iterator[ImportRow]:
    """One row for each credit that a rule refused, with the rule's sentence."""
    for line, refusal in refused:
        yield ImportRow(
            batch=batch,
            place=f"{record.source_id} credit {line.position}",
            statement="credit",
            outcome=ImportOutcome.REFUSED,
            text=f"{line.role_as_printed} {line.printed_as}".strip(),
            message=" ".join(refusal.reasons),
            production=production,
        )
