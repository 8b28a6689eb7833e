"""A disk without room: one sentence at the start, one to whoever uploads, and nothing stored by halves.

The process may write files of a few bytes and no more (RLIMIT_FSIZE), which the system tells as it tells a full disk.
"""

import io
import os
import resource
import subprocess
import sys

import pytest
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from productions.models import Event, Font
from productions.shared.disk import NO_ROOM
from productions.shared.refusals import NoRoom
from productions.studio_files.services.fonts import upload_font
from tests.api.writes.conftest import tool  # noqa: F401  the fixture
from tests.html_pages import read_body, read_page_text
from tests.registry.disk import room_for
from tests.roll.typefaces import typeface

MIB = 2**20
BIG = b"OTTO" + bytes(20 * MIB)
"""Begins as a font does, and is larger than the database of the tests."""
ENOUGH_FOR_DATABASE = 16 * MIB


def start(folder, *command, most=10):
    """What a program of ours prints, and its exit code, when its files may have `most` bytes: fewer than a key, more than none."""
    done = subprocess.run(
        [sys.executable, *command],
        env={"PATH": os.environ["PATH"], "STAFFROLL_DATA_DIR": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=site.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    return done.returncode, done.stdout + done.stderr


def told(folder, reason="File too large"):
    return (
        f"STAFFROLL_DATA_DIR is {str(folder)!r}, where nothing can be written ({reason}); "
        "make room there, or choose another folder."
    )


def test_a_command_ends_with_one_sentence(tmp_path):
    assert start(tmp_path, "manage.py", "check") == (1, told(tmp_path) + "\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "status"),
    [
        (("gunicorn", "--bind", "127.0.0.1:0", "--no-control-socket", "registry.wsgi"), 3),
        (("celery", "-A", "registry", "worker", "-c", "1"), 1),
    ],
    ids=["gunicorn", "celery"],
)
def test_a_server_and_a_worker_end_with_one_sentence(tmp_path, command, status):
    ended, printed = start(tmp_path, "-m", *command)
    assert (ended, "Traceback" in printed, printed.count(told(tmp_path))) == (status, False, 1), printed


def test_a_broker_that_has_no_folder_is_one_sentence(tmp_path):
    (tmp_path / "broker").write_text("somebody else's")
    assert start(tmp_path, "manage.py", "check", most=MIB) == (1, told(tmp_path, "Not a directory") + "\n")


def test_a_database_that_cannot_grow_is_one_sentence(tmp_path):
    status, printed = start(tmp_path, "manage.py", "migrate", most=60_000)
    assert (status, "Traceback" in printed) == (1, False), printed
    assert printed.endswith("; make room, and call the command again.\n")
    assert "The disk is full (" in printed


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def left(media):
    """Files of uploads, and the rows and events of them."""
    files = [path for path in media.rglob("*") if path.is_file()] if media.exists() else []
    return files, Font.objects.count(), Event.objects.filter(entity_type="font").count()


def test_a_verb_refuses_what_there_is_no_room_for(production, now, media):
    with room_for(ENOUGH_FOR_DATABASE), pytest.raises(NoRoom):
        upload_font(production, file=io.BytesIO(BIG), licence_note="OFL", by=None, now=now)
    assert left(media) == ([], 0, 0)
    assert list((media / "fonts").iterdir()) == []


def test_the_api_answers_507_with_a_sentence(production, tool, media):  # noqa: F811
    api = tool("editor")
    body = {
        "production": str(production.uid),
        "licence_note": "OFL",
        "file": SimpleUploadedFile("a.otf", BIG),
    }
    with room_for(ENOUGH_FOR_DATABASE):
        answer = api.client.post("/api/v1/fonts/", body, headers=api.headers)
    problem = answer.json()
    assert (answer.status_code, problem["status"], problem["detail"]) == (507, 507, str(NO_ROOM))
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert left(media) == ([], 0, 0)


def test_a_page_of_the_admin_answers_507_with_a_sentence(production, client, staff, media):
    client.force_login(staff("editor"))
    client.get(reverse("admin:index"))
    body = {"production": production.pk, "licence_note": "OFL", "file": SimpleUploadedFile("a.otf", BIG)}
    with room_for(ENOUGH_FOR_DATABASE):
        answer = client.post(reverse("admin:productions_font_add"), body)
    assert (answer.status_code, read_body(answer)) == (507, f"{NO_ROOM}\n")
    assert left(media) == ([], 0, 0)


@pytest.mark.postgres
def test_a_form_says_it_beside_what_was_typed(production, client, staff, media, tmp_path):
    """A font so small that it comes in memory; the database's files are not this process's."""
    client.force_login(staff("editor"))
    font = typeface(tmp_path / "font.ttf", "牧原亮太郎").read_bytes()
    body = {"production": production.pk, "licence_note": "OFL", "file": SimpleUploadedFile("a.ttf", font)}
    with room_for(100):
        answer = client.post(reverse("admin:productions_font_add"), body)
    assert (answer.status_code, str(NO_ROOM) in read_page_text(answer)) == (200, True)
    assert left(media) == ([], 0, 0)
    body["file"] = SimpleUploadedFile("a.ttf", font)
    assert client.post(reverse("admin:productions_font_add"), body).status_code == 302
    assert len(left(media)[0]) == 1
