"""Several formats as one export by API: one request, one job, one ZIP."""

import io
import json
import zipfile
from hashlib import sha256

import pytest
from django.utils import timezone

from productions.exports.services.exports import run_export
from productions.models import Export
from productions.releases.services.releases import issue_release
from productions.withholding.services.withholding import record_wish
from tests.api.writes.conftest import errors
from tests.hurried import HURRIED_VALUES

QUICK = {"raster": "1280x720", "px": 90, "template": HURRIED_VALUES}


@pytest.fixture
def body(production, person, confirmed, now):
    confirmed(contributor=person)
    release = issue_release(production, by=None, now=now)
    return {
        "production": str(production.uid),
        "release": str(release.uid),
        "formats": ["srt", "csv", "txt"],
        "delivery": QUICK,
    }


def make_package(api, body):
    address = api.post("exports/", body, status=202).headers["Location"].removeprefix("/api/v1/")
    run_export(Export.objects.get().uid, clock=timezone.now)
    return address, api.get(address).json()


def test_a_package_is_asked_for_once_and_fetched_as_one_zip(tool, body):
    api = tool("viewer")
    asked = api.post("exports/", body, status=202).json()
    assert (asked["format"], asked["formats"], asked["files"]) == ("package", ["txt", "csv", "srt"], [])
    run_export(Export.objects.get().uid, clock=timezone.now)
    done = api.get(f"exports/{asked['uid']}/").json()
    answer = api.get(done["file"].removeprefix("/api/v1/"))
    content = b"".join(answer.streaming_content)
    assert answer.headers["Content-Type"] == "application/zip"
    assert (len(content), sha256(content).hexdigest()) == (done["size"], done["digest"])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert json.loads(archive.read("manifest.json"))["files"] == done["files"]
        for file in done["files"]:
            assert sha256(archive.read(file["name"])).hexdigest() == file["sha256"]


def test_under_one_key_there_is_one_package(tool, body):
    api = tool("viewer")
    first, again = (
        api.post("exports/", body, status=202, idempotency_key="of-friday").json() for _ in range(2)
    )
    assert first["uid"] == again["uid"]
    assert Export.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "status", "pointer"),
    [
        ({"format": "csv"}, 422, "/formats"),
        ({"formats": []}, 422, "/formats"),
        ({"formats": ["csv", "papyrus"]}, 400, "/formats"),
        ({"formats": ["package"]}, 400, "/formats"),
        ({"formats": ["csv", "edl"], "delivery": {"places": "png_sequence"}}, 422, "/delivery"),
    ],
)
def test_what_cannot_be_a_package_is_refused_at_its_member(tool, body, change, status, pointer):
    answer = tool("viewer").post("exports/", {**body, **change}, status=status)
    assert {at.removesuffix("/0") for at in errors(answer)} == {pointer}
    assert not Export.objects.exists()


def test_after_a_wish_a_package_is_given_out_no_more_and_tells_no_digest(
    tool, body, production, person, now, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    api = tool("viewer")
    address, done = make_package(api, body)
    assert len(done["files"]) == 3
    with django_capture_on_commit_callbacks(execute=True):
        record_wish(person, production=production, statement="No.", stated_on=now.date(), by=None, now=now)
    withdrawn = api.get(address).json()
    assert (withdrawn["file"], withdrawn["digest"], withdrawn["files"]) == (None, "", [])
    assert withdrawn["formats"] == ["txt", "csv", "srt"]
    assert api.get(f"{address}file", status=409).json()["detail"].startswith("This file named somebody")
    assert list((tmp_path / "exports").iterdir()) == []
