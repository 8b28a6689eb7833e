"""What axe-core finds in the cut sheet, as it is, with its list and its dialogs open, in light and dark."""

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from productions.catalogue.services.cuts import update_cut
from productions.shared.choices import CutStatus
from tests.acceptance.conftest import browser

AXE = Path(__file__).parent.parent / "clients" / "typescript" / "node_modules" / "axe-core" / "axe.min.js"

pytestmark = [
    *browser,
    pytest.mark.skipif(not AXE.exists(), reason="axe-core is not there: make scripts installs it"),
]


def find_problems(page):
    """What is serious or worse, with the elements. Evaluated in the page, so its policy lets it be."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        (each["id"], [node["target"] for node in each["nodes"][:3]])
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sheet", [("en", 1280), ("ja", 390)], indirect=True, ids=str)
def test_nothing_serious_is_found(sheet, sheet_cuts, scheme):
    update_cut(sheet_cuts[1], status=CutStatus.OMITTED, by=None, now=timezone.now())
    sheet.reload()
    sheet.page.emulate_media(color_scheme=scheme)
    sheet.type_names("見本 花子", "例田 湊（スタジオ例）、試山 蓮")
    sheet.expect_saved()
    sheet.press("Control+Home")
    assert find_problems(sheet.page) == []
    sheet.keys.type("見")
    expect(sheet.page.locator(".grid-list")).to_be_visible()
    assert find_problems(sheet.page) == []
    sheet.press("Escape", "Escape", "Shift+ArrowDown", "?")
    expect(sheet.page.locator("dialog[open]")).to_be_visible()
    assert find_problems(sheet.page) == []
    sheet.press("Escape")
    for name in ("columns", "add_cuts", "ai_button"):
        sheet.page.locator(f"[data-act={name}]").click()
        expect(sheet.page.locator("dialog[open]")).to_be_visible()
        assert find_problems(sheet.page) == []
        sheet.press("Escape")
