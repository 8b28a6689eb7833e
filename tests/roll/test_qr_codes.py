"""The record's address as a QR code: read back by another library, in whole pixels, long enough on the screen."""

import numpy as np
import pypdfium2
import pytest
import zxingcpp

from productions.rollkit.errors import RollRefused
from productions.rollkit.film.pixel_formats import RGB, YUV420
from productions.rollkit.layout.qr_codes import LEAST_MODULE, QUIET_MODULES
from productions.rollkit.layout.reel import build_reel, render_pdf
from productions.rollkit.screen_spec import RASTERS, parse_screen_spec
from productions.rollkit.template.validation import TemplateRefused, parse_template
from tests.roll.film.reels import frames
from tests.roll.samples import DIRECTOR, WORK, credit
from tests.roll.test_templates import PLAIN, roll

ADDRESS = "https://registry.example/api/v1/productions/{work}/"
QR = {"holds": "qr", "address": ADDRESS, "height": 320, "heading": {"en": "The whole record"}}
CARDS = {**PLAIN, "kind": "cards", "cards": {"each_ms": 4000, "fade_in": 6, "fade_out": 6, "fresh": "blocks"}}


def build(raster="1920x1080", lang="en", px=None, seconds=None, **values):
    template = {**CARDS, "blocks": [{"holds": "rest"}, QR], **values}
    asked = parse_screen_spec({"template": template, "raster": raster, "px": px, "seconds": seconds})
    return build_reel(roll(credit("1", DIRECTOR, "山田花子")), asked, lang=lang)


def find_code(reel):
    """The page that has the code, and its cell."""
    (found,) = [(page, cell) for page in reel.pages for cell in page["cells"] if "qr" in cell]
    return found


def draw(reel, background="#000000"):
    page, cell = find_code(reel)
    pdf = pypdfium2.PdfDocument(render_pdf(reel, background=background))
    pixels = pdf[reel.pages.index(page)].render(scale=1, rev_byteorder=True).to_numpy()
    return np.ascontiguousarray(pixels[..., :3]), cell


@pytest.mark.parametrize("raster", [str(each) for each in RASTERS])
def test_the_code_is_read_back_as_the_address_of_the_record(raster):
    pixels, _cell = draw(build(raster))
    (read,) = zxingcpp.read_barcodes(pixels)
    assert read.text == f"https://registry.example/api/v1/productions/{WORK.uid}/"
    assert read.format == zxingcpp.BarcodeFormat.QRCode


def test_modules_are_whole_pixels_black_on_a_white_plate_with_four_around():
    pixels, cell = draw(build(), background="#204060")
    plate = pixels[cell["y"] : cell["y"] + cell["height"], cell["x"] : cell["x"] + cell["width"]]
    assert plate.shape[0] == plate.shape[1] <= 320
    assert set(np.unique(plate)) == {0, 255}
    dark = (plate == 0).all(axis=2)
    inside = np.flatnonzero(dark.any(axis=0))
    runs = np.diff(np.flatnonzero(np.diff(dark[inside[0]].astype(int))))
    module = inside[0] // QUIET_MODULES
    assert module >= LEAST_MODULE
    assert inside[0] == plate.shape[1] - 1 - inside[-1] == QUIET_MODULES * module
    assert runs[0] == 7 * module  # the finder pattern
    assert (runs % module == 0).all()
    assert tuple(pixels[cell["y"] - 1, cell["x"]]) == (0x20, 0x40, 0x60)


def test_every_frame_of_its_time_can_be_read_also_from_compressed_colours():
    reel = build(raster="1280x720")
    shot = next(shot for shot in reel.shots if reel.pages[shot.page] is find_code(reel)[0])
    shown = [planes[0].copy() for planes in frames(reel, RGB)]
    whole = shown[shot.start + shot.fade_in : shot.start + shot.frames - shot.fade_out]
    assert len(whole) >= 72
    for picture in (whole[0], whole[-1]):
        assert [each.text for each in zxingcpp.read_barcodes(np.ascontiguousarray(picture))]
    luma = [planes[0].copy() for planes in frames(reel, YUV420)][shot.start + 20]
    assert zxingcpp.read_barcodes(np.ascontiguousarray(luma[:720, :1280]))[0].text.endswith(f"/{WORK.uid}/")


def test_captions_say_where_the_code_leads():
    said = {(cue.role, cue.text) for cue in build().cues}
    assert ("The whole record", f"https://registry.example/api/v1/productions/{WORK.uid}/") in said


def refusal(**values):
    with pytest.raises(RollRefused) as refused:
        build(**values)
    return [str(sentence) for sentence in refused.value.sentences]


def test_a_code_that_is_too_short_on_the_screen_is_refused_with_what_would_do():
    short = {**CARDS["cards"], "each_ms": 3000}
    assert refusal(cards=short)[:2] == [
        "The QR code is whole on the screen for 2.50 s (60 frames); nobody can read it in less than 3.00 s (72 frames).",
        "Give it a card of its own for 3 seconds beside its fades.",
    ]
    build(cards={**short, "fade_in": 0, "fade_out": 0})
    build(kind="scroll", px=11)
    assert refusal(kind="scroll", px=12)[0].startswith("The QR code is whole on the screen for 2.")
    assert refusal(kind="stop", px=12, hold_ms=1000)[0].startswith("The QR code is whole on the screen for")
    build(kind="stop", px=12, hold_ms=3000)


def test_a_code_without_room_for_its_modules_is_refused_with_the_height_it_needs():
    (sentence,) = refusal(blocks=[{"holds": "rest"}, {**QR, "height": 120}])
    needed = int(sentence.split("needs a height of ")[1].split(" px")[0])
    build(blocks=[{"holds": "rest"}, {**QR, "height": needed}])
    assert len(refusal(blocks=[{"holds": "rest"}, {**QR, "height": needed - 1}])) == 1


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        ({"holds": "qr", "address": "ftp://example.com"}, "template.blocks[1].address: “ftp://example.com” is no address"),
        ({"holds": "qr", "address": "https://example.com/" + 300 * "a"}, "template.blocks[1].address: “https://example.com/aaa"),
        ({**QR, "alone_ms": 2999}, "template.blocks[1].alone_ms: a QR code stands for at least 3 seconds"),
        ({"holds": "text", "text": {"en": "x"}, "address": ADDRESS}, "template.blocks[1].address holds text; only a QR code has an address."),
    ],
)  # fmt: skip
def test_a_block_of_a_code_is_checked(block, sentence):
    with pytest.raises(TemplateRefused) as refused:
        parse_template({**PLAIN, "blocks": [{"holds": "rest"}, block]})
    assert str(refused.value).startswith(sentence)


def test_no_code_is_written_downwards():
    with pytest.raises(
        TemplateRefused, match="holds a QR code, which nothing written downwards has room for"
    ):
        parse_template({**CARDS, "writing": "vertical", "blocks": [{"holds": "rest"}, QR]})


def test_a_code_is_no_wider_than_its_column():
    beside = [{"holds": "rest"}, {**QR, "height": 800, "beside": True, "align": "right"}]
    reel = build(blocks=beside, area="left", kind="scroll", rest_ms=0)
    _page, cell = find_code(reel)
    assert cell["width"] == cell["height"] <= 400
    assert cell["x"] >= 192
    assert cell["x"] + cell["width"] <= 192 + 739
    narrow = [{"holds": "rest"}, *({**QR, "beside": True} for _number in range(3))]
    with pytest.raises(RollRefused) as refusal:
        build(raster="480x480", blocks=narrow, area="left")
    assert "px wide, and its column" in refusal.value.told


def test_frames_that_melt_into_the_next_card_are_no_time_to_read_a_code():
    cards = {"each_ms": 4000, "fresh": "blocks", "melt": 30}
    blocks = [QR, {"holds": "rest"}]
    with pytest.raises(RollRefused) as refusal:
        build(cards=cards, blocks=blocks)
    assert "The QR code is whole on the screen for 2.75 s" in refusal.value.told
    assert build(cards=cards | {"melt": 24}, blocks=blocks).shots[0].frames == 96
