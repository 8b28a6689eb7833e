"""What a request brings along: in chunks, compressed, or too much of it; through nginx and to gunicorn itself."""

import http.client
import json
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.front.conftest import HOST, Site, needs_nginx

pytestmark = [pytest.mark.slow, needs_nginx]

FILM = {"title": "切れ切れの映画", "kind": "film", "year": 2026}


@pytest.fixture(params=["nginx", "gunicorn"])
def send(request: pytest.FixtureRequest, site: Site, proxy: int):
    """Posts a body to an address of the API."""
    port = proxy if request.param == "nginx" else site.gunicorn

    def post(path: str, body: Iterator[bytes] | bytes, **headers: str) -> tuple[int, str, dict]:
        usual = {
            "Host": HOST,
            "Authorization": f"Bearer {site.filled['token']}",
            "Content-Type": "application/json",
        }
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            connection.request("POST", path, body, headers=usual | sent)
            answer = connection.getresponse()
            return answer.status, answer.headers["Content-Type"], json.loads(answer.read())

    return post


def pieces(body: bytes) -> Iterator[bytes]:
    """The body in pieces of seven bytes, in the middle of characters too."""
    return (body[start : start + 7] for start in range(0, len(body), 7))


def test_a_body_in_chunks_is_read(send):
    status, _media_type, made = send(
        "/api/v1/productions/", pieces(json.dumps(FILM, ensure_ascii=False).encode())
    )
    assert (status, made["title"]) == (201, FILM["title"])


def test_a_body_in_chunks_has_the_limit_of_its_address(send):
    status, media_type, told = send("/api/v1/productions/", iter([b" " * 65536] * 5))
    assert (status, media_type) == (413, "application/problem+json")
    assert told["detail"] == "The body is larger than 262,144 bytes; send less at once."


def test_a_compressed_body_is_refused(send):
    status, media_type, told = send("/api/v1/productions/", b"\x1f\x8b", Content_Encoding="gzip")
    assert (status, media_type) == (415, "application/problem+json")
    assert told["instance"] == "/api/v1/productions/"
