"""Webhooks lead to public addresses alone, and to the very ones that were looked at."""

import socket
import threading
import time

import pytest
from django.utils import timezone

from api.feed.webhooks import deliver_to_webhook
from productions.models import Webhook
from productions.shared.refusals import Refusal
from productions.webhooks import url_guard
from productions.webhooks.services.webhooks import create_webhook
from productions.webhooks.url_guard import BadAddress, look_up_addresses, read_url
from productions.webhooks.webhook_http import post_message

PRIVATE = (
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1",
    "169.254.169.254", "192.0.2.1", "192.88.99.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "2130706433", "0x7f.1", "127.1", "localhost", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:8.8.8.8]",
    "[::7f00:1]", "[64:ff9b::7f00:1]", "[64:ff9b::808:808]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2001:0:1::1]",
    "[fe80::1]", "[fec0::1]", "[fc00::1]", "[fd00::1]", "[ff02::1]", "[2001:db8::1]", "[100::1]",
)  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE)
def test_no_private_address_is_registered_or_sent_to(host, production, staff, now):
    with pytest.raises(Refusal) as refused:
        create_webhook(user=staff("editor"), name="x", url=f"https://{host}/", by=None, now=now)
    assert list(refused.value.fields) == ["url"]
    answer = post_message(f"https://{host}/", b"{}", {}, now=now)
    assert (answer.status, str(answer.error)) == (None, refused.value.fields["url"][0])
    assert str(answer.error) == f"No public address was found for {host.strip('[]')}; nothing is sent there."


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://8.8.8.8/", "Webhooks are sent over HTTPS to port 443 only."),
        ("https://8.8.8.8:80/", "Webhooks are sent over HTTPS to port 443 only."),
        ("https://8.8.8.8:8443/", "Webhooks are sent over HTTPS to port 443 only."),
        ("https://user@8.8.8.8/", "The address may hold no user name, password or fragment."),
        ("https://user:word@8.8.8.8/", "The address may hold no user name, password or fragment."),
        ("https://8.8.8.8/#part", "The address may hold no user name, password or fragment."),
        ("ftp://8.8.8.8/", "Give an address that begins with https:// and a host."),
        ("https:///", "Give an address that begins with https:// and a host."),
        ("https://[fe80::1%25eth0]/", "Give an address that begins with https:// and a host."),
        ("https://8.8.8.8:99999/", "This address cannot be used."),
        ("https://[::1/", "This address cannot be used."),
        ("https://例え.jp/", "Write the address in ASCII without spaces; write a host name in other letters in its xn-- form."),
        ("https://8.8.8.8\\@a/", "Write the address in ASCII without spaces; write a host name in other letters in its xn-- form."),
        ("https://8.8.8.8/\r\nX: y", "Write the address in ASCII without spaces; write a host name in other letters in its xn-- form."),
        ("https://8.8.8.8/" + "a" * 500, "The address is longer than 500 characters."),
        ("https://nobody.invalid/", "No public address was found for nobody.invalid; nothing is sent there."),
    ],
)  # fmt: skip
def test_an_address_is_refused_in_words(url, sentence):
    with pytest.raises(BadAddress) as bad:
        look_up_addresses(read_url(url), loopback=False)
    assert str(bad.value) == sentence


@pytest.mark.parametrize("host", ["8.8.8.8", "[2606:4700::1111]"])
def test_public_addresses_are_fine(host):
    assert look_up_addresses(read_url(f"https://{host}/x"), loopback=False) == (host.strip("[]"),)


def answers(monkeypatch, *lists):
    """Let the machine's resolver answer with these addresses, one list after the other."""
    found = iter(lists)
    real = socket.getaddrinfo

    def getaddrinfo(host, port, *args, **options):
        if host != "receiver.test":
            return real(host, port, *args, **options)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in next(found)]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch, now):
    answers(monkeypatch, ["8.8.8.8", "10.0.0.1"])
    answer = post_message("https://receiver.test/", b"{}", {}, now=now)
    assert str(answer.error) == "No public address was found for receiver.test; nothing is sent there."


def test_loopback_is_a_setting_and_lets_nothing_else_in(monkeypatch, settings, now):
    settings.WEBHOOK_LOOPBACK = True
    answers(monkeypatch, ["127.0.0.1", "10.0.0.1"])
    for host in ("receiver.test", "169.254.169.254"):
        told = str(post_message(f"http://{host}/", b"{}", {}, now=now).error)
        assert told == f"No public address was found for {host}; nothing is sent there."


def test_a_name_that_moves_to_a_private_address_after_registration_is_not_sent_to(
    receiver, hook, touch, settings
):

    touch("one")
    settings.WEBHOOK_LOOPBACK = False
    deliver_to_webhook(hook.uid, clock=timezone.now)
    assert receiver.got == []
    assert Webhook.objects.get().last_error == "Webhooks are sent over HTTPS to port 443 only."


@pytest.fixture
def silent(monkeypatch):
    """A resolver that does not answer for hosts under `.silent` until the test is over; counts who asks it."""
    over, asked = threading.Event(), []
    real = socket.getaddrinfo

    def getaddrinfo(host, port, *args, **options):
        if not host.endswith(".silent"):
            return real(host, port, *args, **options)
        asked.append(host)
        over.wait(60)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(url_guard, "LOOK_UP_SECONDS", 0.2)  # the name server hangs: nobody waits for 3 s here
    yield asked
    over.set()
    for thread in threading.enumerate():
        if thread.name == "look up":
            thread.join()


def refused(url):
    with pytest.raises(BadAddress) as bad:
        look_up_addresses(read_url(url), loopback=False)
    return str(bad.value)


def test_nobody_learns_which_names_our_own_resolver_knows(monkeypatch, silent):
    answers(monkeypatch, ["10.0.0.1"])
    hosts = ("receiver.test", "nobody.invalid", "slow.silent")
    assert [refused(f"https://{host}/") for host in hosts] == [
        f"No public address was found for {host}; nothing is sent there." for host in hosts
    ]


def test_a_scheme_is_refused_before_the_name_is_looked_up(silent):
    assert refused("http://a.silent/") == "Webhooks are sent over HTTPS to port 443 only."
    assert silent == []


def test_a_resolver_that_hangs_holds_nobody_up(silent):
    started = time.monotonic()
    assert refused("https://a.silent/") == "No public address was found for a.silent; nothing is sent there."
    assert time.monotonic() - started < 10  # of 60; a machine may be busy


def test_names_that_hang_hold_a_bounded_number_of_threads(silent):
    for number in range(url_guard.MAX_LOOK_UPS + 3):
        refused(f"https://{number}.silent/")
    assert len(silent) == url_guard.MAX_LOOK_UPS


def test_the_connection_goes_where_it_was_looked_at(monkeypatch, receiver, now):
    """The name is asked once: a second answer would be another address."""
    answers(monkeypatch, ["127.0.0.1"], ["10.255.255.1"])
    answer = post_message(f"http://receiver.test:{receiver.port}/", b"{}", SIGNED, now=now)
    assert (answer.status, receiver.hosts) == (204, [f"receiver.test:{receiver.port}"])


def test_proxies_of_the_environment_are_not_used(monkeypatch, receiver, now):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert post_message(receiver.url, b"{}", SIGNED, now=now).status == 204


SIGNED = {"webhook-id": "msg_1"}
"""The receiver of these tests has no secret, so it verifies nothing."""
