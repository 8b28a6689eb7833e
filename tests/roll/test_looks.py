"""Cards and scrolls by a template: even filling, even time, title safe, a stop that is exact."""

import io
from dataclasses import replace

import pypdfium2
import pytest

from benchmarks.credits import roll_of
from productions.rollkit.layout.boxes import TextStyle
from productions.rollkit.layout.card_lengths import CardsRefused
from productions.rollkit.layout.cards import CardTooHigh
from productions.rollkit.layout.reel import CardShot, build_reel, render_pdf
from productions.rollkit.layout.text_measure import measure_text
from productions.rollkit.roll_options import RollOptions
from productions.rollkit.screen_spec import RASTERS, parse_screen_spec
from productions.rollkit.template.shipped_templates import SHIPPED_TEMPLATES
from productions.rollkit.template.validation import TemplateRefused, parse_template
from productions.rollkit.timing import RunningTimeRefused
from productions.rollkit.writers import write_roll
from tests.roll.samples import DIRECTOR, KEY, WORK, credit
from tests.roll.test_templates import PLAIN, roll


def reel(document, lang="ja", template=None, **asked):
    """A reel of a template's values, or of a shipped one by name."""
    data = template if isinstance(template, str) else {**PLAIN, **(template or {})}
    return build_reel(document, parse_screen_spec({"template": data, **asked}), lang=lang)


def texts(page):
    return [cell["text"] for cell in page["cells"] if "fill" not in cell]


def animators(count, **values):
    return roll(*(credit(str(n), KEY, f"山田 {n:02}", sort_key=f"{n:02}", **values) for n in range(count)))


@pytest.mark.parametrize("raster", RASTERS, ids=str)
@pytest.mark.parametrize("name", SHIPPED_TEMPLATES)
def test_no_text_of_a_shipped_template_leaves_title_safe(name, raster):
    document = roll_of(100)
    px = raster.height * 3 // 1080
    found = reel(document, template=name, raster=str(raster), px=px)
    cards = isinstance(found.shots[0], CardShot)
    across = raster.width * (5 if cards else 10) // 100
    for page in found.pages:
        for cell in page["cells"]:
            if "fill" in cell:  # a plate reaches to the edge of the screen
                continue
            down = "pieces" in cell
            apart = round(1000 * cell.get("apart" if down else "spacing", 0) / cell["size"])
            look = TextStyle(cell["size"], cell["height"], cell["weight"], vertical=down, spacing=apart)
            assert measure_text(cell["text"], look) <= cell["height" if down else "width"]
            assert across <= cell["x"]
            assert cell["x"] + cell["width"] <= raster.width - across + 1
            if cards:
                assert raster.height // 20 <= cell["y"]
                assert cell["y"] + cell["height"] <= raster.height - raster.height // 20
    said = {text for page in found.pages for text in texts(page)}
    names = {
        line.name
        for department in document.departments
        for block in department.blocks
        for line in block.lines
    }
    assert names <= said


@pytest.mark.parametrize(("rate", "frames"), [("24", 2160), ("24000/1001", 2158), ("60000/1001", 5395)])
def test_cards_share_ninety_seconds_to_the_frame(rate, frames):
    found = reel(roll_of(100), template="TV ending 90 s cards", rate=rate)
    lengths = [shot.frames for shot in found.shots]
    each, over = divmod(frames, len(lengths))

    assert found.frames == frames
    assert lengths == [each + 1] * over + [each] * (len(lengths) - over)
    assert [shot.start for shot in found.shots] == [sum(lengths[:n]) for n in range(len(lengths))]
    assert {(shot.fade_in, shot.fade_out) for shot in found.shots} == {(6, 6)}


def test_a_card_that_asks_to_stand_alone_has_its_seconds_and_the_others_share_the_rest():
    document = roll(credit("1", DIRECTOR, "牧原亮太郎"), credit("2", KEY, "見本さくら"))
    blocks = [{"holds": "people", "roles": ["director"], "alone_ms": 5000}, {"holds": "rest", "fresh": False}]
    found = reel(document, template={"kind": "cards", "blocks": blocks}, frames=200)

    assert [(texts(page), shot.frames) for page, shot in zip(found.pages, found.shots, strict=True)] == [
        (["監督", "牧原亮太郎"], 120),
        (["原画", "見本さくら"], 80),
    ]


def test_each_name_may_stand_alone():
    blocks = [{"holds": "rest", "alone_ms": 1000, "alone": "names"}]
    found = reel(animators(3), template={"kind": "cards", "blocks": blocks})
    assert [(texts(page)[0], texts(page)[1:], shot.frames) for page, shot in zip(found.pages, found.shots, strict=True)] == [
        ("原画", ["山田 00"], 24), ("原画", ["山田 01"], 24), ("原画", ["山田 02"], 24),
    ]  # fmt: skip


def test_what_stands_alone_stands_for_half_a_second_at_least():
    blocks = [{"holds": "rest", "alone_ms": 500}]
    assert parse_template({**PLAIN, "blocks": blocks}).blocks[0].alone_ms == 500

    blocks = [{"holds": "rest", "alone_ms": 499}]
    with pytest.raises(
        TemplateRefused, match=r"template.blocks\[0\].alone_ms is from 500 to 3600000, not 499\."
    ):
        parse_template({**PLAIN, "blocks": blocks})


def test_a_long_list_is_filled_evenly_over_as_few_cards_as_hold_it():
    found = reel(animators(45), template={"kind": "cards"})
    assert [len(texts(page)) - 1 for page in found.pages] == [15, 15, 15]
    assert [texts(page)[0] for page in found.pages] == ["原画"] * 3


def test_a_studio_stands_above_its_names_again_on_the_next_card():
    document = animators(30, affiliation="スタジオ見本")
    blocks = [{"holds": "rest", "studios": "heading"}]
    found = reel(document, template={"kind": "cards", "blocks": blocks})
    assert [texts(page)[:3] for page in found.pages] == [
        ["原画", "スタジオ見本", "山田 00"],
        ["原画", "スタジオ見本", "山田 15"],
    ]


def test_what_stands_together_and_is_higher_than_a_card_is_refused_by_name():
    document = roll(credit("1", DIRECTOR, "牧原亮太郎"))
    values = {"kind": "cards", "blocks": [{"holds": "rest", "size": 400, "pitch": 600}]}
    values["blocks"][0] |= {"size": 100, "heading": {"ja": "監督たち"}}
    values |= {"type": {"heading": 400, "heading_pitch": 600}}
    with pytest.raises(CardTooHigh) as refusal:
        reel(document, template=values)
    assert str(refusal.value) == (
        "The group that begins with “監督たち” is 1228 px high, but a card has 972 px: use smaller type or more columns, "
        "or split it."
    )


def test_cards_that_cannot_share_the_time_are_refused_with_what_would_do():
    values = {"kind": "cards", "cards": {"fade_in": 10, "fade_out": 10}, "pace": {"card_ms": 0, "line_ms": 0}}
    with pytest.raises(CardsRefused) as refusal:
        reel(animators(45), template=values, frames=48)
    assert refusal.value.told == (
        "3 cards cannot last 2.00 s (48 frames): they need at least 2.62 s (63 frames). Give the roll 2.62 s (63 frames). "
        "Put it on at most 2 cards, in more columns or smaller type; it has 3 cards. Make the fades shorter than 20 frames together."
    )


@pytest.mark.parametrize(("px", "frames"), [(3, None), (3, 800), (7, None), (7, 380)])
def test_a_scroll_stops_with_its_last_block_in_the_middle_of_the_screen(px, frames):
    blocks = [{"holds": "rest"}, {"holds": "text", "text": {"ja": "完"}}]
    found = reel(
        animators(20), template={"kind": "stop", "blocks": blocks, "hold_ms": 2000}, px=px, frames=frames
    )
    (shot,) = found.shots
    height = sum(page["height"] for page in found.pages)
    (end,) = [cell for cell in found.pages[-1]["cells"] if cell["text"] == "完"]
    top = shot.moved(shot.frames - 1) - height + end["y"] + height - found.pages[-1]["height"]

    assert shot.hold == 48
    assert shot.frames == frames or frames is None
    assert shot.moved(shot.frames - 1) == height
    assert shot.moved(shot.frames - 1 - shot.hold) == height > shot.moved(shot.frames - 2 - shot.hold)
    assert top == height - found.pages[-1]["height"] + end["y"]
    assert found.pages[-1]["height"] - end["y"] - end["height"] // 2 == 1080 // 2
    assert found.cues[-1].end == shot.frames


def test_what_a_scroll_stops_with_must_fit_on_the_screen():
    with pytest.raises(CardTooHigh) as refusal:
        reel(animators(30), template={"kind": "stop", "blocks": [{"holds": "rest"}]})
    assert str(refusal.value).startswith(
        "The group that begins with “原画” is 1440 px high, but a card has 972 px"
    )


def test_a_block_may_have_a_size_and_weight_of_its_own():
    blocks = [
        {"holds": "text", "text": {"ja": "完"}, "size": 100, "pitch": 140, "bold": True},
        {"holds": "rest"},
    ]
    (end, *_others) = reel(animators(1), template={"blocks": blocks}).pages[0]["cells"]
    assert (end["text"], end["size"], end["height"], end["weight"]) == ("完", 100, 140, 700)


def test_a_stopping_scroll_that_cannot_fill_its_time_is_refused_with_times():
    with pytest.raises(RunningTimeRefused) as refusal:
        reel(roll(credit("1", DIRECTOR, "牧原亮太郎")), template="TV ending 90 s roll")
    assert "its longest time there is" in str(refusal.value)


def test_a_title_stands_in_two_sizes_and_an_edition_may_have_cards():
    work = replace(WORK, edition="disc", episode_number="1", episode_title="はじめての配達")
    document = roll(credit("1", DIRECTOR, "牧原亮太郎"), work=work)
    blocks = [{"holds": "title"}, {"holds": "rest"}]
    found = reel(
        document,
        template={"kind": "scroll", "blocks": blocks, "variants": [{"edition": "disc", "kind": "cards"}]},
    )
    assert [(cell["text"], cell["size"]) for cell in found.pages[0]["cells"]] == [
        ("犬と少年", 60), ("#1 はじめての配達", 28), ("ディスク版", 28),
    ]  # fmt: skip
    assert [type(shot) for shot in found.shots] == [CardShot] * 2


def test_the_same_document_and_template_are_the_same_pages():
    for name in SHIPPED_TEMPLATES:
        asked = parse_screen_spec({"template": name})
        once, twice = (render_pdf(build_reel(roll_of(100), asked), background="#000000") for _ in range(2))
        assert once == twice


def test_a_card_is_a_page_of_the_screens_size():
    out = io.BytesIO()
    write_roll(
        "screen",
        roll_of(100),
        out,
        RollOptions(delivery=parse_screen_spec({"template": "streaming card set"})),
    )
    pdf = pypdfium2.PdfDocument(out.getvalue())
    assert {page.get_size() for page in pdf} == {(1920.0, 1080.0)}
    pdf.close()
