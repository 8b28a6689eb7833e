"""A wish and what writes the same name down at the same moment: whichever comes first, the name is not kept."""

import re
import threading

import pytest
from django.conf import settings
from django.db import connection, transaction

from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import enter_credit, update_credit
from productions.exports.services.exports import request_export
from productions.models import Credit, Export, Rendition
from productions.releases.services.releases import issue_release
from productions.withholding.services.withholding import record_wish

pytestmark = pytest.mark.postgres


def enter(production, person, role, now):
    enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)


def enter_many(production, person, role, now):
    enter_credits(production, [{"role": role("layout"), "contributor": person}], by=None, now=now)


def name_at_last(production, person, role, now):
    unknown = Credit.objects.get(absence_reason="unknown_lost")
    update_credit(unknown, contributor=person, absence_reason="", headcount=None, by=None, now=now)


def issue(production, person, role, now):
    issue_release(production, by=None, now=now)


def export(production, person, role, now):
    request_export(production, format="txt", by=None, now=now)


def in_a_thread(verb, *args):
    def run():
        try:
            verb(*args)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=0.5)
    return thread


@pytest.mark.parametrize("verb", [enter, enter_many, name_at_last, issue, export])
@pytest.mark.parametrize("wish_first", [True, False])
def test_a_name_and_a_wish_wait_for_one_another(
    unlocked, production, person, confirmed, role, now, verb, wish_first
):
    confirmed(absence_reason="unknown_lost", headcount=1, role=role("key_animation"))
    confirmed(contributor=person)
    args = (production, person, role, now)

    def wish(*_args):
        record_wish(person, production=production, statement="x", stated_on=now.date(), by=None, now=now)

    first, second = (wish, verb) if wish_first else (verb, wish)
    with transaction.atomic():
        first(*args)
        waiting = in_a_thread(second, *args)
        assert waiting.is_alive()
    waiting.join()

    assert not Credit.objects.filter(contributor=person).exists()
    kept = [*Rendition.objects.values_list("document"), *Export.objects.values_list("document")]
    assert [document for (document,) in kept if person.name in document] == []


def test_every_lock_of_this_kind_ends_with_its_transaction():
    """Behind a pool by transaction one that belongs to the session would stay with a connection that is somebody else's by then."""
    sources = [
        path
        for name in ("api", "productions", "registry")
        for path in (settings.BASE_DIR / name).rglob("*.py")
    ]
    found = [lock for path in sources for lock in re.findall(r"pg_\w*advisory_\w+", path.read_text())]
    assert len(found) >= 5
    assert [lock for lock in found if "_xact_" not in lock] == []
