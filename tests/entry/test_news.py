"""What a page hears of others: changed cells, other tabs. No change is missed, whenever it is committed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from productions.catalogue.services.cuts import add_cut
from productions.entry.services.sheet_news import LATE_SECONDS, Visit, tell_news
from productions.entry.services.sheet_places import SheetPlace
from productions.models import Event, SheetVisitor
from tests.entry.conftest import Sheet


@pytest.fixture
def ask(sheet):
    """The news for one tab."""
    visitor = str(uuid4())

    def make(after, **where):
        body = {"after": after, "visitor": visitor, "cut": None, "role": None, **where}
        answer = sheet.send("news", body)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return make


def told(news):
    return [(cell["role"], cell["text"]) for cell in news["cells"]]


def test_a_change_is_told_once_and_nothing_else(sheet, ask, cuts):
    start = ask(sheet.get().json()["marker"])
    sheet.write(cuts["C001"], "layout", "田中 花")
    news = ask(start["marker"])
    assert told(news) == [("layout", "田中 花")]
    assert news["cuts_changed"] is False
    assert told(ask(news["marker"])) == []


def test_an_emptied_cell_is_told_as_empty(sheet, ask, cuts):
    sheet.write(cuts["C001"], "layout", "田中 花")
    start = ask(sheet.get().json()["marker"])
    sheet.write(cuts["C001"], "layout", "")
    (cell,) = ask(start["marker"])["cells"]
    assert (cell["text"], cell["revision"]) == ("", "")


def test_what_was_stored_while_the_page_was_loaded_is_told(sheet, ask, cuts):
    marker = sheet.get().json()["marker"]
    sheet.write(cuts["C001"], "layout", "田中 花")
    assert ("layout", "田中 花") in told(ask(marker))


def test_an_event_that_is_committed_late_is_not_missed(ask, sheet, enter, someone, production):
    """Its key is below one that was told already, as where a long transaction ends after a short one."""
    first, second = enter("C001", "layout", someone("田中 花")), enter("C002", "layout", someone("佐藤 実"))
    start = ask(sheet.get().json()["marker"])
    newest = Event.objects.order_by("-pk").first().pk

    def commit(key, credit):
        told = {"entity_type": "credit", "entity_uid": credit.uid, "production": production}
        Event.objects.bulk_create([Event(pk=key, at=timezone.now(), action="changed", **told)])

    commit(newest + 9, second)
    seen = ask(start["marker"])
    assert told(seen) == [("layout", "佐藤 実")]
    commit(newest + 5, first)
    assert ("layout", "田中 花") in told(ask(seen["marker"]))


def test_new_cuts_are_told(sheet, ask, production, episode):
    start = ask(sheet.get().json()["marker"])
    add_cut(production, number="C099", episode=episode, by=None, now=timezone.now())
    assert ask(start["marker"])["cuts_changed"] is True


def test_other_tabs_are_seen_while_they_are_there(sheet, ask, cuts, staff, production, episode, now):
    colleague = staff("approver", "tanaka")
    place = SheetPlace(production, episode)
    visit = Visit(uuid4(), cuts["C002"].uid, "layout")
    start = sheet.get().json()["marker"]
    tell_news(place, after=start, visit=visit, user=colleague, now=timezone.now())
    assert ask(start)["others"] == [{"name": "tanaka", "cut": str(cuts["C002"].uid), "role": "layout"}]
    SheetVisitor.objects.filter(user=colleague).update(seen_at=timezone.now() - timedelta(seconds=60))
    assert ask(start)["others"] == []
    assert SheetVisitor.objects.count() == 1


def test_a_marker_of_long_ago_tells_all_since(sheet, ask, cuts):
    start = ask(sheet.get().json()["marker"])["marker"]
    sheet.write(cuts["C001"], "layout", "田中 花")
    long_ago = f"t{int(timezone.now().timestamp()) - 2 * LATE_SECONDS}"
    assert ("layout", "田中 花") in told(ask(long_ago))
    assert ("layout", "田中 花") in told(ask(start))


@pytest.mark.parametrize(
    "body",
    [
        {}, {"after": "t1"}, {"after": "x", "visitor": str(uuid4())}, {"after": "1.2", "visitor": str(uuid4())},
        {"after": "t1", "visitor": "no"}, {"after": "t1", "visitor": str(uuid4()), "role": "\0"},
        {"after": "t1", "visitor": str(uuid4()), "cut": "12"}, {"after": "t99999999999", "visitor": 4},
    ],
)  # fmt: skip
def test_what_no_page_sends_is_refused(sheet, body):
    assert sheet.send("news", body).status_code == 422


def test_who_may_see_hears_and_who_may_not_does_not(
    client, staff, account, production, episode, cuts, theirs
):
    client.force_login(staff("viewer"))
    body = {"after": "t1700000000", "visitor": str(uuid4())}
    assert Sheet(client, production, episode).send("news", body).status_code == 200
    client.force_login(account("stranger", theirs))
    assert Sheet(client, production, episode).send("news", body).status_code == 404
