"""Locks are taken in one order: the names, then the entries, lowest key first. Whoever waits for one holds none that the other wants."""

import threading
import time
from functools import partial

import pytest
from django.db import connection, transaction

from productions.ai.services.ai_systems import register_ai_system
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.bulk_credits import RowsRefused, enter_credits
from productions.credits.services.credits import confirm_credits
from productions.models import AIUse, Contributor, Credit, Proposal
from productions.operations.services.name_lock import hold_names
from productions.people.services.contributors import create_contributor
from productions.proposals.services.proposals import create_proposal
from productions.shared.intake_choices import SharedAct
from productions.shared.refusals import ProposalNeeded
from productions.withholding.services.withholding import record_wish

pytestmark = pytest.mark.postgres
PATIENCE = 30


def change_credit(credit, duplicate, api):
    api.patch(f"credits/{credit.uid}/", {"position": 7}, "*")


def remove_credit(credit, duplicate, api):
    api.delete(f"credits/{credit.uid}/?reason=twice", "*")


def withhold(credit, duplicate, api):
    api.post(f"credits/{credit.uid}/withhold/", {"statement": "x", "stated_on": "2026-05-01"}, status=200)


def change_use(credit, duplicate, api):
    api.patch(f"ai-uses/{AIUse.objects.get().uid}/", {"extent": "partial"}, "*")


def accept(credit, duplicate, api):
    api.post(f"proposals/{Proposal.objects.get().uid}/accept/", {}, status=200)


def merge(credit, duplicate, api):
    values = {"into": str(credit.contributor.uid), "reason": "x"}
    api.post(f"contributors/{duplicate.uid}/merge/", values, status=200)


DOORS = {
    change_use: AIUse,
    change_credit: Credit,
    accept: Proposal,
    merge: Contributor,
    withhold: Credit,
    remove_credit: Credit,
}
"""With what each locks after the names."""


def until_blocked():
    """Until somebody in this database waits for a lock."""
    deadline = time.monotonic() + PATIENCE
    here = "SELECT pid FROM pg_locks JOIN pg_database AS d ON d.oid = database WHERE datname = current_database()"
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute(f"SELECT count(*) FROM pg_locks WHERE NOT granted AND pid IN ({here})")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    raise AssertionError("Nobody waits.")


def beside(work, *args):
    """Start it in a thread, with what it raised."""
    failed = []

    def run():
        try:
            work(*args)
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, failed


def test_who_waits_for_the_names_has_locked_no_entry(
    unlocked, production, person, confirmed, tool, staff, now
):
    credit = confirmed(contributor=person)
    proposed, duplicate = (create_contributor(name=name, by=None, now=now) for name in ("見本 花", "見本 葉"))
    record_ai_use(
        credit, ai_system=register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now), task="layout",
        source_type="algorithmicMedia", oversight="prompt_guided", extent="assist", by=None, now=now,
    )  # fmt: skip
    needed = ProposalNeeded(SharedAct.MERGE, proposed, also=person, arguments={}, reason="x")
    create_proposal(needed, by=staff("editor"), now=now)
    registrar = staff("approver")
    registrar.is_superuser = True
    registrar.save()
    api = tool(user=registrar)
    for door, model in DOORS.items():
        with transaction.atomic():
            hold_names()
            thread, failed = beside(door, credit, duplicate, api)
            until_blocked()
            assert list(model._base_manager.select_for_update(nowait=True, of=("self",))), door
        thread.join()
        assert failed == []


def test_a_wish_locks_credits_by_their_keys_as_confirming_does(
    unlocked, production, person, confirmed, role, now
):
    """Not in the order of the roll, which is the other way round here."""
    first = confirmed(contributor=person, role=role("key_animation"))
    second = confirmed(contributor=person, role=role("director"))
    assert list(Credit.objects.in_roll_order()) == [second, first]
    values = {"production": production, "statement": "x", "stated_on": now.date(), "by": None, "now": now}
    with transaction.atomic():
        Credit.objects.select_for_update().get(pk=first.pk)
        thread, failed = beside(lambda: record_wish(person, **values))
        until_blocked()
        Credit.objects.select_for_update(nowait=True).get(pk=second.pk)
        confirm_credits([first, second], by=None, now=now)
    thread.join()
    assert failed == []
    assert not Credit.objects.filter(contributor=person).exists()


def test_rows_are_sent_in_one_order_whatever_the_order_of_a_batch(unlocked, production, role, now):
    """Whoever is second to enter the same credit waits for the first, and has entered nothing that the first is about to."""
    people = [
        create_contributor(name=f"見本 {letter}", by=None, now=now) for letter in "青赤黄緑紫白黒茶桃橙"
    ]
    rows = [{"role": role("layout"), "contributor": person} for person in reversed(people)]
    enter = partial(enter_credits, production, by=None, now=now)
    with transaction.atomic():
        enter(rows[-1:])
        thread, failed = beside(enter, rows)
        until_blocked()
        enter(rows[:-1])
    thread.join()
    (refused,) = failed
    assert isinstance(refused, RowsRefused)
    assert len(refused.rows) == len(people)
    assert Credit.objects.count() == len(people)
    kept = enter([row | {"edition": "broadcast"} for row in rows])
    assert [credit.contributor for credit in sorted(kept, key=lambda credit: credit.pk)] == people[::-1]
