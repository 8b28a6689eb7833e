"""The pages of a claim: two ways to decide it, its act filled in, and what was decided."""

import pytest
from django.urls import reverse

from productions.catalogue.services.productions import create_production
from productions.claims.services.claims import open_claim
from productions.models import Claim, Credit
from productions.people.services.contributors import create_contributor
from tests.html_pages import get_text, list_links, read_markup, read_page, read_page_text

WORDS = "その名前は出さないで"


@pytest.fixture
def credit(confirmed, person):
    return confirmed(contributor=person)


@pytest.fixture
def opened(production, credit, now):
    def make(kind, **values):
        values = {"credit": None if kind == "missing" else credit, **values}
        return open_claim(production, kind=kind, claimant_name="X", message=WORDS, by=None, now=now, **values)

    return make


def page(claim, name="change"):
    return reverse(f"admin:productions_claim_{name}", args=[claim.pk])


def accept(client, claim):
    return client.post(page(claim, "accept"), {"decision": "They are right."})


def test_accept_and_decline_are_two_pages_with_the_reason(client, opened, staff, credit):
    client.force_login(staff("approver"))
    first, second = opened("not_mine"), opened("wrong_name")
    assert {"../accept/", "../decline/"} <= list_links(read_page(client.get(page(first))))
    assert "it stays disputed until then" in read_page_text(client.get(page(first, "accept")))
    refused = client.post(page(first, "accept"), {"decision": " "})
    assert "This field is required." in read_page_text(refused)
    assert accept(client, first).headers["Location"] == page(first)
    client.post(page(second, "decline"), {"decision": "It is right."})
    assert [each.state for each in Claim.objects.order_by("pk")] == ["accepted", "declined"]
    assert Credit.objects.get(pk=credit.pk).state == "disputed"


@pytest.mark.parametrize("name", ["accept", "decline", "act", "close"])
@pytest.mark.parametrize("level", ["viewer", "editor", "stranger"])
def test_only_approvers_decide_and_see_what_was_written(client, opened, staff, name, level):
    claim = opened("withhold")
    client.force_login(staff(level))
    answer = client.get(page(claim, name))
    assert answer.status_code == (404 if level == "stranger" else 403)
    posted = client.post(page(claim, name), {"decision": "x", "reason": "x"})
    assert posted.status_code == answer.status_code
    assert Claim.objects.get().state == "open"
    assert WORDS not in read_markup(client.get(page(claim)))


def test_a_wish_is_recorded_from_the_claim_with_its_own_words(client, opened, staff, credit):
    client.force_login(staff("approver"))
    claim = opened("withhold")
    accept(client, claim)
    shown = read_page_text(client.get(page(claim)))
    assert "This is due: Withhold the name." in shown
    form = client.get(page(claim, "act"))
    values = {name: form.context["form"].initial[name] for name in ("statement", "stated_on")}
    assert (values["statement"], values["stated_on"].isoformat()) == (WORDS, "2026-05-01")
    client.post(page(claim, "act"), values)
    credit.refresh_from_db()
    assert (Claim.objects.get().state, credit.contributor) == ("settled", None)
    assert credit.withheld_statement.text == WORDS


def test_a_wrong_name_is_corrected_from_the_claim(client, opened, staff, credit):
    client.force_login(staff("approver"))
    claim = opened("wrong_name")
    accept(client, claim)
    same = client.post(page(claim, "act"), {"credited_as": credit.credited_as})
    assert "That changes nothing; the claim stays open." in read_page_text(same)
    client.post(page(claim, "act"), {"credited_as": "牧原 亮太郎"})
    assert (Claim.objects.get().state, Credit.objects.get().credited_as) == ("settled", "牧原 亮太郎")


def test_who_did_not_do_it_is_replaced_or_removed_from_the_claim(client, opened, staff, credit, now):
    client.force_login(staff("approver"))
    other = create_contributor(name="見本 花", by=None, now=now)
    claim = opened("not_mine")
    accept(client, claim)
    client.post(page(claim, "act"), {"contributor": other.pk, "reason": "Hers."})
    assert (Credit.objects.get().contributor, Claim.objects.get().state) == (other, "settled")
    claim = opened("not_mine")
    accept(client, claim)
    client.post(page(claim, "act"), {"contributor": "", "reason": "Nobody's."})
    claim.refresh_from_db()
    assert (Credit.objects.get().removed_at is not None, claim.state) == (True, "settled")


def test_who_was_missing_is_linked_from_the_claim(client, opened, staff, credit):
    client.force_login(staff("approver"))
    claim = opened("missing")
    accept(client, claim)
    assert "Enter a credit" in read_page_text(client.get(page(claim)))
    client.post(page(claim, "act"), {"credit": credit.pk})
    claim.refresh_from_db()
    assert (claim.credit, claim.state) == (credit, "settled")


def test_nothing_is_done_on_a_claim_that_is_not_accepted(client, opened, staff, credit):
    client.force_login(staff("approver"))
    claim = opened("wrong_name")
    answer = client.post(page(claim, "act"), {"credited_as": "牧原 亮太郎"})
    assert "No action is due on this claim." in read_page_text(answer)
    assert Credit.objects.get().credited_as == credit.credited_as


def test_a_decided_claim_shows_decision_decider_reason_and_day(client, opened, staff, production):
    claim = opened("not_mine")
    client.force_login(staff("approver", "judge"))
    accept(client, claim)
    client.post(page(claim, "close"), {"reason": "They took it back."})
    claim.refresh_from_db()
    for level in ("approver", "viewer"):
        client.force_login(staff(level))
        shown = read_page_text(client.get(page(claim)))
        for said in ("settled", "judge", "They are right.", "They took it back."):
            assert said in shown, (level, said)
        assert f"{claim.decided_at.year}" in shown


def test_the_words_of_a_decision_on_a_wish_are_for_approvers(client, opened, staff):
    claim = opened("withhold")
    client.force_login(staff("approver"))
    client.post(page(claim, "decline"), {"decision": f"It is not {WORDS}."})
    assert WORDS in read_page_text(client.get(page(claim)))
    client.force_login(staff("editor"))
    shown = client.get(page(claim))
    assert "declined" in read_page_text(shown)
    assert WORDS not in read_markup(shown)


def test_who_issues_is_told_what_is_open(client, opened, staff, production):
    opened("not_mine")
    claim = opened("withhold")
    client.force_login(staff("approver"))
    accept(client, claim)
    address = reverse("admin:productions_production_issue", args=[production.pk])
    shown = read_page_text(client.get(address))
    for said in (
        "1 credit is disputed; the document says so.",
        "1 accepted wish to withhold a name is not recorded yet: an issue would print the name.",
        "1 claim is not decided yet.",
    ):
        assert said in shown
    done = read_page_text(client.post(address, {"edition": ""}, follow=True))
    assert "Disputed since 2026-05-01: " in done
    release = production.releases.get()
    shown = read_page_text(client.get(reverse("admin:productions_release_change", args=[release.pk])))
    assert ("credits disputed today" in shown.lower(), release.disputed) == (True, 1)


def test_a_credit_shows_its_open_claims_and_a_viewer_may_record_one(
    client, opened, staff, credit, production
):
    claim = opened("not_mine")
    client.force_login(staff("viewer"))
    shown = read_page(client.get(reverse("admin:productions_credit_change", args=[credit.pk])))
    assert page(claim) in list_links(shown)
    assert "Record a claim" in get_text(shown)
    values = {
        "production": production.pk,
        "kind": "wrong_name",
        "credit": credit.pk,
        "claimant_name": "Y",
        "message": "x",
    }
    client.post(reverse("admin:productions_claim_add"), values)
    assert Claim.objects.filter(kind="wrong_name", opened_by__username="viewer").count() == 1


def test_a_production_that_is_not_theirs_is_not_told(client, staff, production, now):
    other = create_production(title="まだ秘密", title_kana="まだひみつ", kind="film", by=None, now=now)
    client.force_login(staff("viewer"))
    values = {"production": other.pk, "kind": "missing", "claimant_name": "Y", "message": "x"}
    answer = client.post(reverse("admin:productions_claim_add"), values)
    assert answer.status_code == 200
    assert "まだ秘密" not in read_markup(answer)
    assert Claim.objects.count() == 0
