"""Bodies without a length, and bodies in another coding; chunks over a real socket are in tests/front."""

from io import BytesIO

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory

from registry.request_bodies import MAX_BODY_BYTES, read_chunked


def ask(path: str, body: BytesIO, *, ends: bool = True) -> tuple[str, str]:
    """Status and body of a POST in chunks, whose pieces a server has put together."""
    environ = RequestFactory().post(path, content_type="application/json").environ
    del environ["CONTENT_LENGTH"]
    environ |= {"wsgi.input": body, "wsgi.input_terminated": ends, "HTTP_TRANSFER_ENCODING": "chunked"}
    began: list[str] = []
    application = read_chunked(get_wsgi_application())
    parts = application(environ, lambda status, headers: began.append(status))
    return began[0], b"".join(parts).decode()


class Endless(BytesIO):
    """A body that never ends, and how much of it was read."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        self.taken += size or 0
        return bytes(size or 0)


def test_a_body_in_chunks_is_read_to_its_end(db):
    body = BytesIO(b'{"title": "of somebody who may not write"}')
    assert ask("/api/v1/productions/", body)[0] == "401 Unauthorized"
    assert body.read() == b""


def test_a_body_that_no_server_ends_is_refused(db):
    status, told = ask("/api/v1/productions/", BytesIO(b"{}"), ends=False)
    assert status == "411 Length Required"
    assert "Send the body's length in the header Content-Length." in told


def test_a_body_without_end_is_left_at_the_limit(db):
    body = Endless()
    status, told = ask("/api/v1/productions/", body)
    assert status == "413 Request Entity Too Large"
    assert f"larger than {MAX_BODY_BYTES:,} bytes" in told
    assert MAX_BODY_BYTES < body.taken < 1.01 * MAX_BODY_BYTES


@pytest.mark.parametrize("coding", ["gzip", "br", "GZip, identity"])
def test_a_compressed_body_is_refused_with_a_problem(client, db, coding):
    sent = {"Content-Encoding": coding}
    answer = client.post("/api/v1/productions/", b"\x1f\x8b", "application/json", headers=sent)
    assert (answer.status_code, answer["Content-Type"]) == (415, "application/problem+json")
    assert answer["Accept-Encoding"] == "identity"
    assert answer.json()["detail"].startswith("Send the body as it is")
    page = client.post("/admin/login/", b"\x1f\x8b", "application/json", headers=sent)
    assert (page.status_code, page["Content-Type"]) == (415, "text/plain; charset=utf-8")


def test_a_body_that_says_it_is_as_it_is_is_read(client, db):
    answer = client.post(
        "/api/v1/productions/", b"{}", "application/json", headers={"Content-Encoding": "identity"}
    )
    assert answer.status_code == 401
