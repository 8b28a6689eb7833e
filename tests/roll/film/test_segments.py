"""A proof encoded side by side: one film, whatever the number of encoders, right at every join."""

import io
import subprocess
import threading
from dataclasses import replace
from shutil import which

import av
import numpy as np
import pytest

from productions.rollkit.film.codecs import h264_segments
from productions.rollkit.film.frame_source import FrameSource, get_planes
from productions.rollkit.film.movie import write_movie
from productions.rollkit.film.pixel_formats import YUV420
from productions.rollkit.film.timecode_burn_in import build_burn_in
from productions.rollkit.rendering.page_pixels import PageRenderer
from productions.rollkit.screen_spec import Raster
from productions.rollkit.writers import as_mp4
from productions.shared.timecode import format_timecode
from tests.roll.film.reels import cards, filmed, frames, rolled

TINY = Raster(640, 360)
LENGTH = 96
"""Frames of a segment at 24 a second."""


@pytest.fixture(scope="module")
def film():
    """Four segments, the last one cut, by as many encoders as there are processors."""
    reel = rolled(30, px=3, raster=TINY)
    assert 3 * LENGTH < reel.frames < 4 * LENGTH
    return reel, filmed(as_mp4, reel)


def with_processors(number, monkeypatch):
    """The system says that there are so many. The code that asks it, and the encoders, stay our own."""
    # A process can be kept to fewer processors, but not be given 3 or 16 on a machine that has two. Not every system
    # has this call; `segments.processors` asks for it first where there is one, so it is put there.
    monkeypatch.setattr("os.sched_getaffinity", lambda _process: set(range(number)), raising=False)


def by(processors, reel, monkeypatch, *, slices=1, **changed):
    """The film's bytes on a machine with so many processors."""
    with_processors(processors, monkeypatch)
    out = io.BytesIO()
    encoding = replace(as_mp4.build_proof_encoding(reel, **changed), slices=slices)
    write_movie(reel, out, encoding, progress=lambda share: None)
    return out.getvalue()


@pytest.mark.parametrize(
    ("preset", "rate"),
    [("veryfast", (24, 1)), ("medium", (24000, 1001)), ("ultrafast", (25, 1)), ("veryfast", (60000, 1001))],
)
def test_any_number_of_encoders_writes_the_same_bytes(preset, rate, monkeypatch):
    reel = rolled(60, px=1, raster=Raster(320, 180), rate_num=rate[0], rate_den=rate[1])
    assert reel.frames > 2 * as_mp4.build_proof_encoding(reel).segment
    one = by(1, reel, monkeypatch, preset=preset)
    assert by(2, reel, monkeypatch, preset=preset) == one
    assert by(3, reel, monkeypatch, preset=preset) == one


def test_frames_in_slices_are_the_same_bytes_whatever_the_number_of_encoders(monkeypatch):
    reel = rolled(60, px=1, raster=Raster(320, 180))
    one = by(1, reel, monkeypatch, slices=2)
    assert by(3, reel, monkeypatch, slices=2) == one
    with av.open(io.BytesIO(one)) as movie:
        for found, wanted in zip(movie.decode(video=0), frames(reel, YUV420), strict=True):
            assert np.abs(get_planes(found)[0].astype(np.int16) - wanted[0]).max() < 60


def count_encoders(*size):
    raster = Raster(*size)
    return h264_segments.count_encoders(raster, as_mp4.count_slices(raster))


@pytest.mark.parametrize(
    ("processors", "encoders"), [(1, (1, 1, 1)), (2, (1, 2, 1)), (3, (2, 3, 1)), (16, (2, 8, 1))]
)
def test_an_encoder_of_4k_has_two_processors_and_a_small_one_has_one(processors, encoders, monkeypatch):
    with_processors(processors, monkeypatch)
    assert tuple(count_encoders(*size) for size in [(3840, 2160), (1920, 1080), (7680, 4320)]) == encoders


def test_every_frame_is_the_reels_over_every_join(film):
    reel, data = film
    with av.open(io.BytesIO(data)) as movie:
        for number, (found, wanted) in enumerate(
            zip(movie.decode(video=0), frames(reel, YUV420), strict=True)
        ):
            off = np.abs(get_planes(found)[0].astype(np.int16) - wanted[0])
            assert off.mean() < 1, number
            assert off.max() < 60, number
    assert number + 1 == reel.frames


@pytest.mark.skipif(which("ffmpeg") is None, reason="FFmpeg's own tools are not on this machine")
def test_another_ffmpeg_decodes_every_frame_alike(film, tmp_path):
    _reel, data = film
    path = tmp_path / "roll.mp4"
    path.write_bytes(data)
    command = ["ffmpeg", "-v", "error", "-xerror", "-i", path, "-f", "rawvideo", "-pix_fmt", "yuv420p", "-"]
    theirs = subprocess.run(command, capture_output=True, check=True)
    assert theirs.stderr == b""
    with av.open(io.BytesIO(data)) as movie:
        ours = b"".join(plane.tobytes() for frame in movie.decode(video=0) for plane in get_planes(frame))
    assert theirs.stdout == ours


def keys(data):
    with av.open(io.BytesIO(data)) as movie:
        return [number for number, packet in enumerate(movie.demux(video=0)) if packet.is_keyframe]


def test_keyframes_stand_a_second_apart_and_nowhere_else(film):
    reel, data = film
    assert keys(data) == list(range(0, reel.frames, 24))
    assert keys(filmed(as_mp4, cards())) == [0, 24]


@pytest.mark.parametrize("target", [LENGTH - 1, LENGTH, LENGTH + 1, 2 * LENGTH, 3 * LENGTH + 5])
def test_it_can_be_opened_at_any_frame_around_a_join(film, target):
    reel, data = film
    with av.open(io.BytesIO(data)) as movie:
        whole = [get_planes(frame)[0].copy() for frame in movie.decode(video=0)]
    with av.open(io.BytesIO(data)) as movie:
        picture = movie.streams.video[0]
        movie.seek(round(target / reel.rate / picture.time_base), stream=picture)
        shown = list(movie.decode(picture))
    numbers = [round(frame.pts * frame.time_base * reel.rate) for frame in shown]
    assert numbers == list(range(target // 24 * 24, reel.frames))
    for number, frame in zip(numbers, shown, strict=True):
        assert np.array_equal(get_planes(frame)[0], whole[number]), number


def test_it_says_nothing_of_who_encoded_it(film):
    _reel, data = film
    assert b"x264" not in data


def test_the_timecode_runs_on_over_joins():
    reel = rolled(30, px=3, raster=TINY, burn_in=True)
    burn = build_burn_in(reel.raster)
    with (
        av.open(io.BytesIO(filmed(as_mp4, reel))) as movie,
        PageRenderer(reel) as sheets,
    ):
        drawn = FrameSource(reel, sheets, YUV420).frames(0, 2 * LENGTH + 2)
        for number, (plain, found) in enumerate(zip(drawn, movie.decode(video=0), strict=False)):
            wanted = get_planes(burn(plain, format_timecode(number, reel.rate)))[0]
            off = np.abs(get_planes(found)[0].astype(np.int16) - wanted)
            assert off.max() < 60, number
    assert number == 2 * LENGTH + 1


def test_cards_and_a_scroll_are_taken_up_anywhere():
    """Any frames of a reel are those of the whole, asked for in any pieces, forwards."""
    reel = cards(TINY)
    whole = [[plane.copy() for plane in planes] for planes in frames(reel, YUV420)]
    with PageRenderer(reel) as sheets:
        pictures = FrameSource(reel, sheets, YUV420)
        for first, last in [(0, 1), (2, 9), (7, 12), (11, 11), (13, 14), (30, 40), (38, 40)]:
            found = list(range(first, last))
            for number, frame in zip(found, pictures.frames(first, last), strict=True):
                assert all(map(np.array_equal, get_planes(frame), whole[number])), number


def test_each_frame_is_told_once_and_in_order(film):
    reel, _data = film
    told = []
    as_mp4.write(reel, io.BytesIO(), progress=told.append)
    assert told == [(number + 1) / reel.frames for number in range(reel.frames)]


class Cancelled(Exception):
    pass


def test_who_cancels_at_any_frame_leaves_no_encoder_at_work():
    reel = rolled(300, px=2, raster=TINY)
    before, told = threading.enumerate(), []

    def cancel(share):
        told.append(share)
        if len(told) == LENGTH + 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        as_mp4.write(reel, io.BytesIO(), progress=cancel)
    assert threading.enumerate() == before
    assert len(told) == LENGTH + 4


def test_what_fails_while_a_later_segment_is_drawn_is_raised_and_no_encoder_is_left():
    reel = rolled(30, px=3, raster=TINY)
    before = threading.enumerate()

    def burn(frame, code):
        if code == format_timecode(LENGTH + 10, reel.rate):
            raise OSError("drawing failed")
        return frame

    told = []
    with pytest.raises(OSError, match="drawing failed"):
        write_movie(
            reel, io.BytesIO(), replace(as_mp4.build_proof_encoding(reel), burn=burn), progress=told.append
        )
    assert threading.enumerate() == before
    assert len(told) == LENGTH + 10
