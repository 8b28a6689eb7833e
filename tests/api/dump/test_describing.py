"""What a dump says of itself: every file and column, in the types that the files have, and nobody by name."""

import gzip
import json
from datetime import date, datetime
from uuid import UUID

import duckdb
import pyarrow.parquet as pq
import pytest
from jsonschema import Draft202012Validator
from rest_framework import serializers

from api.dumps.describing import PACKAGE_FILE_NAME, list_columns
from api.dumps.making import write_dump
from api.dumps.manifest import make_licence
from api.dumps.tables import list_tables
from api.read.column_notes import Note
from productions.models import Contributor, Credit, Production

pytestmark = pytest.mark.slow
DUCKDB_TYPES = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "datetime": "TIMESTAMP WITH TIME ZONE",
}
"""What DuckDB makes of each type of a Table Schema."""
JSON_READERS = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, float),
    "boolean": lambda value: isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "date": lambda value: date.fromisoformat(value).isoformat() == value,
    "datetime": lambda value: datetime.fromisoformat(value).tzinfo is not None,
}
"""Whether a value of JSON is of a type of a Table Schema."""


@pytest.fixture
def package(dump):
    return json.loads((dump / PACKAGE_FILE_NAME).read_bytes())


def resources(package, form):
    return [each for each in package["resources"] if each["format"] == form]


def test_every_file_of_a_table_is_described(dump, package):
    manifest = json.loads((dump / "manifest.json").read_bytes())
    tables = [file for file in manifest["files"] if file["resource"]]
    shown = [(one["path"], one["bytes"], one["hash"], one["rowCount"]) for one in package["resources"]]
    assert shown == [
        (file["name"], file["bytes"], f"sha256:{file['sha256']}", file["rows"]) for file in tables
    ]
    assert (package["created"], package["lastSeq"]) == (manifest["made_at"], manifest["last_seq"])
    for resource in package["resources"]:
        named = [field["name"] for field in resource["schema"]["fields"]]
        assert set(resource["schema"]["primaryKey"]) <= set(named)
        assert resource["description"]


def test_parquet_has_the_types_that_are_described(dump, package):
    database = duckdb.connect()
    for resource in resources(package, "parquet"):
        path, fields = dump / resource["path"], resource["schema"]["fields"]
        read = pq.read_schema(path)
        assert [(field.name, str(field.type)) for field in read] == [
            (field["name"], field["arrowType"]) for field in fields
        ]
        told = database.execute("describe select * from read_parquet(?)", [str(path)]).fetchall()
        assert [name for name, *_rest in told] == [field["name"] for field in fields]
        for (_name, found, *_rest), field in zip(told, fields, strict=True):
            if field["type"] == "object":
                assert found.startswith("STRUCT(")
                assert not found.endswith("[]")
            elif field["type"] == "array":
                inside = field["jsonSchema"]["items"]["type"]
                assert found.startswith("STRUCT(" if inside == "object" else "VARCHAR")
                assert found.endswith("[]")
            else:
                assert found == DUCKDB_TYPES[field["type"]], field


def arrow_members(data_type):
    """The members of a struct, or of what a list has many of, and theirs: names only."""
    inner = data_type.value_type if str(data_type).startswith("list") else data_type
    if not str(inner).startswith("struct"):
        return str(inner)
    return {member.name: arrow_members(member.type) for member in inner}


ARROW_TYPES = {
    ("string", ""): "string",
    ("string", "uuid"): "string",
    ("string", "date"): "date32[day]",
    ("string", "date-time"): "timestamp[us, tz=UTC]",
    ("integer", ""): "int64",
    ("number", ""): "double",
    ("boolean", ""): "bool",
}


def schema_members(schema):
    """The same of a JSON Schema."""
    inner = schema.get("items", schema)
    if "properties" in inner:
        return {name: schema_members(member) for name, member in inner["properties"].items()}
    kinds = inner["type"] if isinstance(inner["type"], list) else [inner["type"]]
    return ARROW_TYPES[kinds[0], inner.get("format", "")]


def test_what_columns_have_inside_is_of_the_types_that_are_described(dump, package):
    compared = 0
    for resource in resources(package, "parquet"):
        read = pq.read_schema(dump / resource["path"])
        for field in resource["schema"]["fields"]:
            if "jsonSchema" in field:
                assert schema_members(field["jsonSchema"]) == arrow_members(read.field(field["name"]).type)
                compared += 1
    assert compared > 20


def test_every_value_is_as_described_and_null_only_where_it_means_something(dump, package):
    nulls = 0
    for resource in resources(package, "ndjson"):
        with gzip.open(dump / resource["path"]) as file:
            rows = [json.loads(line) for line in file]
        assert len(rows) == resource["rowCount"] > 0
        for field in resource["schema"]["fields"]:
            constraints = field.get("constraints", {})
            assert ("nullMeans" in field) is not constraints.get("required", False)
            if "jsonSchema" in field:
                Draft202012Validator.check_schema(field["jsonSchema"])
            for row in rows:
                value = row[field["name"]]
                if value is None:
                    assert "nullMeans" in field, field
                    nulls += 1
                    continue
                assert JSON_READERS[field["type"]](value), (field, value)
                if value == "":
                    assert "emptyMeans" in field, field
                assert value in constraints.get("enum", [value])
                if "jsonSchema" in field:
                    Draft202012Validator(field["jsonSchema"]).validate(value)
                if field.get("format") == "uuid":
                    UUID(value)
    assert nulls > 5


def described(schema):
    """Every member that is described, at every depth."""
    for field in schema:
        yield field
        inner = field.get("jsonSchema") or {}
        yield from members_of(inner)


def members_of(schema):
    inner = schema.get("items", schema)
    for member in inner.get("properties", {}).values():
        yield member
        yield from members_of(member)


def test_every_column_says_what_it_is_and_what_a_missing_value_means(package):
    seen = 0
    for resource in package["resources"]:
        for column in described(resource["schema"]["fields"]):
            kinds = column["type"] if isinstance(column["type"], list) else [column["type"]]
            assert column["description"]
            if "null" in kinds:
                assert column["nullMeans"]
            if "integer" in kinds:
                assert column["unit"]
            seen += 1
    assert seen > 200


def test_codes_are_those_of_a_vocabulary_of_the_dump(dump, package):
    words = {}
    for row in pq.read_table(dump / "vocab.parquet").to_pylist():
        assert row["label_ja"] != ""
        assert row["label_en"] != ""
        words.setdefault(row["vocabulary"], set()).add(row["code"])
    used = set()
    for resource in package["resources"]:
        for column in described(resource["schema"]["fields"]):
            several = column.get("jsonSchema", column).get("items", {}).get("enum")
            codes = column.get("enum") or column.get("constraints", {}).get("enum") or several
            assert bool(codes) is ("vocabulary" in column)
            if codes:
                assert set(codes) - {"", None} <= words[column["vocabulary"]]
                used.add(column["vocabulary"])
    assert used == set(words) - {"cut-relation"}  # relations are asked cut by cut, and no table has them


def test_a_column_that_refers_leads_to_a_column_of_the_dump(dump, package):
    tables = {each["name"].removesuffix(".ndjson"): each for each in resources(package, "ndjson")}
    led = set()
    for name, resource in tables.items():
        for field in resource["schema"]["fields"]:
            if reference := field.get("references"):
                columns = {each["name"] for each in tables[reference["table"]]["schema"]["fields"]}
                assert reference["column"] in columns
                led.add((name, field["name"], reference["table"]))
    assert {
        ("credits", "contributor", "contributors"),
        ("credits", "ai_uses", "ai-uses"),
        ("ai-uses", "credit", "credits"),
        ("roles", "department", "departments"),
    } <= led


def test_what_describes_a_dump_names_nobody(db, dump):
    names = {*Contributor.objects.values_list("name", flat=True), "Makihara", "秘密", "Hidden", "Reiga"}
    names |= {*Production.objects.values_list("title", flat=True)}
    names |= {*Credit.objects.exclude(credited_as="").values_list("credited_as", flat=True)}
    for name in ("README.md", "LICENSE.txt", PACKAGE_FILE_NAME):
        text = (dump / name).read_text(encoding="utf-8")
        assert [each for each in names if each in text] == [], name
    assert len(names) > 8


def test_a_column_that_says_too_little_is_refused_with_what_is_missing():
    class Row(serializers.Serializer):
        amount = serializers.IntegerField(allow_null=True)
        text = serializers.CharField(allow_blank=True, help_text="Some text.")

        class Meta:
            fields = ("amount", "text")
            notes = {"amount": Note("How many.", unit="pieces")}  # noqa: RUF012

    with pytest.raises(TypeError, match=r"Row.amount does not say what null means; add it to `Meta.notes`"):
        list(list_columns(Row))
    Row.Meta.notes = {"amount": Note("How many.", absent="nobody counted", unit="pieces")}
    with pytest.raises(TypeError, match=r"Row.text does not say what an empty text means"):
        list(list_columns(Row))


def test_the_readme_says_where_to_go_on(dump):
    last = json.loads((dump / "manifest.json").read_bytes())["last_seq"]
    text = (dump / "README.md").read_text(encoding="utf-8")
    assert f"GET /api/v1/changes/?after={last}\n" in text
    assert "- Made: 2026-05-01 12:00:00 UTC\n" in text
    assert [table.name for table in list_tables() if f"- `{table.name}`: " not in text] == []
    assert "$" not in text


@pytest.mark.parametrize(
    ("name", "url", "shown", "licences"),
    [
        ("", "", "has declared no licence for the data", None),
        (
            "CC0-1.0", "", "    CC0-1.0\n    https://spdx.org/licenses/CC0-1.0.html\n",
            [{"name": "CC0-1.0", "path": "https://spdx.org/licenses/CC0-1.0.html"}],
        ),
        ("MIT OR ISC", "", "    MIT OR ISC\n\nIt is", [{"name": "MIT OR ISC"}]),
        (
            "LicenseRef-Ours", "https://example.org/terms", "    LicenseRef-Ours\n    https://example.org/terms\n",
            [{"name": "LicenseRef-Ours", "path": "https://example.org/terms"}],
        ),
    ],
)  # fmt: skip
def test_the_licence_is_the_one_that_the_operator_declares(
    unlocked, tmp_path, now, settings, name, url, shown, licences
):
    settings.DATA_LICENCE, settings.DATA_LICENCE_URL = name, url
    manifest = write_dump(tmp_path / "dump", now=now, tell=lambda rows, total: None)
    assert (manifest.licence or "", manifest.licence_url or "") == (name, make_licence(name, url).url)
    assert shown in (tmp_path / "dump" / "LICENSE.txt").read_text()
    assert json.loads((tmp_path / "dump" / PACKAGE_FILE_NAME).read_bytes()).get("licenses") == licences
    assert ("none has been declared" in (tmp_path / "dump" / "README.md").read_text()) is (name == "")
