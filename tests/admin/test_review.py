"""The review queue: what waits is listed by name, decided as it was seen, and costs few queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode, update_production
from productions.claims.services.claims import open_claim
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import confirm_credits, enter_credit, update_credit
from productions.models import AIDeclaration, Credit
from productions.people.services.contributors import create_contributor
from tests.html_pages import find_all, get_text, get_value, list_links, read_markup, read_page, read_page_text
from tests.rules.conftest import GENERATIVE

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def page(production):
    return reverse("admin:productions_production_review", args=[production.pk])


@pytest.fixture
def drafts(production, cuts, person, role, now):
    """The person in every cut, and nobody in the first."""
    rows = [{"role": role("key_animation"), "contributor": person, "cut": cut} for cut in cuts]
    rows.append({"role": role("layout"), "absence_reason": "not_yet_entered", "cut": cuts[0]})
    return enter_credits(production, rows, by=None, now=now)


def read_rows(client, address):
    """The cells of each line, without the box, and the value of its box."""
    page = read_page(client.get(address))
    found = {}
    for line in find_all(page, "tr", class_="line"):
        box, *cells = find_all(line, "td")
        value = get_value(find_all(box, "input")[0], "value")
        found[tuple(" ".join(get_text(cell).split()) for cell in cells[:3])] = value
    return found


def tell(credits):
    return ",".join(f"{credit.pk}:{credit.revision}" for credit in credits)


def test_drafts_are_lines_of_a_person_with_their_cuts_and_problems(client, editor, page, drafts, person):
    *named, nobody = drafts
    assert read_rows(client, page) == {
        ("not yet entered", "001", "names nobody AI: not asked"): tell([nobody]),
        (person.name, "001 002 003 004", "AI: not asked"): tell(named),
    }


def test_chosen_lines_are_confirmed_and_others_stay(client, editor, page, drafts):
    *named, nobody = drafts
    client.post(page, {"act": "confirm", "credit": tell(named)})
    assert set(Credit.objects.filter(state="confirmed")) == set(named)
    nobody.refresh_from_db()
    assert nobody.state == "draft"


def test_what_somebody_changed_meanwhile_is_told_and_not_confirmed(client, editor, page, drafts, now):
    seen = tell(drafts)
    update_credit(drafts[1], credited_as="牧原", by=None, now=now)
    told = client.post(page, {"act": "confirm", "credit": seen}, **JSON).json()
    assert told == {
        "changed": 4,
        "said": "4 credits were confirmed.",
        "left": "Somebody changed 002 Key animation: 牧原 meanwhile: it stays as it is; look at it again.",
    }
    assert list(Credit.objects.filter(state="draft")) == [drafts[1]]


def test_a_whole_list_is_confirmed_only_as_it_was_shown(
    client, editor, page, episode, drafts, person, role, production, now
):
    address = f"{page}?episode={episode.pk}"
    form = find_all(read_page(client.get(address)), "form", class_="confirm-all")[0]
    word = get_value(find_all(form, "input", name="list")[0], "value")
    late = enter_credit(
        production, role=role("layout"), contributor=person, episode=episode, by=None, now=now
    )
    answer = client.post(address, {"act": "confirm_all", "list": word})
    assert "Somebody entered or changed credits of this list meanwhile" in read_page_text(answer)
    assert not Credit.objects.filter(state="confirmed").exists()
    form = find_all(read_page(client.get(address)), "form", class_="confirm-all")[0]
    word = get_value(find_all(form, "input", name="list")[0], "value")
    assert client.post(address, {"act": "confirm_all", "list": word}).status_code == 302
    assert "On to the releases" in read_page_text(client.get(address))
    late.refresh_from_db()
    assert late.state == "confirmed"
    assert not Credit.objects.filter(state="draft").exists()


def test_the_drafts_of_one_episode_are_confirmed_alone(
    client, editor, page, episode, drafts, confirmed, production, role, person, now
):
    other = enter_credit(production, role=role("director"), contributor=person, by=None, now=now)
    address = f"{page}?episode={episode.pk}"
    form = find_all(read_page(client.get(address)), "form", class_="confirm-all")[0]
    client.post(
        address, {"act": "confirm_all", "list": get_value(find_all(form, "input", name="list")[0], "value")}
    )
    assert list(Credit.objects.filter(state="draft")) == [other]


def test_drafts_are_removed_and_confirmed_ones_returned_with_a_reason(
    client, editor, page, drafts, production, now
):
    update_production(production, visibility="private", by=None, now=now)
    first, second, *_others = drafts
    asked = client.post(page, {"act": "remove", "credit": tell([first])}, **JSON)
    assert (asked.status_code, asked.json()) == (422, {"reasons": ["Say why these drafts are removed."]})
    client.post(page, {"act": "remove", "credit": tell([first]), "reason": "Another's"})
    first.refresh_from_db()
    assert first.removed_at is not None
    confirm_credits([second], by=None, now=now)
    client.post(f"{page}?show=confirmed", {"act": "return", "credit": tell([second]), "reason": "Too early"})
    second.refresh_from_db()
    assert second.state == "draft"
    assert any("back to draft: Too early" in " ".join(cells) for cells in read_rows(client, page))


def test_ai_is_answered_for_a_selection(client, editor, page, drafts, person):
    *named, _nobody = drafts
    values = {
        "answer": "none",
        "declared_by": person.pk,
        "wording": "I drew by hand.",
        "basis": "own_statement",
    }
    address = f"{page}?show=ai"
    assert len(read_rows(client, address)) == 2
    assert client.post(address, {"act": "declare", "credit": tell(named), **values}).status_code == 302
    assert set(AIDeclaration.objects.values_list("credit", flat=True)) == {credit.pk for credit in named}
    assert len(read_rows(client, address)) == 1
    again = client.post(address, {"act": "declare", "credit": tell(named), **values})
    assert "This credit has a declaration already; withdraw that one first." in read_page_text(again)


def test_what_is_not_a_list_of_credits_is_refused(client, editor, page, drafts, credit_in, theirs, person):
    foreign = credit_in(theirs, contributor=person)
    for value in ("", "1", "1:x", "9" * 30 + ":1"):
        assert client.post(page, {"act": "confirm", "credit": value}, **JSON).status_code == 422
    assert client.post(page, {"act": "confirm", "credit": tell([foreign])}, **JSON).json()["changed"] == 0
    assert client.post(page, {"act": "confirm"}, **JSON).json() == {
        "reasons": ["Choose at least one credit."]
    }


def test_a_viewer_reads_and_decides_nothing(client, staff, page, drafts):
    client.force_login(staff("viewer"))
    text = client.get(page)
    assert drafts[0].credited_as in read_page_text(text)
    assert "Confirm chosen drafts" not in read_markup(text)
    assert client.post(page, {"act": "confirm", "credit": tell(drafts)}).status_code == 403
    assert not Credit.objects.filter(state="confirmed").exists()


def test_the_old_page_that_confirmed_unseen_leads_to_the_drafts(client, editor, production, page, drafts):
    old = reverse("admin:productions_production_confirm", args=[production.pk])
    for answer in (client.get(old), client.post(old)):
        assert answer.headers["Location"] == f"{page}?show=drafts"
    assert not Credit.objects.filter(state="confirmed").exists()


def test_conflicts_and_unnamed_ai_lead_to_where_they_are_mended(
    client, editor, page, production, confirmed, person, now
):
    credit = confirmed(contributor=person)
    claim = open_claim(
        production, kind="wrong_name", credit=credit, claimant_name="Secret", message="x", by=None, now=now
    )
    shown = client.get(f"{page}?show=conflicts")
    assert reverse("admin:productions_claim_change", args=[claim.pk]) in list_links(read_page(shown))
    assert "Secret" not in read_markup(shown)
    system = register_ai_system(name="Reiga Paint", vendor="Kaku Labs", by=None, now=now)
    record_ai_use(credit, ai_system=system, by=None, now=now, **GENERATIVE)
    nobodys = confirmed(absence_reason="unknown_lost")
    record_ai_use(nobodys, ai_system=system, by=None, now=now, **GENERATIVE)
    links = list_links(read_page(client.get(f"{page}?show=unnamed")))
    assert f"{reverse('admin:productions_credit_change', args=[nobodys.pk])}#id_contributor" in links
    assert not any(reverse("admin:productions_credit_change", args=[credit.pk]) in link for link in links)


def test_cells_without_anyone_lead_to_the_sheet(
    client, editor, page, production, episode, drafts, cuts, role
):
    links = list_links(read_page(client.get(f"{page}?show=cells&episode={episode.pk}")))
    sheet = reverse("admin:productions_production_cut_sheet", args=[production.pk])
    assert f"{sheet}?episode={episode.pk}#cut={cuts[1].pk}&role=layout" in links
    assert f"{sheet}?episode={episode.pk}#cut={cuts[0].pk}&role=layout" not in links


@pytest.mark.parametrize("show", ["drafts", "conflicts", "people", "ai", "unnamed", "cells", "confirmed"])
def test_each_list_costs_at_most_15_queries_with_1_and_with_30_rows(
    client, editor, page, production, person, role, show, now
):
    episode = add_episode(production, number="1", by=None, now=now)
    system = register_ai_system(name="Reiga Paint", vendor="Kaku Labs", by=None, now=now)
    client.get(page)
    costs = []
    for first, count in ((0, 1), (1, 29)):
        made = add_cuts(
            production, [{"number": f"{first}-{n}"} for n in range(count)], episode=episode, by=None, now=now
        )
        people = [create_contributor(name=f"人{first}の{n}", by=None, now=now) for n in range(count)]
        use = {"ai_system": system, **GENERATIVE}
        for state in ("draft", "confirmed"):
            rows = [
                {"role": role("layout"), "contributor": each, "cut": cut, "role_as_printed": state}
                for each, cut in zip(people, made, strict=True)
            ] + [{"role": role("layout"), "absence_reason": "unknown_lost", "cut": cut} for cut in made]
            rows[0] |= {"ai_uses": [use]}
            credits = enter_credits(production, rows, by=None, now=now, state=state)
        for credit in credits[:count]:
            open_claim(
                production, kind="wrong_name", credit=credit, claimant_name="X", message="x", by=None, now=now
            )
        address = f"{page}?show={show}&episode={episode.pk}"
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 15


def test_people_missing_counts_what_the_first_page_counts(client, editor, page, drafts, production):
    listed = client.get(f"{page}?show=people")
    roles = find_all(read_page(listed), "ul", class_="review-roles")[0]
    missing = 1 + len(find_all(roles, "li"))
    assert f"People missing {missing}" in read_page_text(listed)
    first = client.get(reverse("admin:productions_production_overview", args=[production.pk]))
    assert f"{missing} people missing" in read_page_text(first)
