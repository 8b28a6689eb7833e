"""Whose export is next, and how many one account may have."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.exports.services.export_queue import list_next_exports
from productions.exports.services.exports import (
    cancel_export,
    request_export,
    run_next_export,
    take_export_lease,
)
from productions.models import Event
from productions.shared.refusals import NotAllowed, TooMany
from productions.tasks import make_film
from productions.users.reach import Reach
from tests.hurried import HURRIED_VALUES

FILM = {"raster": "1280x720", "px": 90, "template": HURRIED_VALUES}


@pytest.fixture
def order(production, person, confirmed, now):
    """Ask for an export of the working copy, a second after the one before."""
    confirmed(contributor=person)
    seconds = iter(range(10_000))

    def asked(by, format="txt"):
        delivery = FILM if format == "mp4" else None
        moment = now + timedelta(seconds=next(seconds))
        return request_export(production, format=format, delivery=delivery, by=by, now=moment)

    return asked


@pytest.fixture
def run(now):
    """A worker's call, a minute after the one before."""
    minutes = iter(range(100, 10_000))

    def work(*, films=False):
        moment = now + timedelta(minutes=next(minutes))
        made = run_next_export(clock=lambda: moment, films=films)
        return made and made.uid

    return work


def test_accounts_take_turns(order, run, staff):
    many, few = staff("editor", "many"), staff("editor", "few")
    first, second, third = (order(many) for _ in range(3))
    text, other = order(few), order(few)
    assert [run() for _ in range(6)] == [first.uid, text.uid, second.uid, other.uid, third.uid, None]


def test_whoever_has_a_film_at_work_waits_for_those_who_have_none(order, run, staff, now):
    many, few = staff("editor", "many"), staff("editor", "few")
    film, paper = order(many, "mp4"), order(many)
    take_export_lease(film.uid, now=now)
    text = order(few)
    assert [run(), run()] == [text.uid, paper.uid]


def test_workers_of_films_and_workers_of_paper_leave_each_other_theirs(order, run, staff):
    """A message that woke the one for the other's would be lost, and what it rang for would wait for the sweep."""
    user = staff("editor")
    film, text = order(user, "mp4"), order(user)
    assert [run(), run(), run(films=True), run(films=True)] == [text.uid, None, film.uid, None]


def test_the_task_makes_the_export_whose_turn_it_is_whatever_it_was_rung_for(order, staff):
    many, few = staff("editor", "many"), staff("editor", "few")
    films = [order(many, "mp4") for _ in range(2)]
    other = order(few, "mp4")
    make_film(str(films[1].uid))
    make_film(str(films[1].uid))
    done = Event.objects.filter(action="finished").order_by("pk").values_list("entity_uid", flat=True)
    assert list(done) == [films[0].uid, other.uid]


@pytest.mark.parametrize("waiting", [1, 30])
@pytest.mark.slow
def test_to_find_the_next_one_costs_the_same_however_many_wait(order, staff, now, waiting):
    for number in range(3):
        user = staff("editor", f"user{number}")
        for _ in range(waiting):
            order(user)
    with CaptureQueriesContext(connection) as queries:
        next(list_next_exports(films=False))
    assert len(queries) == 3


def test_an_account_has_so_many_unfinished_exports(order, staff, settings, now):
    settings.EXPORTS_AT_ONCE = 2
    user = staff("editor")
    first = order(user)
    order(user)
    with pytest.raises(TooMany) as refusal:
        order(user)
    assert (refusal.value.wait, str(refusal.value)) == (
        60,
        "Your account has 2 unfinished exports, which is the limit; wait until one is done or cancel one.",
    )
    cancel_export(first, by=user, now=now)
    order(user)
    order(None)


def test_an_account_asks_for_so_many_exports_an_hour(production, order, staff, settings, now):
    settings.EXPORTS_PER_HOUR = 2
    user = staff("editor")

    def ask(seconds):
        moment = now + timedelta(seconds=seconds)
        return request_export(production, format="txt", by=user, now=moment)

    ask(0)
    ask(600)
    with pytest.raises(TooMany) as refusal:
        ask(3000)
    assert (refusal.value.wait, str(refusal.value)) == (
        600,
        "Your account requested 2 exports within the last hour, which is the limit; try again from May 1, 2026, 10 p.m. on.",
    )
    ask(3600)
    with pytest.raises(TooMany):
        ask(3601)


def test_a_token_that_reads_orders_nothing(order, staff):
    user = staff("approver")
    user.reach = Reach(writes=False)
    with pytest.raises(NotAllowed) as refusal:
        order(user)
    assert str(refusal.value) == "This token may only read; issue one that may write."
