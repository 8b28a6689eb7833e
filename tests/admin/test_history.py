"""History of what became private: who looked when stays, whom it named is said to nobody (H16)."""

import pytest
from django.urls import reverse

from productions.credits.services.credits import update_credit
from productions.models import Event
from productions.people.services.contributors import create_contributor
from productions.withholding.services.withholding import withhold_name
from tests.html_pages import list_texts, read_markup, read_page, read_page_text

NAME, SCREEN = "秘密 花子", "ひみつ＊はな"
LABELS = {"en": "credited as", "ja": "クレジット名"}
SENTENCES = {"en": "withheld since", "ja": "その後非公開"}


@pytest.fixture
def secret(db, now):
    return create_contributor(name=NAME, by=None, now=now)


@pytest.fixture
def credit(confirmed, secret, now):
    return update_credit(
        confirmed(contributor=secret), printed_as=SCREEN, by=None, now=now, reason=f"{NAME} wrote"
    )


def history(client, credit, language):
    address = reverse("admin:productions_credit_history", args=[credit.pk])
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("level", ["viewer", "editor", "approver"])
def test_history_of_a_withheld_credit_names_nobody(client, credit, secret, staff, now, level, language):
    client.force_login(staff(level))
    before = history(client, credit, language)
    text = read_page_text(before)
    assert (NAME in text, SCREEN in text, SENTENCES[language] in text) == (True, True, False)
    assert str(secret.uid) not in read_markup(before)
    withhold_name(credit, statement="please", stated_on=now.date(), by=None, now=now)
    after = history(client, credit, language)
    for hidden in (NAME, SCREEN, str(secret.uid)):
        assert hidden not in read_markup(after)
    assert f"{LABELS[language]}: {SENTENCES[language]} → " in read_page_text(after)
    said = list_texts(read_page(after), "p", class_="quiet")
    assert any(text.endswith(SENTENCES[language]) for text in said)  # the reason of the change before


@pytest.mark.parametrize("language", SENTENCES)
def test_the_ledger_page_of_superusers_says_the_same(client, boss, credit, secret, now, language):
    withhold_name(credit, statement="please", stated_on=now.date(), by=None, now=now)
    for event in Event.objects.filter(entity_uid=credit.uid):
        address = reverse("admin:productions_event_change", args=[event.pk])
        page = client.get(address, headers={"accept-language": language})
        for hidden in (NAME, SCREEN, str(secret.uid)):
            assert hidden not in read_markup(page)
        assert SENTENCES[language] in read_page_text(page)
