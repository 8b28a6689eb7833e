"""Nobody is taken to have said what a credit rests on: where evidence is not named, it is not said, at every door."""

from datetime import timedelta
from importlib import import_module
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import migrations
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate

from productions.credits.services.bulk_credits import RowsRefused, enter_credits, find_refused
from productions.credits.services.credits import enter_credit, update_credit
from productions.imports.services.sheet_import import import_credit_sheet
from productions.models import Credit, Evidence
from productions.shared.choices import EvidenceKind
from productions.shared.refusals import Refusal
from tests.admin.asking import post
from tests.html_pages import find_all, list_texts, read_page

SAMPLE = Path(__file__).parent.parent / "data" / "catalogue" / "sample.jsonl"
CINECRED = '@Head,@Body\n"監督","牧原亮太郎"\n'


def test_the_verbs_take_no_evidence_for_granted(production, person, role, now):
    enter_credit(production, role=role("director"), contributor=person, by=None, now=now)
    enter_credits(production, [{"role": role("layout"), "contributor": person}], by=None, now=now)
    assert [credit.evidence_kind for credit in Credit.objects.all()] == ["", ""]


def test_what_is_said_is_kept(production, person, role, now):
    made = enter_credit(
        production, role=role("director"), contributor=person, evidence_kind="onscreen", by=None, now=now
    )
    assert made.evidence_kind == "onscreen"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("役職,名前\n監督,見本 花\n", ""),
        ("役職,名前,根拠\n監督,見本 花,\n", ""),
        ("役職,名前,根拠\n監督,見本 花,未記入\n", ""),
        ("role,name,evidence\nDirector,Hana Mihon,not said\n", ""),
        ("役職,名前,根拠\n監督,見本 花,画面のクレジット\n", "onscreen"),
        ("role,name,evidence\nDirector,Hana Mihon,contract\n", "contract"),
        (CINECRED, ""),
    ],
)
def test_a_sheet_says_its_evidence_or_nothing(production, now, text, kind):
    assert import_credit_sheet(production, text.encode(), filename="sheet.csv", by=None, now=now) == 1
    assert Credit.objects.get().evidence_kind == kind


@pytest.mark.django_db
def test_a_catalogue_is_a_third_party():
    call_command("import_catalogue", str(SAMPLE), stdout=StringIO())
    assert set(Credit.objects.values_list("evidence_kind", flat=True)) == {"third_party"}


def test_a_form_offers_what_is_not_said_first(admin_client, production, person, role):
    page = read_page(admin_client.get(reverse("admin:productions_credit_add")))
    (field,) = find_all(page, "select", name="evidence_kind")
    assert list_texts(field, "option", value="", selected=None) == ["not said"]
    answer = post(
        admin_client, "credit_add", production=production.pk, role=role("director").pk, kind="person",
        contributor=person.pk, attribution="true_name", position="0", on_screen="on",
    )  # fmt: skip
    assert answer.status_code == 302
    assert Credit.objects.get().evidence_kind == ""


def test_the_list_finds_what_rests_on_nothing_said(admin_client, production, person, role, now):
    enter_credit(production, role=role("director"), contributor=person, by=None, now=now)
    enter_credit(
        production, role=role("layout"), contributor=person, evidence_kind="contract", by=None, now=now
    )
    page = admin_client.get(reverse("admin:productions_credit_changelist"), {"evidence_kind__exact": ""})
    assert [str(credit.role.code) for credit in page.context["cl"].result_list] == ["director"]


@pytest.mark.parametrize(("language", "label"), [("en", "not said"), ("ja", "未記入")])
def test_it_has_a_label(language, label):
    with translation.override(language):
        assert Credit().get_evidence_kind_display() == label


def test_the_record_of_a_wish_says_what_it_is(person, now):
    with pytest.raises(ValidationError, match="kind"):
        Evidence(kind=EvidenceKind.NOT_SAID, stated_by=person, stated_on=now.date(), text="x").full_clean()


def test_rows_of_before_stay_as_they_are():
    """Nobody can tell which of them were said to be on screen."""
    migration = import_module("productions.migrations.0025_evidence_not_said").Migration
    assert {type(operation) for operation in migration.operations} == {migrations.AlterField}


def test_a_day_in_the_future_is_no_evidence(production, person, role, now):
    today = localdate(now)
    values = {"role": role("layout"), "contributor": person, "evidence_kind": "order"}
    tomorrow = {**values, "evidence_on": today + timedelta(days=1)}
    with pytest.raises(Refusal, match="date is in the future"):
        enter_credit(production, by=None, now=now, **tomorrow)
    with pytest.raises(RowsRefused):
        enter_credits(production, [tomorrow], by=None, now=now)
    assert [row.index for row in find_refused(production, [values, tomorrow], today=today)] == [1]
    credit = enter_credit(production, by=None, now=now, **{**values, "evidence_on": today})
    with pytest.raises(Refusal, match="date is in the future"):
        update_credit(credit, evidence_on=tomorrow["evidence_on"], by=None, now=now)
    Credit.objects.filter(pk=credit.pk).update(evidence_on=tomorrow["evidence_on"])
    credit.refresh_from_db()
    assert update_credit(credit, position=3, by=None, now=now).position == 3  # what was entered before stays
