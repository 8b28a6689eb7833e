"""What merges and removals did beside moving rows is taken back too: private texts, claims; and what is withheld by now stays so."""

from datetime import timedelta

import pytest

from productions.catalogue.services.productions import create_production
from productions.claims.services.claims import close_claim, decide_claim, open_claim
from productions.credits.services.credits import enter_credit, update_credit
from productions.models import Undoable
from productions.people.services.contributors import create_contributor
from productions.people.services.private_details import add_private_details, update_private_details
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from productions.removals.services.undo import undo_merge, undo_removal
from productions.withholding.services.withholding import record_wish
from tests.rows import all_rows, changed_rows

HOUR = timedelta(hours=1)


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


@pytest.fixture
def accepted(production, now):
    """A claim about a credit that was accepted, and waits for its act."""

    def make(credit, kind):
        claim = open_claim(
            production, kind=kind, credit=credit, claimant_name="X", message="x", by=None, now=now
        )
        return decide_claim(claim, accept=True, decision="So it is.", by=None, now=now)

    return make


def states(*entries):
    for entry in entries:
        entry.refresh_from_db()
    return tuple(entry.state for entry in entries)


def test_a_credit_that_comes_back_has_the_dispute_that_its_removal_settled(person, confirmed, accepted, now):
    credit = confirmed(contributor=person)
    claim = accepted(credit, "not_mine")
    remove_entity(credit, by=None, now=now + HOUR, reason="not theirs")
    assert states(claim) == ("settled",)
    undo_removal(credit, by=None, now=now + 2 * HOUR, reason="by mistake")
    assert states(claim, credit) == ("accepted", "disputed")
    assert claim.settled_at is None


def test_the_dispute_that_comes_back_ends_as_before(person, confirmed, accepted, now):
    credit = confirmed(contributor=person)
    claim = accepted(credit, "not_mine")
    remove_entity(credit, by=None, now=now + HOUR, reason="not theirs")
    undo_removal(credit, by=None, now=now + 2 * HOUR, reason="by mistake")
    claim.refresh_from_db()
    close_claim(claim, reason="They took it back.", by=None, now=now + 3 * HOUR)
    assert states(claim, credit) == ("settled", "confirmed")


def test_a_claim_that_was_accepted_while_its_credit_was_gone_is_due_again(production, person, confirmed, now):
    credit = confirmed(contributor=person)
    claim = open_claim(
        production, kind="wrong_name", credit=credit, claimant_name="X", message="x", by=None, now=now
    )
    remove_entity(credit, by=None, now=now + HOUR, reason="wrong")
    decide_claim(claim, accept=True, decision="So it is.", by=None, now=now + 2 * HOUR)
    undo_removal(credit, by=None, now=now + 3 * HOUR, reason="by mistake")
    assert states(claim, credit) == ("accepted", "disputed")


def test_a_claim_that_was_settled_otherwise_before_stays_settled(person, confirmed, accepted, now):
    credit = confirmed(contributor=person)
    claim = accepted(credit, "wrong_name")
    update_credit(credit, credited_as="牧原 亮", by=None, now=now)
    remove_entity(credit, by=None, now=now + HOUR, reason="wrong")
    undo_removal(credit, by=None, now=now + 2 * HOUR, reason="by mistake")
    assert states(claim, credit) == ("settled", "confirmed")


def test_a_wish_that_a_merge_brought_is_due_again_without_the_merge(
    production, person, double, confirmed, accepted, now
):
    credit = confirmed(contributor=double)
    claim = accepted(credit, "withhold")
    record_wish(person, production=production, statement="no", stated_on=now.date(), by=None, now=now)
    merge_contributors(double, into=person, by=None, now=now + HOUR, reason="one")
    assert states(claim) == ("settled",)
    undo_merge(double, by=None, now=now + 2 * HOUR, reason="two")
    assert states(claim) == ("accepted",)


@pytest.mark.parametrize("first", ["wish", "merge"])
def test_a_removed_credit_of_an_entry_merged_twice_comes_back_withheld(
    production, person, double, role, now, first
):
    third = create_contributor(name="マキハラ", by=None, now=now)
    credit = enter_credit(production, role=role("layout"), contributor=third, by=None, now=now)
    remove_entity(credit, by=None, now=now, reason="wrong")
    wish = {"production": production, "statement": "no", "stated_on": now.date()}
    if first == "wish":
        record_wish(person, **wish, by=None, now=now)
    merge_contributors(third, into=double, by=None, now=now, reason="one")
    merge_contributors(double, into=person, by=None, now=now, reason="one")
    if first == "merge":
        record_wish(person, **wish, by=None, now=now)
    undo_removal(credit, by=None, now=now, reason="it was right")
    credit.refresh_from_db()
    assert (credit.contributor, credit.credited_as, credit.attribution) == (None, "", "withheld")


def test_drafts_of_others_that_were_changed_since_are_told_to_nobody_else(
    production, person, double, confirmed, role, staff, now
):
    theirs = create_production(title="別の作品", kind="film", by=None, now=now)
    own = confirmed(contributor=double)
    draft = enter_credit(theirs, role=role("layout"), contributor=double, by=None, now=now)
    mine = staff("approver")
    merge_contributors(double, into=person, by=mine, now=now, reason="one")
    newcomer = create_contributor(name="新人", by=None, now=now)
    for credit in (own, draft):
        credit.refresh_from_db()
        update_credit(credit, contributor=newcomer, by=None, now=now)
    undone = undo_merge(double, by=mine, now=now, reason="two")
    assert [left.uid for left in undone.left] == [str(own.uid)]
