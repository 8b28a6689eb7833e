"""Limits: at the limit and one beyond it, for addresses and tokens; no header helps anybody around them."""

import time
from itertools import takewhile
from uuid import uuid4

import pytest
import redis
from django.conf import settings as site
from django.test import Client, RequestFactory

from api.http import throttling
from api.http.throttling import ProcessCounter, RedisCounter, get_address_key, get_client_address
from tests.api.writes.conftest import Tool

PATH = "/api/v1/roles/?page_size=1"


@pytest.fixture(autouse=True)
def limits(settings):
    """Three requests a minute, counted by this process, from nothing."""
    settings.API_RATE, settings.API_WRITE_RATE = "3/min", "2/min"
    settings.REDIS_URL = settings.BROKER_URL = ""
    throttling.get_counter.cache_clear()
    yield
    throttling.get_counter.cache_clear()


def statuses(count, **options):
    return [Client().get(PATH, **options).status_code for _ in range(count)]


def test_being_refused_for_want_of_a_token_counts_too(db):
    asked = [Client().get("/api/v1/webhooks/"), *(Client().post("/api/v1/credits/") for _ in range(3))]
    assert [answer.status_code for answer in asked] == [401, 401, 401, 429]
    assert [answer.headers["RateLimit"].split(";")[1] for answer in asked] == ["r=2", "r=1", "r=0", "r=0"]


def test_the_limit_is_reached_and_not_passed(db):
    answers = [Client().get(PATH) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["RateLimit"].split(";")[:2] for answer in answers] == [
        ['"address"', f"r={left}"] for left in (2, 1, 0, 0)
    ]
    refused = answers[-1]
    assert refused.headers["RateLimit-Policy"] == '"address";q=3;w=60'
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.json()["status"] == 429


def test_a_claimed_address_does_not_help(db):
    for number in range(3):
        Client().get(PATH, headers={"x-forwarded-for": f"203.0.113.{number}"})
    assert statuses(1, headers={"x-forwarded-for": "203.0.113.99"}) == [429]
    assert statuses(1, headers={"x-real-ip": "203.0.113.99", "forwarded": "for=203.0.113.99"}) == [429]


def test_behind_a_proxy_what_the_client_wrote_itself_does_not_help(db, settings):
    settings.NUM_PROXIES = 1
    # The proxy appends whom it saw: always the same client, whatever it claims before that.
    claims = [f"203.0.113.{number}, 198.51.100.7" for number in range(4)]
    assert [statuses(1, headers={"x-forwarded-for": claim})[0] for claim in claims] == [200, 200, 200, 429]
    assert statuses(1, headers={"x-forwarded-for": "198.51.100.8"}) == [200]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.1", "10.0.0.9"), (1, "", "10.0.0.9"), (1, "203.0.113.1", "203.0.113.1"),
        (1, "x, 198.51.100.7", "198.51.100.7"), (1, "203.0.113.1, nonsense", "10.0.0.9"), (1, "203.0.113.1,", "10.0.0.9"),
        (2, "198.51.100.7", "10.0.0.9"), (2, "x, 203.0.113.1, 198.51.100.7", "203.0.113.1"),
        (1, "2001:db8::1", "2001:db8::1"),
    ],
)  # fmt: skip
def test_who_the_client_is(settings, proxies, forwarded, address):
    settings.NUM_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", headers={"x-forwarded-for": forwarded})
    assert get_client_address(request) == address


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("203.0.113.1", "203.0.113.1"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"), ("::ffff:203.0.113.1", "203.0.113.1"), ("", ""),
    ],
)  # fmt: skip
def test_a_customer_of_ipv6_is_one_client(address, key):
    assert get_address_key(address) == key


def test_a_token_has_its_own_count_and_writes_have_theirs(production, tool):
    one, two = tool("viewer", scope="read"), tool("editor")
    assert statuses(4) == [200, 200, 200, 429]
    for _ in range(3):
        one.get("roles/")
    assert one.get("roles/", status=429).headers["RateLimit-Policy"] == '"token";q=3;w=60'
    for number in range(2):
        answer = two.post("contributors/", {"name": f"見本 {number}"})
    assert answer.headers["RateLimit"].startswith('"write";r=0;')
    two.post("contributors/", {"name": "見本 花"}, status=429)
    two.get("roles/")


def test_guessing_tokens_counts_against_the_address(db):
    guesses = [statuses(1, headers={"authorization": f"Bearer staffroll_{n}"})[0] for n in range(5)]
    assert guesses == [401, 401, 401, 429, 429]
    assert statuses(1) == [429]


def test_a_refused_write_counts_too(production):
    assert [Client().post("/api/v1/credits/").status_code for _ in range(4)] == [401, 401, 401, 429]


def test_none_limits_nothing(db, settings):
    settings.API_RATE = ""
    answers = [Client().get(PATH) for _ in range(5)]
    assert {(answer.status_code, "RateLimit" in answer.headers) for answer in answers} == {(200, False)}


def test_a_window_ends(db):
    counter = ProcessCounter()
    assert [counter.hit("a", 1)[0] for _ in range(2)] == [1, 2]
    counter.seen["a"] = (2, time.monotonic())
    assert counter.hit("a", 1)[0] == 1


def test_what_is_taken_back_was_never_counted():
    counter = ProcessCounter()
    counter.take_back("a")
    assert [counter.hit("a", 60)[0] for _ in range(2)] == [1, 2]
    counter.take_back("a")
    assert counter.hit("a", 60)[0] == 2


def test_the_memory_of_a_process_is_bounded(monkeypatch):
    monkeypatch.setattr(throttling, "MAX_COUNTED_CLIENTS", 10)  # the real bound is 20,000 clients
    counter = ProcessCounter()
    for number in range(50):
        counter.hit(str(number), 60)
    assert len(counter.seen) <= 10
    assert counter.hit("49", 60)[0] == 2


def test_without_its_redis_a_process_counts_for_itself(db, settings, caplog):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert statuses(4) == [200, 200, 200, 429]
    assert [record.levelname for record in caplog.records if record.name == "api.http.throttling"] == [
        "WARNING"
    ]


@pytest.mark.postgres
def test_processes_share_the_count_in_one_round_trip():
    url = site.CELERY_BROKER_URL
    first, second = RedisCounter(url), RedisCounter(url)
    key = f"test:{uuid4()}"
    assert [counter.hit(key, 60)[0] for counter in (first, second, first)] == [1, 2, 3]
    client = redis.Redis.from_url(url)
    name = RedisCounter.PREFIX + key
    assert 55 < client.ttl(name) <= 60
    with client.monitor() as monitor:
        count, left = second.hit(key, 60)
        second.client.echo(f"after {key}")
        heard = takewhile(lambda heard: f"after {key}" not in heard["command"], monitor.listen())
        asked = [one["command"] for one in heard if key in one["command"] and one["client_type"] != "lua"]
    assert (count, 55 < left <= 60) == (4, True)
    assert [command.split()[0] for command in asked] == ["EVALSHA"]
    first.take_back(key)
    assert second.hit(key, 60)[0] == 4
    client.delete(name)
    first.take_back(key)
    assert not client.exists(name)
    client.close()
    for counter in (first, second):
        counter.script.registered_client.close()


def test_the_limits_of_an_unused_tool_are_whole(production, tool):
    api: Tool = tool()
    assert api.get("roles/").headers["RateLimit"].startswith('"token";r=2;')
