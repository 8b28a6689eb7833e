"""A downloaded file is called by what it was made from, so that a time line finds the movie beside it."""

import json

import pytest
from django.core.management import call_command

from productions.catalogue.services.productions import add_episode
from productions.exports.services.export_files import get_export_filename, get_export_path
from productions.exports.services.exports import request_export, run_export
from productions.releases.services.releases import issue_release
from productions.rollkit.document.work import Work
from productions.rollkit.file_names import (
    MAX_TITLE_BYTES,
    format_bundle_name,
    format_roll_name,
    make_name_part,
)

SMALL = {"raster": "1280x720", "px": 10}


def exported(production, now, format, **delivery):
    export = request_export(production, format=format, by=None, now=now, delivery=delivery)
    return run_export(export.uid, clock=lambda: now)


def test_a_time_line_names_the_movie_of_the_same_delivery_and_no_other(credited, now):
    timeline = exported(credited, now, "otio", **SMALL)
    placed = json.loads(get_export_path(timeline).read_text())["tracks"]["children"][0]["children"][0]
    movie = placed["media_references"]["prores4444"]
    same, faster = (
        exported(credited, now, "edl", **SMALL, places="mp4"),
        exported(credited, now, "edl", raster="1280x720", px=8),
    )

    assert movie["target_url"] == get_export_filename(timeline).replace(".otio", ".mov")
    assert get_export_filename(same) == get_export_filename(timeline).replace(".otio", ".edl")
    assert get_export_filename(faster) != get_export_filename(same)
    assert get_export_filename(same).startswith("犬と少年_working_ja_1280x720_24_")


def test_paper_is_called_by_title_episode_edition_issue_and_language(credited, now, confirmed, person):
    episode = add_episode(credited, number="3", by=None, now=now)
    confirmed(episode=episode, contributor=person)
    release = issue_release(credited, episode=episode, edition="disc", by=None, now=now)
    export = request_export(credited, format="sheet", release=release, by=None, now=now)
    assert get_export_filename(export) == "犬と少年_第03話_disc_issue1_ja.sheet.csv"
    english = request_export(credited, format="txt", release=release, language="en", by=None, now=now)
    assert get_export_filename(english) == "犬と少年_ep03_disc_issue1_en.txt"
    assert get_export_filename(exported(credited, now, "txt")) == "犬と少年_working_ja.txt"


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("犬と少年", "犬と少年"),
        ("Fate/stay night: [HF]", "Fate-stay-night-HF"),
        ("..\\con\x00?*|<>", "con"),
        ("劇場版\u3000100%\u202e!!", "劇場版-100"),
        ("\u304b\u3099ん", "がん"),
        ("長" * 99, "長" * 30),
        ("…" + "\t", "…"),
        ("///", ""),
    ],
)
def test_a_title_is_made_safe_for_every_file_system(title, part):
    assert make_name_part(title, MAX_TITLE_BYTES) == part


def test_the_command_writes_into_a_folder_under_that_name(credited, tmp_path):
    call_command(
        "export_roll",
        str(credited.uid),
        "--format",
        "edl",
        "--raster",
        "1280x720",
        "--px",
        "10",
        "--places",
        "dnxhr",
        "--out",
        str(tmp_path),
    )
    (written,) = tmp_path.iterdir()
    assert written.name == get_export_filename(credited.exports.get())
    assert "FROM CLIP NAME:  " + written.name.replace(".edl", ".mxf") in written.read_text()


def test_the_command_makes_the_folders_that_are_missing(credited, tmp_path):
    folder, file = tmp_path / "new" / "folder", tmp_path / "other" / "roll.txt"
    for out in (f"{folder}/", str(file)):
        call_command("export_roll", str(credited.uid), "--format", "txt", "--out", out)
    (written,) = folder.iterdir()
    assert written.name == get_export_filename(credited.exports.first())
    assert file.read_bytes() == written.read_bytes()


@pytest.mark.parametrize("title", ["CON", "nul", "Aux.", "COM1", "LPT³", "con.air"])
def test_no_file_is_called_as_windows_calls_a_device(title):
    assert format_bundle_name(title).startswith("_")
    work = Work(
        uid="", title_native=title, title_kana="", title_romaji="", title_en="", kind="film", year=None, fps_num=24,
        fps_den=1, episode_number="", episode_title="", edition="", invented=False, remark="",
    )  # fmt: skip
    first = format_roll_name(work, None, "ja").partition(".")[0]
    assert first.upper() not in ("CON", "NUL", "AUX", "COM1", "LPT³")


@pytest.mark.parametrize("title", ["Console", "COM10", "犬と少年", "Nulls.2"])
def test_other_names_stay(title):
    assert format_bundle_name(title) == title
