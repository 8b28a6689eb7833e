"""What stands in an address and is a secret stands in no log: gunicorn's, the site's own, nginx's."""

import base64
import http.client
from contextlib import closing

import pytest

from tests.front.conftest import HOST, Site, needs_nginx, proxy_of, wait_for

pytestmark = pytest.mark.slow

SECRET = "a-secret-of-somebody"
ROUTES = [
    f"/invitations/{SECRET}/",
    f"/invitations/{SECRET}",
    f"/invitations/{SECRET}/?seen=1",
    f"//invitations//{SECRET}/",
    f"/admin/login/?next=/invitations/{SECRET}/",
    f"/admin/login/with/studio/back/?code={SECRET}&state={SECRET}",
]
"""Addresses that are there."""
MISTAKES = [
    f"/i18n/setlang/?next=%2Finvitations%2F{SECRET}%2F",
    f"/api/v1/credits/?page_size=1&token={SECRET}",
    f"/api/v1/credits/?access_token={SECRET}",
    f"/api/v1/credits/?API-KEY={SECRET}&apikey={SECRET}",
]
"""What somebody may ask for who takes an address for another."""
PLAIN = "/api/v1/credits/?page_size=1&role=director"


BASIC = base64.b64encode(f"{SECRET}:".encode()).decode()
HEADERS = {"Authorization": f"Basic {BASIC}", "Referer": f"http://{HOST}/invitations/{SECRET}/"}


def ask(port: int, addresses: list[str], **headers: str) -> None:
    """Ask for each address, and for one without a secret at the end."""
    for address in [*addresses, PLAIN]:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            connection.request("GET", address, headers={"Host": HOST, **headers})
            connection.getresponse().read()


def test_gunicorn_and_the_site_log_no_secret_of_an_address(site: Site):
    log = site.folder / "gunicorn.log"
    ask(site.gunicorn, ROUTES + MISTAKES, **HEADERS)
    # A thread writes its line after its answer, so the last request's may stand before another's.
    wait_for(lambda: log.read_text().count('"GET ') > len(ROUTES + MISTAKES) and PLAIN in log.read_text())
    written = log.read_text()
    assert '"GET /invitations/-/ HTTP/1.1"' in written
    assert "django.request: Forbidden (Permission denied): /invitations/-/" in written
    assert '"GET /admin/login/with/studio/back/?- HTTP/1.1"' in written
    assert SECRET not in written


@needs_nginx
def test_nginx_logs_no_secret_of_an_address(site: Site):
    with proxy_of(site, "log") as (port, log):
        ask(port, ROUTES + MISTAKES, **HEADERS)
        wait_for(lambda: PLAIN in log.read_text())
    written = log.read_text()
    assert written.count('"GET ') == len(ROUTES + MISTAKES) + 1
    assert '"GET /invitations/-"' in written
    assert '"GET /admin/login/with/studio/back/?-"' in written
    assert SECRET not in written


@needs_nginx
def test_nginx_tells_no_secret_when_the_site_is_away(filled):
    """Its own log of errors repeats the request."""
    away = Site(filled[0], 1, filled[1])
    with proxy_of(away, "away-and-silent") as (port, log):
        ask(port, ROUTES)
        wait_for(lambda: PLAIN in log.read_text())
    assert "Connection refused" in log.read_text()
    assert SECRET not in log.read_text()
