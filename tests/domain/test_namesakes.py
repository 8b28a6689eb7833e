"""Two of the same name are told apart by words that everybody may read, wherever one of them is chosen."""

import pytest
from django.urls import reverse

from productions.models import Event
from productions.people.services.contributors import create_contributor, update_contributor
from productions.releases.services.releases import issue_release
from productions.removals.services.removal import remove_entity
from productions.shared.refusals import ProposalNeeded, Refusal
from tests.html_pages import read_page_text

WORDS = "背景, 例スタジオ, 2019-"


@pytest.fixture
def namesake(person, now):
    """Another person of the same name."""
    return create_contributor(name=person.name, disambiguation=WORDS, by=None, now=now)


def test_lists_and_choices_of_the_admin_tell_them_apart(client, account, person, namesake):
    client.force_login(account("boss", is_superuser=True))
    asked = {
        "term": person.name,
        "app_label": "productions",
        "model_name": "credit",
        "field_name": "contributor",
    }
    offered = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [each["text"] for each in offered] == [
        f"{person.name} (まきはら りょうたろう)",
        f"{person.name} · {WORDS}",
    ]
    page = client.get(reverse("admin:productions_contributor_changelist"), {"q": person.name})
    assert WORDS in read_page_text(page)


def test_the_api_tells_them_apart_in_lists_and_where_credits_name_them(client, confirmed, person, namesake):
    confirmed(contributor=person)
    confirmed(contributor=namesake)
    found = client.get("/api/v1/contributors/", {"q": person.name}).json()["results"]
    assert [each["disambiguation"] for each in found] == ["", WORDS]
    credits = client.get("/api/v1/credits/").json()["results"]
    assert {each["contributor"]["disambiguation"] for each in credits} == {"", WORDS}


def test_a_roll_prints_the_name_alone(production, confirmed, namesake, now):
    credit = confirmed(contributor=namesake)
    assert credit.credited_as == namesake.name
    assert WORDS not in str(issue_release(production, by=None, now=now).document)


def test_it_is_changed_by_those_whose_credits_it_carries_and_proposed_by_others(
    theirs, namesake, credit_in, account, production, now
):
    credit_in(theirs, contributor=namesake)
    with pytest.raises(ProposalNeeded) as needed:
        update_contributor(namesake, disambiguation="色彩設計", by=account("mine", production), now=now)
    assert needed.value.arguments == {"disambiguation": "色彩設計"}
    update_contributor(namesake, disambiguation="色彩設計", by=account("others", theirs), now=now)
    namesake.refresh_from_db()
    assert namesake.disambiguation == "色彩設計"


def test_what_hides_or_is_no_short_text_is_refused(namesake, now):
    for words in ("背景\u202e", "背" * 101):
        with pytest.raises(Refusal) as refused:
            update_contributor(namesake, disambiguation=words, by=None, now=now)
        assert list(refused.value.fields) == ["disambiguation"]


def test_the_ledger_keeps_it_no_longer_once_the_entry_is_removed(namesake, now):
    born = Event.objects.get(entity_uid=namesake.uid, action="created")
    assert (born.personal["disambiguation"], WORDS in str(born.changes)) == ([None, WORDS], False)
    remove_entity(namesake, by=None, now=now, reason="nobody")
    assert not any(WORDS in str(event.personal) for event in Event.objects.all())
