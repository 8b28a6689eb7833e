"""Rule H16: a name that was withheld is named nowhere after the wish.

A name is planted wherever the registry has people, it is withheld, and work goes on; then every address, table, file,
message and log record is looked through for it. Drawn formats are not read: what they draw is the frozen document of
their export, a column like any other. The test tells all places at once.
"""

import logging
from datetime import timedelta

import pytest
from django.utils import timezone

from api.feed.webhooks import deliver_to_webhook
from productions.models import Webhook
from productions.webhooks.services.webhooks import replay_webhook
from tests.api.webhooks.conftest import Receiver
from tests.rules.addresses import body_of, find_doors
from tests.rules.withheld.acts import again, named_again, ordinary, perform, unknown_methods
from tests.rules.withheld.doors import unknown_arguments
from tests.rules.withheld.guesses import add_digests, guess
from tests.rules.withheld.planting import plant
from tests.rules.withheld.shelves import Leaks, find_files, find_name_languages, find_rows, run_commands
from tests.rules.withheld.story import go_on, record_wish, send_kept
from tests.rules.withheld.walk import Walk

LEAST_BEFORE = 40
"""Public pages that name the person before the wish: a walk that sees fewer is blind."""
LEAST_OPEN = 200
"""Pages that answer somebody after the wish."""


@pytest.fixture
def receiver(settings):
    settings.WEBHOOK_LOOPBACK = True
    made = Receiver()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def planted(unlocked, receiver, settings, tmp_path):
    """The story before the wish. Its time is ahead of the clock, so that no answer is as old as this process."""
    settings.MEDIA_ROOT = tmp_path / "media"
    story = plant(timezone.now().replace(microsecond=0) + timedelta(hours=1), receiver.url)
    receiver.secrets.append(story.others["webhooks"][0].secret)
    return story


def test_the_walk_knows_every_address_and_method():
    doors = find_doors()
    assert unknown_arguments(doors) == [], "Say in doors.ARGUMENTS what stands in these addresses."
    assert unknown_methods(doors) == [], "Post to these addresses in acts.py, or say there why not."


@pytest.mark.walk(first=True)
def test_a_withheld_name_is_named_nowhere_after_the_wish(
    planted, receiver, caplog, tmp_path, record_property
):
    story, leaks = planted, Leaks()
    needles = story.needles()
    add_digests(story, needles)
    doors = [door for door in find_doors() if door.is_read]
    walk = Walk(story, needles, leaks)
    kept = [each for door in doors if not door.is_staff for each in walk.keep(door)]
    assert len({each.page for each in kept}) >= LEAST_BEFORE
    assert all(labels for place, labels in find_name_languages(story) if place in ("issue", "json"))

    story.now += timedelta(hours=1)
    record_wish(story)
    go_on(story)

    caplog.set_level(logging.DEBUG)
    receiver.got.clear()
    hook = story.others["webhooks"][0]
    deliver_to_webhook(hook.uid, clock=timezone.now)
    replay_webhook(Webhook.objects.get(pk=hook.pk), after=0, by=None, now=story.now)
    deliver_to_webhook(hook.uid, clock=timezone.now)
    assert receiver.got
    for _name, message in receiver.got:
        leaks.look("webhooks", "message", "", needles.found(repr(message)))
    for place, model, key, labels in find_rows(needles, story):
        leaks.look("columns", place, "", labels)
        if labels:
            walk.naming.setdefault(model, []).append(key)
    for place, labels in find_files(needles):
        leaks.look("files", place, "", labels)
    for place, labels in find_name_languages(story):
        leaks.look("rolls", place, "", labels)
    for place, said in run_commands(story, tmp_path):
        leaks.look("commands", place, "", needles.found(said))
    for door in doors:
        walk.visit(door)
    assert len(walk.answered) >= LEAST_OPEN
    for each in kept:
        walk.ask_for_kept(each)

    accepted: set[str] = set()
    repeated = body_of(send_kept(story))
    leaks.look("acts", "POST credit-list, sent again with its key", "editor", needles.found(repeated))
    for act in ordinary(story):
        answer = perform(act, story)
        leaks.look("acts", act.place, act.level, needles.found(body_of(answer)))
        accepted |= {act.page} if answer.status_code < 300 else set()
    assert accepted >= {"production-billing", "episode-billing"}, "The orders were asked for, and not given."
    for record in caplog.records:
        asked = record.request.path if hasattr(record, "request") else ""  # what the test itself asked for
        told = f"{record.getMessage()} {record.exc_text or ''}".replace(asked, "")
        leaks.look("log", record.name, "", needles.found(told))
    # From here on requests say who it is, so only what is found by it counts.
    for act in again(story):
        named = []
        perform(act, story, lambda named=named: named.append(named_again(story, needles)))
        leaks.look("named again", act.place, act.level, frozenset({"accepted"} if any(named) else ()))
    guess(walk)

    looked = ", ".join(f"{count:,} {kind}" for kind, count in leaks.looked.items())
    total = sum(leaks.looked.values())
    record_property("counted", f"H16: looked for a withheld name in {total:,} places: {looked}")
    if leaks.found:
        pytest.fail(
            f"{len(leaks.found)} places name them after the wish ({looked}):\n{leaks.told()}", pytrace=False
        )
