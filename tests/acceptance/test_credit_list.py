"""The credit list in a real browser: rows typed, composed, put in order, taken out and brought back."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from productions.credits.services.bulk_credits import enter_credits
from productions.models import Credit, Role
from productions.people.services.contributors import create_contributor
from tests.acceptance.conftest import browser
from tests.acceptance.credit_lists import COMPANY, NAME, ROLE, list_names, list_rows
from tests.acceptance.sheets import measure, open_window
from tests.acceptance.test_cut_sheet_access import AXE, find_problems

pytestmark = browser


def test_a_film_s_list_begins_with_an_empty_row(chromium, live_server, unlocked, production, staff):
    address = reverse("admin:productions_production_credit_list", args=[production.pk])
    with open_window(chromium, live_server, staff("editor"), address, language="ja") as list_window:
        list_window.expect_active(1, ROLE)
        list_window.keys.type("監督")
        expect(list_window.page.locator(".grid-list")).to_be_visible()
        list_window.press("Tab")
        list_window.keys.type("見本 花子")
        list_window.press("Control+Enter")
        list_window.keys.type("例田 湊、試山 蓮")
        list_window.press("Enter")
        list_window.expect_saved()
        expect(list_window.cell(3, NAME).locator(".grid-text")).to_have_text("試山 蓮")
        assert list_rows(list_window) == ["見本 花子", "例田 湊", "試山 蓮"]
        assert {row.role.code for row in Credit.objects.current()} == {"director"}
        list_window.press("Control+a", "Delete")
        list_window.expect_saved()
        assert list_names() == []
        list_window.press("Control+Enter")
        list_window.keys.type("音楽")
        expect(list_window.page.locator(".grid-list")).to_be_visible()
        list_window.press("Tab")
        list_window.keys.type("音楽 響")
        list_window.press("Enter")
        list_window.expect_saved()
        assert list_names() == ["音楽 響"]


WINDOWS = [("en", 1280), ("ja", 1280), ("en", 390), ("ja", 390)]


@pytest.mark.parametrize("list_window", WINDOWS, indirect=True, ids=str)
def test_rows_are_entered_by_keys_alone(list_window):
    page = list_window.page
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    list_window.expect_cell(2, NAME, "演出 二")
    list_window.press("ArrowDown", "Control+Enter")
    list_window.keys.type("見本 花子（スタジオ例）")
    list_window.press("Enter")
    list_window.expect_saved()
    list_window.expect_cell(3, NAME, "見本 花子")
    list_window.expect_cell(3, COMPANY, "スタジオ例")
    credit = Credit.objects.get(credited_as="見本 花子")
    assert (credit.role.code, credit.episode.number, credit.state) == ("episode_director", "3", "draft")


def test_an_everyday_word_and_enter_choose_that_very_role(open_list):
    with open_list("editor", language="ja") as list_window:
        for typed, code in (("監督", "director"), ("撮影監督", "director_of_photography")):
            list_window.press("Control+Home")
            list_window.keys.type(typed)
            first = list_window.page.locator(".grid-list [role=option]").first
            expect(first.locator(".grid-name")).to_have_text(typed)
            expect(first).to_have_attribute("aria-selected", "true")
            list_window.press("Enter")
            list_window.expect_saved()
            assert Credit.objects.get(credited_as="脚本 一").role.code == code


def test_an_input_method_writes_into_a_row(list_window):
    list_window.press("Control+Enter")
    list_window.compose("み", "みほん", "見本 花子")
    list_window.press("Enter")
    list_window.expect_saved()
    assert list_rows(list_window) == ["脚本 一", "見本 花子", "演出 二", "作監 三"]
    assert "見本 花子" in list_names()


def test_rows_are_moved_by_keys_and_by_their_grip(list_window, production, listed_rows):
    page = list_window.page
    with page.expect_response("**/order/*"):
        list_window.press("Alt+ArrowDown", "Alt+ArrowDown")
    expect(page.locator(".sheet-notice")).to_have_text("脚本 一: place 3 of 3")
    list_window.expect_active(3, ROLE)
    assert list_rows(list_window) == ["演出 二", "作監 三", "脚本 一"]
    with page.expect_response("**/order/*") as answer:
        list_window.press("Alt+ArrowUp")
    assert answer.value.status == 200
    page.reload()
    list_window.expect_cell(2, NAME, "脚本 一")
    grip, target = (measure(page.locator(".list-grip").nth(place)) for place in (2, 0))
    with page.expect_response("**/order/*"):
        page.mouse.move(grip["x"] + 3, grip["y"] + 5)
        page.mouse.down()
        page.mouse.move(target["x"] + 3, target["y"] + 5, steps=5)
        page.mouse.up()
    list_window.expect_cell(1, NAME, "作監 三")


def test_a_row_is_taken_out_and_brought_back(list_window):
    list_window.press("ArrowDown", "Shift+Space", "Delete")
    list_window.expect_cell(2, NAME, "作監 三")
    list_window.expect_saved()
    assert list_names() == ["作監 三", "脚本 一"]
    list_window.press("Control+z")
    list_window.expect_saved()
    assert list_names() == ["作監 三", "演出 二", "脚本 一"]
    credit = Credit.objects.current().get(credited_as="演出 二")
    assert credit.role.code == "episode_director"
    list_window.press("Control+y")
    list_window.expect_saved()
    assert list_names() == ["作監 三", "脚本 一"]


def test_a_block_is_pasted_as_new_rows(list_window):
    list_window.press("Control+Enter", "Home")
    list_window.paste('Director\t見本 花子\tスタジオ例\r\nMusic\t"例田 湊\n試山 蓮"\r\n')
    list_window.expect_saved()
    assert list_rows(list_window)[:4] == ["脚本 一", "見本 花子", "例田 湊", "試山 蓮"]
    list_window.press("Control+Home")
    assert list_window.copy() == "Screenplay"


def test_undo_puts_back_what_a_row_said(list_window):
    list_window.press("ArrowRight")
    list_window.keys.type("見本 花子")
    list_window.press("Enter")
    list_window.expect_saved()
    assert "見本 花子" in list_names()
    list_window.press("Control+z")
    list_window.expect_cell(1, NAME, "脚本 一")
    list_window.expect_saved()
    assert list_names() == ["作監 三", "演出 二", "脚本 一"]


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("width", [1280, 390])
def test_two_people_change_one_row(open_list, language, width):
    with (
        open_list("editor", "sato") as sato,
        open_list("editor", "tanaka", language=language, width=width) as tanaka,
    ):
        for list_window, name in ((sato, "見本 花子"), (tanaka, "例田 湊")):
            list_window.press("ArrowRight")
            list_window.keys.type(name)
            if list_window is tanaka:
                list_window.press("Enter")
        expect(tanaka.cell(1, NAME).locator(".grid-text")).to_have_text("例田 湊")
        tanaka.expect_saved()
        sato.press("Enter")
        expect(sato.cell(1, NAME).locator(".sign-conflict")).to_be_visible()
        assert "例田 湊" in list_names()
        assert "見本 花子" not in list_names()
        sato.press("F8")
        expect(sato.panel.locator("dd")).to_have_text(["Screenplay　例田 湊", "Screenplay　見本 花子"])
        sato.press("F6", "Tab", "Enter")
        sato.expect_saved()
        assert "見本 花子" in list_names()


def test_a_namesake_is_asked_about(list_window):
    now = timezone.now()
    for described in ("", "二人目"):
        create_contributor(name="見本 花子", disambiguation=described, by=None, now=now)
    list_window.press("Control+Enter")
    list_window.keys.type("見本 花子")
    list_window.press("Enter")
    expect(list_window.page.locator(".sign-asked")).to_be_visible()
    list_window.press("F8")
    expect(list_window.panel.locator("legend")).to_contain_text("見本 花子")
    list_window.press("F6", "Enter")
    list_window.expect_saved()
    assert list_names().count("見本 花子") == 1


def test_a_minute_offline_and_a_lost_answer_lose_and_double_nothing(list_window):
    page, lost = list_window.page, []

    def lose(route):
        if route.request.method != "PATCH" or lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort("internetdisconnected")

    page.route("**/rows/*", lose)
    list_window.press("Control+Enter")
    list_window.keys.type("見本 花子")
    list_window.press("Enter")
    list_window.expect_saved()
    assert lost == [200]
    assert list_names().count("見本 花子") == 1
    page.context.set_offline(True)
    list_window.press("Control+Enter")
    list_window.keys.type("例田 湊")
    list_window.press("Enter")
    expect(page.locator(".sheet-state")).to_contain_text("Offline: 1 row ")
    page.context.set_offline(False)
    list_window.expect_saved()
    assert list_names().count("例田 湊") == 1


@pytest.mark.parametrize("language", ["en", "ja"])
def test_who_may_only_look_changes_nothing(open_list, language):
    with open_list("viewer", language=language) as viewer:
        requests = []
        viewer.page.on(
            "request",
            lambda each: (
                requests.append(each.url) if each.method == "PATCH" or "/order/" in each.url else None
            ),
        )
        viewer.keys.type("誤り")
        viewer.press("Enter", "F2", "Delete", "Control+Enter", "Alt+ArrowDown", "Control+z")
        viewer.paste("誤り")
        viewer.compose("あ", "亜")
        assert list_rows(viewer) == ["脚本 一", "演出 二", "作監 三"]
        assert viewer.panel.locator("button").count() == 0
        assert viewer.page.locator(".list-grip").count() == 0
        assert requests == []


def test_the_preview_beside_it_follows(list_window):
    page = list_window.page
    expect(page.locator(".player canvas")).to_be_visible()
    with page.expect_response(
        lambda answer: "/preview/state/" in answer.url and answer.status == 200
    ) as state:
        list_window.press("Control+Enter")
        list_window.keys.type("見本 花子")
        list_window.press("Enter")
    assert state.value.json()["frames"] > 0


def test_what_is_locked_is_not_opened(list_window, production):
    person = create_contributor(name="監督 太", by=None, now=timezone.now())
    row = {"role": Role.objects.get(code="director"), "contributor": person}
    enter_credits(production, [row], by=None, now=timezone.now())
    list_window.reload()
    list_window.press("Control+Home", "ArrowDown", "ArrowRight")
    list_window.expect_cell(2, NAME, "監督 太")
    for key in ("Enter", "F2", "誤"):
        list_window.keys.press(key) if len(key) > 1 else list_window.keys.type(key)
        expect(list_window.page.locator(".sheet-notice")).to_contain_text("whole production")
        expect(list_window.page.locator(".grid-input.open")).to_have_count(0)
    list_window.expect_saved()


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not there: make scripts installs it")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("list_window", [("en", 1280), ("ja", 390)], indirect=True, ids=str)
def test_axe_finds_nothing_serious(list_window, production, scheme):
    person = create_contributor(name="監督 太", by=None, now=timezone.now())
    row = {"role": Role.objects.get(code="director"), "contributor": person}
    enter_credits(production, [row], by=None, now=timezone.now())
    list_window.reload()
    page = list_window.page
    page.emulate_media(color_scheme=scheme)
    list_window.press("Control+Enter")
    assert find_problems(page) == []
    list_window.keys.type("見")
    expect(page.locator(".grid-list")).to_be_visible()
    assert find_problems(page) == []
    list_window.press("Escape", "Escape", "?")
    expect(page.locator("dialog[open]")).to_be_visible()
    assert find_problems(page) == []
