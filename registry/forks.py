"""What the processes of a worker's pool share: they are forked from one that has loaded the program."""

from typing import Any

from celery import bootsteps
from celery.signals import worker_before_create_process

from productions.rollkit.writer_registry import WRITERS
from productions.rollkit.writers import load_writer
from registry.garbage import freeze_program
from registry.queues import LONG


class PreparedForks(bootsteps.StartStopStep):
    """Before each process of the pool is forked, the program is frozen, and of a worker that makes films, what they are made with is loaded."""

    def __init__(self, parent: Any, **options: Any) -> None:
        self.app = parent.app
        worker_before_create_process.connect(self.prepare, weak=False)

    def prepare(self, **kwargs: Any) -> None:
        # The first such call finds the tasks and all that they import in place; libraries of films are loaded once.
        if LONG in self.app.amqp.queues.consume_from:
            load_writer(WRITERS["mp4"])
        freeze_program()
