"""Dumps by API: which there are, and their files, whole and in ranges."""

import gzip
import json
from hashlib import sha256

import pytest
from django.test import override_settings
from django.utils.http import http_date

from api.dumps.job import run_dump
from api.http import last_modified
from productions.catalogue.services.productions import create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.exports.services.dumps import get_dumps_folder, request_dump
from productions.models import Contributor, Dump, Production, Role
from productions.people.services.contributors import create_contributor
from productions.withholding.services.withholding import record_wish
from tests.api.dump.test_files import listed
from tests.conftest import NOW

pytestmark = pytest.mark.slow


def make_dump(media):
    """A finished dump of one credit, under this folder."""
    with override_settings(MEDIA_ROOT=media):
        production = create_production(title="犬と少年", kind="short", visibility="public", by=None, now=NOW)
        person = create_contributor(name="牧原亮太郎", by=None, now=NOW)
        row = {"role": Role.objects.get(code="background_art"), "contributor": person}
        enter_credits(production, [row], by=None, now=NOW, state="confirmed")
        return run_dump(request_dump(by=None, now=NOW).uid, clock=lambda: NOW)


@pytest.fixture(scope="module")
def made_dump(committed, tmp_path_factory):
    """One for all tests that leave it as it is."""
    media = tmp_path_factory.mktemp("media")
    with committed.unblock():
        return make_dump(media), media


@pytest.fixture
def dump(db, made_dump, settings):
    made, settings.MEDIA_ROOT = made_dump
    return made


@pytest.fixture
def own_dump(unlocked, settings, tmp_path):
    """One that the test changes, and commits what it does."""
    settings.MEDIA_ROOT = tmp_path
    return make_dump(tmp_path)


def test_the_list_has_finished_dumps_with_their_manifests(client, dump, now):
    request_dump(by=None, now=now)
    shown = client.get("/api/v1/dumps/").json()
    manifest = json.loads((get_dumps_folder() / str(dump.uid) / "manifest.json").read_text())
    assert shown == {
        "results": [
            {
                "uid": str(dump.uid), "finished_at": "2026-05-01T12:00:00Z", "size": dump.size,
                "address": f"/api/v1/dumps/{dump.uid}/", "manifest": manifest,
            }
        ]
    }  # fmt: skip
    latest = client.get("/api/v1/dumps/latest/manifest.json")
    assert latest.json() == manifest
    assert client.get(latest.headers["Content-Location"]).getvalue() == latest.content


def test_a_reader_of_before_the_newest_dump_is_told_of_it_however_old_the_process(
    client, dump, now, monkeypatch
):
    # A process that has run for longer than any transaction.
    monkeypatch.setattr(last_modified, "STARTED", 1000)
    before = {"if-modified-since": http_date(now.timestamp() - 86_400)}
    for address in ("/api/v1/dumps/", "/api/v1/dumps/latest/manifest.json"):
        assert client.get(address, headers=before).status_code == 200


def test_a_file_comes_whole_and_in_ranges_and_never_changes(client, dump):
    address = f"/api/v1/dumps/{dump.uid}/credits.ndjson.gz"
    answer = client.get(address)
    data = answer.getvalue()
    tag = answer.headers["ETag"]
    assert [json.loads(line) for line in gzip.decompress(data).splitlines()] == listed(client, "credits")
    assert tag == f'"{sha256(data).hexdigest()}"'
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (
        "application/gzip", "public, no-cache",
    )  # fmt: skip
    assert "Content-Encoding" not in answer.headers
    part = client.get(address, headers={"range": "bytes=2-9", "if-range": tag})
    assert (part.status_code, part.getvalue()) == (206, data[2:10])
    assert part.headers["Content-Range"] == f"bytes 2-9/{len(data)}"
    assert client.get(address, headers={"range": f"bytes={len(data)}-"}).status_code == 416
    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    head = client.head(address)
    head.close()
    assert (head.status_code, head.headers["Content-Length"]) == (200, str(len(data)))


@pytest.mark.parametrize(
    ("name", "media_type", "begins"),
    [
        ("README.md", "text/markdown; charset=utf-8", b"# Credits of animated works: a dump\n"),
        ("LICENSE.txt", "text/plain; charset=utf-8", b"The operator of the site that made this dump has declared no"),
        ("datapackage.json", "application/json", b'{\n  "$schema": "https://datapackage.org/profiles/2.0/'),
    ],
)  # fmt: skip
def test_what_describes_a_dump_comes_from_beside_its_files(client, dump, name, media_type, begins):
    answer = client.get(f"/api/v1/dumps/{dump.uid}/{name}")
    data = answer.getvalue()
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, media_type)
    assert data.startswith(begins)
    assert answer.headers["ETag"] == f'"{sha256(data).hexdigest()}"'


@pytest.mark.parametrize("name", ["x.parquet", "..", ".manifest.json", "%2e%2e%2fsecret_key"])
def test_other_names_are_a_404(client, dump, name):
    answer = client.get(f"/api/v1/dumps/{dump.uid}/{name}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")


def test_a_dump_from_before_a_wish_is_gone_and_says_why(client, own_dump, now):
    person, production = Contributor.objects.latest("pk"), Production.objects.latest("pk")
    record_wish(person, production=production, statement="x", stated_on=now.date(), by=None, now=now)
    gone = client.get(f"/api/v1/dumps/{own_dump.uid}/credits.ndjson.gz")
    assert (gone.status_code, gone.headers["Content-Type"]) == (410, "application/problem+json")
    assert gone.json()["detail"].startswith("This dump named somebody who has withheld their name since")
    assert client.get("/api/v1/dumps/").json() == {"results": []}


def test_a_dump_that_changed_on_disk_is_gone_and_a_new_one_is_asked_for(client, own_dump):
    path = get_dumps_folder() / str(own_dump.uid) / "credits.ndjson.gz"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    address = f"/api/v1/dumps/{own_dump.uid}/{path.name}"
    gone = client.get(address)
    assert (gone.status_code, gone.headers["Content-Type"]) == (410, "application/problem+json")
    assert "was changed on disk after it was made" in gone.json()["detail"]
    assert client.get(address).status_code == 404
    assert client.get("/api/v1/dumps/").json() == {"results": []}
    assert not path.exists()
    assert [each.state for each in Dump.objects.order_by("pk")] == ["done", "queued"]
