"""What becomes private later is private in the ledger too (H16)."""

import json
from collections.abc import Iterable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.ai.services.ai_systems import register_ai_system
from productions.claims.services.claims import decide_claim, open_claim
from productions.credits.services.ai_uses import record_ai_use, update_ai_use
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import confirm_credits, enter_credit, update_credit
from productions.exports.services.exports import request_export
from productions.ledger.services.redaction import blank_personal
from productions.models import ContributorName, Credit, Event, ImportBatch, ImportRow, Tombstone
from productions.people.services.contributors import add_name, create_contributor, update_name
from productions.people.services.external_ids import add_external_id
from productions.releases.services.approvals import approve_roll
from productions.releases.services.releases import issue_release
from productions.releases.services.roll_requests import RollRequest
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from productions.shared.choices import PERSONAL_MARK, CreditState
from productions.shared.refusals import Refusal
from productions.withholding.services.withholding import restore_name, withhold_name

NAME, SCREEN, LEGAL = "秘密 花子", "ひみつ＊はな", "戸籍 太郎"
USE = {"task": "layout", "source_type": "algorithmicMedia", "oversight": "prompt_guided", "extent": "assist"}


def ledger(events: Iterable[Event] | None = None) -> str:
    """All that the ledger says, as one text."""
    rows = (Event.objects.all() if events is None else events).values("changes", "personal", "reason")
    return json.dumps(list(rows), ensure_ascii=False)


@pytest.fixture
def secret(db, now):
    return create_contributor(name=NAME, by=None, now=now)


@pytest.fixture
def withheld(production, secret, role, staff, now, settings, tmp_path):
    """A credit that was entered, printed, disputed, issued, signed and exported before its person withheld the name."""
    settings.MEDIA_ROOT = tmp_path
    batch = ImportBatch.objects.create(kind="sheet", filename="x", digest="x", imported_at=now)
    ImportRow.objects.create(
        batch=batch, place="1", statement="credit", outcome="created", text=f"原画 {NAME}、他の人", message=f"“{SCREEN}”",
        production=production,
    )  # fmt: skip
    values = {"role": role("layout"), "contributor": secret, "credited_as": NAME}
    credit = enter_credit(production, **values, by=None, now=now, reason=f"{NAME} telephoned")
    credit = update_credit(credit, printed_as=SCREEN, by=None, now=now)
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    use = record_ai_use(credit, ai_system=system, **USE, by=None, now=now)
    update_ai_use(use, validated_by=secret, validated_at=now, by=None, now=now)
    confirm_credits([credit], by=None, now=now)
    claim = open_claim(
        production, kind="not_mine", claimant_name="x", message="x", credit=credit, contributor=secret, by=None, now=now
    )  # fmt: skip
    decide_claim(claim, accept=False, decision=f"It is {NAME}.", by=None, now=now)
    release = issue_release(production, by=None, now=now)
    approve_roll(
        RollRequest(production, release=release),
        digest=release.digest,
        by=staff("approver"),
        now=now,
        note=NAME,
    )
    request_export(production, release=release, format="txt", by=None, now=now)
    credit.refresh_from_db()
    assert {text in ledger() for text in (NAME, SCREEN, release.digest)} == {True}
    withhold_name(credit, statement=f"please, {NAME}", stated_on=now.date(), by=None, now=now)
    return credit


def test_a_withheld_name_is_in_no_event(withheld, secret, production):
    about = Event.objects.exclude(entity_type__in=("contributor", "contributorname"))
    told = ledger(about)
    for value in (NAME, SCREEN, str(secret.uid), production.releases.get().digest):
        assert value not in told
    event = about.get(action="name withheld")
    assert event.changes["contributor"] == [PERSONAL_MARK, None]
    assert (event.changes["printed_as"], event.personal) == ([PERSONAL_MARK, ""], {})
    row = ImportRow.objects.get()
    assert (row.text, row.message) == (f"原画 {PERSONAL_MARK}、他の人", f"“{PERSONAL_MARK}”")


def test_who_what_and_when_stay(withheld):
    created, *_others, last = Event.objects.filter(entity_uid=withheld.uid).order_by("pk")
    assert created.changes["role"] == [None, str(withheld.role.uid)]
    assert created.changes["credited_as"] == [None, PERSONAL_MARK]
    assert (created.action, created.reason, last.action) == ("created", PERSONAL_MARK, "name withheld")


def test_what_is_written_of_a_withheld_credit_later_has_no_names(withheld, secret, now):
    with pytest.raises(Refusal, match="withheld their name"):
        update_credit(withheld, printed_as=SCREEN, by=None, now=now)
    update_ai_use(withheld.ai_uses.get(), validated_by=None, by=None, now=now)
    event = Event.objects.latest("pk")
    assert event.personal == {}
    assert SCREEN not in ledger()


def test_a_restored_name_is_told_again_and_withheld_again(withheld, secret, now):
    restore_name(withheld, by=None, now=now, reason="wrote to us")
    event = Event.objects.get(entity_uid=withheld.uid, action="name restored")
    assert event.shown_changes["credited_as"] == ["", NAME]
    withheld.refresh_from_db()
    withhold_name(withheld, statement="no", stated_on=now.date(), by=None, now=now)
    event.refresh_from_db()
    assert (event.personal, event.reason) == ({}, PERSONAL_MARK)


def test_other_credits_are_told_as_before(production, person, secret, role, confirmed, now):
    other = confirmed(contributor=person)
    credit = confirmed(contributor=secret, role=role("layout"))
    before = list(Event.objects.exclude(entity_uid=credit.uid).values())
    withhold_name(credit, statement="please", stated_on=now.date(), by=None, now=now)
    kept = {row["id"]: row for row in Event.objects.values()}
    assert all(kept[row["id"]] == row for row in before)
    assert Event.objects.get(entity_uid=other.uid).shown_changes["credited_as"] == [None, person.name]


def test_a_legal_name_is_never_told(production, person, now):
    kept = {"kind": "legal", "production": production}
    add_name(person, text=LEGAL, script="native", **kept, by=None, now=now)
    former = add_name(person, text=NAME, script="native", kind="former", by=None, now=now)
    update_name(former, text=SCREEN, by=None, now=now)
    assert LEGAL not in ledger()
    assert {NAME in ledger(), SCREEN in ledger()} == {True}
    update_name(former, **kept, by=None, now=now, reason="so she is called")
    assert {NAME in ledger(), SCREEN in ledger()} == {False}
    event = Event.objects.latest("pk")
    assert (event.changes, event.reason) == (
        {"kind": ["former", "legal"], "production": [None, str(production.uid)]},
        "so she is called",
    )


def test_what_was_removed_is_not_told(production, secret, role, now):
    credit = enter_credit(
        production, role=role("layout"), contributor=secret, role_as_printed="LO", by=None, now=now
    )
    identifier = add_external_id(scheme="mal", value="4711", contributor=secret, by=None, now=now)
    alias = add_name(secret, text=SCREEN, script="native", kind="alias", by=None, now=now)
    for entry in (credit, identifier, alias):
        remove_entity(entry, by=None, now=now, reason="entered twice")
        assert Event.objects.latest("pk").reason == "entered twice"
    told = ledger(Event.objects.filter(entity_uid__in=[credit.uid, identifier.uid, alias.uid]))
    for value in (NAME, SCREEN, "4711"):
        assert value not in told
    assert str(secret.uid) not in ledger(Event.objects.filter(entity_uid=credit.uid))
    assert set(Tombstone.objects.values_list("label", flat=True)) == {"LO", "mal", "alias, native writing"}
    remove_entity(secret, by=None, now=now, reason="nobody")
    assert NAME not in ledger()
    assert NAME not in str(list(Tombstone.objects.values()))
    # The rows keep what they hold: that is what taking back the removal needs.
    assert Credit.objects.get(pk=credit.pk).credited_as == NAME


def test_a_merge_leaves_no_name_with_the_duplicate(person, secret, now):
    double = create_contributor(name=NAME, by=None, now=now)
    merge_contributors(double, into=secret, by=None, now=now, reason="the same")
    left = ContributorName.objects.get(contributor=double)
    assert NAME not in ledger(Event.objects.filter(entity_uid=left.uid))
    assert NAME in ledger(Event.objects.filter(entity_uid=secret.names.get().uid))


def test_a_merge_is_told_by_the_credits_that_moved(confirmed, secret, now):
    double = create_contributor(name="秘密 はなこ", by=None, now=now)
    credit = confirmed(contributor=double)
    merge_contributors(double, into=secret, by=None, now=now, reason="the same")
    event = Event.objects.get(entity_uid=credit.uid, action="merged")
    assert event.shown_changes["contributor"] == [str(double.uid), str(secret.uid)]


def test_many_credits_are_told_as_one_is(production, person, secret, role, now):
    row = {"role": role("layout"), "position": 3, "state": CreditState.DRAFT}
    one = enter_credit(production, **row, contributor=person, by=None, now=now)
    rows = [{**row, "contributor": secret, "role_as_printed": str(n)} for n in range(12)]
    many = enter_credits(
        production, [{k: v for k, v in each.items() if k != "state"} for each in rows], by=None, now=now
    )
    first = Event.objects.get(entity_uid=one.uid)
    for credit in many:
        event = Event.objects.get(entity_uid=credit.uid)
        assert event.changes.keys() - {"role_as_printed"} == first.changes.keys()
        assert event.changes["contributor"] == first.changes["contributor"] == [None, PERSONAL_MARK]
        assert event.personal == {"contributor": [None, str(secret.uid)], "credited_as": [None, NAME]}


def queries(act, *args, **values) -> int:
    with CaptureQueriesContext(connection) as found:
        act(*args, **values)
    return len(found)


def test_blanking_takes_one_statement_however_much_was_told(production, person, role, now):
    few, many = (
        enter_credit(production, role=role(code), contributor=person, by=None, now=now)
        for code in ("layout", "director")
    )
    for position in range(1, 30):
        update_credit(many, position=position, printed_as=f"x{position}", by=None, now=now)
    assert Event.objects.filter(entity_uid=many.uid).count() == 30
    assert [queries(blank_personal, [credit.uid]) for credit in (few, many)] == [1, 1]
    assert queries(blank_personal, [few.uid, many.uid]) == 1
    assert blank_personal([many.uid]) == 0


def test_withholding_takes_as_many_queries_however_much_was_told(production, person, role, now):
    other = create_contributor(name="見本 花", kana="みほん はな", by=None, now=now)
    few, many = (
        enter_credit(production, role=role("layout"), contributor=each, by=None, now=now)
        for each in (person, other)
    )
    for position in range(1, 30):
        update_credit(many, position=position, printed_as=f"x{position}", by=None, now=now)
    few, many = Credit.objects.order_by("pk")
    told = {"statement": "please", "stated_on": now.date(), "by": None, "now": now}
    assert queries(withhold_name, few, **told) == queries(withhold_name, many, **told)
    assert not Event.objects.filter(entity_type="credit").exclude(personal={}).exists()


def test_a_short_name_is_taken_out_of_a_line_only_where_it_stands_alone(production, role, now):
    person = create_contributor(name="林", by=None, now=now)
    batch = ImportBatch.objects.create(kind="sheet", filename="x", digest="x", imported_at=now)
    ImportRow.objects.create(
        batch=batch,
        place="1",
        statement="credit",
        outcome="created",
        text="原画 小林、林",
        production=production,
    )
    credit = enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)
    withhold_name(credit, statement="please", stated_on=now.date(), by=None, now=now)
    assert ImportRow.objects.get().text == f"原画 小林、{PERSONAL_MARK}"
