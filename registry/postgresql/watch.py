"""A thread that sees to it that nobody waits for a PostgreSQL that is not there.

The system's own timeouts see a wire that was cut. They do not see a server or a pool whose machine still acknowledges
what nobody reads any more: then a statement waits for ever. Nor can a long wait be told from a long statement. So
after PATIENCE_SECONDS the peer is asked something that any PostgreSQL and PgBouncer answers at once and without an
account; a call is given up when that has no answer, or when it is older than it may ever get.
"""

from __future__ import annotations

import logging
import os
import socket
import struct
import threading
import time
from dataclasses import dataclass
from typing import Any

PATIENCE_SECONDS = 2.0
"""How long a call may last before its server is asked whether it lives."""
ANSWER_SECONDS = 1.5
"""How long that may take."""
LOOK_SECONDS = 0.25
"""How often the thread looks."""
SSL_REQUEST = struct.pack("!ii", 8, 80877103)
"""The question: "do you speak TLS?", answered by one byte (https://www.postgresql.org/docs/current/protocol-message-formats.html)."""

log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class Call:
    """One call to a server, from the moment it is made until it returns."""

    connection: Any
    began: float
    due: float
    """When it is looked at next, by the monotonic clock."""
    longest: float | None
    given_up: bool = False


running: set[Call] = set()
lock = threading.Lock()
watcher: threading.Thread | None = None


def begin_call(connection: Any, longest: float | None) -> Call:
    """Watch a call that is about to be made on a connection of psycopg2; at most `longest` seconds, None for any number."""
    now = time.monotonic()
    call = Call(connection, now, now + PATIENCE_SECONDS, longest)
    with lock:
        running.add(call)
        if watcher is None:
            start_watcher()
    return call


def end_call(call: Call) -> None:
    """The call has returned."""
    with lock:
        running.discard(call)


def start_watcher() -> None:
    global watcher
    watcher = threading.Thread(target=watch_calls, name="postgresql-watch", daemon=True)
    watcher.start()


def forget_parent() -> None:
    """A forked process has no thread of its parent's, and makes none of its parent's calls."""
    global watcher, lock
    watcher, lock = None, threading.Lock()
    running.clear()


os.register_at_fork(after_in_child=forget_parent)


def watch_calls() -> None:
    """Look at what is running, for as long as the process lives."""
    while True:
        time.sleep(LOOK_SECONDS)
        now = time.monotonic()
        with lock:
            due = [call for call in running if call.due <= now]
        living: dict[Any, bool] = {}
        for call in due:
            look_at(call, living)


def look_at(call: Call, living: dict[Any, bool]) -> None:
    """Give a call up, or look again when it is twice as old. `living` keeps the servers' answers of this round."""
    age = time.monotonic() - call.began
    peer = get_peer(call)
    if peer is None:  # it is returning just now
        return
    if peer not in living:
        living[peer] = is_there(*peer)
    if living[peer] and (call.longest is None or age < call.longest):
        call.due = call.began + 2 * age
        if call.longest is not None:
            call.due = min(call.due, call.began + call.longest)
        return
    if give_up_call(call):
        log.error("PostgreSQL at %s did not answer for %.1f s; the connection was given up.", peer[1], age)


def duplicate_socket(call: Call) -> socket.socket:
    """The socket of a call that is still running, under a number of its own. Raises OSError or the driver's error."""
    return socket.socket(fileno=os.dup(call.connection.fileno()))


def get_peer(call: Call) -> tuple[int, Any] | None:
    """The family and address of the server; None for a call that is over."""
    with lock:
        if call not in running:
            return None
        try:
            with duplicate_socket(call) as wire:
                return wire.family, wire.getpeername()
        except Exception:  # the driver closed it in this very moment: then the call returns by itself
            return None


def is_there(family: int, address: Any) -> bool:
    """Whether something at the address answers as PostgreSQL and PgBouncer do."""
    try:
        with socket.socket(family, socket.SOCK_STREAM) as wire:
            wire.settimeout(ANSWER_SECONDS)
            wire.connect(address)
            wire.sendall(SSL_REQUEST)
            return bool(wire.recv(1))
    except OSError:
        return False


def give_up_call(call: Call) -> bool:
    """Shut the connection, so that the call returns with an error; False where it returned before."""
    with lock:
        if call not in running:
            return False
        call.given_up = True
        try:
            with duplicate_socket(call) as wire:
                wire.shutdown(socket.SHUT_RDWR)
        except Exception:  # closed already, so the call returns by itself
            return False
        return True
