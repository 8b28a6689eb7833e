"""The pages that say where one is, in a browser: nothing serious for axe-core, no wider than a phone, the open tab in view."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from productions.credits.services.credits import enter_credit
from productions.models import Role
from productions.people.services.contributors import create_contributor
from tests.acceptance.conftest import browser
from tests.acceptance.sheets import open_window
from tests.acceptance.test_cut_sheet_access import AXE, find_problems

pytestmark = [
    *browser,
    pytest.mark.skipif(not AXE.exists(), reason="axe-core is not there: make scripts installs it"),
]

PAGES = ("overview", "episodes", "files", "members")


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("en", 1280, "dark"), ("ja", 390, "light")], ids=str
)
def test_nothing_serious_is_found_and_the_open_tab_is_in_view(
    chromium, live_server, production, sheet_cuts, staff, language, width, scheme
):
    person = create_contributor(name="見本 花子", by=None, now=timezone.now())
    role = Role.objects.get(code="layout")
    enter_credit(production, role=role, contributor=person, cut=sheet_cuts[0], by=None, now=timezone.now())
    addresses = [reverse("admin:index"), reverse("records")]
    addresses += [reverse(f"admin:productions_production_{page}", args=[production.pk]) for page in PAGES]
    places = {"episode": sheet_cuts[0].episode, "cut": sheet_cuts[0]}
    addresses += [
        reverse(f"admin:productions_{kind}_change", args=[each.pk]) for kind, each in places.items()
    ]
    editor = staff("approver")
    with open_window(
        chromium, live_server, editor, addresses[0], language=language, width=width, has_cuts=False
    ) as window:
        page = window.page
        page.emulate_media(color_scheme=scheme)
        expect(page.locator(".my-productions")).to_contain_text("1")
        for address in addresses:
            page.goto(live_server.url + address)
            expect(page.locator("#footer")).to_be_attached()
            assert (address, page.evaluate("document.documentElement.scrollWidth") <= width) == (
                address,
                True,
            )
            assert [each for each in window.errors if "favicon" not in each] == []
            if "/change/" in address:
                continue
            if "/production/" in address:
                expect(page.locator(".frame [aria-current]")).to_be_in_viewport(ratio=1)
            assert (address, find_problems(page)) == (address, [])
            window.errors.clear()  # axe-core styles what it measures, which the policy refuses
