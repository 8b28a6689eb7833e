"""Which task goes through which queue, and who takes from it. Names of tasks and queues are promises: a version that is being
replaced still sends them."""

from contextlib import ExitStack
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.utils import timezone

from productions.exports.services.exports import request_export
from productions.management.processes import worker_commands
from productions.models import Export, WorkerSign
from registry.celery import app
from registry.queues import make_queues
from tests.processes import environment, process, redis_url, wait_until

PROMISED = {
    "productions.tasks.make_export": "short",
    "productions.tasks.run_import": "short",
    "productions.tasks.count_record": "short",
    "productions.tasks.make_film": "long",
    "api.tasks.make_dump": "long",
    "api.tasks.deliver_webhook": "webhooks",
    "api.tasks.ring_webhooks": "housekeeping",
    "api.tasks.sweep_dumps": "housekeeping",
    "productions.tasks.clear_exports": "housekeeping",
    "productions.tasks.publish": "housekeeping",
    "productions.tasks.sweep": "housekeeping",
}
"""Each task that is published. A name goes a version after nobody sends it any more."""


@pytest.fixture(scope="module")
def services():
    return yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text())["services"]


def test_tasks_keep_their_names_and_queues():
    app.loader.import_default_modules()
    own = [name for name in app.tasks if not name.startswith("celery.")]
    routed = {name: app.amqp.router.route({}, name)["queue"].name for name in own}
    assert routed == PROMISED


def test_a_worker_that_is_told_no_queue_takes_from_each():
    assert {queue.name for queue in make_queues()} == set(PROMISED.values()) == set(app.amqp.queues)


def test_periodic_messages_end_before_the_next_ones_come():
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert PROMISED[entry["task"]] == "housekeeping"
        assert 0 < entry["options"]["expires"] < entry["schedule"]


def test_compose_has_workers_for_each_queue_and_one_beat(services):
    commands = {name: service.get("command", "") for name, service in services.items()}
    taken = [
        queue
        for command in commands.values()
        if isinstance(command, str) and " worker " in command
        for queue in command.split("--queues ")[1].split()[0].split(",")
    ]
    assert sorted(taken) == sorted(set(PROMISED.values()))
    assert [name for name, command in commands.items() if " beat" in str(command)] == ["beat"]
    assert not any(" -B" in str(command) for command in commands.values())


@pytest.mark.worker
def test_films_hold_up_no_text(unlocked, production, person, confirmed, tmp_path):
    """On the workers of the demo. As many films as one works on; a text that is asked for later is done while all are made."""
    confirmed(contributor=person)
    long = {"raster": "3840x2160", "px": 1}

    def ask(code, delivery=None):
        return request_export(production, format=code, delivery=delivery, by=None, now=timezone.now())

    def states(*exports):
        found = dict(Export.objects.values_list("pk", "state"))
        return [found[export.pk] for export in exports]

    films = [ask("mp4", long) for _ in range(2)]
    # The folder of this process, so that what it asks for rings at its workers.
    variables = environment(Path(settings.DATA_DIR), redis_url())
    logs = {name: tmp_path / f"{name}.log" for name in worker_commands()}
    with ExitStack() as running:
        for name, command in worker_commands(app="tests.domain.worker_app").items():
            running.enter_context(process(command, log=logs[name], variables=variables))
        wait_until(lambda: states(*films) == ["running"] * 2, logs["worker-long"])
        text = ask("txt")
        wait_until(lambda: states(text) == ["done"], logs["worker"])
        assert states(*films) == ["running"] * 2
        wait_until(lambda: WorkerSign.objects.count() == len(logs), logs["worker"])
        taken = [queue for sign in WorkerSign.objects.all() for queue in sign.queues]
        assert sorted(taken) == sorted(set(PROMISED.values()))


def test_of_the_demos_workers_one_has_the_beat():
    commands = worker_commands().values()
    assert [command.count("--beat") for command in commands] == [1, 0]
