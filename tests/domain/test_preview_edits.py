"""Edits by the domain's verbs, seen by a process that looks on: what it remembers never shows."""

import pytest
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from productions.catalogue.services.productions import create_production
from productions.credits.services.credits import enter_credit, update_credit
from productions.models import Credit, Role
from productions.people.services.contributors import create_contributor
from productions.releases.services.preview import (
    LAYOUT_CACHE,
    PREVIEW_CACHE,
    compute_preview_version,
    get_preview,
)
from productions.releases.services.roll_requests import RollRequest
from productions.removals.services.removal import remove_entity
from productions.shared.refusals import Refusal
from productions.withholding.services.withholding import withhold_name
from tests.conftest import NOW

ROLES = ("director", "key_animation", "background_art")
NAMES = ("見本 花子", "改名 太郎", "Andrea Sample", "山田（作画）", "髙橋 一郎", "高橋 一郎")
VERBS = st.sampled_from(("add", "rename", "move", "role", "remove", "withhold"))
EDITS = st.lists(st.tuples(VERBS, st.integers(0, 20), st.sampled_from(NAMES)), min_size=1, max_size=6)


def enter(production, number, name):
    person = create_contributor(name=name, by=None, now=NOW)
    role = Role.objects.get(code=ROLES[number % 3])
    enter_credit(production, role=role, contributor=person, position=number, by=None, now=NOW)


def edit(production, verb, number, name):
    """One act of the staff; who withheld their name is let alone."""
    named = Credit.objects.current().filter(production=production).exclude(contributor=None).order_by("pk")
    if verb == "add" or not named:
        enter(production, number, name)
        return
    credit = named[number % len(named)]
    if verb == "remove":
        remove_entity(credit, by=None, now=NOW, reason="entered twice")
    elif verb == "withhold":
        withhold_name(credit, statement="asked by letter", stated_on=NOW.date(), by=None, now=NOW)
    else:
        values = {"rename": {"credited_as": name}, "move": {"position": number}}
        role = {"role": Role.objects.get(code=ROLES[number % 3])}
        update_credit(credit, **values.get(verb, role), by=None, now=NOW)


def shown(wanted):
    """All that the page is told, or why there is no roll."""
    try:
        preview = get_preview(wanted, by=None)
    except Refusal as refusal:
        return refusal.reasons
    reel = preview.reel
    return reel.digest, reel.pages, reel.shots, reel.markers, preview.tiles, preview.notes


def forget():
    """As a new process begins."""
    PREVIEW_CACHE.clear()
    LAYOUT_CACHE.cache_clear()


# Edits are few enough to be read as they are found; to shrink them would take minutes.
@pytest.mark.django_db
@settings(max_examples=8, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(EDITS)
def test_after_any_edits_it_shows_what_a_new_process_does_and_each_is_seen(edits):
    with transaction.atomic():
        production = create_production(title="犬と少年", kind="short", by=None, now=NOW)
        for number, name in enumerate(NAMES[:4]):
            enter(production, number, name)
        forget()
        wanted = RollRequest(production)
        before, version = shown(wanted), compute_preview_version(wanted, by=None, at=NOW)
        for verb, number, name in edits:
            edit(production, verb, number, name)
            after, newer = shown(wanted), compute_preview_version(wanted, by=None, at=NOW)
            assert before == after or version != newer
            before, version = after, newer
        forget()
        assert shown(wanted) == before
        transaction.set_rollback(True)
