"""Serving the site on this machine until Ctrl-C, for the commands that do: `demo` and `site`."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.core.management.base import CommandError

from productions.management.processes import web_command
from productions.management.supervisor import Supervisor, run_supervised

START_TIMEOUT_SECONDS = 180
"""Seconds that the site may take until somebody listens."""


def make_address(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def require_free_port(port: int, *, target: str) -> None:
    """Raise CommandError where the port is taken: the server would end the process without ending the workers.

    `target` is the make target to call with another port.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError(
                f"Port {port} is in use; choose another one: make {target} PORT={port + 1}"
            ) from error


def wait_for_site(port: int, web: Supervisor) -> None:
    """Wait until somebody listens; raises CommandError after START_TIMEOUT_SECONDS."""
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise CommandError(f"The site did not start in {START_TIMEOUT_SECONDS} seconds; {web.log} says why.")


@contextmanager
def run_site(port: int) -> Iterator[None]:
    """The site's web process for the length of a block, which begins once somebody listens."""
    with run_supervised("web", web_command(port=port)) as web:
        wait_for_site(port, web)
        yield
