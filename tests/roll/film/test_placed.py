"""The master that a time line places is the one that is exported: its name, frames, rate and first timecode."""

import io
import subprocess
from fractions import Fraction
from shutil import which

import av
import opentimelineio as otio
import pytest

from productions.rollkit.file_names import build_file_stem, format_roll_name
from productions.rollkit.screen_spec import Raster, ScreenSpec
from productions.rollkit.writer_registry import WRITERS
from tests.hurried import HURRIED
from tests.roll.reading import files_of, written
from tests.roll.samples import long_list

SMALL = Raster(1280, 720)
NTSC = {"raster": SMALL, "px": 90, "template": HURRIED, "rate_num": 24000, "rate_den": 1001}
DROP = {"raster": SMALL, "px": 90, "template": HURRIED, "rate_num": 30000, "rate_den": 1001, "drop": True}


def stem_of(document, delivery):
    name = format_roll_name(document.work, document.issue.number, "ja")
    return build_file_stem(name, document.digest, "ja", delivery)


def placed(delivery):
    """The media reference of the one clip."""
    data = written("otio", long_list(3), delivery=delivery)
    (clip,) = otio.adapters.read_from_string(data.decode(), "otio_json").find_clips()
    return clip.media_reference


@pytest.mark.parametrize("values", [NTSC, DROP], ids=["23.976", "29.97 drop"])
@pytest.mark.parametrize("master", ["prores4444", "prores422hq", "dnxhr", "mp4"])
def test_the_movie_fills_the_range_that_the_time_line_gives_it(values, master, tmp_path):
    delivery = ScreenSpec(**values, places=master)
    reference = placed(delivery)
    given = reference.available_range
    data = written(master, long_list(3), delivery=ScreenSpec(**values))
    with av.open(io.BytesIO(data)) as movie:
        (video,) = movie.streams.video
        frames = sum(1 for _frame in movie.decode(video))
        rate = Fraction(video.average_rate)

    assert reference.target_url == f"{stem_of(long_list(3), delivery)}.{WRITERS[master].suffix}"
    assert (frames, rate) == (given.duration.value, delivery.rate)
    path = tmp_path / reference.target_url
    path.write_bytes(data)
    code = otio.opentime.to_timecode(given.start_time, given.start_time.rate, drop_frame=delivery.drop)
    assert timecodes(path) == {code}


def timecodes(path):
    """Every timecode that ffprobe finds in a movie, of the file and of its tracks."""
    if not which("ffprobe"):
        pytest.skip("ffprobe is not installed")
    entries = "format_tags=timecode:stream_tags=timecode"
    asked = ["ffprobe", "-v", "error", "-show_entries", entries, "-of", "default=nw=1:nk=1", path]
    return set(subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split())


def test_the_sequence_has_the_files_that_the_time_line_names():
    delivery = ScreenSpec(**NTSC, places="tiff_sequence")
    reference = placed(delivery)
    files = files_of(written("tiff_sequence", long_list(3), delivery=ScreenSpec(**NTSC)))
    folder = f"{stem_of(long_list(3), delivery)}.{WRITERS['tiff_sequence'].suffix.removesuffix('.zip')}"
    named = [
        reference.target_url_for_image_number(number)
        for number in range(reference.number_of_images_in_sequence())
    ]
    assert [f"{folder}/{name}" for name in files] == named
