"""A cut sheet in the window of a browser, as its users see it."""

import json
from contextlib import contextmanager

from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from productions.models import Credit

FIRST, SECOND = "animation_director", "layout"
"""The first columns of an empty sheet."""
SAVED = {"en": "Everything is saved", "ja": "すべて保存済み"}
LOCALES = {"en": "en-US", "ja": "ja-JP"}
EXPECTED_ERRORS = ("favicon", "net::ERR_INTERNET_DISCONNECTED")
"""What a browser says where a test takes its network away."""


expect.set_options(timeout=60_000)  # a machine may be busy


class SheetWindow:
    """One person's window."""

    def __init__(self, page, language):
        self.page, self.language = page, language
        self.keys = page.keyboard
        self.errors = []

    @contextmanager
    def tolerate(self, *words):
        """What a browser writes in its console of an answer that the test expects is no error of the page."""
        yield
        self.errors[:] = [each for each in self.errors if not any(word in each for word in words)]

    def reload(self):
        self.page.reload()
        self.wait_for_cells()

    def wait_for_cells(self):
        expect(self.page.locator(".grid-input")).to_be_focused()

    def press(self, *keys):
        for key in keys:
            self.keys.press(key)

    def type_names(self, *names):
        """Each in a cell of its own, downwards."""
        for name in names:
            self.keys.type(name)
            self.keys.press("Enter")

    def paste(self, text):
        """What the clipboard holds, without one: a browser without a screen has none to share."""
        self.page.locator(".grid-input").evaluate(
            """(input, text) => {
                const clipboardData = new DataTransfer();
                clipboardData.setData("text/plain", text);
                input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
            }""",
            text,
        )

    def copy(self):
        """What copying puts on the clipboard."""
        return self.page.locator(".grid-input").evaluate(
            """(input) => {
                const clipboardData = new DataTransfer();
                input.dispatchEvent(new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }));
                return clipboardData.getData("text/plain");
            }"""
        )

    def compose(self, *steps):
        """An input method at work: each step is shown in the field, the last one is taken."""
        session = self.page.context.new_cdp_session(self.page)
        for step in steps:
            session.send(
                "Input.imeSetComposition",
                {"text": step, "selectionStart": len(step), "selectionEnd": len(step)},
            )
        session.send("Input.insertText", {"text": steps[-1]})
        session.detach()

    def cell(self, row, column):
        """A cell by its place from 1, without the head."""
        return self.page.locator(f"[role=row][aria-rowindex='{row + 1}'] [aria-colindex='{column + 1}']")

    def expect_cell(self, row, column, text):
        expect(self.cell(row, column).locator(".grid-text")).to_have_text(text)

    def expect_saved(self):
        expect(self.page.locator(".sheet-state")).to_have_text(SAVED[self.language])

    def expect_active(self, row, column):
        cell = self.cell(row, column).get_attribute("id")
        expect(self.page.locator(".grid-input")).to_have_attribute("aria-activedescendant", cell)

    @property
    def panel(self):
        return self.page.locator(".sheet-panel")


def measure(locator):
    """Where it stands in the window, in px, once it stays there: a page that is still drawn or has just saved may move it."""
    before = None
    for _look in range(600):
        box = locator.bounding_box()
        if box is not None and box == before:
            return box
        before = box
        locator.page.wait_for_timeout(50)
    raise AssertionError(f"It does not come to rest: {locator}")


def make_address(production, episode=None):
    query = f"?episode={episode.pk}" if episode else ""
    return reverse("admin:productions_production_cut_sheet", args=[production.pk]) + query


@contextmanager
def open_window(chromium, live_server, user, address, *, language="en", width=1280, has_cuts=True):
    """A window of somebody who is signed in. An error in its console, such as a broken policy, fails the test."""
    client = Client()
    client.force_login(user)
    with chromium.new_context(
        locale=LOCALES[language], viewport={"width": width, "height": 800}, has_touch=width < 640
    ) as context:
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(60_000)
        window = SheetWindow(page, language)
        page.on("console", lambda told: window.errors.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: window.errors.append(str(error)))
        page.goto(live_server.url + address)
        if has_cuts:
            window.wait_for_cells()
        yield window
    assert [each for each in window.errors if not any(known in each for known in EXPECTED_ERRORS)] == []


def list_names(production, number, code):
    """Who stands in a cell, as the database has it."""
    rows = Credit.objects.current().filter(production=production, cut__number=number, role__code=code)
    return list(rows.order_by("position", "pk").values_list("credited_as", flat=True))


def describe_body(request):
    """The changes of a request that saved."""
    return json.loads(request.post_data)["changes"]
