"""Files of exports are kept for a time: what of a working copy, and of an issue that was followed by another one, is old goes; rows stay."""

import os
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from productions.exports.services.export_files import (
    STRAY_FILE_SECONDS,
    NoFile,
    delete_stray_files,
    get_export_path,
    request_again,
    retire_exports,
)
from productions.exports.services.exports import request_export, run_export, take_export_lease
from productions.exports.services.film_exports import get_exports_folder
from productions.models import Event, Export
from productions.releases.services.releases import issue_release
from tests.html_pages import list_links, read_markup, read_page, read_page_text


@pytest.fixture
def made(production, person, confirmed, settings, tmp_path):
    """A finished export, so many days old; of the working copy where no issue is given."""
    settings.MEDIA_ROOT = tmp_path
    confirmed(contributor=person)

    def make(days=0, release=None):
        moment = timezone.now() - timedelta(days=days)
        export = request_export(production, format="txt", release=release, by=None, now=moment)
        return run_export(export.uid, clock=lambda: moment)

    return make


@pytest.fixture
def retire(django_capture_on_commit_callbacks):
    """Let the worker look; gives how many files went."""

    def look():
        with django_capture_on_commit_callbacks(execute=True):
            return retire_exports(now=timezone.now())

    return look


def issue(production, days):
    return issue_release(production, by=None, now=timezone.now() - timedelta(days=days))


def is_there(export):
    export.refresh_from_db()
    try:
        return get_export_path(export).is_file()
    except NoFile:
        return False


def test_old_files_of_working_copies_go_and_their_rows_say_so(made, retire):
    old, new = made(91), made(89)
    path = get_export_path(old)
    assert [retire(), retire()] == [1, 0]
    assert [is_there(old), path.exists(), is_there(new)] == [False, False, True]
    assert (old.state, old.dropped_at is not None, old.digest != "") == ("done", True, True)
    with pytest.raises(NoFile, match="was deleted because its retention period is over") as told:
        get_export_path(old)
    assert told.value.status == 410
    assert Event.objects.filter(entity_uid=old.uid, action="retired").count() == 1


def test_of_the_newest_issue_everything_stays_and_of_others_what_was_replaced_lately(
    made, retire, production, confirmed, role, person
):
    first = issue(production, 400)
    export = made(399, first)
    assert retire() == 0
    confirmed(role=role("director"), contributor=person)
    second = issue(production, 89)
    newest = made(88, second)
    assert [retire(), is_there(export)] == [0, True]
    # The line of another edition is another line.
    issue_release(production, edition="disc", by=None, now=timezone.now() - timedelta(days=200))
    assert [retire(), is_there(export), is_there(newest)] == [0, True, True]


def test_of_an_issue_that_was_replaced_long_ago_nothing_stays(
    made, retire, production, confirmed, role, person
):
    first = issue(production, 400)
    export = made(399, first)
    confirmed(role=role("director"), contributor=person)
    newest = made(99, issue(production, 100))
    assert [retire(), is_there(export), is_there(newest)] == [1, False, True]


def test_nothing_goes_where_files_are_kept_for_good(made, retire, settings):
    settings.EXPORTS_KEPT_DAYS = 0
    made(10_000)
    assert retire() == 0


def test_what_was_deleted_can_be_asked_for_again(made, retire, staff):
    old = made(91)
    retire()
    again = request_again(old, by=staff("editor"), now=timezone.now())
    run_export(again.uid, clock=timezone.now)
    assert (is_there(again), again.format, again.pk != old.pk) == (True, "txt", True)


def test_the_page_says_what_is_gone_and_offers_it_again(made, retire, production, admin_client):
    old = made(91)
    retire()
    page = admin_client.get(f"/admin/productions/production/{production.pk}/overview/")
    address = f"/admin/productions/export/{old.pk}/again/"
    assert "The file was deleted on" in read_page_text(page)
    assert address in list_links(read_page(page))
    assert f"export/{old.uid}/download/" not in read_markup(page)
    gone = admin_client.get(f"/admin/productions/production/export/{old.uid}/download/")
    assert (gone.status_code, "export it again" in read_page_text(gone)) == (410, True)
    admin_client.post(address)
    assert Export.objects.latest("pk").state == "queued"


def test_strays_go_after_half_a_day_and_nothing_else(made, production, now):
    done, running, lost = (
        made(),
        *(request_export(production, format="txt", by=None, now=now) for _ in range(2)),
    )
    token = take_export_lease(running.uid, now=now).token
    folder = get_exports_folder()
    kept = [
        get_export_path(done).name,
        f".{running.uid}.{token}.part",
        "of somebody else",
        f".{lost.uid}.9.part",
    ]
    strays = [
        f".{running.uid}.{token + 7}.part",
        f"{lost.uid}.pdf",
        "0190a000-0000-7000-8000-000000000000.mp4",
    ]
    for name in kept[1:] + strays:
        (folder / name).write_bytes(b"half")
    old = time.time() - STRAY_FILE_SECONDS - 60
    for name in kept[:3] + strays:
        os.utime(folder / name, (old, old))
    assert [delete_stray_files(), delete_stray_files()] == [3, 0]
    assert sorted(path.name for path in folder.iterdir()) == sorted(kept)


def test_an_issue_that_comes_out_otherwise_than_before_says_so(made, production):
    """Of an earlier program, here by the digest of its file: a later one may set the same order otherwise."""
    release = issue(production, 30)
    old, same = made(20, release), made(10, release)
    assert (old.digest, old.notes) == (same.digest, same.notes)

    Export.objects.filter(pk__in=[old.pk, same.pk]).update(digest="0" * 64)
    changed = made(0, release)
    day = timezone.localtime(same.finished_at).date().isoformat()
    assert (changed.notes[1:], day in changed.notes[0]) == (old.notes, True)
    assert made(0, release).notes == old.notes  # as the last one


def test_another_order_and_a_working_copy_are_compared_with_nothing(made, production, now):
    release = issue(production, 30)
    old = made(20, release)
    Export.objects.filter(pk__in=[old.pk, made(20).pk]).update(digest="0" * 64)

    assert made(0).notes == old.notes
    english = request_export(production, format="txt", release=release, language="en", by=None, now=now)
    assert not any("another one" in note for note in run_export(english.uid, clock=timezone.now).notes)
