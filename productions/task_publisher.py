"""Hands messages to the broker, and never holds up whoever asks.

A message is a doorbell: the row is the job, and the sweep rings again. So nothing here raises when the broker is away,
and one line of the log says it.
"""

import atexit
import logging
import os
from threading import Condition, Thread
from time import monotonic

from celery import current_app

logger = logging.getLogger(__name__)

Message = tuple[str, tuple[str, ...]]
"""The pinned name of a task, and its arguments."""

RETRY_SECONDS = 0.5
"""Between two tries while the broker is away: exports that were asked for meanwhile run within a second of its return."""
MAX_WAITING = 1000
"""Messages that a process keeps for a broker that is away. What is beyond them waits for the sweep."""
RING_SECONDS = 3600
"""How long a message of a sweep waits for a worker: it would pile up for ever, and a worker whose clock is ahead should still take it."""
EXIT_SECONDS = 2
"""How long a process that ends waits for its last messages, as a command that asks for an export and is done."""


def publish_task(name: str, *args: str, expires: float | None = None) -> bool:
    """Publish one message now; False, with a line in the log, when the broker did not take it within its timeouts.

    A worker throws a message away that it meets later than `expires` seconds from now.
    """
    try:
        send_task(name, args, expires)
    except Exception as error:  # of the operating system, kombu, redis or amqp
        logger.warning(
            "%s was not published (%s); the next sweep rings again.", name, format_error_line(error)
        )
        return False
    return True


def send_task(name: str, args: tuple[str, ...], expires: float | None = None) -> None:
    current_app.send_task(name, args=args, expires=expires)


def format_error_line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


class BackgroundPublisher:
    """Publishes from a thread of its own, one message after the other, and tries again until the broker is back."""

    def __init__(self) -> None:
        self.changed = Condition()
        self.waiting: dict[Message, None] = {}
        self.sending: Message | None = None
        self.thread: Thread | None = None

    def add(self, message: Message) -> None:
        """Put a message behind the others; returns at once. One that waits already is not put twice."""
        with self.changed:
            if message not in self.waiting and len(self.waiting) >= MAX_WAITING:
                logger.warning("%s is not published, since %d wait; the sweep will.", message[0], MAX_WAITING)
                return
            self.waiting[message] = None
            if self.thread is None:
                self.thread = Thread(target=self.run, name="task-publisher", daemon=True)
                self.thread.start()
            self.changed.notify_all()

    def run(self) -> None:
        while True:
            with self.changed:
                self.changed.wait_for(lambda: self.waiting)
                self.sending = next(iter(self.waiting))
                del self.waiting[self.sending]
            self.publish_until_taken(self.sending)
            with self.changed:
                self.sending = None
                self.changed.notify_all()

    def publish_until_taken(self, message: Message) -> None:
        """Try until the broker takes it. One line says that it does not, another one that it did at last."""
        failed_at = None
        while True:
            try:
                send_task(*message)
            except Exception as error:  # of the operating system, kombu, redis or amqp
                if failed_at is None:
                    failed_at = monotonic()
                    logger.warning("%s is not published yet (%s).", message[0], format_error_line(error))
            else:
                break
            with self.changed:
                self.changed.wait(RETRY_SECONDS)
        if failed_at is not None:
            logger.warning("The broker is back after %d s.", monotonic() - failed_at)

    def wait_until_empty(self, seconds: float) -> bool:
        """Whether everything is published, which is waited for so long."""
        with self.changed:
            return self.changed.wait_for(lambda: not self.waiting and self.sending is None, seconds)


background = BackgroundPublisher()


def publish_later(name: str, *args: str) -> None:
    """Publish a message from the thread of this process; returns at once, whatever the broker does."""
    background.add((name, args))


def restart_publisher() -> None:
    """Threads do not live on in a child of the process; what waits is the parent's."""
    global background
    background = BackgroundPublisher()


def publish_before_exit() -> None:
    background.wait_until_empty(EXIT_SECONDS)


os.register_at_fork(after_in_child=restart_publisher)
atexit.register(publish_before_exit)
