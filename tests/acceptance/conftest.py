"""A browser for the acceptance tests."""

import shutil

import pytest
from django.db import connections
from django.utils import timezone
from playwright.sync_api import sync_playwright

from productions.domain.bulk import enter_credits
from productions.domain.contributors import create_contributor
from productions.domain.productions import create_production
from productions.models import Role, User

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PASSWORD = "a quite long password"

browser = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine"),
]
"""The marks of a module whose tests drive it."""


@pytest.fixture
def page(unlocked, monkeypatch):
    """A browser window; every error in its console (a broken policy, a missing file) fails the test."""
    # Playwright's synchronous interface runs an event loop in this thread, which Django would refuse.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    User.objects.create_superuser("boss", password=PASSWORD)
    errors: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        # Two pixels of the device for one of the page, so that a preview can show every pixel of a frame.
        window = browser.new_page(
            locale="en-US", viewport={"width": 1280, "height": 900}, device_scale_factor=2
        )
        window.set_default_timeout(15_000)
        window.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        yield window
        browser.close()
        connections.close_all()  # the ones of this event loop; the thread's own stay
    assert [error for error in errors if "favicon" not in error] == []


@pytest.fixture
def credits(unlocked):
    """A film with forty key animators."""
    now = timezone.now()
    film = create_production(title="犬と少年", kind="film", by=None, now=now)
    people = [create_contributor(name=f"見本 花子{n}", by=None, now=now) for n in range(40)]
    role = Role.objects.get(code="key_animation")
    return enter_credits(film, [{"role": role, "contributor": one} for one in people], by=None, now=now)


def sign_in(page, live_server):
    """By keyboard alone."""
    page.goto(f"{live_server.url}/admin/login/")
    page.fill("#id_username", "boss")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("#user-tools")
