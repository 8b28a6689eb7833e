"""The least time on screen: of cards by their lines, of a line of a scroll, and of captions, which are told."""

import io
from dataclasses import replace
from fractions import Fraction

import pytest

from benchmarks.credits import roll_of
from productions.rollkit.captions.caption_groups import build_captions
from productions.rollkit.captions.reading_speed import (
    Caption,
    count_reading_frames,
    list_fast_captions,
    list_speed_notes,
)
from productions.rollkit.layout.card_lengths import CardsRefused
from productions.rollkit.layout.reel import build_reel
from productions.rollkit.layout.scrolls import ScrollTooFast
from productions.rollkit.roll_options import RollOptions
from productions.rollkit.screen_spec import ScreenSpec, parse_screen_spec
from productions.rollkit.template.comparison import compare_templates
from productions.rollkit.template.model import Pace
from productions.rollkit.template.shipped_templates import SHIPPED_TEMPLATES
from productions.rollkit.template.validation import TemplateRefused, parse_template
from productions.rollkit.timing import RunningTimeRefused
from productions.rollkit.writers import write_roll
from tests.roll.looks import film_roll_at_first
from tests.roll.reels import cards, with_cues
from tests.roll.samples import DIRECTOR, KEY, WORK, credit
from tests.roll.test_looks import animators, reel, texts
from tests.roll.test_templates import PLAIN, roll
from tests.speaking import in_japanese


def lines(page):
    """The rows of a page that say something."""
    return len({cell["y"] for cell in page["cells"]})


def test_a_thousand_names_in_ninety_seconds_of_cards_are_refused_with_what_would_do():
    with pytest.raises(CardsRefused) as refusal:
        reel(roll_of(1552), template="TV ending 90 s cards")
    assert refusal.value.said() == (
        "49 cards cannot last 90.00 s (2160 frames): they need at least 124.00 s (2976 frames).",
        "Give the roll 124.00 s (2976 frames).",
        "Put it on at most 45 cards with 500 lines in all, in more columns; it has 49 cards with 666 lines.",
        "Ask for less reading time in the template: it is 2.00 s for a card and 0.18 s for a line.",
    )
    japanese = in_japanese(refusal.value)
    assert "最短でも124.00秒" in japanese[0]
    assert "カード45枚" in japanese[2]
    assert reel(roll_of(1552), template="TV ending 90 s cards", frames=2976).frames == 2976


def test_what_the_template_does_not_ask_for_is_not_refused():
    values = SHIPPED_TEMPLATES["TV ending 90 s cards"].to_dict() | {"pace": {"card_ms": 0, "line_ms": 0}}
    assert reel(roll_of(1552), template=values).frames == 2160


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("count", [159, 600])
def test_an_ordinary_ending_is_even_as_before(count, lang):
    found = reel(roll_of(count), lang, template="TV ending 90 s cards")
    lengths = [shot.frames for shot in found.shots]
    assert max(lengths) - min(lengths) <= 1


def test_a_card_of_many_lines_stands_as_long_as_they_take_and_the_others_share_what_is_left():
    document = roll(
        credit("0", DIRECTOR, "牧原亮太郎"),
        *(credit(str(n), KEY, f"山田 {n:02}", sort_key=f"{n:02}") for n in range(1, 16)),
    )
    blocks = [{"holds": "people", "roles": ["director"]}, {"holds": "rest"}]
    values = {"kind": "cards", "blocks": blocks, "pace": {"card_ms": 500, "line_ms": 200}}
    found = reel(document, template=values, frames=96)

    assert [lines(page) for page in found.pages] == [1, 15]
    assert [shot.frames for shot in found.shots] == [24, 72]
    assert [shot.start for shot in found.shots] == [0, 24]
    assert [shot.frames for shot in reel(document, template=values, frames=144).shots] == [72, 72]
    assert [shot.frames for shot in reel(document, template=values, frames=84).shots] == [12, 72]
    with pytest.raises(CardsRefused, match=r"they need at least 3\.50 s \(84 frames\)"):
        reel(document, template=values, frames=83)


def test_a_card_is_never_shorter_than_its_pace_and_one_with_a_time_of_its_own_keeps_it():
    document = roll(credit("1", DIRECTOR, "牧原亮太郎"), credit("2", KEY, "見本さくら"))
    blocks = [{"holds": "people", "roles": ["director"], "alone_ms": 500}, {"holds": "rest"}]
    found = reel(document, template={"kind": "cards", "cards": {"each_ms": 1000}, "blocks": blocks})
    assert [(texts(page)[1], shot.frames) for page, shot in zip(found.pages, found.shots, strict=True)] == [
        ("牧原亮太郎", 12),
        ("見本さくら", 36),
    ]


def test_fades_are_inside_the_reading_time_and_never_longer_than_the_card():
    values = {"kind": "cards", "cards": {"each_ms": 100, "fade_in": 20, "fade_out": 20}}
    (shot,) = reel(animators(1), template=values).shots
    assert (shot.frames, shot.fade_in, shot.fade_out) == (41, 20, 20)


def test_a_scroll_that_nobody_can_read_is_refused_with_the_speed_that_would_do():
    with pytest.raises(ScrollTooFast) as refusal:
        reel(animators(20), px=16)
    assert refusal.value.said() == (
        "At 16 px a frame a line stays 2.81 s on screen; the template asks for at least 3.00 s.",
        "Scroll at 15 px a frame or less: at 15 the roll lasts 5.67 s (136 frames).",
        "Ask for less reading time of a scroll in the template.",
    )
    assert "1行が画面に出ている時間は2.81秒" in in_japanese(refusal.value)[0]
    assert reel(animators(20), px=15).frames == 136


def test_the_usual_speed_gives_way_to_the_reading_time():
    (shot,) = reel(animators(20), template={"pace": {"scroll_ms": 20_000}}).shots
    assert shot.px == 2
    with pytest.raises(ScrollTooFast, match=r"^At 1 px a frame a line stays 45\.00 s on screen"):
        reel(animators(20), template={"pace": {"scroll_ms": 46_000}})


def test_a_locked_time_is_never_reached_by_a_speed_that_nobody_can_read():
    assert reel(animators(60), frames=660).shots[0].px == 6
    slow = {"pace": {"scroll_ms": 11_000}}
    with pytest.raises(RunningTimeRefused) as refusal:
        reel(animators(60), template=slow, frames=660)
    assert not any(str(remedy).startswith("Scroll at") for remedy in refusal.value.remedies)
    with pytest.raises(RunningTimeRefused) as refusal:
        reel(animators(60), frames=330)
    assert str(refusal.value.remedies[0]) == "Scroll at 12 px a frame: a line stays 3.8 s."


@pytest.mark.parametrize(
    ("pace", "place"),
    [({"card_ms": -1}, "card_ms"), ({"line_ms": 10_001}, "line_ms"), ({"scroll_ms": 60_001}, "scroll_ms")],
)
def test_a_pace_that_is_no_time_is_refused_with_its_place(pace, place):
    with pytest.raises(TemplateRefused, match=rf"^template\.pace\.{place} is from 0 to "):
        parse_template({**PLAIN, "pace": pace})


def test_an_old_template_keeps_its_data_and_a_new_pace_is_told():
    before = parse_template(PLAIN)
    after = parse_template({**PLAIN, "pace": {"scroll_ms": 4000}})
    assert "pace" not in before.to_dict()
    assert before.pace == Pace()
    assert parse_template(after.to_dict()) == after
    (change,) = compare_templates(before, after)
    assert (change.keys, change.before, change.after) == (("Template.pace", "Pace.scroll_ms"), 3000, 4000)


def test_captions_are_read_at_twenty_full_width_letters_a_second_or_forty():
    assert count_reading_frames(["山田" * 10], Fraction(24)) == 24
    assert count_reading_frames(["a" * 40], Fraction(24)) == 24
    assert count_reading_frames(["a" * 41], Fraction(24)) == 25
    assert count_reading_frames(["山田" * 5, "a" * 20], Fraction(24000, 1001)) == 24


def test_a_caption_takes_the_time_it_needs_where_there_is_room():
    said = (0, 12, "原画", "山" * 30), (200, 212, "原画", "川" * 30)
    found = with_cues(cards(2, frames=200), *said)
    assert [(one.start, one.end) for one in build_captions(found)] == [(0, 39), (200, 239)]
    film = build_reel(roll_of(159), ScreenSpec(rate_num=24000, rate_den=1001, template=film_roll_at_first()))
    assert list_fast_captions(build_captions(film), film.rate) == []


def test_captions_that_pass_too_fast_are_told_with_the_fastest():
    captions = [
        Caption(0, 24, ("a" * 40,)),
        Caption(24, 48, ("b" * 60,)),
        Caption(48, 60, ("原画：" + "山" * 27,)),
    ]
    assert list_fast_captions(captions, Fraction(24)) == captions[1:]
    (english,) = list_speed_notes(captions, Fraction(24), "en")
    assert english == (
        f"2 captions pass faster than 40 letters (20 full-width) a second; the fastest, “{captions[2].lines[0]}” at 2.0 s, "
        "has 120: give the roll more time."
    )
    (japanese,) = list_speed_notes(captions, Fraction(24), "ja")
    assert japanese.startswith("2件の字幕は1秒に全角20文字（半角40文字）より速く")
    assert japanese.endswith("1秒に全角60文字です。尺を長くしてください。")
    assert list_speed_notes(captions[:1], Fraction(24), "en") == []


@pytest.mark.parametrize(
    ("format", "told"), [("srt", True), ("ttml", True), ("fcpxml", True), ("otio", False)]
)
def test_who_exports_captions_hears_of_those_that_pass_too_fast(format, told):
    asked = parse_screen_spec({"template": "TV ending 90 s cards"})
    notes = write_roll(format, roll_of(159), io.BytesIO(), RollOptions(delivery=asked, lang="en"))
    assert any("captions pass faster than 40 letters" in note for note in notes) is told


def test_an_edition_may_have_reading_times_of_its_own():
    variants = [{"edition": "disc", "pace": {"card_ms": 250, "scroll_ms": 0}}]
    document, disc = (
        roll(credit("1", DIRECTOR, "牧原亮太郎"), work=replace(WORK, edition=edition))
        for edition in ("", "disc")
    )
    cut = {"kind": "cards", "cards": {"each_ms": 100}, "variants": variants}
    assert [shot.frames for shot in reel(document, template=cut).shots] == [36]
    assert [shot.frames for shot in reel(disc, template=cut).shots] == [6]
    with pytest.raises(ScrollTooFast):
        reel(document, template={"variants": variants}, px=20)
    assert reel(disc, template={"variants": variants}, px=20).frames
    with pytest.raises(
        TemplateRefused, match=r"template\.variants\[0\]\.pace\.card_ms is from 0 to 60000, not -1\."
    ):
        parse_template({**PLAIN, "variants": [{"edition": "disc", "pace": {"card_ms": -1}}]})
