"""An episode is reviewed in a real browser: by keys alone, in Japanese on a phone, and from the heat map to the sheet."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from productions.catalogue.services.productions import update_production
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import update_credit
from productions.models import Credit, Role
from productions.people.services.contributors import create_contributor
from tests.acceptance.conftest import browser
from tests.acceptance.sheets import open_window

pytestmark = browser
AXE = Path(__file__).parent.parent / "clients" / "typescript" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def drafts(production, sheet_cuts, now):
    """Three people in two cuts each, and nobody in one cut."""
    people = [create_contributor(name=name, by=None, now=now) for name in ("佐藤 一", "鈴木 二", "高橋 三")]
    key, layout = Role.objects.get(code="key_animation"), Role.objects.get(code="layout")
    rows = [
        {"role": key, "contributor": person, "cut": cut}
        for index, person in enumerate(people)
        for cut in sheet_cuts[2 * index : 2 * index + 2]
    ]
    rows.append({"role": layout, "absence_reason": "not_yet_entered", "cut": sheet_cuts[0]})
    update_production(production, visibility="private", by=None, now=now)
    return enter_credits(production, rows, by=None, now=now)


@pytest.fixture
def open_page(chromium, live_server, production, sheet_cuts, staff):
    """Opens a page of the episode for an editor."""

    def open_it(name, query="", **how):
        address = (
            f"/admin/productions/production/{production.pk}/{name}/?episode={sheet_cuts[0].episode_id}{query}"
        )
        return open_window(chromium, live_server, staff("editor"), address, has_cuts=False, **how)

    return open_it


def read_states():
    rows = Credit.objects.live().order_by("pk").values_list("credited_as", "state")
    return sorted(set(rows))


def test_an_episode_is_reviewed_by_keys_alone(open_page, drafts, now):
    with open_page("review") as window:
        page = window.page
        lines = page.locator("tr[data-line]")
        expect(lines).to_have_count(4)
        said = page.locator("#review-said")
        page.keyboard.press("n")
        expect(lines.nth(0)).to_be_focused()
        page.keyboard.press("r")
        expect(page.get_by_label("Reason")).to_be_focused()
        with window.tolerate("422"):
            page.keyboard.press("Enter")
            expect(said).to_have_text("Say why these drafts are removed.")
        page.keyboard.press("r")
        page.keyboard.type("Nobody drew a layout.")
        page.keyboard.press("Enter")
        expect(said).to_have_text("1 draft was removed.")
        expect(lines.nth(1)).to_be_focused()
        page.keyboard.press("a")
        expect(said).to_have_text("2 credits were confirmed.")
        expect(lines.nth(2)).to_be_focused()

        update_credit(drafts[3], credited_as="鈴木 二郎", by=None, now=now)
        page.keyboard.press("a")
        expect(said).to_contain_text("Somebody changed C004 Key animation: 鈴木 二郎 meanwhile")
        expect(lines.nth(3)).to_be_focused()
        page.keyboard.press("x")
        expect(lines.nth(3).get_by_role("checkbox")).to_be_checked()
        page.get_by_role("button", name="Confirm chosen drafts").press("Enter")
        expect(page.locator(".messagelist .success")).to_have_text("2 credits were confirmed.")
        expect(lines).to_have_count(1)
    assert read_states() == [
        ("佐藤 一", "confirmed"),
        ("鈴木 二", "confirmed"),
        ("鈴木 二郎", "draft"),
        ("高橋 三", "confirmed"),
    ]


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not there: make scripts installs it")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_in_japanese_axe_finds_nothing_serious(open_page, drafts, scheme):
    with open_page("review", language="ja", width=390) as window:
        page = window.page
        page.emulate_media(color_scheme=scheme)
        for step in (
            lambda: expect(page.locator("tr[data-line]")).to_have_count(4),
            lambda: page.get_by_role("link", name="AI未確認").click(),
            lambda: page.get_by_role("link", name="空欄のマス").click(),
            lambda: page.get_by_role("link", name="ヒートマップ").click(),
        ):
            step()
            page.wait_for_load_state()
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
            page.evaluate(AXE.read_text())
            with window.tolerate(
                "Applying inline style"
            ):  # axe tries styles, which the page's policy refuses
                found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
            serious = [
                (each["id"], [node["html"][:150] for node in each["nodes"][:3]])
                for each in found["violations"]
                if each["impact"] in ("serious", "critical")
            ]
            assert serious == [], page.url


def test_the_heat_map_is_walked_by_arrows_and_leads_to_the_cell(open_page, drafts, sheet_cuts):
    with open_page("heat-map") as window:
        page = window.page
        cells = page.locator("#heat tbody td")
        cells.first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowRight")
        expect(page.locator("#heat tbody tr").nth(1).locator("td").nth(1)).to_be_focused()
        role = page.locator("#heat thead th").nth(2).get_attribute("data-role")
        page.keyboard.press("Enter")
        page.wait_for_url(
            f"**/cut-sheet/?episode={sheet_cuts[0].episode_id}#cut={sheet_cuts[1].pk}&role={role}"
        )
