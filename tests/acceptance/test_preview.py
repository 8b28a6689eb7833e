"""The preview in a real browser: the export's own pixels, by keyboard, changed while somebody looks."""

import re
from fractions import Fraction

import numpy
import pypdfium2
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from productions.catalogue.services.productions import update_production
from productions.credits.services.credits import update_credit
from productions.models import Approval
from productions.releases.services.document_builder import build_working_document
from productions.roll_templates.services import create_template
from productions.rollkit.card_timing import compute_fade_levels
from productions.rollkit.layout.reel import build_reel, render_pdf
from productions.rollkit.rendering.page_pixels import PageRenderer, mix_pixels
from productions.rollkit.screen_spec import DEFAULT_SCREEN_SPEC, parse_screen_spec
from productions.shared.timecode import format_timecode
from tests.acceptance.conftest import browser
from tests.acceptance.player import PLAYER, frame_of, frames_until, open_preview, screen, seek, told

pytestmark = [*browser, pytest.mark.fine_pixels]


def test_a_frame_has_the_pixels_of_the_export(page, live_server, credits):
    open_preview(page, live_server, credits[0].production)
    reel = build_reel(
        build_working_document(production=credits[0].production, episode=None, edition=""),
        DEFAULT_SCREEN_SPEC,
        lang="en",
    )

    for frame in (561, reel.frames - 100):
        seek(page, frame)
        assert told(page) == format_timecode(frame, reel.rate)
        # PDFium places glyphs in 32-bit floats from the page's edge, so that a page of another height may differ by 1.
        assert numpy.abs(screen(page).astype(int) - frame_of(reel, frame)).max() <= 1


def test_the_keys_work_from_the_start_of_the_page(page, live_server, credits):
    open_preview(page, live_server, credits[0].production)
    frame = page.locator("[data-part=frame]")
    begun = int(frame.input_value())
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Shift+ArrowRight")
    expect(frame).to_have_value(str(begun + 24))
    page.locator("#site-search").fill("k")
    page.keyboard.press("End")
    expect(frame).to_have_value(str(begun + 24))


def test_a_small_screen_shows_the_mean_of_the_pixels_and_leaves_none_out(page, live_server, credits):
    open_preview(page, live_server, credits[0].production)
    reel = build_reel(
        build_working_document(production=credits[0].production, episode=None, edition=""),
        DEFAULT_SCREEN_SPEC,
        lang="en",
    )
    seek(page, 561)

    page.evaluate("document.querySelector('.player').style.width = '240px'")
    page.wait_for_selector("canvas[width='480'][height='270']")

    mean = frame_of(reel, 561).reshape(270, 4, 480, 4, 3).mean(axis=(1, 3))
    assert mean.max() > 100
    assert numpy.abs(screen(page) - mean).max() <= 2


def test_a_card_comes_up_as_the_film_fades_it_in(page, live_server, credits):
    open_preview(page, live_server, credits[0].production)
    cards = parse_screen_spec({"template": "TV ending 90 s cards"})
    reel = build_reel(
        build_working_document(production=credits[0].production, episode=None, edition=""), cards, lang="en"
    )
    page.select_option("#id_template", "TV ending 90 s cards")
    page.wait_for_selector(f".count:has-text('/ {reel.frames}')")
    shot = reel.shots[1]
    pdf = pypdfium2.PdfDocument(render_pdf(reel, background="#000000"))
    card = pdf[shot.page].render(scale=1, rev_byteorder=True).to_numpy()[:, :, :3].astype(int)
    pdf.close()

    assert shot.fade_in > 1
    levels = compute_fade_levels(shot.fade_in)
    for frame, level in ((shot.start, levels[0]), (shot.start + shot.fade_in, 1)):
        seek(page, frame)
        assert numpy.abs(screen(page) - card * float(level)).max() <= 2


def test_cards_melt_as_in_the_film_and_a_scroll_follows_them(page, live_server, credits):
    production = credits[0].production
    values = {
        "kind": "cards",
        "cards": {"each_ms": 1500, "melt": 6},
        "blocks": [
            {"holds": "title"},
            {"holds": "text", "text": {"ja": "完", "en": "The end"}},
            {"holds": "rest", "motion": "scroll"},
        ],
    }
    create_template(production, name="melting", data=values, by=None, now=timezone.now())
    reel = build_reel(
        build_working_document(production=production, episode=None, edition=""),
        parse_screen_spec({"template": {**values, "name": "melting", "version": 1}}),
        lang="en",
    )
    open_preview(page, live_server, production)
    page.select_option("#id_template", "melting")
    page.wait_for_selector(f".count:has-text('/ {reel.frames}')")
    with PageRenderer(reel) as sheets:
        before, after = sheets.draw_card(0), sheets.draw_card(1)
        for frame, level in ((29, None), (30, 1 / 7), (32, 3 / 7), (35, 6 / 7)):
            seek(page, frame)
            there = before if level is None else mix_pixels(before, after, level, alpha=False)
            assert numpy.abs(screen(page).astype(int) - there[..., :3]).max() <= 2
        scroll = reel.shots[-1]
        seek(page, scroll.start + 200)
        rows = sheets.draw_strip(scroll, scroll.moved(200) - 1080, 1080)
        assert rows.max() > 100
        assert numpy.abs(screen(page).astype(int) - rows[..., :3]).max() <= 1


def test_a_scroll_that_eases_in_and_out_is_where_the_film_has_it(page, live_server, credits):
    production = credits[0].production
    values = {
        "kind": "stop",
        "rest_ms": 1000,
        "ease": 6,
        "ease_out": 9,
        "blocks": [
            {"holds": "title"},
            {"holds": "rest"},
            {"holds": "text", "text": {"ja": "完", "en": "The end"}},
        ],
    }
    create_template(production, name="easing", data=values, by=None, now=timezone.now())
    reel = build_reel(
        build_working_document(production=production, episode=None, edition=""),
        parse_screen_spec({"template": {**values, "name": "easing", "version": 1}}),
        lang="en",
    )
    (shot,) = reel.shots
    open_preview(page, live_server, production)
    page.select_option("#id_template", "easing")
    page.wait_for_selector(f".count:has-text('/ {reel.frames}')")
    with PageRenderer(reel) as sheets:
        stands = reel.frames - 1 - shot.hold
        for frame in (
            0,
            23,
            24,
            27,
            31,
            40,
            200,
            stands - 17,
            stands - 10,
            stands - 8,
            stands - 1,
            stands,
            stands + 9,
        ):
            seek(page, frame)
            rows = sheets.draw_strip(shot, shot.moved(frame) - 1080, 1080)
            assert rows.max() > 100
            assert numpy.abs(screen(page).astype(int) - rows[..., :3]).max() <= 1


def test_it_is_scrubbed_and_played_by_keyboard(page, live_server, credits):
    production = credits[0].production
    update_production(production, fps_num=30000, fps_den=1001, by=None, now=timezone.now())
    open_preview(page, live_server, production)
    page.check("#id_drop")
    expect(page.locator(".timecode")).to_have_value(re.compile(";"))
    rate = Fraction(30000, 1001)
    page.focus(PLAYER)
    page.keyboard.press("Home")
    assert told(page) == "00:00:00;00"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert told(page) == format_timecode(31, rate, drop=True)
    page.keyboard.press("End")
    last = int(page.get_attribute("[data-part=frame]", "max"))
    assert told(page) == format_timecode(last, rate, drop=True)
    page.keyboard.press("j")
    frames_until(page, lambda frame: frame < last - 10)
    page.keyboard.press("Space")
    stopped = int(page.get_attribute(PLAYER, "data-frame"))
    page.wait_for_timeout(200)
    assert int(page.get_attribute(PLAYER, "data-frame")) == stopped


def test_the_frame_fills_the_screen_and_goes_on_by_the_same_keys(page, live_server, credits):
    open_preview(page, live_server, credits[0].production)
    page.evaluate("document.querySelector('.player').style.width = '240px'")
    page.wait_for_selector("canvas[width='480']")
    page.focus(PLAYER)
    before = int(page.get_attribute(PLAYER, "data-frame"))

    page.keyboard.press("f")
    page.wait_for_selector("canvas:fullscreen")

    # The screen has 2560 pixels a row, the frame 1920: it is not made smaller, and every one is there.
    page.wait_for_selector("canvas[width='1920'][height='1080']")
    assert page.evaluate("document.querySelector('canvas').getBoundingClientRect().toJSON()") == {
        "x": 0, "y": 0, "left": 0, "top": 0, "right": 1280, "bottom": 900, "width": 1280, "height": 900,
    }  # fmt: skip
    page.wait_for_selector("canvas:focus")
    page.keyboard.press("ArrowRight")
    assert int(page.get_attribute(PLAYER, "data-frame")) == before + 1
    page.keyboard.press("f")
    page.wait_for_selector("canvas[width='480']")
    page.get_by_role("button", name="Full screen").click()
    page.wait_for_selector("canvas:fullscreen")


def test_a_change_is_seen_while_one_looks_and_only_its_tile_is_drawn_anew(page, live_server, credits):
    open_preview(page, live_server, credits[0].production)
    before = screen(page)
    asked = []
    page.on("request", lambda request: asked.append(request.url) if ".png" in request.url else None)

    with page.expect_response(lambda response: ".png" in response.url):
        update_credit(credits[1], credited_as="改名 太郎", by=None, now=timezone.now())

    for _look in range(100):
        page.wait_for_timeout(300)
        changed = numpy.flatnonzero((before != screen(page)).any(axis=(1, 2)))
        if changed.size:
            break
    assert 0 < changed.max() - changed.min() < 48
    assert len(asked) == 1


def test_a_roll_that_cannot_be_set_is_told_in_sentences(page, live_server, credits):
    open_preview(page, live_server, credits[0].production)

    update_credit(credits[3], credited_as="名 😀", by=None, now=timezone.now())

    page.wait_for_selector(f"{PLAYER} .refusal li")
    assert "“😀” (U+1F600) in “名 😀”" in page.text_content(f"{PLAYER} .refusal")
    assert not page.is_visible("canvas")
    update_credit(credits[3], credited_as="名 吉", by=None, now=timezone.now())
    page.wait_for_selector("canvas", state="visible")


def test_an_approver_signs_what_is_on_the_screen(page, live_server, credits):
    open_preview(page, live_server, credits[0].production)
    shown = page.text_content("#approval code")

    page.fill("#approval [name=note]", "names checked")
    page.click("#approval [type=submit]")
    page.wait_for_selector("#approval li")

    approval = Approval.objects.get()
    assert (approval.document_digest, approval.note) == (shown, "names checked")
    assert page.text_content("#approval li").startswith("boss · ")
    update_credit(credits[1], credited_as="改名 太郎", by=None, now=timezone.now())
    page.wait_for_selector("text=Nobody has signed the current version of this roll.")


def test_who_asked_for_less_motion_sees_one_frame_a_second(page, live_server, credits):
    page.emulate_media(reduced_motion="reduce")
    open_preview(page, live_server, credits[0].production)
    page.focus(PLAYER)
    began = int(page.get_attribute(PLAYER, "data-frame"))

    page.keyboard.press("l")
    seen = frames_until(page, lambda frame: frame > began + 24)

    assert {(frame - began) % 24 for frame in seen} == {0}


def test_the_pages_of_proof_fit_a_phone_in_japanese(page, live_server, credits):
    production = credits[0].production
    open_preview(page, live_server, production)
    page.click(".language button")
    page.wait_for_selector("text=このロールに署名する")
    page.set_viewport_size({"width": 390, "height": 844})
    for name in ("preview", "difference", "change"):
        page.goto(f"{live_server.url}/admin/productions/production/{production.pk}/{name}/")
        page.wait_for_load_state("domcontentloaded")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
