"""A new episode begins with the last one's staff: as drafts, in its order, and nothing that was said of it alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from productions.cast.services.characters import create_character
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode
from productions.credits.services.ai_declarations import declare_ai
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import confirm_credits
from productions.entry.services.credit_list_order import store_order
from productions.entry.services.credit_list_rows import read_list_rows
from productions.entry.services.sheet_places import SheetPlace
from productions.entry.services.starting_episodes import propose_number, start_episode
from productions.models import Credit, Event
from productions.people.services.contributors import create_contributor
from productions.shared.refusals import Refusal
from productions.withholding.services.withholding import record_wish
from tests.html_pages import find_all, get_text, get_value, read_page, read_page_text


@pytest.fixture
def episode(production, now):
    return add_episode(production, number="01", by=None, now=now)


@pytest.fixture
def enter(production, role, now):
    """Enters a credit of this role."""

    def enter_one(code, **values):
        (credit,) = enter_credits(production, [{"role": role(code), **values}], by=None, now=now)
        return credit

    return enter_one


@pytest.fixture
def start(production, episode, now):
    """Begins episode 02 from the given credits."""

    def start_from(*credits, number="02", **values):
        keys = [credit.pk for credit in credits]
        return start_episode(
            production, number=number, source=episode, credits=keys, by=None, now=now, **values
        )

    return start_from


@pytest.fixture
def somebody(now):
    return lambda name: create_contributor(name=name, by=None, now=now)


def list_names(production, episode):
    return [row.credit.credited_as for row in read_list_rows(SheetPlace(production, episode))]


def test_what_a_credit_says_is_taken_over_and_what_was_so_then_is_not(
    production, episode, enter, start, person, company, now
):
    hero = create_character(production, name="イアン", by=None, now=now)
    voiced = enter(
        "voice",
        episode=episode,
        contributor=person,
        credited_as="牧原",
        role_as_printed="こえのひと",
        printed_as="マキハラ",
        affiliation=company,
        evidence_kind="contract",
        evidence_note="秘密",
        portrayals=[{"character": hero, "variant": None}],
    )
    confirm_credits([voiced], by=None, now=now)
    declare_ai(
        voiced,
        answer="none",
        declared_by=person,
        wording="使っていない",
        basis="own_statement",
        by=None,
        now=now,
    )
    second = start(voiced, title="二話")
    (taken,) = Credit.objects.filter(episode=second)
    assert (str(second), taken.state, taken.ai) == ("#02 二話", "draft", "not_asked")
    assert (taken.contributor, taken.credited_as, taken.affiliation) == (person, "牧原", company)
    assert (taken.role_as_printed, taken.printed_as) == ("こえのひと", "")
    assert (taken.evidence_kind, taken.evidence_note) == ("", "")
    assert [each.character for each in taken.portrayals.live()] == [hero]
    assert Event.objects.filter(entity_uid=taken.uid).get().action == "created"


def test_a_company_that_said_how_many_worked_there_has_not_said_it_again(episode, enter, start, company):
    credit = enter(
        "inbetween",
        episode=episode,
        contributor=company,
        kind="organization",
        headcount=5,
        named_count=0,
    )
    (taken,) = Credit.objects.filter(episode=start(credit))
    assert (taken.headcount, taken.named_count, taken.absence_reason) == (None, None, "not_stated")


def test_a_name_that_is_withheld_stays_so(production, episode, enter, start, person, now):
    credit = enter("episode_director", episode=episode, contributor=person)
    record_wish(person, production=production, statement="匿名で", stated_on=now.date(), by=None, now=now)
    credit.refresh_from_db()
    assert credit.contributor is None
    (taken,) = Credit.objects.filter(episode=start(credit))
    assert (taken.contributor, taken.credited_as, taken.attribution) == (None, "", "withheld")
    assert taken.withheld_statement == credit.withheld_statement


def test_cuts_and_what_nobody_knows_are_not_handed_on(production, episode, enter, start, person, now):
    (cut,) = add_cuts(production, [{"number": "1"}], episode=episode, by=None, now=now)
    of_cut = enter("key_animation", cut=cut, contributor=person)
    lost = enter("screenplay", episode=episode, absence_reason="unknown_lost")
    for credit in (of_cut, lost):
        with pytest.raises(Refusal, match="choose again"):
            start(credit)
    waits = enter("screenplay", episode=episode, absence_reason="not_yet_entered")
    (taken,) = Credit.objects.filter(episode=start(waits))
    assert (taken.role, taken.absence_reason) == (waits.role, "not_yet_entered")


def test_the_order_given_by_hand_is_that_of_the_next_roll(production, episode, enter, start, somebody, now):
    of_series = enter("producer", contributor=somebody("鈴木"))
    own = [enter("screenplay", episode=episode, contributor=somebody(name)) for name in ("甲", "乙", "丙")]
    place = SheetPlace(production, episode)
    order = [own[2].pk, of_series.pk, own[0].pk, own[1].pk]
    store_order(place, order, by=None, now=now)
    second = start(*own)
    assert list_names(production, episode) == ["丙", "鈴木", "甲", "乙"]
    assert list_names(production, second) == ["丙", "鈴木", "甲", "乙"]


def test_an_empty_episode_is_taken_and_one_with_credits_is_refused(
    production, episode, enter, start, person, now
):
    credit = enter("screenplay", episode=episode, contributor=person)
    second = add_episode(production, number="2", title="二話", by=None, now=now)
    assert propose_number(production, episode) == "2"
    assert start(credit, number="02") == second
    second.refresh_from_db()
    assert second.title == "二話"
    with pytest.raises(Refusal, match="Episode 2 has credits already"):
        start(credit, number="02")
    assert propose_number(production, second) == "3"


PAGE = "admin:productions_production_episode_from"


def test_the_page_ticks_who_stays_and_leads_to_the_new_list(
    client, staff, production, episode, enter, somebody, now
):
    client.force_login(staff("editor"))
    address = reverse(PAGE, args=[production.pk])
    assert "No episode has staff yet." in read_page_text(client.get(address))
    stays, goes = somebody("残る"), somebody("ゲスト")
    enter("screenplay", episode=episode, contributor=stays)
    second = add_episode(production, number="02", by=None, now=now)
    kept = enter("screenplay", episode=second, contributor=stays)
    guest = enter("screenplay", episode=second, contributor=goes)
    page = read_page(client.get(address))
    boxes = {get_value(each): "checked" in dict(each.attributes) for each in find_all(page, name="credit")}
    assert boxes == {str(kept.pk): True, str(guest.pk): False}
    assert "only in #02" in get_text(page)
    answer = client.post(address, {"number": "03", "title": "", "credit": [kept.pk]})
    third = production.episodes.get(number="03")
    list_address = reverse("admin:productions_production_credit_list", args=[production.pk])
    assert answer.url == f"{list_address}?episode={third.pk}"
    assert list_names(production, third) == ["残る"]
    refused = client.post(address, {"number": "03", "title": "", "credit": [kept.pk]})
    assert "Episode 03 has credits already" in read_page_text(refused)


def test_a_viewer_begins_nothing(client, staff, production):
    client.force_login(staff("viewer"))
    assert client.post(reverse(PAGE, args=[production.pk]), {"number": "1"}).status_code == 403


def test_the_page_costs_the_same_for_1_and_30_rows(client, staff, production, episode, enter, somebody):
    client.force_login(staff("editor"))
    address = reverse(PAGE, args=[production.pk])
    enter("screenplay", episode=episode, contributor=somebody("一人目"))
    client.get(address)

    def count_queries():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    before = count_queries()
    for number in range(29):
        enter("screenplay", episode=episode, contributor=somebody(f"脚本{number}"))
    assert count_queries() == before <= 15
