"""The columns of a Parquet file, derived from the declared shape: what the schema says, the file has."""

from __future__ import annotations

import io
from typing import Any

import pyarrow as pa
import pyarrow.json
from rest_framework import serializers

from api.read.compiled_serializers import Computed, list_default_members

ARROW_TYPES: tuple[tuple[type[Any], pa.DataType], ...] = (
    (serializers.BooleanField, pa.bool_()),
    (serializers.IntegerField, pa.int64()),
    (serializers.FloatField, pa.float64()),
    (serializers.DateTimeField, pa.timestamp("us", tz="UTC")),
    (serializers.DateField, pa.date32()),
    (serializers.UUIDField, pa.string()),
    (serializers.ChoiceField, pa.string()),
    (serializers.CharField, pa.string()),
)


def build_parquet_schema(serializer_class: Any, *, dates: pa.DataType | None = None) -> pa.Schema:
    """The columns of a list. `dates` is the type that dates get instead of their own."""
    return pa.schema(list(get_arrow_type(serializer_class(), dates=dates)))


def get_arrow_type(field: Any, *, dates: pa.DataType | None = None) -> pa.DataType:
    """A member's type: references are structs, children lists of structs. Raises TypeError for what has none."""
    if isinstance(field, Computed):
        field = field.form
    if isinstance(field, serializers.ListSerializer):
        return pa.list_(get_arrow_type(field.child, dates=dates))
    if isinstance(field, serializers.BaseSerializer):
        members = field.fields  # type: ignore[attr-defined]
        names = list_default_members(type(field))
        return pa.struct([pa.field(name, get_arrow_type(members[name], dates=dates)) for name in names])
    if dates is not None and isinstance(field, serializers.DateField):
        return dates
    for kind, data_type in ARROW_TYPES:
        if isinstance(field, kind):
            return data_type
    raise TypeError(f"A dump has no column type for {type(field).__name__}; add it to api/dumps/columns.py.")


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
