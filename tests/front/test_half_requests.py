"""Requests that never end, and readers that never read: they hold nginx's sockets, not the site's threads."""

import select
import socket
from contextlib import ExitStack

import pytest

from tests.front.conftest import HOST, Site, needs_nginx

pytestmark = [pytest.mark.slow, needs_nginx]

POST = f"POST /api/v1/productions/ HTTP/1.1\r\nHost: {HOST}\r\nAuthorization: Bearer TOKEN\r\nContent-Type: application/json\r\n"
HALVES = {
    "line": "GET /heal",
    "headers": f"GET /healthz HTTP/1.1\r\nHost: {HOST}\r\nX-Slow: ",
    "body": POST + "Content-Length: 100\r\n\r\n{",
    "chunk": POST + "Transfer-Encoding: chunked\r\n\r\n40\r\n{",
}
WHOLE = f"GET /healthz HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n"
MANY = 8
"""Four for each thread of the process."""


def connect(stack: ExitStack, port: int, text: str) -> socket.socket:
    """A connection that has sent `text`."""
    connection = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
    connection.sendall(text.encode())
    return connection


def is_answered(connection: socket.socket, *, within: float) -> bool:
    return bool(select.select([connection], [], [], within)[0])


@pytest.mark.parametrize("half", HALVES)
def test_half_requests_stop_gunicorn_and_not_the_site_behind_nginx(site: Site, proxy: int, half: str):
    text = HALVES[half].replace("TOKEN", site.filled["token"])
    with ExitStack() as halves, ExitStack() as others:
        for _ in range(MANY):
            connect(halves, proxy, text)
        behind = connect(others, proxy, WHOLE)
        assert behind.recv(12) == b"HTTP/1.1 200"

    with ExitStack() as others, ExitStack() as halves:
        for _ in range(MANY):
            connect(halves, site.gunicorn, text)
        alone = connect(others, site.gunicorn, WHOLE)
        # Why nginx is there. The answer comes when the others are gone, not before.
        assert not is_answered(alone, within=2)
        halves.close()
        assert alone.recv(12) == b"HTTP/1.1 200"
