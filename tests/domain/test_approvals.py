"""Approvals: what exactly was signed, by whom, and that no signature outlives a change."""

import io
from dataclasses import replace

import pypdfium2
import pytest
from django.utils import timezone

from productions.credits.services.credits import update_credit
from productions.exports.services.export_files import get_export_path
from productions.exports.services.exports import request_export, run_export
from productions.models import Approval, Event
from productions.releases.services.approvals import approve_roll, get_subject, list_approvals
from productions.releases.services.preview import get_preview
from productions.releases.services.releases import issue_release
from productions.releases.services.roll_requests import RollRequest
from productions.removals.services.removal import remove_entity
from productions.shared.refusals import NotAllowed, Refusal, Stale


@pytest.fixture
def credit(confirmed, person):
    return confirmed(contributor=person)


@pytest.fixture
def release(production, credit, now):
    return issue_release(production, by=None, now=now)


def digest_of(wanted):
    return get_preview(wanted, by=None).reel.digest


def signed(wanted):
    return list_approvals(subject=get_subject(get_preview(wanted, by=None).reel))


def test_an_approver_signs_a_document_in_a_language_for_a_screen(production, release, staff, now):
    boss = staff("approver")
    wanted = RollRequest(production, release=release, language="en", delivery={"raster": "1280x720"})

    approval = approve_roll(wanted, digest=release.digest, note="as discussed", by=boss, now=now)

    assert (approval.release, approval.document_digest, approval.language) == (release, release.digest, "en")
    assert approval.delivery["raster"] == "1280x720"
    assert approval.delivery["template"]["name"]
    event = Event.objects.get(entity_uid=approval.uid)
    assert (event.action, event.actor, event.production) == ("approved", boss, production)
    assert signed(wanted) == [approval]
    assert signed(replace(wanted, language="ja")) == []
    assert signed(replace(wanted, delivery={})) == []


def test_only_approvers_with_a_name_sign(production, release, staff, now):
    wanted = RollRequest(production, release=release)
    for level in ("viewer", "editor"):
        with pytest.raises(NotAllowed):
            approve_roll(wanted, digest=release.digest, by=staff(level), now=now)
    with pytest.raises(Refusal, match="needs an approver with a name"):
        approve_roll(wanted, digest=release.digest, by=None, now=now)
    assert not Approval.objects.exists()


def test_what_changed_since_it_was_looked_at_is_not_signed_and_a_change_leaves_no_signature(
    production, credit, staff, now
):
    boss, wanted = staff("approver"), RollRequest(production)
    seen = digest_of(wanted)
    approve_roll(wanted, digest=seen, by=boss, now=now)

    update_credit(credit, credited_as="牧原", by=None, now=now)

    with pytest.raises(Stale, match="has changed since you opened it"):
        approve_roll(wanted, digest=seen, by=boss, now=now)
    assert signed(wanted) == []


def test_the_same_is_signed_once_by_each_until_it_is_taken_back(production, release, staff, now):
    first, second = staff("approver", "one"), staff("approver", "two")
    wanted = RollRequest(production, release=release)
    approval = approve_roll(wanted, digest=release.digest, by=first, now=now)
    approve_roll(wanted, digest=release.digest, by=second, now=now)
    with pytest.raises(Refusal, match="You have already signed this"):
        approve_roll(wanted, digest=release.digest, by=first, now=now)

    with pytest.raises(NotAllowed):
        remove_entity(approval, reason="the wrong roll", by=staff("editor"), now=now)
    remove_entity(approval, reason="the wrong roll", by=first, now=now)
    again = approve_roll(wanted, digest=release.digest, by=first, now=now)

    assert {each.approved_by for each in signed(wanted)} == {first, second}
    assert again.pk != approval.pk


def test_a_roll_that_cannot_be_shown_cannot_be_signed(production, release, staff, now):
    wanted = RollRequest(production, release=release, delivery={"seconds": "1"})
    with pytest.raises(Refusal, match="The roll cannot last"):
        approve_roll(wanted, digest=release.digest, by=staff("approver"), now=now)


def test_an_export_says_who_had_approved_it_and_so_does_its_file(
    production, release, staff, now, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    boss = staff("approver", "boss")
    ask = {"release": release, "by": None, "now": now}
    before = request_export(production, format="screen", **ask)
    approve_roll(
        RollRequest(production, release=release), digest=release.digest, note="fine", by=boss, now=now
    )

    # The timecode over the picture is no part of what was looked at; another language is.
    signed = request_export(production, format="screen", delivery={"burn_in": True}, **ask)
    english = request_export(production, format="screen", language="en", **ask)
    paper = request_export(production, format="pdf", **ask)

    # Nobody signs paper: it says who signed its document for a screen.
    other = request_export(production, format="pdf", language="en", **ask)
    assert [each.approvals for each in (before, english, other)] == [[], [], []]
    assert signed.approvals == [{"by": "boss", "at": "2026-05-01T12:00:00+00:00", "note": "fine"}]
    assert paper.approvals == signed.approvals
    boss_signed = ("approved by boss, 2026-05-01T21:00:00+09:00",)
    for export, approved in ((before, ()), (signed, boss_signed), (paper, boss_signed)):
        done = run_export(export.uid, clock=timezone.now)
        pdf = pypdfium2.PdfDocument(io.BytesIO(get_export_path(done).read_bytes()))
        keywords = pdf.get_metadata_value("Keywords")
        pdf.close()
        assert f"roll sha256:{release.digest}" in keywords
        assert "issue 1" in keywords
        assert ("template " in keywords) == (export != paper)
        assert "Noto Sans" in keywords
        assert ("approved by" in keywords) == bool(approved)
        assert all(text in keywords for text in approved)
