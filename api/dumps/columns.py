"""The types of columns, derived from the declared shape: what the schema says, the file has."""

from __future__ import annotations

import io
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.json
from rest_framework import serializers

from api.read.compiled_serializers import Computed, list_default_members


class ColumnType(NamedTuple):
    """How one kind of field is written: in Parquet, in a Table Schema and in a JSON Schema."""

    arrow: pa.DataType
    table: str
    json: str = "string"
    format: str = ""
    """Of a text; the same word in a Table Schema and in a JSON Schema."""
    json_format: str = ""


COLUMN_TYPES: tuple[tuple[type[Any], ColumnType], ...] = (
    (serializers.BooleanField, ColumnType(pa.bool_(), "boolean", "boolean")),
    (serializers.IntegerField, ColumnType(pa.int64(), "integer", "integer")),
    (serializers.FloatField, ColumnType(pa.float64(), "number", "number")),
    (
        serializers.DateTimeField,
        ColumnType(pa.timestamp("us", tz="UTC"), "datetime", json_format="date-time"),
    ),
    (serializers.DateField, ColumnType(pa.date32(), "date", json_format="date")),
    (serializers.UUIDField, ColumnType(pa.string(), "string", format="uuid", json_format="uuid")),
    (serializers.ChoiceField, ColumnType(pa.string(), "string")),
    (serializers.CharField, ColumnType(pa.string(), "string")),
)


def get_column_type(field: Any) -> ColumnType:
    """Of a field that is neither a reference nor a list. Raises TypeError for what has none."""
    for kind, column_type in COLUMN_TYPES:
        if isinstance(field, kind):
            return column_type
    raise TypeError(f"A dump has no column type for {type(field).__name__}; add it to api/dumps/columns.py.")


def build_parquet_schema(serializer_class: Any, *, dates: pa.DataType | None = None) -> pa.Schema:
    """The columns of a list. `dates` is the type that dates get instead of their own."""
    return pa.schema(list(get_arrow_type(serializer_class(), dates=dates)))


def get_arrow_type(field: Any, *, dates: pa.DataType | None = None) -> pa.DataType:
    """A member's type: references are structs, children lists of structs. Raises TypeError for what has none."""
    if isinstance(field, Computed):
        field = field.form
    if isinstance(field, serializers.ListSerializer | serializers.ListField):
        # The name that Parquet gives to what a list has many of; Arrow's own is another.
        return pa.list_(pa.field("element", get_arrow_type(field.child, dates=dates)))
    if isinstance(field, serializers.BaseSerializer):
        members = field.fields  # type: ignore[attr-defined]
        names = list_default_members(type(field))
        return pa.struct([pa.field(name, get_arrow_type(members[name], dates=dates)) for name in names])
    if dates is not None and isinstance(field, serializers.DateField):
        return dates
    return get_column_type(field).arrow


def build_arrow_table(lines: bytes, serializer_class: Any) -> pa.Table:
    """Lines of JSON as a table. Raises pyarrow.ArrowInvalid where a line has what is not declared."""
    # The reader knows times, but no dates: they come as text and are cast.
    read = pa.json.read_json(
        io.BytesIO(lines),
        read_options=pa.json.ReadOptions(use_threads=False, block_size=len(lines) + 1),
        parse_options=pa.json.ParseOptions(
            explicit_schema=build_parquet_schema(serializer_class, dates=pa.string()),
            unexpected_field_behavior="error",
        ),
    )
    return read.cast(build_parquet_schema(serializer_class))
