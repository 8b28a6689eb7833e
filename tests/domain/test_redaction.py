"""What becomes private later is private in the ledger too (H16)."""

import json
from collections.abc import Iterable

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from productions.domain.ai_uses import record_ai_use, register_ai_system, update_ai_use
from productions.domain.approvals import approve_roll
from productions.domain.bulk import enter_credits
from productions.domain.claims import decide_claim, open_claim
from productions.domain.contributors import (
    add_external_id,
    add_name,
    create_contributor,
    merge_contributors,
    update_name,
)
from productions.domain.credits import (
    confirm_credits,
    enter_credit,
    restore_name,
    update_credit,
    withhold_name,
)
from productions.domain.exports import request_export
from productions.domain.redaction import blank_personal
from productions.domain.releases import issue_release
from productions.domain.removal import remove
from productions.domain.rolls import Wanted
from productions.models import ContributorName, Credit, Event, ImportBatch, ImportRow, Tombstone
from productions.models.base import Record
from productions.vocabulary import PERSONAL_MARK, CreditState

NAME, SCREEN, LEGAL = "秘密 花子", "ひみつ＊はな", "戸籍 太郎"
USE = {"task": "layout", "source_type": "algorithmicMedia", "oversight": "prompt_guided", "extent": "assist"}

CAN_NAME = models.CharField | models.TextField | models.JSONField | models.BinaryField | models.ForeignKey
IMPERSONAL = {
    # Works, vocabulary, files and templates: what a production says of itself.
    "aisystem": {"name", "vendor", "version", "model_type", "training_data", "url"},
    "cut": {"production", "episode", "number", "status", "note"},
    "cutrelation": {"from_cut", "to_cut", "kind"},
    "department": {"code", "label_en", "label_ja"},
    "episode": {"production", "kind", "number", "title", "title_kana", "title_en"},
    "font": {"production", "file", "sha256", "uploaded_by", "state", "family", "style", "version"},
    "logo": {"production", "file", "sha256", "uploaded_by", "state", "name", "said_ja", "said_en"},
    "production": {"kind", "visibility", "remark"},
    "productiontitle": {"production", "text", "kind"},
    "role": {"code", "department", "scope", "label_en", "label_ja"},
    "rolealias": {"role", "text"},
    "rolltemplate": {"production", "name", "data", "made_by"},
    # The staff's own accounts, keys, tools and files: known to the studio that made them.
    "apitoken": {"token_key", "user", "name", "scope"},
    "dump": {"state", "requested_by", "error"},
    "importbatch": {"kind", "filename", "digest", "production", "imported_by", "figures"},
    "membership": {"user", "production", "level"},
    "user": {"username", "first_name", "last_name"},
    "webhook": {"user", "name", "state", "entities"},
    # Who a name or an identifier belongs to stays: the name itself goes.
    "contributor": {"kind", "merged_into"},
    "contributorname": {"contributor", "script", "kind"},
    "externalid": {"production", "contributor", "scheme"},
    # Where, as what and for whom somebody worked; what somebody said of it and when.
    "aiuse": {"credit", "ai_system", "task", "source_type", "oversight", "extent"},
    "approval": {"production", "episode", "edition", "release", "language", "delivery", "approved_by"},
    "claim": {"production", "credit", "kind", "state", "decided_by"},
    "credit": {
        "production", "episode", "cut", "role", "role_as_printed", "kind", "affiliation", "attribution",
        "absence_reason", "edition", "evidence_kind", "state",
    },
    "evidence": {"kind"},
    "export": {
        "production", "episode", "edition", "release", "format", "language", "state", "requested_by", "file",
        "delivery", "fonts", "logos",
    },
    "release": {"production", "episode", "edition", "issued_by", "override_by"},
    # Tables without events: the ledger, what stays of entries (labels without names), answers of a day to whoever sent
    # the names, lines of imports, out of which names are taken.
    "event": {"actor", "action", "entity_type", "production", "reason", "changes", "personal"},
    "importrow": {"batch", "place", "statement", "outcome", "text", "message", "production"},
    "keptanswer": {"user", "key", "fingerprint", "headers", "body"},
    "redirect": {"entity_type"},
    "tombstone": {"entity_type", "label", "removed_by", "reason"},
}  # fmt: skip
"""Columns with texts, JSON and links that the ledger goes on telling, each table's."""


def test_every_text_and_link_is_declared_personal_private_or_impersonal():
    for model in apps.get_app_config("productions").get_models():
        columns = {field.name for field in model._meta.concrete_fields if isinstance(field, CAN_NAME)}
        told = IMPERSONAL[model._meta.model_name]
        for declared in ("PRIVATE_FIELDS", "PERSONAL_FIELDS", "DERIVED_FIELDS"):
            names = getattr(model, declared, frozenset())
            assert names <= {field.name for field in model._meta.fields}, model
            assert not told & names, model
            columns -= names
        assert columns == told, model


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
        Wanted(production, release=release), digest=release.digest, by=staff("approver"), now=now, note=NAME
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
    update_credit(withheld, printed_as=SCREEN, by=None, now=now)
    update_ai_use(withheld.ai_uses.get(), validated_by=None, by=None, now=now)
    events = Event.objects.order_by("-pk")[:2]
    assert [event.personal for event in events] == [{}, {}]
    assert SCREEN not in ledger()
    assert events[1].changes["printed_as"] == ["", PERSONAL_MARK]


def test_a_restored_name_is_told_again_and_withheld_again(withheld, secret, now):
    restore_name(withheld, by=None, now=now, reason="wrote to us")
    event = Event.objects.latest("pk")
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


def test_a_legal_name_is_never_told(person, now):
    add_name(person, text=LEGAL, script="native", kind="legal", by=None, now=now)
    former = add_name(person, text=NAME, script="native", kind="former", by=None, now=now)
    update_name(former, text=SCREEN, by=None, now=now)
    assert LEGAL not in ledger()
    assert {NAME in ledger(), SCREEN in ledger()} == {True}
    update_name(former, kind="legal", by=None, now=now, reason="so she is called")
    assert {NAME in ledger(), SCREEN in ledger()} == {False}
    event = Event.objects.latest("pk")
    assert (event.changes, event.reason) == ({"kind": ["former", "legal"]}, "so she is called")


def test_what_was_removed_is_not_told(production, secret, role, now):
    credit = enter_credit(
        production, role=role("layout"), contributor=secret, role_as_printed="LO", by=None, now=now
    )
    identifier = add_external_id(scheme="mal", value="4711", contributor=secret, by=None, now=now)
    alias = add_name(secret, text=SCREEN, script="native", kind="alias", by=None, now=now)
    for entry in (credit, identifier, alias):
        remove(entry, by=None, now=now, reason="entered twice")
        assert Event.objects.latest("pk").reason == "entered twice"
    told = ledger(Event.objects.filter(entity_uid__in=[credit.uid, identifier.uid, alias.uid]))
    for value in (NAME, SCREEN, "4711"):
        assert value not in told
    assert str(secret.uid) not in ledger(Event.objects.filter(entity_uid=credit.uid))
    assert set(Tombstone.objects.values_list("label", flat=True)) == {"LO", "mal", "alias, native writing"}
    remove(secret, by=None, now=now, reason="nobody")
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
    few, many = (
        enter_credit(production, role=role(code), contributor=person, by=None, now=now)
        for code in ("layout", "director")
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


def test_personal_fields_are_declared_on_records_alone():
    found = {model.__name__ for model in apps.get_models() if getattr(model, "PERSONAL_FIELDS", ())}
    assert found == {
        "AIUse", "Approval", "Claim", "ContributorName", "Credit", "Export", "ExternalId", "Release",
    }  # fmt: skip
    assert all(issubclass(model, Record) for model in apps.get_models() if model.__name__ in found)
