"""A film through nginx: the site says which file, nginx sends it."""

import http.client
import select
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing
from hashlib import sha256

import pytest

from registry.cross_origin import OPEN_HEADERS
from tests.front.conftest import HOST, Site, needs_nginx, site_of

pytestmark = [pytest.mark.slow, needs_nginx]

MANY = 8
"""Four for each thread of the process."""


@pytest.fixture(scope="module")
def site(filled) -> Iterator[Site]:
    """gunicorn that leaves files to nginx."""
    with site_of(*filled, STAFFROLL_NGINX_SENDS_FILES="1") as started:
        yield started


@pytest.fixture(scope="module")
def film(site: Site, proxy: int):
    """Asks for the film of the site, with headers; gives status, headers, body."""

    def ask(method: str = "GET", **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        usual = {"Host": HOST, "Authorization": token_of(site)}
        with closing(http.client.HTTPConnection("127.0.0.1", proxy, timeout=60)) as connection:
            connection.request(method, address_of(site), headers=usual | sent)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()

    return ask


def address_of(site: Site) -> str:
    return f"/api/v1/exports/{site.filled['export']}/file"


def token_of(site: Site) -> str:
    return f"Bearer {site.filled['token']}"


def test_the_whole_film_comes_as_the_site_describes_it(site, film):
    status, headers, body = film()
    assert (status, len(body), sha256(body).hexdigest()) == (200, site.filled["size"], site.filled["digest"])
    assert headers["ETag"] == f'"{site.filled["digest"]}"'
    assert '.zip"; filename*=' in headers["Content-Disposition"]
    assert (headers["Content-Type"], headers["Cache-Control"]) == ("application/zip", "private, no-store")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Accel-Redirect"] is None
    assert {name: headers.get_all(name) for name in OPEN_HEADERS} == {
        name: [value] for name, value in OPEN_HEADERS.items()
    }
    assert "origin" not in (headers["Vary"] or "").lower()


def test_ranges_are_answered_as_without_nginx(site, film):
    size, tag = site.filled["size"], f'"{site.filled["digest"]}"'
    _status, _headers, whole = film()
    for asked, start, end in (
        ("bytes=0-99", 0, 99), ("bytes=-5", size - 5, size - 1), (f"bytes={size - 7}-", size - 7, size - 1),
    ):  # fmt: skip
        status, headers, body = film(Range=asked, If_Range=tag)
        assert (status, headers["Content-Range"]) == (206, f"bytes {start}-{end}/{size}")
        assert body == whole[start : end + 1]
    for other in ({"If_Range": '"another"'}, {"Range": "bytes=0-1,4-5"}):
        status, _headers, body = film(**{"Range": "bytes=0-99"} | other)
        assert (status, len(body)) == (200, size)
    status, headers, body = film(Range=f"bytes={size}-")
    assert (status, headers["Content-Range"]) == (416, f"bytes */{size}")
    assert headers["Content-Type"] == "application/problem+json"
    assert film(If_None_Match=tag)[0] == 304
    status, headers, body = film("HEAD")
    assert (status, headers["Content-Length"], body) == (200, str(size), b"")


def test_nobody_reaches_the_folder_beside_the_site(site, proxy):
    address = f"/-/media/exports/{site.filled['export']}.zip"
    with closing(http.client.HTTPConnection("127.0.0.1", proxy, timeout=60)) as connection:
        connection.request("GET", address, headers={"Host": HOST})
        assert connection.getresponse().status == 404


def read_nothing(readers: ExitStack, port: int, site: Site) -> socket.socket:
    """Asks for the film and takes its first bytes; it is larger than all buffers on its way together."""
    reader = readers.enter_context(socket.create_connection(("127.0.0.1", port), timeout=60))
    reader.sendall(
        f"GET {address_of(site)} HTTP/1.1\r\nHost: {HOST}\r\nAuthorization: {token_of(site)}\r\n\r\n".encode()
    )
    assert reader.recv(12) == b"HTTP/1.1 200"
    return reader


def test_readers_who_never_read_hold_no_thread_behind_nginx(site, proxy):
    with ExitStack() as readers:
        for _ in range(MANY):
            read_nothing(readers, proxy, site)


def test_readers_who_never_read_hold_the_threads_of_gunicorn_alone(filled):
    """Why nginx sends files. The answer comes when the readers are gone, not before."""
    with site_of(*filled) as alone, ExitStack() as others, ExitStack() as readers:
        for _ in range(2):
            read_nothing(readers, alone.gunicorn, alone)
        other = others.enter_context(socket.create_connection(("127.0.0.1", alone.gunicorn), timeout=60))
        other.sendall(f"GET /healthz HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
        assert not select.select([other], [], [], 2)[0]
        readers.close()
        assert other.recv(12) == b"HTTP/1.1 200"
