"""Events: what they tell, and the numbers that they get afterwards."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from productions.catalogue.services import productions as works
from productions.ledger.services.ledger import number_events
from productions.models import Event
from productions.people.services import private_details


def test_changing_nothing_writes_nothing(production, now):
    before = Event.objects.count()
    works.update_production(production, kind=production.kind, by=None, now=now)
    assert Event.objects.count() == before


def test_private_values_stay_out_of_the_ledger(production, person, now):
    details = private_details.add_private_details(person, production=production, by=None, now=now)
    private_details.update_private_details(
        details, email="secret@example.com", note="secret", by=None, now=now
    )
    event = Event.objects.latest("pk")
    assert event.changes == {"email": ["(private)", "(private)"], "note": ["(private)", "(private)"]}


def test_events_get_gap_free_numbers_afterwards(production, now):
    for year in (2001, 2002, 2003):
        works.update_production(production, year=year, by=None, now=now + timedelta(days=year))
    total = Event.objects.count()
    while number_events(limit=500):
        pass
    numbers = list(Event.objects.order_by("seq").values_list("seq", flat=True))
    assert numbers == list(range(1, total + 1))
    assert number_events() == 0


@pytest.mark.postgres
def test_many_who_number_at_once_leave_no_gap(unlocked):
    together = threading.Barrier(4)

    def number():
        together.wait()
        while Event.objects.unnumbered().exists():
            number_events(limit=50)
        connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(number) for _worker in range(4)]:
            done.result()

    told = Event.objects.exclude(silent=True).count()
    assert told > 1000
    assert sorted(Event.objects.numbered().values_list("seq", flat=True)) == list(range(1, told + 1))
