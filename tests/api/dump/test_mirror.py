"""A mirror starts from the files of a dump, follows the feed, and ends equal to a full read."""

import gzip
import json
import threading

import pyarrow.parquet as pq
import pytest
from django.db import connection, transaction

from api.dumps.making import write_dump
from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.productions import (
    create_production,
    publish_production,
    update_production,
)
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.credits import enter_credit, set_state
from productions.ledger.services.ledger import number_events
from productions.models import Credit, Event
from productions.people.services.contributors import add_name, create_contributor
from productions.releases.services.releases import issue_release
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from tests.api.dump.test_files import as_json
from tests.api.mirror import FromDump, Mirror, keys_only


def from_ndjson(folder):
    def read(resource):
        with gzip.open(folder / f"{resource}.ndjson.gz") as file:
            return [json.loads(line) for line in file]

    return read


def from_parquet(folder):
    return lambda resource: as_json(pq.read_table(folder / f"{resource}.parquet").to_pylist())


@pytest.mark.parametrize("form", [from_ndjson, from_parquet], ids=["ndjson", "parquet"])
def test_a_mirror_that_starts_from_a_dump_ends_equal(
    unlocked, client, production, person, confirmed, role, tmp_path, now, form
):
    gone = confirmed(contributor=person)
    other = create_production(title="Later", kind="film", by=None, now=now)
    double = create_contributor(name="新人2", by=None, now=now)
    confirmed(contributor=double)
    closing = create_production(title="Closing", kind="film", visibility="public", by=None, now=now)
    manifest = write_dump(tmp_path / "dump", now=now, tell=lambda rows, total: None)
    assert manifest.last_seq == Event.objects.filter(silent=False).count()

    kept = confirmed(contributor=person, role=role("layout"))
    remove_entity(gone, by=None, now=now, reason="wrong")
    newcomer = create_contributor(name="新人", by=None, now=now)
    merge_contributors(double, into=newcomer, by=None, now=now, reason="same")
    add_name(person, text="Ryotaro Makihara", script="romaji", primary=True, by=None, now=now)
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    record_ai_use(
        kept, ai_system=system, task="layout", source_type="algorithmicMedia", oversight="prompt_guided",
        extent="assist", by=None, now=now,
    )  # fmt: skip
    credit = enter_credit(other, role=role("layout"), contributor=newcomer, by=None, now=now)
    set_state(credit, "confirmed", by=None, now=now)
    publish_production(other, by=None, now=now)
    update_production(closing, visibility="private", by=None, now=now)
    issue_release(production, by=None, now=now)

    mirror = FromDump(client, manifest.last_seq, form(tmp_path / "dump"))
    behind = keys_only(mirror.rows)
    mirror.follow()
    fresh = Mirror(client)
    assert behind != keys_only(fresh.rows)
    assert keys_only(mirror.rows) == keys_only(fresh.rows)
    assert mirror.last == fresh.last


@pytest.mark.postgres
def test_writers_during_the_dump_are_neither_in_it_nor_lost(
    unlocked, client, production, person, confirmed, tmp_path, now
):
    """Writers commit, and a sequencer numbers, between every two lists of the dump."""
    confirmed(contributor=person)

    def write(number):
        confirmed(contributor=create_contributor(name=f"途中 {number}", by=None, now=now))
        number_events()
        connection.close()

    def tell(rows, total):
        writer = threading.Thread(target=write, args=[rows])
        writer.start()
        writer.join()

    manifest = write_dump(tmp_path / "dump", now=now, tell=tell)
    assert "途中" not in str(from_ndjson(tmp_path / "dump")("credits"))
    assert Credit.objects.count() > 5
    mirror = FromDump(client, manifest.last_seq, from_ndjson(tmp_path / "dump"))
    mirror.follow()
    fresh = Mirror(client)
    assert keys_only(mirror.rows) == keys_only(fresh.rows)
    assert "途中" in str(fresh.rows)


@pytest.mark.postgres
def test_a_writer_that_commits_after_the_dump_is_told_by_the_feed(
    unlocked, client, production, person, confirmed, tmp_path, now
):
    """Its event was written before the dump's last one, but has no number yet: it gets a higher one."""
    begun, dumped = threading.Event(), threading.Event()

    def write():
        with transaction.atomic():
            confirmed(contributor=person)
            begun.set()
            dumped.wait(30)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait(30)
    later = create_contributor(name="後", by=None, now=now)
    confirmed(contributor=later)
    manifest = write_dump(tmp_path / "dump", now=now, tell=lambda rows, total: None)
    dumped.set()
    writer.join()
    mirror = FromDump(client, manifest.last_seq, from_ndjson(tmp_path / "dump"))
    assert [row["credited_as"] for (kind, _), row in mirror.rows.items() if kind == "credit"] == ["後"]
    mirror.follow()
    assert keys_only(mirror.rows) == keys_only(Mirror(client).rows)
    assert len([1 for kind, _key in mirror.rows if kind == "credit"]) == 2
