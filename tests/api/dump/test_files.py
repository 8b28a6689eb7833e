"""What is in a dump: every row as the API's lists show it, in files that the manifest tells the truth about."""

import gzip
import json
from datetime import date, datetime
from hashlib import sha256

import pyarrow.parquet as pq
import pytest

from api.dumps.columns import build_parquet_schema
from api.dumps.making import write_dump
from api.dumps.manifest import MANIFEST_NAME
from api.dumps.tables import VOCABULARY_TABLE, list_tables
from api.read.resource import PUBLIC_RESOURCES
from api.resources.credits import CreditOut
from api.resources.registry import RESOURCES
from productions.models import Contributor
from tests.api.dump.conftest import PERSON
from tests.conftest import NOW

pytestmark = pytest.mark.slow


def lines(folder, resource):
    with gzip.open(folder / f"{resource}.ndjson.gz") as file:
        return [json.loads(line) for line in file]


def listed(client, resource):
    more = "&include=members" if resource == "contributors" else ""
    rows, address = [], f"/api/v1/{resource}/?page_size=200{more}"
    while address:
        page = client.get(address).json()
        rows += page["results"]
        address = page["next"]
    return rows


def as_json(value):
    """A value of Parquet as JSON has it."""
    if isinstance(value, list):
        return [as_json(each) for each in value]
    if isinstance(value, dict):
        return {name: as_json(each) for name, each in value.items()}
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat() if isinstance(value, date) else value


def test_a_dump_has_every_list_of_the_api(dump):
    listed = {path.stem for path in dump.glob("*.parquet")}
    assert (
        listed - {VOCABULARY_TABLE} == {resource.address for resource in RESOURCES} == set(PUBLIC_RESOURCES)
    )
    assert [table.name for table in list_tables()] == [*PUBLIC_RESOURCES, VOCABULARY_TABLE]


def test_every_row_is_the_one_of_the_list_and_parquet_has_the_same(client, db, dump):
    for resource in PUBLIC_RESOURCES:
        rows = lines(dump, resource)
        assert rows == listed(client, resource), resource
        assert rows != [], resource
        table = pq.read_table(dump / f"{resource}.parquet")
        assert as_json(table.to_pylist()) == rows, resource
        assert table.schema == build_parquet_schema(PUBLIC_RESOURCES[resource].dump_representation), resource


def test_groups_have_their_members(db, dump):
    (group,) = (row for row in lines(dump, "contributors") if row["members"])
    assert group["name"] == "例班"
    (member,) = group["members"]
    assert (member["member"]["uid"], member["since"], member["until"]) == (
        str(Contributor.objects.get(name=PERSON).uid),
        "2020-04-01",
        None,
    )


def test_nothing_private_is_in_it(dump):
    everything = "".join(json.dumps(lines(dump, name), ensure_ascii=False) for name in PUBLIC_RESOURCES)
    told = {word: word in everything for word in (PERSON, "Hidden", "秘密", "Tracked", "kitsu")}
    assert told == {PERSON: True, "Hidden": False, "秘密": False, "Tracked": False, "kitsu": False}


def test_columns_have_the_types_of_what_is_declared():
    types = {field.name: str(field.type) for field in build_parquet_schema(CreditOut)}
    assert {name: types[name] for name in ("uid", "position", "on_screen", "cut")} == {
        "uid": "string", "position": "int64", "on_screen": "bool", "cut": "struct<uid: string, number: string>",
    }  # fmt: skip
    assert "validated_at: timestamp[us, tz=UTC]" in types["ai_uses"]


def test_the_manifest_is_true(dump, settings):
    manifest = json.loads((dump / MANIFEST_NAME).read_text())
    files = manifest.pop("files")
    last = manifest["last_seq"]
    assert manifest == {
        "format": "staffroll.dump/2", "made_at": "2026-05-01T12:00:00Z", "last_seq": last,
        "software": f"Staffroll {settings.VERSION}", "licence": None, "licence_url": None, "api": "/api/v1/",
        "feed": f"/api/v1/changes/?after={last}",
    }  # fmt: skip
    assert sorted(path.name for path in dump.iterdir()) == sorted(
        [MANIFEST_NAME, *(one["name"] for one in files)]
    )
    about = [one["name"] for one in files if one["resource"] is None]
    assert about == ["README.md", "LICENSE.txt", "datapackage.json"]
    assert [(one["resource"], one["format"]) for one in files if one["resource"]] == [
        (table.name, form) for table in list_tables() for form in ("ndjson", "parquet")
    ]
    for one in files:
        data = (dump / one["name"]).read_bytes()
        assert (one["bytes"], one["sha256"]) == (len(data), sha256(data).hexdigest())
        assert one["rows"] == (len(lines(dump, one["resource"])) if one["resource"] else None)


@pytest.fixture(scope="module")
def dump_again(dump, committed, tmp_path_factory):
    folder = tmp_path_factory.mktemp("again") / "dump"
    with committed.unblock():
        write_dump(folder, now=NOW, tell=lambda rows, total: None)
    return folder


def test_the_same_state_is_the_same_bytes(dump, dump_again):
    for path in dump.iterdir():
        assert (dump_again / path.name).read_bytes() == path.read_bytes(), path.name
