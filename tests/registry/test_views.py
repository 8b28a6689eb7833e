"""Health, errors, headers, and whose address counts."""

from datetime import datetime, timedelta

import pytest
from django.core.handlers.base import BaseHandler
from django.db import DatabaseError, connection
from django.http import StreamingHttpResponse
from django.test import RequestFactory
from django.utils import timezone

from api.http.throttling import get_client_address
from registry.middleware import HeadWithoutBody
from tests.html_pages import find_all, get_text, list_texts, read_body, read_page


def test_health_says_ok_when_the_database_answers(client, db):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_health_says_503_when_the_database_does_not_answer(client, db):
    def refuse(*arguments):
        raise DatabaseError

    with connection.execute_wrapper(refuse):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"status": "the database does not answer"})


@pytest.mark.parametrize("hosts", [[".example.org"], ["*"], ["credits.example.org"]])
def test_health_answers_whatever_host_is_asked_for(client, db, settings, hosts):
    settings.ALLOWED_HOSTS = hosts
    assert client.get("/healthz", headers={"Host": "127.0.0.1:8000"}).status_code == 200
    assert client.get("/", headers={"Host": "127.0.0.1:8000"}).status_code == (302 if "*" in hosts else 400)


def test_the_operator_says_where_security_problems_are_reported(client, settings):
    settings.SECURITY_CONTACT = "mailto:security@registry.example"
    answer = client.get("/.well-known/security.txt")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    told = dict(line.split(": ", 1) for line in read_body(answer).splitlines())
    ends = datetime.fromisoformat(told.pop("Expires")) - timezone.now()
    assert timedelta(days=29) <= ends <= timedelta(days=30)
    assert told == {
        "Contact": "mailto:security@registry.example",
        "Preferred-Languages": "en, ja",
        "Canonical": "http://testserver/.well-known/security.txt",
    }


def test_without_a_contact_there_is_no_security_txt(client, settings):
    assert settings.SECURITY_CONTACT == ""
    assert client.get("/.well-known/security.txt").status_code == 404


def test_the_documentation_leads_to_the_desk(client):
    (link,) = find_all(read_page(client.get("/api/v1/docs/")), "a", href="/admin/")
    assert get_text(link) == "To the desk – 制作の画面へ"
    assert list_texts(link, "span", lang="ja") == ["制作の画面へ"]


def test_a_wrong_address_is_a_page_that_says_so(client, db):
    answer = client.get("/nowhere")
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert list_texts(read_page(answer), "h1") == ["There is nothing at this address"]


def test_files_of_exports_have_no_address(client, db):
    assert [client.get(path).status_code for path in ("/media/exports/x.pdf", "/static/../media/x")] == [
        404,
        404,
    ]


def test_pages_may_load_nothing_from_elsewhere(client, db):
    assert set(client.get("/admin/login/")["Content-Security-Policy"].split("; ")) == {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    }


def test_the_language_can_be_chosen(client, db):
    client.post("/i18n/setlang/", {"language": "ja", "next": "/admin/login/"})
    assert find_all(read_page(client.get("/admin/login/")), "html", lang="ja")


@pytest.mark.parametrize(
    ("proxies", "address"), [(0, "10.0.0.9"), (1, "198.51.100.7"), (2, "203.0.113.1"), (9, "10.0.0.9")]
)
def test_only_our_own_proxies_say_who_the_client_is(settings, proxies, address):
    settings.NUM_PROXIES = proxies
    request = RequestFactory().get(
        "/", REMOTE_ADDR="10.0.0.9", headers={"X-Forwarded-For": "203.0.113.1, 198.51.100.7"}
    )
    assert get_client_address(request) == address


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/api/v1/productions/", "/api/v1/schema/"])
def test_a_head_has_the_headers_of_a_get_and_nothing_to_drop(db, path):
    """gunicorn, unlike the client of the tests, says a warning for each HEAD that has a body."""
    site = BaseHandler()
    site.load_middleware()
    wanted, got = (site.get_response(RequestFactory().generic(method, path)) for method in ("GET", "HEAD"))
    assert (wanted.status_code, got.status_code) == (200, 200)
    assert got.headers["Content-Type"] == wanted.headers["Content-Type"]
    assert (int(got.headers["Content-Length"]), got.content) == (len(wanted.content), b"")


def test_a_head_reads_nothing_of_what_a_get_would_stream():
    asked = []
    response = StreamingHttpResponse(asked.append(row) or row for row in (b"a", b"b"))
    answer = HeadWithoutBody(lambda request: response)(RequestFactory().head("/"))
    assert (list(answer), asked) == ([], [])
