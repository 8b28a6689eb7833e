"""Every file and column of a dump described as a Data Package (datapackage.org), from the declarations that make them.

A Data Package is what tools for open data read (frictionless, CKAN, packages of R and Julia). Its Table Schema knows no
members of members, so a column that is an object or a list has a JSON Schema beside it: not among its constraints, where
version 2 of the standard has it, because frictionless refuses what it does not know there. Other properties of our own are
`unit`, `nullMeans`, `emptyMeans`, `vocabulary`, `references` and `arrowType`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import override
from rest_framework import serializers

from api.dumps.columns import build_parquet_schema, get_column_type
from api.dumps.manifest import PACKAGE_NAME, PARQUET, DumpFile, Licence, encode_json_indented
from api.dumps.tables import DumpTable
from api.read.column_notes import Note, read_note
from api.read.compiled_serializers import Computed, is_absent_as_null, list_default_members
from api.read.resource import PUBLIC_RESOURCES
from api.read.vocabularies import find_vocabulary
from productions.shared.site_languages import SOURCE_LANGUAGE

PACKAGE_FILE_NAME = "datapackage.json"
PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
LISTS = (serializers.ListSerializer, serializers.ListField)
"""Forms of lists: of rows, and of codes."""
NO_MISSING_VALUES: list[str] = []
"""Null is null in both formats; without this an empty text would be taken for it."""


@dataclass(frozen=True, slots=True)
class Column:
    """What is declared of one member of a row, or of a member of it."""

    name: str
    form: Any
    note: Note
    nullable: bool
    vocabulary: str
    references: Mapping[str, str]

    @property
    def child(self) -> Any:
        """The form of what a list has many of; the form itself elsewhere."""
        return self.form.child if isinstance(self.form, LISTS) else self.form

    @property
    def may_be_empty(self) -> bool:
        """Whether an empty text stands for what is absent."""
        return bool(self.note.absent) and not self.nullable

    @property
    def description(self) -> str:
        return str(self.form.help_text or self.note.text)

    def describe(self) -> dict[str, Any]:
        """What both kinds of schema say in the same words."""
        told = {
            "description": self.description,
            "unit": self.note.unit,
            "nullMeans" if self.nullable else "emptyMeans": self.note.absent,
            "vocabulary": self.vocabulary,
            "references": dict(self.references),
        }
        return {name: value for name, value in told.items() if value}


def list_columns(serializer_class: Any) -> Iterator[Column]:
    """The members of a row. Raises TypeError for one that says too little for a reader of files."""
    fields = serializer_class().fields
    for name in list_default_members(serializer_class):
        field = fields[name]
        form = field.form if isinstance(field, Computed) else field
        note = read_note(serializer_class, name)
        code = form.child if isinstance(form, serializers.ListField) else form
        choices = code.choices if isinstance(code, serializers.ChoiceField) else ()
        column = Column(
            name=name,
            form=form,
            note=note,
            nullable=bool(form.allow_null or field.allow_null or is_absent_as_null(form)),
            vocabulary=find_vocabulary(choices) if choices else "",
            references=find_reference(serializer_class, form),
        )
        missing = list(find_missing_words(column))
        if missing:
            raise TypeError(
                f"{serializer_class.__name__}.{name} does not say {' and '.join(missing)}; add it to `Meta.notes`."
            )
        yield column


def find_missing_words(column: Column) -> Iterator[str]:
    """What a column does not say of itself and should."""
    if not column.description:
        yield "what it is"
    if not column.note.absent:
        if column.nullable:
            yield "what null means"
        elif getattr(column.form, "allow_blank", False) or isinstance(column.form, serializers.ListField):
            yield "what an empty text means"
    if isinstance(column.form, (serializers.IntegerField, serializers.FloatField)) and not column.note.unit:
        yield "its unit"


def find_reference(serializer_class: Any, form: Any) -> dict[str, str]:
    """The table and its column that a member leads to; empty for one that leads nowhere."""
    keys = {resource.model: resource for resource in PUBLIC_RESOURCES.values()}
    child = form.child if isinstance(form, serializers.ListSerializer) else form
    model: Any = None
    if isinstance(child, serializers.ModelSerializer):
        model = child.Meta.model
    elif isinstance(form, serializers.UUIDField):
        relation, dot, _column = str(form.source).partition(".")
        model = serializer_class.Meta.model._meta.get_field(relation).related_model if dot else None
    resource = keys.get(model)
    return {"table": resource.address, "column": resource.lookup} if resource else {}


def describe_fields(table: DumpTable, form: str) -> list[dict[str, Any]]:
    """The columns of a table as fields of a Table Schema."""
    types = build_parquet_schema(table.serializer_class)
    fields = []
    for column in list_columns(table.serializer_class):
        constraints: dict[str, Any] = {} if column.nullable else {"required": True}
        inside = {}
        many = column.child is not column.form
        if many or isinstance(column.form, serializers.BaseSerializer):
            kind, shape = ("array" if many else "object"), ""
            inside = {"jsonSchema": build_json_schema(column, nullable=False)}
        else:
            kind, shape = get_column_type(column.form).table, get_column_type(column.form).format
        if column.vocabulary and not many:
            constraints["enum"] = list_codes(column)
        field = {"name": column.name, "type": kind, **({"format": shape} if shape else {})}
        if form == PARQUET:
            field["arrowType"] = str(types.field(column.name).type)
        fields.append(
            field | column.describe() | ({"constraints": constraints} if constraints else {}) | inside
        )
    return fields


def list_codes(column: Column) -> list[str]:
    """What a column with a vocabulary may have; the empty text last, where it may be empty."""
    codes = [str(code) for code in column.child.choices if code != ""]
    return [*codes, ""] if column.may_be_empty and column.child is column.form else codes


def build_json_schema(column: Column, *, nullable: bool) -> dict[str, Any]:
    """The JSON Schema of a member's value."""
    form = column.form
    if isinstance(form, serializers.ListSerializer):
        return {"type": "array", "items": build_object_schema(type(form.child), nullable=False)}
    if isinstance(form, serializers.ListField):
        kind = get_column_type(column.child)
        shape = {"enum": list_codes(column)} if column.vocabulary else {"format": kind.json_format}
        return {"type": "array", "items": {"type": kind.json, **shape}}
    if isinstance(form, serializers.BaseSerializer):
        return build_object_schema(type(form), nullable=nullable)
    kind = get_column_type(form)
    schema: dict[str, Any] = {"type": [kind.json, "null"] if nullable else kind.json}
    if kind.json_format:
        schema["format"] = kind.json_format
    if column.vocabulary:
        schema["enum"] = [*list_codes(column), *([None] if nullable else [])]
    return schema


def build_object_schema(serializer_class: Any, *, nullable: bool) -> dict[str, Any]:
    """The JSON Schema of an object that a row has inside."""
    columns = list(list_columns(serializer_class))
    members = {
        column.name: build_json_schema(column, nullable=column.nullable) | column.describe()
        for column in columns
    }
    return {
        "type": ["object", "null"] if nullable else "object",
        "properties": members,
        "required": list(members),
        "additionalProperties": False,
    }


def describe_resource(table: DumpTable, file: DumpFile) -> dict[str, Any]:
    """One file of a table as a resource of a Data Package."""
    compression = {} if file.format == PARQUET else {"compression": "gz"}
    return {
        "name": f"{table.name}.{file.format}",
        "path": file.name,
        "type": "table",
        "description": table.text,
        "format": file.format,
        "mediatype": file.media_type,
        **compression,
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "rowCount": file.rows,
        "schema": {
            "$schema": SCHEMA_PROFILE,
            "fields": describe_fields(table, file.format),
            "primaryKey": list(table.key),
            "missingValues": NO_MISSING_VALUES,
        },
    }


def build_package(
    tables: Iterable[DumpTable],
    files: Iterable[DumpFile],
    *,
    created: datetime,
    last_seq: int,
    licence: Licence,
) -> bytes:
    """`datapackage.json`: the described files of the tables. The same files are the same bytes."""
    by_name = {table.name: table for table in tables}
    with override(SOURCE_LANGUAGE):
        resources = [describe_resource(by_name[str(file.resource)], file) for file in files]
    package = {
        "$schema": PACKAGE_PROFILE,
        "name": PACKAGE_NAME,
        "title": "Credits of animated works",
        "description": "The public lists of a Staffroll site as they were at one moment; README.md says how to use them.",
        "created": created,
        "lastSeq": last_seq,
        **licence.describe(),
        "resources": resources,
    }
    return encode_json_indented(package)
