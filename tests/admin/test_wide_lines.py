"""Lines that do not fit: the preview shows them marked with links to their credits, the export and the command say all of them."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from productions.credits.services.credits import update_credit
from productions.models import Approval, Export
from productions.people.services.contributors import create_contributor
from tests.html_pages import find_all, get_text, get_value, read_page, read_page_text

NAMES = ("ア" * 40, "イ" * 40)


@pytest.fixture
def wide(production, confirmed, now):
    """Two credits whose names have no room, and one that is broken."""
    found = [confirmed(contributor=create_contributor(name=name, by=None, now=now)) for name in NAMES]
    confirmed(
        contributor=create_contributor(
            name="アレクサンドロ・デ・ラ・クルス・サンチェス・モンテネグロ", by=None, now=now
        )
    )
    return found


def get_state(client, production, language="en"):
    address = reverse("admin:productions_production_preview_state", args=[production.pk])
    return client.get(address, {"language": language}, headers={"accept-language": language}).json()


def get_break_field(credit):
    return f"{reverse('admin:productions_credit_change', args=[credit.pk])}#id_name_breaks"


def sentence_of(name):
    return f"“{name}” is 1024 px wide in Noto Sans CJK JP at 32 px, narrowed to 80 %, and its column 739 px. It fits when it is broken: enter 21 as the name breaks of its credit."


def test_the_preview_keeps_its_picture_and_leads_to_each_credit(client, production, wide, staff):
    client.force_login(staff("editor"))
    state = get_state(client, production)

    assert "refused" not in state
    assert state["wide"] == [
        {
            "sentence": sentence_of(name),
            "address": get_break_field(credit),
        }
        for name, credit in zip(NAMES, wide, strict=True)
    ]
    assert state["notes"][:2] == [
        f"Too wide for their columns, cut and marked here, and refused by an export: “{NAMES[0]}”, “{NAMES[1]}”.",
        "Too long for one line, so broken into several: “アレクサンドロ・デ・ラ・クルス・サンチェス・モンテネグロ” (2 lines).",
    ]
    japanese = get_state(client, production, "ja")["wide"][0]["sentence"]
    assert "幅1024 pxで、欄の幅739 px" in japanese
    assert "クレジットの「名前の改行」に「21」と" in japanese


def test_the_break_that_is_told_is_one_that_does(client, production, wide, staff):
    client.force_login(staff("editor"))
    for credit in wide:
        update_credit(credit, name_breaks="21", by=None, now=timezone.now())
    state = get_state(client, production)
    assert state["wide"] == []
    assert f"“{NAMES[0]}” (2 lines)" in state["notes"][0]


def test_where_everything_fits_there_is_no_such_line(client, production, confirmed, person, staff):
    confirmed(contributor=person)
    client.force_login(staff("editor"))
    assert get_state(client, production)["wide"] == []


def test_such_a_roll_is_not_signed(client, production, wide, staff):
    client.force_login(staff("approver"))
    digest = get_state(client, production)["digest"]
    address = reverse("admin:productions_production_approve", args=[production.pk])
    page = client.post(address, {"choices": "language=ja", "digest": digest}, follow=True)

    assert read_page_text(page).count("and its column 739 px.") == 2
    assert not Approval.objects.exists()


def test_an_export_is_refused_with_all_of_them_and_a_link_to_each(client, production, wide, staff):
    client.force_login(staff("editor"))
    address = reverse("admin:productions_production_export", args=[production.pk])
    page = read_page(client.post(address, {"formats": ["mp4", "png"], "language": "ja"}))

    links = [each for each in find_all(page, "a") if get_text(each) == "Open the credit"]
    assert [get_value(each, "href") for each in links] == [get_break_field(credit) for credit in wide]
    assert not Export.objects.exists()


def test_the_command_lists_all_of_them_with_their_credits(production, wide, capsys):
    with pytest.raises(CommandError) as refusal:
        call_command("check_roll", str(production.uid), "--language", "en")

    assert [line for line in str(refusal.value).splitlines() if "credit " in line][:2] == [
        f"{sentence_of(name)} (credit {credit.uid})" for name, credit in zip(NAMES, wide, strict=True)
    ]
    assert "broken into several" in capsys.readouterr().out
    call_command("check_roll", str(production.uid), "--template", "plain list", "--language", "en")
