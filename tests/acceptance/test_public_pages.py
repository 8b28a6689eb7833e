"""One public page of each kind in a browser: nothing serious for axe-core, no wider than the window, quiet where motion is not wanted."""

import pytest
from django.utils import timezone

from tests.acceptance.conftest import browser
from tests.acceptance.public_records import make_record, open_reader
from tests.acceptance.test_cut_sheet_access import AXE, find_problems

pytestmark = browser
NARROWEST = 320
"""CSS pixels of a window of 1280 at 400 % (WCAG 2.2, 1.4.10): nothing is wider."""


@pytest.fixture
def record(unlocked):
    return make_record(timezone.now())


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not there: make scripts installs it")
@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("en", 1280, "dark"), ("ja", 390, "light")], ids=str
)
def test_axe_finds_nothing_serious_on_any_kind_of_page(
    chromium, live_server, record, language, width, scheme
):
    with open_reader(
        chromium, live_server, language, width, color_scheme=scheme, reduced_motion="reduce"
    ) as reader:
        page = reader.page
        for address in record.list_pages():
            page.set_viewport_size({"width": width, "height": 800})
            reader.open(address)
            for summary in page.locator("summary").all():
                summary.click()
            assert (address, reader.width <= width) == (address, True)
            assert (address, reader.errors) == (address, [])
            assert (address, find_problems(page)) == (address, [])
            reader.errors.clear()  # axe-core styles what it measures, which the policy refuses
            page.set_viewport_size({"width": NARROWEST, "height": 800})
            assert (address, reader.width <= NARROWEST) == (address, True)
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
