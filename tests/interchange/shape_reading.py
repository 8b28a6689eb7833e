"""Tables of databases and programs, read, and what was read of them."""

from dataclasses import asdict
from pathlib import Path

from productions.interchange.files.file_reader import read_credit_file
from productions.interchange.sheets.credit_row import CreditSheet, ReadingOptions

CASES = Path(__file__).parent.parent / "data" / "cases"
THIRD_PARTY = {"evidence": "third_party"}


def read_text(text: str, **columns: str) -> CreditSheet:
    return read_credit_file(text.encode(), filename="credits.csv", options=ReadingOptions(columns))


def read_case(name: str) -> CreditSheet:
    return read_credit_file((CASES / name).read_bytes(), filename=name)


def tell_rows(sheet: CreditSheet) -> list[dict[str, object]]:
    """What each row says, without what it leaves open."""
    return [
        {name: value for name, value in asdict(row).items() if value not in ("", None)} for row in sheet.rows
    ]


def tell(sheet: CreditSheet) -> list[str]:
    """Problems, then notes, as a person reads them in English."""
    return [str(each) for each in (*sheet.problems, *sheet.notes)]


def mapped(sheet: CreditSheet) -> list[tuple[str, str]]:
    return [(column.heading, column.field) for column in sheet.columns]
