"""Where a roll may break a name: set on the credit, kept as numbers, gone with the name."""

import pytest
from django.urls import reverse

from productions.credits.services.credits import update_credit
from productions.credits.services.renaming import rename_credits
from productions.imports.services.sheet_import import import_credit_sheet
from productions.people.services.contributors import create_contributor
from productions.releases.services.document_builder import build_working_document
from productions.releases.services.preview import get_preview
from productions.releases.services.roll_requests import RollRequest
from productions.shared.choices import ContributorKind, CreditKind
from productions.shared.refusals import Refusal
from productions.withholding.services.withholding import restore_name, withhold_name

NAME = "株式会社グローバルアニメーションパートナーズ第二制作部"


@pytest.fixture
def credit(confirmed, now):
    company = create_contributor(name=NAME, kind=ContributorKind.ORGANIZATION, by=None, now=now)
    return confirmed(contributor=company, kind=CreditKind.ORGANIZATION, absence_reason="not_stated")


def test_marks_are_kept_as_numbers_and_the_roll_breaks_there(production, credit, now):
    update_credit(
        credit, name_breaks="株式会社|グローバルアニメーションパートナーズ第二制作部", by=None, now=now
    )
    (line,) = (
        build_working_document(production=production, episode=None, edition="").departments[0].blocks[0].lines
    )
    update_credit(
        credit, name_breaks="株式会社グローバル｜アニメーションパートナーズ第二制作部", by=None, now=now
    )
    shown = get_preview(RollRequest(production), by=None)
    texts = [cell["text"] for page in shown.reel.pages for cell in page["cells"]]

    assert line.name_breaks == "4"
    assert credit.name_breaks == "9"
    assert {"株式会社グローバル", "アニメーションパートナーズ第二制作部"} <= set(texts)


def test_what_is_not_the_name_is_refused_in_a_sentence(credit, now):
    with pytest.raises(Refusal) as refusal:
        update_credit(credit, name_breaks="株式|会社", by=None, now=now)
    assert refusal.value.fields == {
        "name_breaks": [f"“株式|会社” is not “{NAME}” with | where the roll may break it."]
    }


def test_another_name_has_no_breaks_of_the_one_before(production, credit, now):
    update_credit(credit, name_breaks="4", by=None, now=now)
    update_credit(credit, position=3, by=None, now=now)
    assert credit.name_breaks == "4"
    update_credit(credit, credited_as="株式会社グローバル", by=None, now=now)
    assert credit.name_breaks == ""


def test_renaming_drops_them_too(production, credit, now):
    update_credit(credit, name_breaks="4", by=None, now=now)
    rename_credits(production, person=credit.contributor, credited_as="見本社", by=None, now=now)
    credit.refresh_from_db()
    assert (credit.credited_as, credit.name_breaks) == ("見本社", "")


def test_a_name_that_is_withheld_has_no_breaks_and_gets_them_back(production, confirmed, person, now):
    credit = confirmed(contributor=person)
    update_credit(credit, name_breaks="2", by=None, now=now)
    withhold_name(credit, statement="please", stated_on=now.date(), by=None, now=now)
    credit.refresh_from_db()
    assert (credit.credited_as, credit.name_breaks) == ("", "")

    restore_name(credit, reason="by letter", by=None, now=now)
    credit.refresh_from_db()
    assert (credit.credited_as, credit.name_breaks) == ("牧原亮太郎", "2")


def test_a_sheet_says_them(production, now):
    rows = (
        "Role,Kind,Name,Name breaks,Why nobody is named",
        "background_art,organization,見本文化交流機構,見本文化|交流機構,not_stated",
    )
    import_credit_sheet(production, "\n".join(rows).encode(), filename="sheet.csv", by=None, now=now)
    assert production.credits.get().name_breaks == "4"


def test_the_form_shows_marks_and_takes_them(client, production, credit, staff, now):
    client.force_login(staff("editor"))
    update_credit(credit, name_breaks="4", by=None, now=now)
    address = reverse("admin:productions_credit_change", args=[credit.pk])
    form = client.get(address).context["adminform"].form
    assert form["name_breaks"].value() == f"{NAME[:4]}|{NAME[4:]}"
    posted = {name: "" if (value := form[name].value()) is None else value for name in form.fields}
    posted |= {
        "name_breaks": f"{NAME[:9]}|{NAME[9:]}", "portrayals-TOTAL_FORMS": 0, "portrayals-INITIAL_FORMS": 0,
    }  # fmt: skip
    client.post(address, posted)
    credit.refresh_from_db()
    assert credit.name_breaks == "9"
