"""A browser for the acceptance tests."""

import asyncio
import shutil

import pytest
from django.db import connections
from django.utils import timezone
from playwright.sync_api import sync_playwright

from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode, create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.models import Role, User
from productions.people.services.contributors import create_contributors
from tests.acceptance.credit_lists import list_window, listed_episode, listed_rows, open_list  # noqa: F401  Fixtures of every module here.
from tests.acceptance.sheets import make_address, open_window

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))), None
)
"""The browser that has no window needs half of the processor time that the one with windows does."""
PASSWORD = "a quite long password"

browser = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine"),
]
"""The marks of a module whose tests drive it."""


@pytest.fixture(scope="session")
def started_chromium():
    """One browser for all tests of a process, and the event loop of Playwright's synchronous interface, which runs only while a test drives it."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]) as started,
    ):
        loop = asyncio.get_running_loop()
        asyncio._set_running_loop(None)
        yield started, loop
        asyncio._set_running_loop(loop)


@pytest.fixture(scope="module")
def chromium(started_chromium):
    """The browser, for the tests of a module: each opens a window that remembers nothing."""
    started, loop = started_chromium
    # A loop runs in this thread, which Django would refuse.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        asyncio._set_running_loop(loop)
        yield started
        connections.close_all()  # the ones of this event loop; the thread's own stay
        asyncio._set_running_loop(None)


@pytest.fixture
def page(request, chromium, unlocked):
    """A window that remembers nothing; every error in its console (a broken policy, a missing file) fails the test."""
    User.objects.create_superuser("boss", password=PASSWORD)
    errors: list[str] = []
    fine = request.node.get_closest_marker("fine_pixels")
    with chromium.new_page(
        locale="en-US", viewport={"width": 1280, "height": 900}, device_scale_factor=2 if fine else 1
    ) as window:
        window.set_default_timeout(60_000)  # a machine may be busy
        window.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        yield window
    assert [error for error in errors if "favicon" not in error] == []


@pytest.fixture
def credits(unlocked):
    """A film with forty key animators."""
    now = timezone.now()
    film = create_production(title="犬と少年", kind="film", by=None, now=now)
    called = [("person", f"見本 花子{n}") for n in range(40)]
    people, _refused = create_contributors(called, by=None, now=now, systems=frozenset())
    role = Role.objects.get(code="key_animation")
    rows = [{"role": role, "contributor": person} for person in people.values()]
    return enter_credits(film, rows, by=None, now=now)


@pytest.fixture
def sheet_cuts(unlocked, production):
    """C001 to C100 of an episode, which every cut knows."""
    now = timezone.now()
    episode = add_episode(production, number="3", by=None, now=now)
    rows = [{"number": f"C{number:03}"} for number in range(1, 101)]
    return add_cuts(production, rows, episode=episode, by=None, now=now)


@pytest.fixture
def open_sheet(chromium, live_server, production, sheet_cuts, staff):
    """Opens the cut sheet of these cuts for an account of this level."""
    address = make_address(production, sheet_cuts[0].episode)

    def open_for(level, name="", **how):
        return open_window(chromium, live_server, staff(level, name), address, **how)

    return open_for


@pytest.fixture
def sheet(open_sheet, request):
    """An editor's window, in a language and a width."""
    language, width = getattr(request, "param", ("en", 1280))
    with open_sheet("editor", language=language, width=width) as window:
        yield window


def sign_in(page, live_server, username="boss"):
    """By keyboard alone."""
    page.goto(f"{live_server.url}/admin/login/")
    page.fill("#id_username", username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("#site-search")
