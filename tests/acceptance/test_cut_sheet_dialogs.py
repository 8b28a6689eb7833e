"""What is asked beside the cells of a cut sheet: columns, cuts, a line for many cells, questions, AI."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from productions.catalogue.services.cuts import relate_cuts, update_cut
from productions.credits.services.bulk_credits import enter_credits
from productions.models import AIUse, Credit, Cut, Role
from productions.people.services.contributors import create_contributor
from productions.shared.choices import CutRelationKind, CutStatus
from tests.acceptance.conftest import browser
from tests.acceptance.sheets import FIRST, SECOND, list_names, make_address, open_window

pytestmark = browser


def test_columns_are_chosen_and_ordered_by_keys(sheet):
    sheet.page.locator("[data-act=columns]").click()
    boxes = sheet.page.locator(".sheet-columns li:not([hidden]) input")
    sheet.keys.type("レイアウト")
    expect(sheet.page.locator("input[value=key_animation]")).to_be_hidden()
    expect(sheet.page.locator("input[value=layout]")).to_be_visible()
    sheet.press("Control+a", "Delete", "Tab")
    expect(boxes.first).to_be_focused()
    sheet.press("Alt+ArrowDown")
    expect(boxes.nth(1)).to_be_focused()
    sheet.press("Enter")
    columns = sheet.page.locator(".grid-column")
    expect(columns.first).to_have_text("Layout")
    expect(columns.nth(1)).to_have_text("Animation director")
    sheet.reload()
    expect(columns.first).to_have_text("Layout")


def test_cuts_are_added_with_the_next_number_proposed(sheet, sheet_cuts):
    sheet.page.locator("[data-act=add_cuts]").click()
    expect(sheet.page.locator("#new-cuts")).to_have_value("C101")
    sheet.page.fill("#new-cuts", "C101-C103")
    sheet.press("Enter")
    expect(sheet.page.locator("[role=grid]")).to_have_attribute("aria-rowcount", "104")
    expect(sheet.page.locator(".grid-rowhead.active .grid-text")).to_have_text("C101")
    expect(sheet.page.locator(".grid-input")).to_be_focused()
    assert Cut.objects.filter(episode=sheet_cuts[0].episode).count() == 103


def test_a_dialog_that_closes_takes_no_focus_from_a_field(sheet):
    """A key that comes before the browser has told of the closing goes where it was meant to."""
    sheet.page.locator("[data-act=help]").click()
    with sheet.page.expect_event("console"):
        sheet.page.evaluate(
            """() => {
                const dialog = document.querySelector("dialog[open]");
                dialog.addEventListener("close", () => setTimeout(() => console.info("closed")));
                dialog.close();
                document.getElementById("command-line").focus();
            }"""
        )
    expect(sheet.page.locator("#command-line")).to_be_focused()


def test_a_command_says_what_it_would_change_before_it_does(sheet, production):
    sheet.type_names("見本 花子")
    sheet.expect_saved()
    sheet.press("Control+k")
    sheet.keys.type("C001-C045, C052: 作画監督 = 例田 湊")
    sheet.press("Enter")
    told = sheet.page.locator(".sheet-told")
    expect(told).to_contain_text(
        "46 cells become “例田 湊”. In 1 cell this takes the place of something else."
    )
    assert list_names(production, "C001", FIRST) == ["見本 花子"]
    sheet.press("Enter")
    sheet.expect_saved()
    numbers = ("C001", "C045", "C046", "C052")
    assert [list_names(production, number, FIRST) for number in numbers] == [
        ["例田 湊"], ["例田 湊"], [], ["例田 湊"],
    ]  # fmt: skip
    sheet.press("Control+z")
    sheet.expect_saved()
    assert [list_names(production, number, FIRST) for number in numbers] == [["見本 花子"], [], [], []]

    sheet.press("Control+k")
    sheet.keys.type("C001: no such role = 例田 湊")
    with sheet.tolerate("422"):
        sheet.press("Enter")
        expect(told.locator(".sheet-problem")).not_to_be_empty()


def test_a_name_is_chosen_from_the_list(open_sheet, production):
    now = timezone.now()
    person = create_contributor(name="田中 花", kana="たなか はな", production=production, by=None, now=now)
    with open_sheet("editor") as sheet:
        sheet.keys.type("たなか")
        options = sheet.page.locator("[role=option]")
        expect(options.first).to_contain_text("田中 花")
        expect(options.first).to_have_attribute("aria-selected", "true")
        expect(options.last).to_contain_text("new person or company")
        sheet.press("Enter")
        sheet.expect_cell(1, 1, "田中 花")
        sheet.expect_saved()
        assert Credit.objects.get().contributor == person

        sheet.keys.type("田中 花")
        expect(options.first).to_have_attribute("aria-selected", "true")
        sheet.keys.type("、試山 蓮")
        expect(options).to_have_count(1)
        sheet.press("ArrowUp", "Enter")
        sheet.expect_saved()
        assert list_names(production, "C002", FIRST) == ["田中 花", "試山 蓮"]


def test_a_question_is_answered_for_all_alike(open_sheet, production):
    """Two people of one name: who is meant is asked in the cell, once for all that ask the same."""
    now = timezone.now()
    people = [create_contributor(name="田中 花", production=production, by=None, now=now) for _ in range(2)]
    with open_sheet("editor") as sheet:
        sheet.paste("田中 花\n田中 花\n田中 花")
        expect(sheet.page.locator(".sheet-state")).to_have_text("3 cells wait for you")
        sheet.press("F8", "F6")
        sheet.panel.locator("input[type=checkbox]").check()
        buttons = sheet.panel.locator(".sheet-choice button")
        assert buttons.count() >= 3
        buttons.first.click()
        sheet.expect_saved()
        chosen = set(Credit.objects.values_list("contributor", flat=True))
        assert len(chosen) == 1
        assert chosen <= {person.pk for person in people}


def test_ai_is_answered_with_the_person(sheet, production):
    sheet.type_names("見本 花子", "例田 湊")
    sheet.expect_saved()
    sheet.press("Control+Home", "Shift+ArrowDown")
    sheet.page.locator("[data-act=ai_button]").click()
    dialog = sheet.page.locator("dialog[open]")
    expect(dialog).to_contain_text("見本 花子、例田 湊")
    save = dialog.get_by_role("button", name="Save")
    save.click()
    expect(dialog.locator(".sheet-reasons")).to_have_text("Say whether AI was used.")
    dialog.locator("input[value=used]").check()
    dialog.get_by_label("Which system").fill("Example Paint")
    dialog.get_by_label("Its vendor").fill("Example")
    dialog.get_by_label("For what").select_option("colour")
    dialog.get_by_label("It worked over what people had made").check()
    dialog.get_by_label("Yes: parts of it are drawn").check()
    dialog.locator("input[value=human_validated]").check()
    save.click()
    expect(dialog.locator(".sheet-reasons")).to_have_text("Say who checked the result, and on which day.")
    dialog.get_by_label("見本 花子").check()
    dialog.get_by_label("On which day").fill("2026-04-01")
    save.click()
    expect(sheet.cell(1, 1).locator(".sign-ai")).to_be_visible()
    expect(sheet.cell(2, 1).locator(".sign-ai")).to_be_visible()
    uses = AIUse.objects.live().values_list("source_type", "oversight", "validated_by__names__text")
    assert len(set(uses)) == 1
    assert {use[:2] for use in uses} == {("compositeWithTrainedAlgorithmicMedia", "human_validated")}


@pytest.mark.parametrize("sheet", [("ja", 390)], indirect=True, ids=str)
def test_that_no_ai_was_used_is_said_by_somebody(sheet):
    sheet.type_names("見本 花子")
    sheet.expect_saved()
    sheet.cell(1, 1).tap()
    sheet.panel.get_by_role("button", name="AI").tap()
    dialog = sheet.page.locator("dialog[open]")
    dialog.locator("input[value=none]").check()
    dialog.get_by_label("見本 花子").check()
    dialog.get_by_role("button", name="保存").tap()
    expect(sheet.cell(1, 1).locator(".sign-none")).to_have_text("AIなし")
    none = sheet.cell(1, 1).locator(".sign-none")
    sheet.press("Control+z")
    expect(none).to_have_count(0)
    sheet.press("Control+y")
    expect(none).to_be_visible()
    sheet.press("Control+z")
    expect(none).to_have_count(0)


def test_what_a_cell_cannot_say_is_locked_and_stays(open_sheet, production, sheet_cuts):
    """A credit for a range of cuts: it is written over by nothing, and somebody can be added beside it."""
    now = timezone.now()
    role, person = Role.objects.get(code="layout"), create_contributor(name="田中 花", by=None, now=now)
    row = {"role": role, "contributor": person, "cut": sheet_cuts[0], "last_cut": sheet_cuts[9]}
    enter_credits(production, [row], by=None, now=now)
    with open_sheet("editor") as sheet:
        sheet.press("ArrowDown", "ArrowRight")
        sheet.expect_cell(2, 2, "田中 花")
        sheet.compose("あ", "亜")
        expect(sheet.page.locator(".grid-input")).to_have_value("")
        sheet.keys.type("x")
        expect(sheet.page.locator(".sheet-notice")).to_contain_text("It stands for the cuts C001 to C010")
        sheet.press("Delete", "Control+d")
        sheet.expect_cell(2, 2, "田中 花")
        expect(sheet.panel).to_contain_text("It stands for the cuts C001 to C010")
        sheet.press("Enter")
        sheet.keys.type("例田 湊")
        sheet.press("Enter")
        sheet.expect_cell(2, 2, "例田 湊、田中 花")
        sheet.expect_saved()
        assert list_names(production, "C002", "layout") == ["例田 湊"]
        assert list_names(production, "C001", "layout") == ["田中 花"]


def test_a_film_without_cuts_gets_its_first_ones_here(chromium, live_server, unlocked, production, staff):
    address = make_address(production)
    with open_window(chromium, live_server, staff("editor"), address, has_cuts=False) as sheet:
        expect(sheet.panel).to_contain_text("There are no cuts yet")
        sheet.page.locator("[data-act=add_cuts]").click()
        sheet.page.fill("#new-cuts", "C001-C003")
        sheet.press("Enter")
        sheet.wait_for_cells()
        sheet.type_names("見本 花子")
        sheet.expect_saved()
        assert list_names(production, "C001", FIRST) == ["見本 花子"]


def test_omitted_and_bank_cuts_say_so(sheet, sheet_cuts, production):
    now = timezone.now()
    sheet.press("ArrowRight")
    sheet.type_names("見本 花子")
    sheet.expect_saved()
    update_cut(sheet_cuts[2], status=CutStatus.OMITTED, by=None, now=now)
    relate_cuts(from_cut=sheet_cuts[1], to_cut=sheet_cuts[0], kind=CutRelationKind.BANK, by=None, now=now)
    sheet.reload()
    expect(sheet.page.locator(".grid-column").first).to_have_text(
        "Animation director"
    )  # which is still empty
    sheet.expect_cell(2, 2, "見本 花子")
    expect(sheet.cell(2, 2)).to_have_class("grid-cell borrowed")
    expect(sheet.cell(2, 0).locator(".grid-mark")).to_contain_text("C001")
    expect(sheet.cell(3, 0).locator(".grid-text")).to_have_css("text-decoration-line", "line-through")
    expect(sheet.cell(3, 0).locator(".grid-mark")).to_have_text("omitted")
    assert list_names(production, "C002", SECOND) == []


def test_the_word_on_a_tool_is_its_name(sheet):
    """Who speaks to the page says what they see (WCAG 2.5.3)."""
    for act, name in (
        ("add_cuts", "Add cuts"),
        ("columns", "Columns"),
        ("undo", "Undo"),
        ("help", "Keys (?)"),
    ):
        expect(sheet.page.locator(f"[data-act={act}]")).to_have_accessible_name(name)
