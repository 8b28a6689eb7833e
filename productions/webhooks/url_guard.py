"""Where webhooks may be sent: by https to public addresses, which we look up ourselves.

Whoever registers a webhook chooses a host that this machine then connects to, so nothing inside our own network
may be reached by it. The caller connects to the very addresses that were looked at here: a name that answers
differently the second time leads nowhere else.

Whoever registers one may also try names that only our own resolver knows. So a name that leads inside, one that
nobody has and one that is not answered in time are refused in the same sentence.
"""

from __future__ import annotations

import re
import socket
import threading
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from queue import Empty, SimpleQueue
from urllib.parse import urlsplit

from productions.shared.sentences import Sentence, SentenceError

MAX_URL_CHARACTERS = 500
LOOK_UP_SECONDS = 3
"""The system's resolver may take half a minute for a name whose servers are silent, and cannot be stopped."""
MAX_LOOK_UPS = 8
"""Names that this process looks up at once; each that hangs holds a thread until the resolver gives up."""
URL_PATTERN = re.compile(r"[\x21-\x5b\x5d-\x7e]+")
"""Visible ASCII without the backslash, which readers of addresses disagree about."""
HOST_PATTERN = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]*:[0-9a-f:.]*")

GLOBAL_UNICAST = ip_network("2000::/3")
LEADS_ELSEWHERE = tuple(
    ip_network(block)
    for block in (
        "192.88.99.0/24",  # relays of 6to4
        "2001::/32",  # Teredo: an IPv4 address is inside
        "2002::/16",  # 6to4: the same
    )
)
"""Blocks that count as global and carry another address inside."""


class BadAddress(SentenceError):
    """Nothing is sent there."""

    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Receiver:
    """A webhook's address, taken apart. `host` is in lower case, an IPv6 address without its brackets."""

    url: str
    scheme: str
    host: str
    port: int


def read_url(text: str) -> Receiver:
    """Take an address apart. Raises BadAddress."""
    if len(text) > MAX_URL_CHARACTERS:
        raise BadAddress(Sentence("The address is longer than %(most)d characters.", most=MAX_URL_CHARACTERS))
    if not URL_PATTERN.fullmatch(text):
        raise BadAddress(
            Sentence(
                "Write the address in ASCII without spaces; write a host name in other letters in its xn-- form."
            )
        )
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:  # a port that is no number, a broken IPv6 address
        raise BadAddress(Sentence("This address cannot be used.")) from None
    if parts.scheme not in ("https", "http") or not HOST_PATTERN.fullmatch(host) or port == 0:
        raise BadAddress(Sentence("Give an address that begins with https:// and a host."))
    if "@" in parts.netloc or parts.fragment:
        raise BadAddress(Sentence("The address may hold no user name, password or fragment."))
    return Receiver(text, parts.scheme, host, port or (443 if parts.scheme == "https" else 80))


look_up_slots = threading.BoundedSemaphore(MAX_LOOK_UPS)


def look_up_addresses(receiver: Receiver, *, loopback: bool) -> tuple[str, ...]:
    """The addresses of the receiver, all of them fit to connect to. Raises BadAddress when one is not.

    Takes LOOK_UP_SECONDS at most. `loopback` lets this machine itself be a receiver, on any port and without TLS; only
    for development and tests.
    """
    usual = receiver.scheme == "https" and receiver.port == 443
    if not (usual or loopback):  # before anything is looked up, so that this tells nothing of the name
        raise BadAddress(HTTPS_ONLY)
    addresses = resolve_host(receiver)
    parsed = [ip_address(address) for address in addresses]
    if loopback and parsed and all(address.is_loopback for address in parsed):
        return addresses
    if not parsed or not all(is_public_address(address) for address in parsed):
        raise BadAddress(NOWHERE.given(host=receiver.host))
    if not usual:
        raise BadAddress(HTTPS_ONLY)
    return addresses


HTTPS_ONLY = Sentence("Webhooks are sent over HTTPS to port 443 only.")
NOWHERE = Sentence("No public address was found for %(host)s; nothing is sent there.")


def resolve_host(receiver: Receiver) -> tuple[str, ...]:
    """What the system's resolver knows of the host; nothing where it knows none, or is not done in time."""
    if not look_up_slots.acquire(timeout=LOOK_UP_SECONDS):
        return ()
    found: SimpleQueue[tuple[str, ...]] = SimpleQueue()

    def ask() -> None:
        try:
            told = socket.getaddrinfo(receiver.host, receiver.port, type=socket.SOCK_STREAM)
            found.put(tuple(dict.fromkeys(str(sockaddr[0]) for *_kind, sockaddr in told)))
        except (OSError, UnicodeError):
            found.put(())
        finally:
            look_up_slots.release()

    # Of a thread, since the call has no limit of its own; a daemon, so that it keeps no process from ending.
    threading.Thread(target=ask, name="look up", daemon=True).start()
    try:
        return found.get(timeout=LOOK_UP_SECONDS)
    except Empty:
        return ()


def is_public_address(address: IPv4Address | IPv6Address) -> bool:
    """Whether anybody on the internet can be reached there, and nobody else."""
    if address.version == 6 and address not in GLOBAL_UNICAST:  # mapped, NAT64, site-local, …
        return False
    return (
        address.is_global
        and not address.is_multicast
        and not any(address.version == block.version and address in block for block in LEADS_ELSEWHERE)
    )
