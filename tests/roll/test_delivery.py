"""What a screen may be asked for, and the sentences for what it may not."""

import io
from fractions import Fraction

import av
import pytest

from productions.rollkit.layout.reel import build_reel
from productions.rollkit.screen_spec import (
    DEFAULT_SCREEN_SPEC,
    RASTERS,
    Raster,
    ScreenSpec,
    ScreenSpecRefused,
    parse_screen_spec,
)
from productions.rollkit.timing import FRAME_RATES
from productions.rollkit.writer_registry import WRITERS
from tests.roll.reading import files_of, written
from tests.roll.samples import the_case

SHORT_CARDS = {
    "name": "short",
    "version": 1,
    "kind": "cards",
    "blocks": [{"holds": "rest"}],
    "cards": {"each_ms": 100},
}


@pytest.mark.parametrize("raster", RASTERS, ids=str)
@pytest.mark.parametrize("rate", FRAME_RATES, ids=str)
def test_every_raster_and_rate_comes_back_from_its_plain_values(raster, rate):
    delivery = ScreenSpec(raster, rate.numerator, rate.denominator, px=2, frames=100, burn_in=True)

    assert parse_screen_spec(delivery.to_dict()) == delivery


def test_what_is_not_said_is_as_usual():
    assert parse_screen_spec({}) == DEFAULT_SCREEN_SPEC
    assert (DEFAULT_SCREEN_SPEC.raster, DEFAULT_SCREEN_SPEC.rate, DEFAULT_SCREEN_SPEC.speed) == (
        Raster(1920, 1080),
        24,
        3,
    )
    assert parse_screen_spec({"raster": "3840x2160", "rate": "60000/1001"}).speed == 2


@pytest.mark.parametrize(
    ("rate", "seconds", "frames"), [("24", 90, 2160), ("24000/1001", "90", 2158), ("25", "89.5", 2238)]
)
def test_seconds_become_frames_of_the_rate(rate, seconds, frames):
    assert parse_screen_spec({"rate": rate, "seconds": seconds}).frames == frames


def test_drop_frame_is_for_the_rates_that_have_it():
    assert parse_screen_spec({"rate": "30000/1001", "drop": True}).rate == Fraction(30000, 1001)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (
            {"raster": "1921x1080"},
            "The raster 1921x1080 cannot be made: write width and height as 1920x1080, both even and from 480 to 4096 pixels.",
        ),
        ({"raster": "1920x4098"}, "The raster 1920x4098 cannot be made: "),
        ({"raster": "478x1080"}, "The raster 478x1080 cannot be made: "),
        ({"raster": "1920 x 1080"}, "The raster 1920 x 1080 cannot be made: "),
        ({"raster": 1080}, "The raster 1080 cannot be made: "),
        (
            {"rate": "23.976"},
            "The frame rate 23.976 is not supported; choose one of 24000/1001, 24, 25, 30000/1001, 30, 50, "
            "60000/1001, 60.",
        ),
        ({"rate": 24}, "The frame rate 24 is not supported; choose one of"),
        ({"px": 0}, "A roll moves by 1 to 1080 whole pixels a frame, not 0."),
        ({"px": 1.5}, "delivery.px is not int."),
        ({"px": True}, "delivery.px is not int."),
        ({"seconds": "soon"}, "“soon” is not a number of seconds; write it as 90 or 89.5."),
        ({"seconds": "1/0"}, "“1/0” is not a number of seconds; write it as 90 or 89.5."),
        ({"seconds": 3601}, "A roll lasts more than 0 and at most 3600 seconds, not 3601."),
        ({"seconds": 90, "frames": 2160}, "The running time is in seconds or in frames; give one of them."),
        ({"frames": 86401}, "A roll lasts from 1 to 86400 frames, not 86401."),
        ({"drop": True}, "Drop-frame timecode is for 30000/1001 and 60000/1001 frames a second, not 24."),
        ({"speed": 3}, "The delivery has the unknown key speed."),
        ({"rate_num": 25}, "The delivery has the unknown key rate_num."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(asked, sentence):
    with pytest.raises(ScreenSpecRefused) as refusal:
        parse_screen_spec(asked)
    assert str(refusal.value).startswith(sentence)


@pytest.mark.parametrize(
    ("raster", "size"), [("1440x1080", 32), ("1080x1920", 32), ("1080x1080", 32), ("720x1280", 21)]
)
def test_a_raster_of_ones_own_has_its_type_by_its_shorter_side(raster, size):
    reel = build_reel(the_case(), parse_screen_spec({"raster": raster}))
    sizes = {cell["size"] for page in reel.pages for cell in page["cells"] if cell["text"] == "牧原亮太郎"}
    assert str(reel.raster) == raster
    assert sizes == {size}


@pytest.mark.parametrize("raster", ["540x960", "482x1078"])
@pytest.mark.parametrize("name", [name for name, writer in WRITERS.items() if writer.films])
def test_every_master_is_made_at_a_raster_of_ones_own(name, raster):
    delivery = parse_screen_spec({"raster": raster, "template": SHORT_CARDS})
    data = written(name, the_case(), delivery=delivery)
    assert read_size(name, data) == tuple(map(int, raster.split("x")))


def read_size(name, data):
    """Width and height, in pixels, of a film or of the first frame of a sequence."""
    if name.endswith("_sequence"):
        data = next(iter(files_of(data).values()))
    with av.open(io.BytesIO(data)) as film:
        return film.streams.video[0].width, film.streams.video[0].height
