"""What nginx says of visitors to the site, and what it answers by itself."""

import http.client
import json
import socket
import ssl
import subprocess
import urllib.error
import urllib.request
from contextlib import ExitStack, closing
from urllib.parse import urlsplit

import pytest
import yaml

from tests.front.conftest import HOST, ROOT, Site, needs_nginx, proxy_of, site_of

pytestmark = [pytest.mark.slow, needs_nginx]


def get(port: int, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    sent = {"Host": HOST} | {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", path, headers=sent)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


def left(headers: http.client.HTTPMessage) -> str:
    """How many requests the visitor may still make."""
    return headers["RateLimit"].split(";")[1]


@pytest.fixture(scope="module")
def counting_site(filled):
    """One that counts requests by who asks."""
    with site_of(*filled, STAFFROLL_API_RATE="100/hour") as site:
        yield site


@pytest.fixture(scope="module")
def https_site(filled):
    """One that sends everybody to HTTPS."""
    with site_of(*filled, STAFFROLL_HTTPS="1") as site:
        yield site


def test_strangers_cannot_say_that_they_are_others(counting_site):
    """Each counts by the address from which they came, whatever they write."""
    with proxy_of(counting_site, "strangers") as (port, _log):
        told = [
            left(get(port, "/api/v1/", X_Forwarded_For=claimed)[1])
            for claimed in ("198.51.100.1", "198.51.100.2", "198.51.100.3, 198.51.100.4")
        ]
    assert told == ["r=99", "r=98", "r=97"]


def test_a_trusted_proxy_says_who_asks(counting_site):
    with proxy_of(counting_site, "trusted", PROXY_TRUSTED="127.0.0.1/32") as (port, _log):
        told = [
            left(get(port, "/api/v1/", X_Forwarded_For=claimed)[1])
            for claimed in ("198.51.100.1", "198.51.100.2", "198.51.100.9, 198.51.100.1")
        ]
    # The last one appended is whom the trusted proxy saw; what stands before it was written by the visitor.
    assert told == ["r=99", "r=99", "r=98"]


def test_only_a_trusted_proxy_says_that_it_was_https(https_site):
    with proxy_of(https_site, "plain") as (port, _log):
        status, headers, _body = get(port, "/api/v1/", X_Forwarded_Proto="https")
        assert (status, headers["Location"]) == (301, f"https://{HOST}/api/v1/")
    with proxy_of(https_site, "behind", PROXY_TRUSTED="127.0.0.1/32") as (port, _log):
        assert get(port, "/api/v1/", X_Forwarded_Proto="https")[0] == 200
        assert get(port, "/api/v1/", X_Forwarded_Proto="http")[0] == 301


def test_https_ends_at_nginx_with_the_certificate_of_the_folder(https_site, tmp_path):
    tmp_path.chmod(0o755)
    make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2".split()
    names = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    places = ["-keyout", str(tmp_path / "privkey.pem"), "-out", str(tmp_path / "fullchain.pem")]
    subprocess.run([*make, *names, *places], check=True, capture_output=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        https = probe.getsockname()[1]
    places_of_nginx = {
        "PROXY_TLS": "on",
        "PROXY_HTTPS": f"127.0.0.1:{https}",
        "PROXY_CERTIFICATES": str(tmp_path),
    }
    trusting = ssl.create_default_context(cafile=str(tmp_path / "fullchain.pem"))
    with (
        proxy_of(https_site, "https", **places_of_nginx) as (port, _log),
        socket.create_connection(("127.0.0.1", https), timeout=60) as plain,
        trusting.wrap_socket(plain, server_hostname=HOST) as secure,
    ):
        secure.sendall(f"GET /api/v1/ HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
        assert secure.recv(12) == b"HTTP/1.1 200"
        assert get(port, "/api/v1/")[0] == 301


def test_a_request_that_is_too_large_is_a_problem(site, proxy):
    """It is refused by its length; nothing of it is read."""
    large = f"POST {{}} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: {53 * 2**20}\r\n\r\n"
    for path, media_type in (("/api/v1/fonts/", "application/problem+json"), ("/admin/", "text/plain")):
        with socket.create_connection(("127.0.0.1", proxy), timeout=60) as connection:
            connection.sendall(large.format(path).encode())
            answer = http.client.HTTPResponse(connection)
            answer.begin()
            body = answer.read()
        assert (answer.status, answer.headers["Content-Type"].split(";")[0]) == (413, media_type)
    assert body == b"The request is larger than 52 MiB; send less at once.\n"


def test_one_address_has_no_more_than_its_share_of_connections(site, proxy):
    head = f"POST /api/v1/productions/ HTTP/1.1\r\nHost: {HOST}\r\n"
    half = head + "Content-Length: 100\r\nExpect: 100-continue\r\n\r\n"
    with ExitStack() as stack:
        for _ in range(100):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", proxy), timeout=60))
            connection.sendall(half.encode())
            assert connection.recv(12) == b"HTTP/1.1 100"  # it waits for the body
        status, headers, body = get(proxy, "/api/v1/")
    assert (status, headers["Retry-After"], json.loads(body)["status"]) == (429, "5", 429)


def test_the_check_of_compose_finds_it_well_whatever_the_hosts_of_the_site(site, proxy):
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    address = urlsplit(compose["services"]["nginx"]["healthcheck"]["test"][-1])
    own = address._replace(netloc=f"{address.hostname}:{proxy}")
    assert address.hostname != HOST
    with urllib.request.urlopen(own.geturl(), timeout=60) as answer:
        assert answer.status == 200
    with pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(own._replace(path="/api/v1/").geturl(), timeout=60)


def test_a_site_that_is_away_is_a_503_with_a_time(filled):
    away = Site(filled[0], 1, filled[1])
    with proxy_of(away, "away") as (port, _log):
        status, headers, body = get(port, "/api/v1/credits/?page_size=1")
        problem = json.loads(body)
        assert (status, headers["Retry-After"], problem["status"]) == (503, "5", 503)
        assert (problem["title"], problem["instance"]) == ("Service Unavailable", "/api/v1/credits/")
        # A page of another origin may read it, and for how long to wait.
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert headers["Access-Control-Expose-Headers"] == "Retry-After"
        assert "Access-Control-Allow-Origin" not in get(port, "/admin/")[1]
        assert get(port, "/admin/")[2] == b"The site is starting or away; try again in a moment.\n"


def test_a_long_poll_passes(site, proxy):
    status, _headers, body = get(proxy, "/api/v1/changes/?after=1000000&wait=2")
    assert (status, json.loads(body)["results"]) == (200, [])
