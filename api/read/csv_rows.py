"""A list as a table: CSV rows of a row plan."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson

from api.http.responses import encode_json
from api.read.compiled_serializers import ColumnPlan, JSONRow, RowPlan
from productions.shared.csv_safety import quote_cell


def encode_csv(shape: RowPlan | ColumnPlan, entries: Sequence[JSONRow], *, heading: bool = True) -> bytes:
    """CSV (RFC 4180, UTF-8): a column for each member; members of a reference as `production.title`.

    Children are JSON in one cell. No cell can run as a formula.
    """
    references = dict(shape.references)
    out = io.StringIO()
    writer = csv.writer(out)
    if heading:
        writer.writerow(
            f"{name}.{inner}" if inner else name
            for name in shape.names
            for inner in (references[name].names if name in references else ("",))
        )
    cells: dict[int, list[str]] = {}
    for entry in entries:
        row: list[str] = []
        for name in shape.names:
            value = entry[name]
            if name not in references:
                row.append(format_csv_cell(value))
            elif value is None:
                row += [""] * len(references[name].names)
            else:
                # A reference is the same object for every row that has it.
                if id(value) not in cells:
                    cells[id(value)] = [
                        format_csv_cell(inner) for inner in orjson.loads(encode_json(value)).values()
                    ]
                row += cells[id(value)]
        writer.writerow(row)
    return out.getvalue().encode()


def format_csv_cell(value: Any) -> str:
    """One value as text: empty for null, true and false, lists as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return quote_cell(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return quote_cell(encode_json(value).decode()) if value else ""
    if isinstance(value, datetime):
        return encode_json(value).decode().strip('"')
    return str(value)
