"""A wish not to be named reaches what was made before: issues, exported files, dumps (H16)."""

import json
from pathlib import Path

import pytest
from django.utils import timezone

from productions.exports.services.dumps import get_dumps_folder
from productions.exports.services.export_files import get_export_path
from productions.exports.services.exports import request_export, run_export
from productions.models import Dump, Event, Release, Rendition, Wish
from productions.releases.services.differences import find_difference
from productions.releases.services.releases import issue_release
from productions.releases.services.renditions import make_missing_renditions, renew_renditions
from productions.rollkit.document.sealed import compute_digest, read_sealed
from productions.shared.refusals import Refusal
from productions.withholding.services.withholding import keep_waiting_wishes

PLAIN = Path(__file__).parent.parent / "data" / "rolls"


def test_issues_made_before_leave_the_name_out_and_keep_their_digest(
    production, person, confirmed, wish, now
):
    confirmed(contributor=person)
    release = issue_release(production, by=None, now=now)
    before = Rendition.objects.get()
    assert person.name in before.document

    wish()

    after = Rendition.objects.get()
    assert [text for text in (person.name, str(person.uid)) if text in after.document] == []
    assert (
        (after.digest, after.issue_digest)
        == (release.digest, release.issue_digest)
        == (before.digest, before.issue_digest)
    )
    assert after.etag != before.etag
    assert (
        after.withheld
        == len(read_sealed(release.document).annex) - len(read_sealed(after.document).annex)
        > 0
    )
    release.refresh_from_db()
    assert person.name in release.document
    assert Event.objects.filter(entity_uid=release.uid, action="redacted").count() == 1


def test_from_now_on_leaves_issues_as_they_were(production, person, confirmed, wish, now):
    confirmed(contributor=person)
    issue_release(production, by=None, now=now)
    wish(earlier_issues=False)
    assert person.name in Rendition.objects.get().document
    second = issue_release(production, by=None, now=now)
    assert person.name not in second.document
    (erratum,) = find_difference(production, by=None, release=second).changes
    assert (erratum.kind, erratum.contributor, erratum.name_before) == ("withheld", "", "")


def test_exported_files_that_name_the_person_are_deleted_and_say_why(
    production, person, confirmed, wish, now, django_capture_on_commit_callbacks
):
    confirmed(contributor=person)
    release = issue_release(production, by=None, now=now)
    done = request_export(production, release=release, format="txt", by=None, now=now)
    run_export(done.uid, clock=timezone.now)
    waiting = request_export(production, format="csv", by=None, now=now)
    done.refresh_from_db()
    path = get_export_path(done)
    assert person.name in path.read_text()

    with django_capture_on_commit_callbacks(execute=True):
        wish()

    done.refresh_from_db()
    assert not path.exists()
    assert person.name not in done.document
    with pytest.raises(Refusal, match="named somebody who has since withheld their name"):
        get_export_path(done)
    run_export(waiting.uid, clock=timezone.now)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.withdrawn_at) == ("done", None)
    assert person.name not in get_export_path(waiting).read_text(encoding="utf-8-sig")
    again = request_export(production, release=release, format="txt", by=None, now=now)
    run_export(again.uid, clock=timezone.now)
    again.refresh_from_db()
    assert "本人の希望により氏名非公表" in get_export_path(again).read_text()


def test_dumps_of_before_are_deleted_and_replaced(
    production, person, confirmed, wish, now, django_capture_on_commit_callbacks
):
    confirmed(contributor=person)
    old = Dump.objects.create(
        requested_at=now, state="done", progress=100, size=1, last_seq=1, manifest="{}", finished_at=now
    )
    running = Dump.objects.create(requested_at=now, state="running", token=1, attempts=1, lease_until=now)
    (folder := get_dumps_folder() / str(old.uid)).mkdir(parents=True)
    with django_capture_on_commit_callbacks(execute=True):
        wish()
    old.refresh_from_db()
    running.refresh_from_db()
    assert (old.withdrawn, old.dropped_at, folder.exists()) == (True, now, False)
    assert (running.state, running.token) == ("queued", 2)


def test_an_issue_of_before_is_served_without_the_name_and_the_chain_goes_on(
    production, person, confirmed, wish, now
):
    """A release in `staffroll.roll/1`, whose names stand in plain text in what is digested."""
    plain = (PLAIN / "plain_issue_1.json").read_text().replace("c-見本 一", str(person.uid))
    old = Release.objects.create(
        production=production, number=1, issued_at=now, document=plain, digest=compute_digest(plain.encode())
    )
    assert make_missing_renditions(now=now) == 1
    assert Rendition.objects.get().digest == old.digest
    confirmed(contributor=person)
    second = issue_release(production, by=None, now=now)
    assert second.previous_digest == old.digest
    assert old.digest not in read_sealed(second.document).issue.decode()

    wish()

    first_copy, second_copy = Rendition.objects.order_by("release__number")
    assert (first_copy.digest, first_copy.issue_digest) == ("", "")
    assert (second_copy.digest, second_copy.previous_digest) == (second.digest, "")
    for copy in (first_copy, second_copy):
        assert [text for text in ("見本 一", str(person.uid), old.digest) if text in copy.document] == []
    assert json.loads(first_copy.document)["notices"]


def test_wishes_of_before_are_kept_after_the_migration(production, person, confirmed, wish, now):
    confirmed(contributor=person)
    issue_release(production, by=None, now=now)
    wish()
    # As a wish that the migration gathered from credits: recorded, not yet kept in issues.
    Wish.objects.update(earlier_issues=False)
    renew_renditions(production, now=now)
    assert person.name in Rendition.objects.get().document
    Wish.objects.update(earlier_issues=True, kept_at=None)
    assert keep_waiting_wishes(now=now) == 1
    assert person.name not in Rendition.objects.get().document
    assert keep_waiting_wishes(now=now) == 0
