"""What is in a dump: every row as the API's lists show it, in files that the manifest tells the truth about."""

import gzip
import json
from datetime import date, datetime
from hashlib import sha256

import pyarrow.parquet as pq
import pytest

from api.dumps import reading
from api.dumps.columns import build_parquet_schema
from api.dumps.making import write_dump
from api.dumps.manifest import MANIFEST_NAME
from api.read.resource import PUBLIC_RESOURCES
from api.resources.credits import CreditOut
from api.resources.registry import RESOURCES
from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode, create_production
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.credits import enter_credit, set_state
from productions.people.services.contributors import add_name, create_contributor
from productions.releases.services.releases import issue_release

pytestmark = pytest.mark.slow


@pytest.fixture
def registry(unlocked, production, person, confirmed, role, now):
    """One entry of everything, and a private production with a credit."""
    episode = add_episode(production, number="1", released_on=date(2023, 4, 1), by=None, now=now)
    (cut,) = add_cuts(production, [{"number": "1"}], episode=episode, by=None, now=now)
    add_name(person, text="Makihara", script="romaji", used_from=date(2001, 1, 1), by=None, now=now)
    credit = confirmed(contributor=person, cut=cut, role=role("layout"))
    for number in range(5):
        confirmed(contributor=create_contributor(name=f"見本 {number}", by=None, now=now))
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    record_ai_use(
        credit, ai_system=system, task="layout", source_type="algorithmicMedia", oversight="human_validated",
        validated_by=person, validated_at=now, extent="assist", by=None, now=now,
    )  # fmt: skip
    issue_release(production, by=None, now=now)
    hidden = create_production(title="Hidden", kind="film", by=None, now=now)
    secret = create_contributor(name="秘密", by=None, now=now)
    set_state(
        enter_credit(hidden, role=role("layout"), contributor=secret, by=None, now=now),
        "confirmed", by=None, now=now,
    )  # fmt: skip


@pytest.fixture
def dump(registry, tmp_path, now, monkeypatch):
    """A dump in slices so small that every list of more than two rows has several."""
    monkeypatch.setattr(reading, "DUMP_SLICE_ROWS", 2)  # several slices of a few rows, not of 5,000
    write_dump(tmp_path / "dump", now=now, tell=lambda rows, total: None)
    return tmp_path / "dump"


def lines(folder, resource):
    with gzip.open(folder / f"{resource}.ndjson.gz") as file:
        return [json.loads(line) for line in file]


def listed(client, resource):
    rows, address = [], f"/api/v1/{resource}/?page_size=200"
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
    assert listed == {resource.address for resource in RESOURCES} == set(PUBLIC_RESOURCES)


def test_every_row_is_the_one_of_the_list_and_parquet_has_the_same(client, dump):
    for resource in PUBLIC_RESOURCES:
        rows = lines(dump, resource)
        assert rows == listed(client, resource), resource
        assert rows != [], resource
        table = pq.read_table(dump / f"{resource}.parquet")
        assert as_json(table.to_pylist()) == rows, resource
        assert table.schema == build_parquet_schema(PUBLIC_RESOURCES[resource].representation), resource


def test_nothing_private_is_in_it(dump):
    everything = "".join(json.dumps(lines(dump, name), ensure_ascii=False) for name in PUBLIC_RESOURCES)
    assert ("牧原亮太郎" in everything, "Hidden" in everything, "秘密" in everything) == (True, False, False)


def test_columns_have_the_types_of_what_is_declared():
    types = {field.name: str(field.type) for field in build_parquet_schema(CreditOut)}
    assert {name: types[name] for name in ("uid", "position", "on_screen", "cut")} == {
        "uid": "string", "position": "int64", "on_screen": "bool", "cut": "struct<uid: string, number: string>",
    }  # fmt: skip
    assert "validated_at: timestamp[us, tz=UTC]" in types["ai_uses"]


def test_the_manifest_is_true(dump, now, settings):
    manifest = json.loads((dump / MANIFEST_NAME).read_text())
    files = manifest.pop("files")
    last = manifest["last_seq"]
    assert manifest == {
        "format": "staffroll.dump/1", "made_at": "2026-05-01T12:00:00Z", "last_seq": last,
        "software": f"Staffroll {settings.VERSION}", "licence": "CC0-1.0", "api": "/api/v1/",
        "feed": f"/api/v1/changes/?after={last}",
    }  # fmt: skip
    assert sorted(path.name for path in dump.iterdir()) == sorted(
        [MANIFEST_NAME, *(one["name"] for one in files)]
    )
    assert [(one["resource"], one["format"]) for one in files] == [
        (name, form) for name in PUBLIC_RESOURCES for form in ("ndjson", "parquet")
    ]
    for one in files:
        data = (dump / one["name"]).read_bytes()
        assert (one["bytes"], one["sha256"]) == (len(data), sha256(data).hexdigest())
        assert one["rows"] == len(lines(dump, one["resource"]))


def test_the_same_state_is_the_same_bytes(dump, tmp_path, now):
    write_dump(tmp_path / "again", now=now, tell=lambda rows, total: None)
    for path in dump.iterdir():
        if not path.name.endswith(".parquet"):  # where a row group ends depends on the slices
            assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes(), path.name
