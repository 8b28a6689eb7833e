"""Names typed faster than the list of suggestions comes."""

from django.utils import timezone
from playwright.sync_api import expect

from productions.credits.services.credits import enter_credit
from productions.models import Contributor, Role
from productions.people.services.contributors import create_contributor
from tests.acceptance.conftest import browser
from tests.acceptance.sheets import list_names

pytestmark = browser

COLUMN = "animation_director"
"""The first column of an empty sheet."""


def make_people(production):
    now = timezone.now()
    for name, kana in (("田中 花", "たなか はな"), ("谷 渉", "たに わたる")):
        create_contributor(name=name, kana=kana, production=production, by=None, now=now)


def test_a_reading_and_enter_is_the_name_though_the_list_comes_later(open_sheet, production):
    make_people(production)
    with open_sheet("editor") as sheet:
        held = []
        sheet.page.route("**/cut-sheet/names/**", lambda route: held.append(route))
        for word in ("たなか", "たに"):
            sheet.keys.type(word)
            sheet.press("Enter")
        sheet.expect_active(3, 1)
        let_go_of_next(sheet, held)
        sheet.expect_cell(1, 1, "田中 花")
        let_go_of_next(sheet, held)
        sheet.expect_cell(2, 1, "谷 渉")
        sheet.expect_saved()
    assert [list_names(production, number, COLUMN) for number in ("C001", "C002")] == [["田中 花"], ["谷 渉"]]


def let_go_of_next(sheet, held):
    """The list that is asked for, once it is: whom a cell names is offered first below, so that is written before.

    Keys that come slowly ask for fewer letters first; the sheet does not wait for those lists.
    """
    for _look in range(600):
        if held:
            break
        sheet.page.wait_for_timeout(100)
    assert held
    for route in held:
        route.continue_()
    held.clear()


def test_who_stands_above_is_meant_though_that_list_comes_later_too(open_sheet, production, sheet_cuts):
    """Without a look at the list: the first letter of somebody who works in a run, typed before the cell above has its name."""
    make_people(production)
    known = Contributor.objects.get(name="田中 花")
    role, now = Role.objects.get(code=COLUMN), timezone.now()
    for cut in sheet_cuts[50:53]:
        enter_credit(production, role=role, contributor=known, cut=cut, by=None, now=now)
    with open_sheet("editor") as sheet:
        held = []
        sheet.page.route("**/cut-sheet/names/**", lambda route: held.append(route))
        for word in ("たに", "た", "た"):
            sheet.keys.type(word)
            sheet.press("Enter")
        for row in (1, 2, 3):
            let_go_of_next(sheet, held)
            sheet.expect_cell(row, 1, "谷 渉")
        sheet.expect_saved()
    assert list_names(production, "C003", COLUMN) == ["谷 渉"]


def test_a_list_for_fewer_letters_chooses_nobody(open_sheet, production):
    make_people(production)
    with open_sheet("editor") as sheet:
        sheet.keys.type("た")
        expect(sheet.page.locator("[role=option][aria-selected=true]")).to_have_count(1)
        sheet.keys.type("に")
        sheet.press("Enter")
        sheet.expect_cell(1, 1, "谷 渉")
        sheet.expect_saved()
    assert list_names(production, "C001", COLUMN) == ["谷 渉"]


def test_without_an_answer_what_was_typed_is_kept(open_sheet, production):
    with open_sheet("editor") as sheet:
        sheet.page.route("**/cut-sheet/names/**", lambda route: route.abort("internetdisconnected"))
        sheet.keys.type("にせ たなか")
        sheet.press("Enter")
        sheet.expect_cell(1, 1, "にせ たなか")
        sheet.expect_saved()
    assert list_names(production, "C001", COLUMN) == ["にせ たなか"]
