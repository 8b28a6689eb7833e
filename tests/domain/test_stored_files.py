"""A file that changed on disk is not given out by any door: it is told, marked, and made again."""

import os
from hashlib import sha256

import pytest
from django.urls import reverse

from productions.exports.services.exports import request_export, run_export
from productions.exports.services.stored_files import is_intact
from productions.models import Event, Export, User
from tests.html_pages import read_body, read_page_text


@pytest.fixture
def export(production, confirmed, person, now, settings, tmp_path):
    """A finished text, asked for by an editor."""
    settings.MEDIA_ROOT = tmp_path
    confirmed(contributor=person)
    export = request_export(production, format="txt", by=None, now=now)
    return run_export(export.uid, clock=lambda: now)


@pytest.fixture
def path(export, tmp_path):
    return tmp_path / export.file


@pytest.fixture
def ask(client, export):
    """Asks the admin for the file."""
    client.force_login(User.objects.create_superuser("boss"))
    address = reverse("admin:productions_production_download", args=[export.uid])
    return lambda: client.get(address)


def spoil(path):
    """Another file of the same size and, as far as anybody told it, the same age."""
    before, data = path.stat(), path.read_bytes()
    path.write_bytes(data[:-2] + bytes([data[-2] ^ 1]) + data[-1:])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(
    "harm", [spoil, lambda path: path.write_bytes(b"short"), lambda path: path.write_bytes(b"")]
)
def test_a_changed_file_is_told_marked_and_made_again(ask, export, path, now, harm):
    right = path.read_bytes()
    answer = ask()
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, right)
    harm(path)

    refused = ask()

    assert refused.status_code == 409
    assert read_body(refused).startswith("The file was changed on disk after it was made")
    marked = Export.objects.get(pk=export.pk)
    assert (marked.state, marked.digest) == ("queued", "")
    assert marked.error == "The file was changed on disk after it was made, so it is made again."
    assert marked.error_ja != marked.error
    event = Event.objects.filter(action="damaged").get()
    assert (event.entity_uid, event.changes) == (export.uid, {"state": ["done", "queued"]})
    run_export(export.uid, clock=lambda: now)
    answer = ask()
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, right)
    again = Export.objects.get(pk=export.pk)
    assert (again.digest, again.error, again.error_ja) == (export.digest, "", "")


def test_a_file_that_was_touched_and_is_the_same_is_given_out(ask, export, path):
    os.utime(path)
    answer = ask()
    assert (answer.status_code, answer.getvalue()) == (200, path.read_bytes())
    assert Export.objects.get(pk=export.pk).state == "done"


def test_the_desk_says_what_happened(ask, client, export, path):
    spoil(path)
    ask()
    page = client.get(reverse("admin:productions_production_overview", args=[export.production.pk]))
    assert "The file was changed on disk after it was made, so it is made again." in read_page_text(page)


def test_a_file_is_read_once(tmp_path):
    """Until it is touched: whoever has read it is told by the system, not by the file."""
    path = tmp_path / "film"
    path.write_bytes(b"frames")
    digest = sha256(b"frames").hexdigest()
    assert is_intact(path, size=6, digest=digest)
    assert not is_intact(path, size=6, digest=sha256(b"others").hexdigest())
    path.write_bytes(b"others")
    assert not is_intact(path, size=6, digest=digest)
    path.write_bytes(b"frames")
    assert is_intact(path, size=6, digest=digest)
