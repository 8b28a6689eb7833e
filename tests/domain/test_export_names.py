"""A downloaded file is called by what it was made from, so that a time line finds the movie beside it."""

import json

import pytest
from django.core.management import call_command

from productions.exports.services.export_files import get_export_filename, get_export_path
from productions.exports.services.exports import request_export, run_export

SMALL = {"raster": "1280x720", "px": 12}


@pytest.fixture
def credited(production, person, confirmed):
    confirmed(contributor=person)
    return production


def exported(production, now, format, **delivery):
    export = request_export(production, format=format, by=None, now=now, delivery=delivery)
    return run_export(export.uid, clock=lambda: now)


def test_a_time_line_names_the_movie_of_the_same_delivery_and_no_other(credited, now):
    timeline = exported(credited, now, "otio", **SMALL)
    placed = json.loads(get_export_path(timeline).read_text())["tracks"]["children"][0]["children"][0]
    movie = placed["media_references"]["prores4444"]
    same, faster = (
        exported(credited, now, "edl", **SMALL, places="mp4"),
        exported(credited, now, "edl", raster="1280x720", px=24),
    )

    assert movie["target_url"] == get_export_filename(timeline).replace(".otio", ".mov")
    assert get_export_filename(same) == get_export_filename(timeline).replace(".otio", ".edl")
    assert get_export_filename(faster) != get_export_filename(same)
    assert get_export_filename(same).endswith("-1280x720-24.edl")


def test_paper_is_called_by_its_export(credited, now):
    export = exported(credited, now, "txt")
    assert get_export_filename(export) == f"roll-{export.uid}.txt"


def test_the_command_writes_into_a_folder_under_that_name(credited, tmp_path):
    call_command(
        "export_roll",
        str(credited.uid),
        "--format",
        "edl",
        "--raster",
        "1280x720",
        "--px",
        "12",
        "--places",
        "dnxhr",
        "--out",
        str(tmp_path),
    )
    (written,) = tmp_path.iterdir()
    assert written.name == get_export_filename(credited.exports.get())
    assert "FROM CLIP NAME:  " + written.name.replace(".edl", ".mxf") in written.read_text()
