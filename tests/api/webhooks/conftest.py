"""A real receiver: an HTTP server on this machine that verifies what it gets, and answers as it is told."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import standardwebhooks

from productions.catalogue.services.productions import update_production
from productions.models import Production, User, Webhook
from productions.webhooks.services.webhooks import create_webhook


class Receiver:
    """`got` has the messages whose signature was right: their id and content. `answers` are used up first.

    `before` is called while the sender waits for the answer.
    """

    def __init__(self) -> None:
        self.got: list[tuple[str, Any]] = []
        self.secrets: list[str] = []
        self.hosts: list[str] = []
        self.headers: list[set[str]] = []
        self.answers: list[tuple[int, dict[str, str], bytes]] = []
        self.drip = 0.0
        self.hold = 0.0
        self.before: Callable[[], object] = lambda: None
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                for secret in receiver.secrets:
                    standardwebhooks.Webhook(secret).verify(body, dict(self.headers))
                receiver.hosts.append(self.headers["Host"])
                receiver.headers.append({name.lower() for name in self.headers})
                receiver.got.append((self.headers["webhook-id"], json.loads(body)))
                receiver.before()
                time.sleep(receiver.hold)
                status, headers, text = receiver.answers.pop(0) if receiver.answers else (204, {}, b"")
                for letter in b"HTTP/1.1 200 OK\r\n" * 100 if receiver.drip else b"":
                    time.sleep(receiver.drip)
                    self.wfile.write(bytes([letter]))
                    self.wfile.flush()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def do_GET(self) -> None:
                receiver.got.append(("followed", self.path))

            def handle(self) -> None:
                with suppress(OSError):  # the sender hung up, as it should
                    super().handle()

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/hook?key=1"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def ids(self) -> list[str]:
        return [name for name, _content in self.got]

    @property
    def rows(self) -> list[Any]:
        return [row for _name, content in self.got for row in content["data"]["results"]]


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.WEBHOOK_LOOPBACK = True
    made = Receiver()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def hook(receiver: Receiver, production: Production, staff: Callable[..., User], now: Any) -> Webhook:
    """A webhook that leads to the receiver."""
    made = create_webhook(user=staff("editor"), name="mirror", url=receiver.url, by=None, now=now)
    receiver.secrets.append(made.secret)
    return made


@pytest.fixture
def touch(production: Production, now: Any) -> Callable[[str], None]:
    """Change the public production, so that the feed has one row more."""
    return lambda remark: update_production(production, remark=remark, by=None, now=now) and None
