"""People in a real browser: a duplicate is stopped where it would be made, a merge is looked at first, the tab is read on a telephone."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from productions.credits.services.credits import enter_credit
from productions.models import Contributor, Credit, Role
from productions.people.services.contributors import create_contributor
from tests.acceptance.conftest import browser, sign_in
from tests.acceptance.sheets import open_window

pytestmark = browser
AXE = Path(__file__).parent.parent / "clients" / "typescript" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def known(production, now, unlocked):
    """Somebody with a reading and a work."""
    person = create_contributor(name="渡邊 みほ", kana="わたなべ みほ", by=None, now=now)
    enter_credit(production, role=Role.objects.get(code="layout"), contributor=person, by=None, now=now)
    return person


def test_who_is_known_is_chosen_in_the_form_behind_the_popup(page, live_server, known, production):
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/productions/credit/add/")
    with page.expect_popup() as opened:
        page.click("#add_id_contributor")
    popup = opened.value
    popup.fill("#id_given_name", "渡辺みほ")
    popup.press("#id_given_name", "Enter")
    question = popup.get_by_role("region", name="Is it one of these?")
    expect(question).to_contain_text("a name that looks alike")
    expect(question).to_contain_text(production.title)
    expect(question).to_contain_text("わたなべ みほ")
    with popup.expect_event("close"):
        question.get_by_role("button", name="Use this one").click()
    expect(page.locator("#id_contributor")).to_have_value(str(known.pk))
    expect(page.locator(".field-contributor .select2-selection__rendered")).to_contain_text("渡邊 みほ")
    assert Contributor.objects.filter(names__text__contains="みほ").distinct().count() == 1


def test_another_person_of_the_name_says_what_tells_them_apart(page, live_server, known):
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/productions/contributor/add/")
    page.fill("#id_given_name", "渡邊 みほ")
    page.press("#id_given_name", "Enter")
    page.get_by_role("button", name="Another person").click()
    expect(page.locator(".field-disambiguation .errorlist")).to_contain_text("what tells this entry")
    page.fill("#id_disambiguation", "動画")
    page.press("#id_disambiguation", "Enter")
    expect(page.locator(".messagelist .success")).to_contain_text("渡邊 みほ (動画)")


def test_a_merge_is_looked_at_before_it_is_done(page, live_server, known, production, now):
    double = create_contributor(name="渡辺 みほ", by=None, now=now)
    role = Role.objects.get(code="key_animation")
    enter_credit(production, role=role, contributor=double, by=None, now=now)
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/productions/contributor/{double.pk}/change/")
    page.get_by_role("link", name="Merge into “渡邊 みほ”").click()
    preview = page.get_by_role("region", name="What moves from “渡辺 みほ” to “渡邊 みほ”")
    expect(preview).to_contain_text(f"{production.title}: 1 credit")
    page.fill("#id_reason", "One person.")
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Credit.objects.filter(contributor=known).count() == 2


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not there: make scripts installs it")
def test_the_people_tab_fits_a_telephone_and_axe_finds_nothing(
    chromium, live_server, staff, known, production, now
):
    alike = create_contributor(name="渡辺 みほ", by=None, now=now)
    enter_credit(production, role=Role.objects.get(code="layout"), contributor=alike, by=None, now=now)
    pages = (
        f"/admin/productions/production/{production.pk}/people/",
        f"/admin/productions/production/{production.pk}/people-rename/?person={known.pk}",
        f"/admin/productions/contributor/{known.pk}/change/",
        f"/admin/productions/contributor/{known.pk}/split/",
        f"/admin/productions/contributor/{known.pk}/merge/?into={alike.pk}",
    )
    user = staff("editor")
    for address in pages:
        with open_window(
            chromium, live_server, user, address, language="ja", width=390, has_cuts=False
        ) as window:
            page = window.page
            expect(page.get_by_text("渡邊 みほ").first).to_be_visible()
            if "people-rename" in address:
                page.fill("#id_credited_as", "ミホ")
                page.locator("button[value=preview]").click()
                expect(page.locator("#planned")).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
            assert window.errors == []
            page.evaluate(AXE.read_text())
            found = page.evaluate(
                "axe.run({ include: ['#content'], exclude: ['.select2'] }, { resultTypes: ['violations'] })"
            )["violations"]
            serious = [
                (each["id"], each["nodes"][0]["html"][:200])
                for each in found
                if each["impact"] in ("serious", "critical")
            ]
            assert serious == [], address
            window.errors.clear()  # axe tries styles of its own, which the policy stops
