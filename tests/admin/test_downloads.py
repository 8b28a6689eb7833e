"""A file of the admin comes whole or in ranges, as the API's does."""

import pytest
from django.urls import reverse

from productions.exports.services.exports import request_export, run_export
from productions.models import User


@pytest.fixture
def download(client, production, confirmed, person, now, settings, tmp_path):
    """The address of a finished text, and what it holds."""
    settings.MEDIA_ROOT = tmp_path
    confirmed(contributor=person)
    client.force_login(User.objects.create_superuser("boss"))
    export = request_export(production, format="txt", by=None, now=now)
    export = run_export(export.uid, clock=lambda: now)
    whole = (tmp_path / export.file).read_bytes()
    return reverse("admin:productions_production_download", args=[export.uid]), whole, export.digest


def test_a_range_is_answered_with_that_range(client, download):
    address, whole, digest = download
    answer = client.get(address, headers={"Range": "bytes=2-101"})
    assert (answer.status_code, b"".join(answer.streaming_content)) == (206, whole[2:102])
    assert answer.headers["Content-Range"] == f"bytes 2-101/{len(whole)}"
    assert (answer.headers["Accept-Ranges"], answer.headers["ETag"]) == ("bytes", f'"{digest}"')


def test_a_range_of_another_file_is_answered_with_the_whole(client, download):
    address, whole, digest = download
    part = client.get(address, headers={"Range": "bytes=0-1", "If-Range": f'"{digest}"'})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, whole[:2])
    other = client.get(address, headers={"Range": "bytes=0-1", "If-Range": '"another"'})
    assert (other.status_code, b"".join(other.streaming_content)) == (200, whole)


def test_who_has_the_file_is_sent_nothing(client, download):
    address, _whole, digest = download
    assert client.get(address, headers={"If-None-Match": f'"{digest}"'}).status_code == 304


def test_a_range_beyond_the_file_is_told_its_size(client, download):
    address, whole, _digest = download
    answer = client.get(address, headers={"Range": f"bytes={len(whole)}-"})
    assert (answer.status_code, answer.headers["Content-Range"]) == (416, f"bytes */{len(whole)}")


def test_nginx_is_told_which_file_to_send(client, download, settings, tmp_path):
    """What it makes of that is in tests/front."""
    settings.NGINX_SENDS_FILES = True
    address, _whole, digest = download
    answer = client.get(address)
    assert (tmp_path / answer.headers["X-Accel-Redirect"].removeprefix("/-/media/")).is_file()
    assert (answer.content, answer.headers["ETag"]) == (b"", f'"{digest}"')
