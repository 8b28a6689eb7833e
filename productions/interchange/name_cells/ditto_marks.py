"""Marks that repeat the cell above (〃, 同上)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from productions.interchange.sheets.credit_row import CreditSheetRow
from productions.shared.late_patterns import compile_late

_DITTO = compile_late(
    r"〃{1,3}|々{1,2}|仝|〻|同上|同前|上に?同じ|[″“”\"＂〝〞]{1,2}|''|’’|´´|ditto|do\.|same(?:asabove)?",
    re.IGNORECASE,
)
_AROUND = compile_late(r"[\s()（）\[\]［］]+")
MAX_MARK_CHARACTERS = 40

GOES_WITH: dict[str, tuple[str, ...]] = {
    "role": ("role_as_printed", "role_language"),
    "role_as_printed": ("role_language",),
    "name": ("person_id", "reading", "kind"),
    "character": ("character_language",),
    **dict.fromkeys(("episode", "cut", "affiliation", "contracted_by", "reading", "segment", "song"), ()),
}
"""The columns in which a mark repeats the cell above, each with the fields that belong to what it repeats, where a row leaves them empty."""


@dataclass(frozen=True, slots=True)
class Ditto:
    """A mark as it stands in `field` of a line, and what it was read as: the cell of `from_line`.

    Lines count from 1. `read_as` is empty and `from_line` 0 where nothing stands above; such a mark has to be mended.
    """

    line: int
    worksheet: str
    field: str
    mark: str
    read_as: str = ""
    from_line: int = 0


@lru_cache(maxsize=4096)
def is_ditto(text: str) -> bool:
    """Whether the whole cell is a mark that repeats the one above: 〃, 々, 同上, （同上）, ″."""
    return len(text) <= MAX_MARK_CHARACTERS and bool(_DITTO.fullmatch(_AROUND.sub("", text)))


def repeat_dittos(rows: Sequence[CreditSheetRow]) -> tuple[list[CreditSheetRow], list[Ditto]]:
    """The rows with what their marks repeat, and every mark.

    A mark repeats the row before, in the same column and worksheet. Where that cell is empty or there is no row, the mark stays.
    """
    repeated: list[CreditSheetRow] = []
    dittos: list[Ditto] = []
    above: CreditSheetRow | None = None
    for row in rows:
        if above is not None and above.worksheet != row.worksheet:
            above = None
        found = [
            _read_mark(row, field, above)
            for field in GOES_WITH
            if (text := getattr(row, field)) and is_ditto(text)
        ]
        if found:
            dittos.extend(found)
            row = _fill_row(row, above, [ditto.field for ditto in found if ditto.from_line])
        repeated.append(row)
        above = row
    return repeated, dittos


def _read_mark(row: CreditSheetRow, field: str, above: CreditSheetRow | None) -> Ditto:
    mark = Ditto(row.line, row.worksheet, field, getattr(row, field))
    read_as = getattr(above, field) if above is not None else ""
    if above is None or not read_as or is_ditto(read_as):
        return mark
    return replace(mark, read_as=read_as, from_line=above.line)


def _fill_row(row: CreditSheetRow, above: CreditSheetRow | None, fields: Iterable[str]) -> CreditSheetRow:
    values: dict[str, str] = {}
    for field in fields:
        values[field] = getattr(above, field)
        values |= {
            other: getattr(above, other)
            for other in GOES_WITH[field]
            if not getattr(row, other) or other.endswith("_language")
        }
    return replace(row, **values) if values else row  # type: ignore[arg-type]
