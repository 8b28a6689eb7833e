"""How fast the API may be asked: by address without a token, by token with one, and writes by token.

The count is one round trip to Redis, shared by all processes. Without Redis each process counts for itself: a count in
the database would make every read wait for a write. When Redis is away the process counts for itself for a while.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, Protocol

from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

UNIT_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
REDIS_TIMEOUT_SECONDS = 0.25
"""Seconds that a request waits for Redis."""
REDIS_RETRY_SECONDS = 5.0
"""Seconds during which nobody asks a Redis that did not answer."""
MAX_COUNTED_CLIENTS = 20_000
"""Keys that one process keeps."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RatePolicy:
    """At most `limit` requests in `window` seconds."""

    name: str
    limit: int
    window: int

    def key(self, who: str) -> str:
        """Under what the requests of one client are counted."""
        return f"{self.name}:{self.window}:{who}"


@dataclass(frozen=True, slots=True)
class RateStatus:
    """Where one client stands after a request: how many it made, and in how many seconds it begins anew."""

    policy: RatePolicy
    count: int
    reset: int

    @property
    def allowed(self) -> bool:
        return self.count <= self.policy.limit

    def headers(self) -> dict[str, str]:
        """RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers-10)."""
        policy = self.policy
        left = max(0, policy.limit - self.count)
        return {
            "RateLimit-Policy": f'"{policy.name}";q={policy.limit};w={policy.window}',
            "RateLimit": f'"{policy.name}";r={left};t={self.reset}',
        }


class RequestCounter(Protocol):
    """Counts requests in windows that begin with the first one."""

    def hit(self, key: str, window: int) -> tuple[int, float]:
        """One more request of `key`: how many in this window, and the seconds that are left of it."""
        ...

    def take_back(self, key: str) -> None:
        """One request of `key` was none that counts."""
        ...


class ProcessCounter:
    """Counts for this process alone."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.seen: dict[str, tuple[int, float]] = {}

    def hit(self, key: str, window: int) -> tuple[int, float]:
        now = time.monotonic()
        with self.lock:
            count, ends = self.seen.get(key, (0, 0.0))
            if ends <= now:
                count, ends = 0, now + window
            if len(self.seen) >= MAX_COUNTED_CLIENTS and key not in self.seen:
                self.forget(now)
            self.seen[key] = (count + 1, ends)
        return count + 1, ends - now

    def take_back(self, key: str) -> None:
        with self.lock:
            count, ends = self.seen.get(key, (0, 0.0))
            if count:
                self.seen[key] = (count - 1, ends)

    def forget(self, now: float) -> None:
        """Drop what has ended; when that is not enough, the older half."""
        self.seen = {key: kept for key, kept in self.seen.items() if kept[1] > now}
        if len(self.seen) >= MAX_COUNTED_CLIENTS:
            self.seen = dict(list(self.seen.items())[MAX_COUNTED_CLIENTS // 2 :])


class RedisCounter:
    """Counts in Redis, for all processes; one round trip."""

    PREFIX = "staffroll:rate:"
    SCRIPT = """
    local count = redis.call('INCR', KEYS[1])
    local left = redis.call('PTTL', KEYS[1])
    if left < 0 then
        redis.call('PEXPIRE', KEYS[1], ARGV[1])
        left = tonumber(ARGV[1])
    end
    return {count, left}
    """

    def __init__(self, url: str) -> None:
        # By name: 60 modules that a process needs only where there is a Redis.
        redis = import_module("redis")
        self.unanswered: type[Exception] = redis.RedisError
        self.client = redis.Redis.from_url(
            url, socket_timeout=REDIS_TIMEOUT_SECONDS, socket_connect_timeout=REDIS_TIMEOUT_SECONDS
        )
        self.script = self.client.register_script(self.SCRIPT)
        self.own = ProcessCounter()
        self.away_until = 0.0

    def hit(self, key: str, window: int) -> tuple[int, float]:
        if time.monotonic() >= self.away_until:
            try:
                count, left = self.script(keys=[self.PREFIX + key], args=[window * 1000])
                return int(count), int(left) / 1000
            except self.unanswered as error:
                log.warning("Requests are counted by each process: Redis does not answer (%s).", error)
                self.away_until = time.monotonic() + REDIS_RETRY_SECONDS
        return self.own.hit(key, window)

    def take_back(self, key: str) -> None:
        if time.monotonic() >= self.away_until:
            try:
                # A window that has ended meanwhile begins no new one.
                if self.client.exists(name := self.PREFIX + key):
                    self.client.decr(name)
                return
            except self.unanswered:
                self.away_until = time.monotonic() + REDIS_RETRY_SECONDS
        self.own.take_back(key)


@cache
def get_counter(url: str) -> RequestCounter:
    """The counter of this process for a Redis, or its own without one."""
    return RedisCounter(url) if url else ProcessCounter()


def get_redis_url() -> str:
    """The Redis that the processes share: the cache's, else the broker's where it is one."""
    broker: str = settings.BROKER_URL
    return settings.REDIS_URL or (broker if broker.startswith("redis") else "")


@cache
def parse_rate(name: str, rate: str) -> RatePolicy:
    """A policy from a rate such as `600/min`."""
    limit, _slash, unit = rate.partition("/")
    return RatePolicy(name, int(limit), UNIT_SECONDS[unit[0]])


def get_client_address(request: HttpRequest) -> str:
    """Who asks, as our own NUM_PROXIES proxies saw them; what anybody else wrote into X-Forwarded-For never counts.

    Each proxy appends the address it saw, so the client is that many places from the end. A header that is shorter
    did not come through all of them, and one that is no address is none: then it is who is connected.
    """
    connected: str = request.META.get("REMOTE_ADDR", "")
    proxies: int = settings.NUM_PROXIES
    passed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if not 0 < proxies <= len(passed):
        return connected
    try:
        return str(ip_address(passed[-proxies]))
    except ValueError:
        return connected


def get_address_key(address: str) -> str:
    """The address as it is counted: of IPv6 the /64, which is one customer's."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return address
    return str(found.ipv4_mapped or ip_network((found, 64), strict=False))


def count_address(request: Request) -> RateStatus | None:
    """Count a request against its address; None where nothing is limited."""
    if not settings.API_RATE:
        return None
    return count_request(
        request,
        parse_rate("address", settings.API_RATE),
        get_address_key(get_client_address(request._request)),
    )


def count_token(request: Request, token: Any) -> RateStatus | None:
    """Count a request against its token (an ApiToken): reads as an address's, writes by their own rate."""
    writes = request.method not in SAFE_METHODS
    rate = settings.API_WRITE_RATE if writes else settings.API_RATE
    if not rate:
        return None
    return count_request(request, parse_rate("write" if writes else "token", rate), str(token.pk))


def count_request(request: Request, policy: RatePolicy, who: str) -> RateStatus:
    """One more request; the answer's headers will tell (`registry.middleware.RateHeaders`)."""
    standing = record_hit(policy, who)
    request._request.rate_standing = standing  # type: ignore[attr-defined]
    return standing


def record_hit(policy: RatePolicy, who: str) -> RateStatus:
    """Count one more request of a client, and say where it stands."""
    hits, left = get_counter(get_redis_url()).hit(policy.key(who), policy.window)
    return RateStatus(policy, hits, max(1, -int(-left // 1)))


class RateLimit(BaseThrottle):
    """Every view's limit."""

    standing: RateStatus | None = None

    def allow_request(self, request: Request, view: Any) -> bool:
        self.standing = count_token(request, request.auth) if request.auth else count_address(request)
        return self.standing is None or self.standing.allowed

    def wait(self) -> float | None:
        return self.standing.reset if self.standing else None
