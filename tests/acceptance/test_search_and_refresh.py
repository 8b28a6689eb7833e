"""The search field by the key /, and parts of a page that refresh themselves, in a real browser."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from productions.catalogue.services.cuts import update_cut
from productions.credits.services.bulk_credits import enter_credits
from productions.models import Role
from productions.people.services.contributors import create_contributor
from tests.acceptance.conftest import PASSWORD, browser

pytestmark = browser


@pytest.fixture
def signed_in(page, live_server):
    page.goto(f"{live_server.url}/admin/login/")
    page.locator("input[name=login], input[name=username]").first.fill("boss")
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/admin/")
    return page


def test_the_slash_leads_to_the_search_and_is_typed_where_one_types(signed_in, live_server, sheet_cuts):
    page = signed_in
    field = page.get_by_role("searchbox", name="Search everything")
    page.keyboard.press("/")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    field.fill("C-12")
    page.keyboard.press("/")
    expect(field).to_have_value("C-12/")
    field.fill("C-12")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="#3 C012")).to_be_visible()


def test_a_marked_part_is_renewed_once_something_changed_and_never_under_the_hands(
    signed_in, live_server, production, sheet_cuts
):
    """The history's page stands for any other: its list and its filters are marked, as a page would mark its figures."""
    page = signed_in
    page.route("**/history/", lambda route: mark_parts(route))
    with page.expect_response("**/admin/news/"):
        page.goto(f"{live_server.url}/admin/productions/production/{production.pk}/history/")
    sentences = page.locator("[data-refresh=list] li")
    before = sentences.count()
    day = page.get_by_label("Day:")
    day.fill("2026-01-01")
    update_cut(sheet_cuts[0], status="omitted", by=None, now=timezone.now())
    expect(sentences.filter(has_text="omitted")).to_be_visible()
    assert sentences.count() == before + 1
    expect(day).to_have_value("2026-01-01")


def test_what_changed_while_the_page_was_on_its_way_is_seen_though_the_server_failed_once(
    signed_in, live_server, production, sheet_cuts
):
    page, asked = signed_in, []
    page.route("**/admin/news/*", lambda route: route.continue_() if asked else asked.append(route))
    page.goto(f"{live_server.url}/admin/productions/production/{production.pk}/overview/")
    expect(page.get_by_text("1 draft to confirm")).to_have_count(0)
    page.evaluate(
        """() => {
            const { fetch } = window;
            window.fetch = (address, ...rest) => {
                if (address !== location.href) return fetch(address, ...rest);
                window.fetch = fetch;
                document.body.dataset.failed = "once";
                return Promise.reject(new TypeError("no network"));
            };
        }"""
    )
    person = create_contributor(name="見本 花子", by=None, now=timezone.now())
    credit = {"role": Role.objects.get(code="key_animation"), "contributor": person, "cut": sheet_cuts[0]}
    enter_credits(production, [credit], by=None, now=timezone.now(), state="draft")
    asked[0].continue_()
    expect(page.locator("body")).to_have_attribute("data-failed", "once")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_text("1 draft to confirm")).to_be_visible()


def mark_parts(route):
    """The page with two parts marked, and asked for every second."""
    answer = route.fetch()
    body = answer.text()
    body = body.replace(
        '<form method="get" class="history-filters"',
        '<form data-refresh="filters" method="get" class="history-filters"',
    )
    body = body.replace(
        "<ol>", '<ol data-refresh="list" data-refresh-marker="/admin/news/" data-refresh-seconds="1">', 1
    )
    module = '<script type="module" src="/static/productions/refresh.js"></script></head>'
    route.fulfill(response=answer, body=body.replace("</head>", module))
