"""The embedded broker: messages are files of the data folder, for a site without Redis or RabbitMQ.

Kombu's own transport of this kind writes a file in place and reads it at once, so that a worker met half of a message, or
of the table of queues, and ended. It also knows no event loop, and the pool that Celery uses then has one lock for all who
work: SIGTERM to the group left it held for ever. Here files are whole or not there, and the pool is that of the other brokers.
"""

import fcntl
import json
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty
from typing import Any
from uuid import uuid4

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.json import dumps, loads

logger = logging.getLogger(__name__)

UNREADABLE_SECONDS = 60
"""So long a message may stay unreadable: whoever writes it in place needs milliseconds. Then it is set aside."""

STRAY_SECONDS = 3600
"""What a process that was killed left half written is older than this."""

MAX_MESSAGES_AT_ONCE = 100
"""Messages that are taken in one look; then the loop sees to what else has happened."""


def write_atomically(path: Path, text: str) -> None:
    """Write a file that others see whole or not at all. Raises OSError."""
    part = path.with_name(f".{path.name}.{uuid4().hex}.part")
    try:
        part.write_text(text)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


class Channel(filesystem.Channel):
    """Kombu's, but for how files are written and read. Its folders are transport options; `data_folder_in` is also `…_out`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unreadable_since: dict[str, float] = {}

    def _put(self, queue: str, message: Any, **kwargs: Any) -> None:  # type: ignore[override]  # named in two ways
        """Put a message on the queue. Its name begins with the time, so that the oldest is the first of the list."""
        path = Path(self.data_folder_out) / f"{time.time_ns()}_{uuid4()}.{queue}.msg"
        try:
            write_atomically(path, dumps(message))
        except OSError as error:
            raise ChannelError(f"Cannot add file {str(path)!r} to the folder.") from error

    def _get(self, queue: str, timeout: float | None = None) -> dict[str, Any]:
        """The oldest message that can be read; raises Empty where there is none."""
        names = sorted(name for name in os.listdir(self.data_folder_in) if is_message_of(name, queue))
        for name in names:
            path = Path(self.data_folder_in) / name
            try:
                payload = self.read(path)
            except FileNotFoundError:
                continue  # another worker was faster
            except Exception as error:
                self.set_aside_unreadable(path, error)
                continue
            try:
                path.unlink()  # of several workers, one succeeds
            except FileNotFoundError:
                continue
            self.unreadable_since.pop(name, None)
            return payload
        raise Empty

    def read(self, path: Path) -> dict[str, Any]:
        """A message that Kombu can open as well; raises whatever stands in the way."""
        payload: dict[str, Any] = loads(path.read_text())
        self.Message(payload, channel=self)
        return payload

    def set_aside_unreadable(self, path: Path, error: Exception) -> None:
        """Leave what cannot be read for the next look, and set it aside when it has stayed so for long."""
        since = self.unreadable_since.setdefault(path.name, time.monotonic())
        patience = self.transport_options.get("unreadable_seconds", UNREADABLE_SECONDS)
        if time.monotonic() - since < patience:
            return
        aside = Path(self.transport_options["unreadable_folder"]) / path.name
        with suppress(FileNotFoundError):
            aside.parent.mkdir(parents=True, exist_ok=True)
            path.rename(aside)
            logger.error("A message was unreadable for %s s (%r) and lies now at %s.", patience, error, aside)
        del self.unreadable_since[path.name]

    def table_file(self, exchange: str) -> Path:
        """Where the table lies; raises ChannelError for a name that could lead elsewhere."""
        path: Path = self._exchange_file(exchange)  # type: ignore[attr-defined]  # the stubs lack it
        return path

    def get_table(self, exchange: str) -> list[Any]:
        """The queues of an exchange; none where nobody has declared one."""
        try:
            table = json.loads(self.table_file(exchange).read_text())
            return [filesystem.exchange_queue_t(*row) for row in table]
        except FileNotFoundError:
            return []
        except (ValueError, TypeError):
            logger.error("The table of the exchange %r could not be read; it is made anew.", exchange)
            return []

    def _queue_bind(
        self, exchange: str, routing_key: str | None, pattern: str | None, queue: str | None
    ) -> None:
        row = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        self.change_table(exchange, lambda table: table if row in table else [row, *table])

    def _delete(
        self, queue: str, exchange: str, routing_key: str, pattern: str, *args: Any, **kwargs: Any
    ) -> None:
        self._purge(queue)
        row = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        self.change_table(exchange, lambda table: [one for one in table if one != row])

    def change_table(self, exchange: str, change: Callable[[list[Any]], list[Any]]) -> None:
        """Write the table anew, one process at a time. Raises ChannelError where the folder cannot be written to."""
        path = self.table_file(exchange)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with hold_file_lock(path.with_suffix(".lock")):
                before = self.get_table(exchange)
                after = change(before)
                if after != before:
                    write_atomically(path, json.dumps(after))
        except OSError as error:
            raise ChannelError(f"Cannot change {path}.") from error


def is_message_of(name: str, queue: str) -> bool:
    """Whether a file is a message of the queue; a half-written one begins with a dot."""
    return name.partition(".")[2] == f"{queue}.msg" and not name.startswith(".")


@contextmanager
def hold_file_lock(path: Path) -> Iterator[None]:
    """Hold the lock of a file; the system gives it back when the process ends, however that is."""
    with path.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


class Transport(filesystem.Transport):
    """`CELERY_BROKER_TRANSPORT`. A worker looks into the folder from its event loop, between what its pool says."""

    Channel = Channel
    implements = filesystem.Transport.implements.extend(asynchronous=True)

    def register_with_event_loop(self, connection: Any, loop: Any) -> None:
        """Look every `polling_interval` seconds (a transport option)."""
        self.remove_strays()
        loop.call_repeatedly(self.polling_interval, self.take_messages, (connection,))

    def take_messages(self, connection: Any) -> None:
        """Hand over what lies there, as far as the worker wants more."""
        with suppress(TimeoutError):  # there is nothing more
            for _ in range(MAX_MESSAGES_AT_ONCE):
                self.drain_events(connection, timeout=0)

    def remove_strays(self) -> None:
        """Remove what a killed process left half written."""
        options: Any = self.client.transport_options  # type: ignore[union-attr]  # a transport has one
        for folder in (options["data_folder_in"], options["control_folder"]):
            for part in Path(folder).glob(".*.part"):
                with suppress(FileNotFoundError):
                    if time.time() - part.stat().st_mtime > STRAY_SECONDS:
                        part.unlink()
