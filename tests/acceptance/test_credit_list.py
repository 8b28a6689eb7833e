"""The credit list in a real browser: rows typed, composed, put in order, taken out and brought back."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from productions.catalogue.services.productions import add_episode
from productions.credits.services.bulk_credits import enter_credits
from productions.models import Credit, Role
from productions.people.services.contributors import create_contributor
from tests.acceptance.conftest import browser
from tests.acceptance.sheets import open_window
from tests.acceptance.test_cut_sheet_access import AXE, find_problems

pytestmark = browser

ROLE, NAME, COMPANY, CHARACTER = 1, 2, 3, 4
"""The columns that are typed in."""


@pytest.fixture
def episode(unlocked, production):
    return add_episode(production, number="3", by=None, now=timezone.now())


@pytest.fixture
def rows(production, episode):
    """Three credits of the episode, in the order of its roll."""
    now = timezone.now()
    found = []
    for code, name in (
        ("screenplay", "脚本 一"),
        ("episode_director", "演出 二"),
        ("animation_director", "作監 三"),
    ):
        person = create_contributor(name=name, by=None, now=now)
        row = {"role": Role.objects.get(code=code), "episode": episode, "contributor": person}
        found += enter_credits(production, [row], by=None, now=now)
    return found


@pytest.fixture
def open_list(chromium, live_server, production, episode, rows, staff):
    """Opens the list of the episode for an account of this level."""
    address = reverse("admin:productions_production_credit_list", args=[production.pk])

    def open_for(level, name="", **how):
        return open_window(
            chromium, live_server, staff(level, name), f"{address}?episode={episode.pk}", **how
        )

    return open_for


@pytest.fixture
def window(open_list, request):
    """An editor's window, in a language and a width."""
    language, width = getattr(request, "param", ("en", 1280))
    with open_list("editor", language=language, width=width) as found:
        yield found


def list_rows(window):
    """The names of the rows, from above."""
    return window.page.locator(f"[role=gridcell][aria-colindex='{NAME + 1}'] .grid-text").all_inner_texts()


def list_names():
    return sorted(Credit.objects.current().values_list("credited_as", flat=True))


def test_a_film_s_list_begins_with_an_empty_row(chromium, live_server, unlocked, production, staff):
    address = reverse("admin:productions_production_credit_list", args=[production.pk])
    with open_window(chromium, live_server, staff("editor"), address, language="ja") as window:
        window.expect_active(1, ROLE)
        window.keys.type("監督")
        expect(window.page.locator(".grid-list")).to_be_visible()
        window.press("Tab")
        window.keys.type("見本 花子")
        window.press("Control+Enter")
        window.keys.type("例田 湊、試山 蓮")
        window.press("Enter")
        window.expect_saved()
        expect(window.cell(3, NAME).locator(".grid-text")).to_have_text("試山 蓮")
        assert list_rows(window) == ["見本 花子", "例田 湊", "試山 蓮"]
        assert {row.role.code for row in Credit.objects.current()} == {"director"}
        window.press("Control+a", "Delete")
        window.expect_saved()
        assert list_names() == []
        window.press("Control+Enter")
        window.keys.type("音楽")
        expect(window.page.locator(".grid-list")).to_be_visible()
        window.press("Tab")
        window.keys.type("音楽 響")
        window.press("Enter")
        window.expect_saved()
        assert list_names() == ["音楽 響"]


WINDOWS = [("en", 1280), ("ja", 1280), ("en", 390), ("ja", 390)]


@pytest.mark.parametrize("window", WINDOWS, indirect=True, ids=str)
def test_rows_are_entered_by_keys_alone(window):
    page = window.page
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    window.expect_cell(2, NAME, "演出 二")
    window.press("ArrowDown", "Control+Enter")
    window.keys.type("見本 花子（スタジオ例）")
    window.press("Enter")
    window.expect_saved()
    window.expect_cell(3, NAME, "見本 花子")
    window.expect_cell(3, COMPANY, "スタジオ例")
    credit = Credit.objects.get(credited_as="見本 花子")
    assert (credit.role.code, credit.episode.number, credit.state) == ("episode_director", "3", "draft")


def test_an_everyday_word_and_enter_choose_that_very_role(open_list):
    with open_list("editor", language="ja") as window:
        for typed, code in (("監督", "director"), ("撮影監督", "director_of_photography")):
            window.press("Control+Home")
            window.keys.type(typed)
            first = window.page.locator(".grid-list [role=option]").first
            expect(first.locator(".grid-name")).to_have_text(typed)
            expect(first).to_have_attribute("aria-selected", "true")
            window.press("Enter")
            window.expect_saved()
            assert Credit.objects.get(credited_as="脚本 一").role.code == code


def test_an_input_method_writes_into_a_row(window):
    window.press("Control+Enter")
    window.compose("み", "みほん", "見本 花子")
    window.press("Enter")
    window.expect_saved()
    assert list_rows(window) == ["脚本 一", "見本 花子", "演出 二", "作監 三"]
    assert "見本 花子" in list_names()


def test_rows_are_moved_by_keys_and_by_their_grip(window, production, rows):
    page = window.page
    window.press("Alt+ArrowDown", "Alt+ArrowDown")
    expect(page.locator(".sheet-notice")).to_have_text("脚本 一: place 3 of 3")
    window.expect_active(3, ROLE)
    assert list_rows(window) == ["演出 二", "作監 三", "脚本 一"]
    with page.expect_response("**/order/*") as answer:
        window.press("Alt+ArrowUp")
    assert answer.value.status == 200
    page.reload()
    window.expect_cell(2, NAME, "脚本 一")
    grip, target = (
        page.locator(".list-grip").nth(2).bounding_box(),
        page.locator(".list-grip").nth(0).bounding_box(),
    )
    with page.expect_response("**/order/*"):
        page.mouse.move(grip["x"] + 3, grip["y"] + 5)
        page.mouse.down()
        page.mouse.move(target["x"] + 3, target["y"] + 5, steps=5)
        page.mouse.up()
    window.expect_cell(1, NAME, "作監 三")


def test_a_row_is_taken_out_and_brought_back(window):
    window.press("ArrowDown", "Shift+Space", "Delete")
    window.expect_cell(2, NAME, "作監 三")
    window.expect_saved()
    assert list_names() == ["作監 三", "脚本 一"]
    window.press("Control+z")
    window.expect_saved()
    assert list_names() == ["作監 三", "演出 二", "脚本 一"]
    credit = Credit.objects.current().get(credited_as="演出 二")
    assert credit.role.code == "episode_director"
    window.press("Control+y")
    window.expect_saved()
    assert list_names() == ["作監 三", "脚本 一"]


def test_a_block_is_pasted_as_new_rows(window):
    window.press("Control+Enter", "Home")
    window.paste('Director\t見本 花子\tスタジオ例\r\nMusic\t"例田 湊\n試山 蓮"\r\n')
    window.expect_saved()
    assert list_rows(window)[:4] == ["脚本 一", "見本 花子", "例田 湊", "試山 蓮"]
    window.press("Control+Home")
    assert window.copy() == "Screenplay"


def test_undo_puts_back_what_a_row_said(window):
    window.press("ArrowRight")
    window.keys.type("見本 花子")
    window.press("Enter")
    window.expect_saved()
    assert "見本 花子" in list_names()
    window.press("Control+z")
    window.expect_cell(1, NAME, "脚本 一")
    window.expect_saved()
    assert list_names() == ["作監 三", "演出 二", "脚本 一"]


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("width", [1280, 390])
def test_two_people_change_one_row(open_list, language, width):
    with (
        open_list("editor", "sato") as sato,
        open_list("editor", "tanaka", language=language, width=width) as tanaka,
    ):
        for window, name in ((sato, "見本 花子"), (tanaka, "例田 湊")):
            window.press("ArrowRight")
            window.keys.type(name)
            if window is tanaka:
                window.press("Enter")
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


def test_a_namesake_is_asked_about(window):
    now = timezone.now()
    for described in ("", "二人目"):
        create_contributor(name="見本 花子", disambiguation=described, by=None, now=now)
    window.press("Control+Enter")
    window.keys.type("見本 花子")
    window.press("Enter")
    expect(window.page.locator(".sign-asked")).to_be_visible()
    window.press("F8")
    expect(window.panel.locator("legend")).to_contain_text("見本 花子")
    window.press("F6", "Enter")
    window.expect_saved()
    assert list_names().count("見本 花子") == 1


def test_a_minute_offline_and_a_lost_answer_lose_and_double_nothing(window):
    page, lost = window.page, []

    def lose(route):
        if route.request.method != "PATCH" or lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort("internetdisconnected")

    page.route("**/rows/*", lose)
    window.press("Control+Enter")
    window.keys.type("見本 花子")
    window.press("Enter")
    window.expect_saved()
    assert lost == [200]
    assert list_names().count("見本 花子") == 1
    page.context.set_offline(True)
    window.press("Control+Enter")
    window.keys.type("例田 湊")
    window.press("Enter")
    expect(page.locator(".sheet-state")).to_contain_text("Offline: 1 row ")
    page.context.set_offline(False)
    window.expect_saved()
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


def test_the_preview_beside_it_follows(window):
    page = window.page
    expect(page.locator(".player canvas")).to_be_visible()
    with page.expect_response(
        lambda answer: "/preview/state/" in answer.url and answer.status == 200
    ) as state:
        window.press("Control+Enter")
        window.keys.type("見本 花子")
        window.press("Enter")
    assert state.value.json()["frames"] > 0


def test_what_is_locked_is_not_opened(window, production):
    person = create_contributor(name="監督 太", by=None, now=timezone.now())
    row = {"role": Role.objects.get(code="director"), "contributor": person}
    enter_credits(production, [row], by=None, now=timezone.now())
    window.reload()
    window.press("Control+Home", "ArrowDown", "ArrowRight")
    window.expect_cell(2, NAME, "監督 太")
    for key in ("Enter", "F2", "誤"):
        window.keys.press(key) if len(key) > 1 else window.keys.type(key)
        expect(window.page.locator(".sheet-notice")).to_contain_text("whole production")
        expect(window.page.locator(".grid-input.open")).to_have_count(0)
    window.expect_saved()


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not there: make scripts installs it")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", [("en", 1280), ("ja", 390)], indirect=True, ids=str)
def test_axe_finds_nothing_serious(window, production, scheme):
    person = create_contributor(name="監督 太", by=None, now=timezone.now())
    row = {"role": Role.objects.get(code="director"), "contributor": person}
    enter_credits(production, [row], by=None, now=timezone.now())
    window.reload()
    page = window.page
    page.emulate_media(color_scheme=scheme)
    window.press("Control+Enter")
    assert find_problems(page) == []
    window.keys.type("見")
    expect(page.locator(".grid-list")).to_be_visible()
    assert find_problems(page) == []
    window.press("Escape", "Escape", "?")
    expect(page.locator("dialog[open]")).to_be_visible()
    assert find_problems(page) == []
