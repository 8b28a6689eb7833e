"""Films as MediaInfo reads them, which quality checks are built on."""

import json
import shutil
import subprocess

import pytest

from productions.rollkit.writer_registry import WRITERS
from productions.rollkit.writers import as_dnxhr, as_mp4, as_prores422hq, as_prores4444
from tests.roll.film.reels import filmed, rolled

pytestmark = pytest.mark.skipif(shutil.which("mediainfo") is None, reason="needs MediaInfo")

FILMS = {
    "mp4": (as_mp4, {"Format": "AVC", "ChromaSubsampling": "4:2:0"}),
    "prores4444": (as_prores4444, {"Format": "ProRes", "Format_Profile": "4444", "ColorSpace": "YUVA"}),
    "prores422hq": (
        as_prores422hq,
        {"Format": "ProRes", "Format_Profile": "422 HQ", "ChromaSubsampling": "4:2:2"},
    ),
    "dnxhr": (
        as_dnxhr,
        {"Format": "VC-3", "Format_Profile": "RI", "Format_Level": "HQ", "ChromaSubsampling": "4:2:2"},
    ),
}


def read_tracks(path):
    """The tracks by their type: General, Video, Other."""
    said = subprocess.run(["mediainfo", "--Output=JSON", path], check=True, capture_output=True).stdout
    return {track["@type"]: track for track in json.loads(said)["media"]["track"]}


@pytest.mark.parametrize("name", FILMS)
def test_mediainfo_reads_what_the_film_is(name, tmp_path):
    writer, wanted = FILMS[name]
    reel = rolled(4, px=30, rate_num=30000, rate_den=1001, drop=True)
    path = tmp_path / f"roll.{WRITERS[name].suffix}"
    path.write_bytes(filmed(writer, reel))
    tracks = read_tracks(path)
    video = tracks["Video"]

    assert {key: video[key] for key in wanted} == wanted
    assert (video["Width"], video["Height"], video["ScanType"]) == ("640", "360", "Progressive")
    assert float(video["FrameRate"]) == pytest.approx(30000 / 1001, abs=0.001)
    assert int(video["FrameCount"]) == reel.frames
    assert {video["colour_primaries"], video["transfer_characteristics"], video["matrix_coefficients"]} == {
        "BT.709"
    }
    assert tracks["Other"]["TimeCode_FirstFrame"] == "00:00:00;00"
