"""One POST to an address that a stranger chose: only to the addresses that were looked at, never longer than told,
no redirect followed, no proxy of the environment, and little of the answer read."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpcore
from django.conf import settings

from productions.shared.sentences import Sentence
from productions.webhooks.url_guard import BadAddress, look_up_addresses, read_url

CONNECT_SECONDS = 5
MAX_READ_BYTES = 4096
"""Bytes of the answer's body."""

TLS_CONTEXT = httpcore.default_ssl_context()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it: `error` is one sentence, none when the receiver said 2xx. No status: it did not answer."""

    error: Sentence | None = None
    status: int | None = None
    text: str = ""
    retry_after: timedelta | None = None
    seconds: float = 0.0
    """How long it took, looking up the host included."""


class DeadlineStream(httpcore.NetworkStream):
    """A connection that is no use after a moment of `time.monotonic`, however busily the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self.stream = stream
        self.until = until

    def left(self) -> float:
        left = self.until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.left())

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return DeadlineStream(self.stream.start_tls(ssl_context, server_hostname, self.left()), self.until)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to `addresses` whatever the host is called; TLS and the Host header keep its name."""

    def __init__(self, addresses: tuple[str, ...], until: float) -> None:
        self.addresses = addresses
        self.until = until
        self.plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        *others, last = self.addresses[:2]
        for address in others:
            try:
                return self.connect(address, port)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self.connect(last, port)

    def connect(self, address: str, port: int) -> DeadlineStream:
        left = self.until - time.monotonic()
        if left <= 0:
            raise httpcore.ConnectTimeout
        return DeadlineStream(self.plain.connect_tcp(address, port, min(CONNECT_SECONDS, left)), self.until)


def post_message(url: str, body: bytes, headers: Mapping[str, str], *, now: datetime) -> Answer:
    """POST the body. Never raises for what the receiver or its address does; `now` reads a Retry-After date.

    Takes WEBHOOK_TRY_SECONDS at most, whatever the receiver, its host or the host's name servers do.
    """
    begun = time.monotonic()
    answer = post_once(url, body, headers, until=begun + settings.WEBHOOK_TRY_SECONDS, now=now)
    return replace(answer, seconds=time.monotonic() - begun)


def post_once(url: str, body: bytes, headers: Mapping[str, str], *, until: float, now: datetime) -> Answer:
    """What came of one POST that is given up at `until`, of `time.monotonic`."""
    try:
        addresses = look_up_addresses(read_url(url), loopback=settings.WEBHOOK_LOOPBACK)
        backend = PinnedBackend(addresses, until)
        with (
            httpcore.ConnectionPool(ssl_context=TLS_CONTEXT, network_backend=backend) as pool,
            pool.stream("POST", url, headers=list(headers.items()), content=body) as response,
        ):
            named = {name.lower(): value for name, value in response.headers}
            return read_answer(response.status, read_beginning(response), named.get(b"retry-after", b""), now)
    except BadAddress as bad:
        return Answer(bad.sentence)
    except (httpcore.TimeoutException, TimeoutError):
        return Answer(
            Sentence(
                "The receiver did not answer within %(most)d second.",
                "The receiver did not answer within %(most)d seconds.",
                "most",
                most=settings.WEBHOOK_TRY_SECONDS,
            )
        )
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError):
        return Answer(Sentence("The receiver could not be reached, or did not speak HTTP."))


def read_beginning(response: httpcore.Response) -> str:
    """The first MOST_READ bytes of the answer, as far as they come."""
    read = b""
    try:
        for piece in response.iter_stream():
            read += piece
            if len(read) >= MAX_READ_BYTES:
                break
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError):
        pass  # the status is the answer
    # PostgreSQL stores no NUL.
    return read[:MAX_READ_BYTES].decode(errors="replace").replace("\0", "\ufffd")


def read_answer(status: int, text: str, retry_after: bytes, now: datetime) -> Answer:
    """A status as an answer: only 2xx is good."""
    error = None if 200 <= status < 300 else Sentence("The receiver answered %(status)d.", status=status)
    if 300 <= status < 400:
        error = Sentence("The receiver answered %(status)d; redirects are not followed.", status=status)
    return Answer(error, status, text, read_wait(retry_after.decode("latin-1").strip(), now))


def read_wait(text: str, now: datetime) -> timedelta | None:
    """Retry-After in seconds or as a date (RFC 9110 section 10.2.3); None for nothing of use."""
    if text.isascii() and text.isdigit():
        return timedelta(seconds=int(text[:9]))
    try:
        moment = parsedate_to_datetime(text)
        return max(moment - now, timedelta(0))
    except (TypeError, ValueError):  # no date, or one without a zone
        return None
