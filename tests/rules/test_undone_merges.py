"""What a merge did beside moving rows is taken back too: private texts, claims, and names that are withheld by now."""

import pytest

from productions.domain.contributors import create_contributor, merge_contributors
from productions.domain.private_details import add_private_details, update_private_details
from productions.domain.undo import undo_merge
from productions.models import Undoable
from tests.rows import all_rows, changed_rows


@pytest.fixture
def double(now):
    return create_contributor(name="牧原", by=None, now=now)


@pytest.fixture
def keep(production, now):
    """Private details of a contributor, which the production keeps."""

    def make(contributor, email="", note=""):
        return add_private_details(
            contributor, production=production, email=email, note=note, by=None, now=now
        )

    return make


def test_private_details_go_back_to_the_entry_they_were_of(person, double, keep, now):
    keep(double, "second@example.org", "Calls back late.")
    before = all_rows()
    merge_contributors(double, into=person, by=None, now=now, reason="one")
    undo_merge(double, by=None, now=now, reason="two")
    assert changed_rows(before, all_rows()) == {}


@pytest.mark.parametrize(
    ("kept", "others"),
    [
        (("a@example.org", "Note."), ("b@example.org", "Calls\nback.")),
        (("", ""), ("b@example.org", "Calls back.")),
        (("", "Note."), ("b@example.org", "")),
        (("a@example.org", ""), ("b@example.org", "Calls back.")),
        (("b@example.org", "Calls back. Always."), ("b@example.org", "Calls back.")),
    ],
)
def test_texts_that_a_merge_added_to_anothers_are_taken_off_again(person, double, keep, now, kept, others):
    keep(person, *kept)
    keep(double, *others)
    before = all_rows()
    merge_contributors(double, into=person, by=None, now=now, reason="one")
    undone = undo_merge(double, by=None, now=now, reason="two")
    assert (changed_rows(before, all_rows()), undone.left) == ({}, [])


def test_what_was_added_before_and_after_such_texts_stays(person, double, keep, now):
    details = keep(person, "a@example.org", "Note.")
    keep(double, "", "Calls back.")
    merge_contributors(double, into=person, by=None, now=now, reason="one")
    details.refresh_from_db()
    update_private_details(details, note=f"Polite. {details.note}\nLate.", by=None, now=now)
    undone = undo_merge(double, by=None, now=now, reason="two")
    details.refresh_from_db()
    assert (details.note, undone.left) == ("Polite. Note.\nLate.", [])


def test_such_texts_that_were_rewritten_since_are_left_and_told(person, double, keep, now):
    details = keep(person, "a@example.org", "Note.")
    keep(double, "", "Calls back.")
    merge_contributors(double, into=person, by=None, now=now, reason="one")
    details.refresh_from_db()
    update_private_details(details, note="Note. Never calls back.", by=None, now=now)
    undone = undo_merge(double, by=None, now=now, reason="two")
    details.refresh_from_db()
    assert details.note == "Note. Never calls back."
    assert [left.uid for left in undone.left] == [str(details.uid)]


def test_no_private_text_is_kept_for_the_undo(person, double, keep, now):
    keep(person, "a@example.org", "Note.")
    keep(double, "b@example.org", "Calls back.")
    merge_contributors(double, into=person, by=None, now=now, reason="one")
    assert all(text not in str(Undoable.objects.get().lines) for text in ("example", "Note", "Calls"))
