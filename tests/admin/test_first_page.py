"""The first page: one's productions, newest work first, with what waits in each."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from productions.catalogue.services.memberships import grant_membership
from productions.catalogue.services.productions import create_production, update_production
from productions.claims.services.claims import open_claim
from productions.credits.services.credits import enter_credit
from productions.desk.admin.index import MAX_LISTED
from productions.exports.services.exports import request_export
from productions.models import Export, User
from productions.releases.services.releases import issue_release
from tests.html_pages import find_all, get_text, list_links, list_texts, read_page

MAX_QUERIES = 17


def list_cards(client, **options):
    """Title and figures of each production, in the order of the page."""
    page = read_page(client.get("/admin/", **options))
    (cards,) = find_all(page, "ul", class_="my-productions") or [None]
    return [
        (get_text(find_all(card, "h2")[0]), list_texts(find_all(card, "ul", class_="waiting")[0], "li"))
        if find_all(card, "ul", class_="waiting")
        else (get_text(find_all(card, "h2")[0]), [])
        for card in (find_all(cards, "li") if cards else [])
        if find_all(card, "h2")
    ]


@pytest.fixture
def others(db, now):
    return create_production(title="Others", kind="film", by=None, now=now)


def test_members_see_their_own_productions_with_what_waits(
    client, staff, production, others, role, person, now
):
    enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)
    enter_credit(others, role=role("layout"), contributor=person, by=None, now=now)
    client.force_login(staff("editor"))
    cards = dict(list_cards(client))
    assert list(cards) == ["犬と少年"]
    assert "1 draft to confirm" in cards["犬と少年"]
    assert "AI not asked: 1 credit" in cards["犬と少年"]
    links = list_links(read_page(client.get("/admin/")))
    assert f"/admin/productions/production/{production.pk}/overview/" in links


def test_a_conflict_stands_out_and_leads_to_where_it_is_settled(
    client, staff, production, confirmed, person, now
):
    credit = confirmed(contributor=person)
    open_claim(production, kind="not_mine", claimant_name="x", message="x", credit=credit, by=None, now=now)
    client.force_login(staff("approver"))
    page = read_page(client.get("/admin/"))
    assert [get_text(each) for each in find_all(page, "li", class_="pressing")] == ["1 conflict"]


def test_ones_own_exports_are_told_of_when_they_are_ready(client, staff, production, confirmed, person, now):
    confirmed(contributor=person)
    editor = staff("editor")
    mine, theirs = (
        request_export(production, format="txt", by=by, now=now) for by in (editor, staff("editor", "other"))
    )
    client.force_login(editor)
    assert "2 exports in the making" in dict(list_cards(client))["犬と少年"]
    for export, days in ((mine, 1), (theirs, 1)):
        Export.objects.filter(pk=export.pk).update(
            state="done", file="x", size=1, digest="0" * 64, finished_at=timezone.now() - timedelta(days=days)
        )
    (ready,) = [text for text in dict(list_cards(client))["犬と少年"] if "ready since" in text]
    assert ready.startswith("1 export ")
    Export.objects.filter(pk=mine.pk).update(finished_at=timezone.now() - timedelta(days=8))
    assert not [text for text in dict(list_cards(client))["犬と少年"] if "ready since" in text]


def test_a_superuser_sees_all_and_the_one_worked_on_last_is_first(client, boss, production, others, now):
    assert [title for title, _figures in list_cards(client)] == ["Others", "犬と少年"]
    update_production(production, remark="Seen.", by=None, now=now)
    assert [title for title, _figures in list_cards(client)] == ["犬と少年", "Others"]


def test_it_lists_thirty_and_leads_to_the_rest(client, boss, now):
    for number in range(MAX_LISTED + 1):
        create_production(title=f"Film {number}", kind="film", by=None, now=now)
    assert len(list_cards(client)) == MAX_LISTED
    page = read_page(client.get("/admin/"))
    assert "All productions" in list_texts(page, "a")


@pytest.mark.parametrize("who", ["viewer", "editor", "approver", "registrar", "superuser"])
def test_it_costs_the_same_for_one_production_and_for_thirty(
    client, staff, boss, production, confirmed, role, person, now, who
):
    level = who if who in ("viewer", "editor") else "approver"
    user = boss if who == "superuser" else staff(level, "who")
    User.objects.filter(pk=user.pk).update(registrar=who == "registrar")
    client.force_login(user)
    client.get("/admin/")  # the first page notes the session
    confirmed(contributor=person)
    issue_release(production, by=None, now=now)
    done = request_export(production, format="txt", by=None, now=now)
    Export.objects.filter(pk=done.pk).update(
        requested_by=user, state="done", file="x", size=1, digest="0" * 64, finished_at=timezone.now()
    )
    counts = []
    for number in (0, 29):
        for each in range(number):
            more = create_production(title=f"Film {each}", kind="film", by=None, now=now)
            if who != "superuser":
                grant_membership(user=user, production=more, level=level, by=None, now=now)
            enter_credit(more, role=role("layout"), contributor=person, by=None, now=now)
            request_export(more, format="txt", by=None, now=now)
        if not number:
            enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)
            request_export(production, format="txt", by=None, now=now)
        with CaptureQueriesContext(connection) as asked:
            assert len(list_cards(client)) == number + 1
        counts.append(len(asked))
    assert counts[0] == counts[1] <= MAX_QUERIES
