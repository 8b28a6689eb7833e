"""The credit box where it is meant to be: in the frame that oEmbed hands out, on a page of another origin, in a real browser."""

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.acceptance.conftest import browser
from tests.acceptance.public_records import CREDITED, SECRETS, TITLES, make_record, open_reader

pytestmark = [
    *browser,
    pytest.mark.parametrize(
        ("language", "width", "scheme"), [("en", 1280, "light"), ("ja", 390, "dark")], ids=str
    ),
]
SURNAME = CREDITED.split()[0]
MARGIN = 10
"""Pixels between the other site's frame and its window."""
PAPERS = {"light": "rgb(250, 249, 245)", "dark": "rgb(22, 23, 26)"}
"""The background that the style sheet gives to a page in a colour scheme; without it a frame is transparent."""


@contextmanager
def serve_other_site(body):
    """A site that shows `body` at each address; gives its origin, which is another one than the live server's."""

    class OtherSite(BaseHTTPRequestHandler):
        def do_GET(self):
            page = f'<!doctype html><html lang="en"><title>Another site</title><link rel="icon" href="data:,"><body style="margin:{MARGIN}px">{body}'
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_told):
            """Nothing: the test's own output is enough."""

    with ThreadingHTTPServer(("127.0.0.1", 0), OtherSite) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def record(unlocked):
    return make_record(timezone.now())


@pytest.fixture
def reader(chromium, live_server, record, language, width, scheme):
    with open_reader(chromium, live_server, language, width, color_scheme=scheme) as window:
        yield window


def ask_frame(reader, address, width):
    """The frame that oEmbed gives for the reader's page of this address, in a room of this width."""
    asked = {"url": f"{reader.site}/{reader.language}/{address}", "maxwidth": str(width - 2 * MARGIN)}
    return reader.page.request.get(f"{reader.site}/oembed", params=asked).json()["html"]


def test_another_site_shows_who_made_a_work_an_episode_and_a_cut(reader, record, width, scheme):
    for address in (
        f"productions/{record.film.uid}/",
        f"episodes/{record.cut.episode.uid}/",
        f"cuts/{record.cut.uid}/",
    ):
        with serve_other_site(ask_frame(reader, address, width)) as other:
            reader.page.goto(other)
            box = reader.page.frame_locator("iframe")
            expect(box.locator("dl")).to_contain_text(SURNAME)
            expect(box.locator("body")).to_have_css("background-color", PAPERS[scheme])
            frame = reader.page.frames[1]
            room = frame.evaluate(
                "(({scrollWidth, scrollHeight}) => [scrollWidth - innerWidth, scrollHeight - innerHeight])"
                "(document.documentElement)"
            )
            assert (address, max(room) <= 0) == (address, True)
            assert [name for name in SECRETS if name in frame.content()] == []
            assert reader.width <= width


def test_a_link_of_the_box_opens_the_work_beside_the_other_site(reader, record, language, width):
    with serve_other_site(ask_frame(reader, f"productions/{record.film.uid}/", width)) as other:
        reader.page.goto(other)
        with reader.page.expect_popup() as opened:
            reader.page.frame_locator("iframe").locator("h1 a").click()
        work = opened.value
        expect(work.locator("h1")).to_have_text(TITLES[language])
        assert work.url == f"{reader.site}/{language}/productions/{record.film.uid}/"
        # What opens is no longer in the frame's sandbox, where a search would be refused.
        work.get_by_role("searchbox").fill("夜")
        work.get_by_role("searchbox").press("Enter")
        expect(work.locator(f'.works a[href*="{record.series.uid}"]')).to_have_count(1)
        assert reader.page.url == other


def test_the_page_itself_is_not_shown_in_a_frame(reader, record, language):
    address = f"{reader.site}/{language}/productions/{record.film.uid}/"
    with serve_other_site(f'<iframe src="{address}"></iframe>') as other:
        reader.page.goto(other)
        assert ["frame-ancestors" in told for told in reader.errors] == [True]
        assert CREDITED not in reader.page.frames[1].content()
        reader.errors.clear()
