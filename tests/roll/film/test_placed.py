"""The movie that a time line places is the one that is exported: its name, frames, rate and first timecode."""

import io
from fractions import Fraction

import av
import opentimelineio as otio
import pytest

from productions.roll.delivery import Delivery, Raster
from productions.roll.naming import stem
from productions.roll.timeline import MOVIE
from productions.roll.writers import WRITERS
from tests.roll.reading import written
from tests.roll.samples import long_list

SMALL = Raster(1280, 720)


@pytest.mark.parametrize(
    "delivery",
    [
        Delivery(raster=SMALL, px=90, rate_num=24000, rate_den=1001),
        Delivery(raster=SMALL, px=90, rate_num=30000, rate_den=1001, drop=True),
    ],
)
def test_the_movie_fills_the_range_that_the_time_line_gives_it(delivery):
    document = long_list(3)
    timeline = otio.adapters.read_from_string(
        written("otio", document, delivery=delivery).decode(), "otio_json"
    )
    (clip,) = timeline.find_clips()
    given = clip.media_reference.available_range
    with av.open(io.BytesIO(written("prores4444", document, delivery=delivery))) as movie:
        (video,) = movie.streams.video
        frames = sum(1 for _frame in movie.decode(video))
        timecode = video.metadata["timecode"]
        rate = Fraction(video.average_rate)

    assert (WRITERS["prores4444"].suffix, clip.media_reference.target_url) == (
        MOVIE,
        f"{stem(document.digest, 'ja', delivery)}.{MOVIE}",
    )
    assert (frames, rate) == (given.duration.value, delivery.rate)
    assert otio.opentime.to_timecode(given.start_time, given.start_time.rate) == timecode
