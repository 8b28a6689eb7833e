"""Cut lists of an edit: a plan first, then the time line of an edition."""

from fractions import Fraction
from io import StringIO
from pathlib import Path

import opentimelineio as otio
import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from opentimelineio.opentime import RationalTime, TimeRange

from productions.catalogue.services.cuts import add_cuts, update_cut
from productions.catalogue.services.editions import add_edition
from productions.catalogue.services.placements import time_edition
from productions.catalogue.services.productions import add_episode
from productions.catalogue.services.timelines import find_on_screen, list_timelines
from productions.imports.services.placement_import import apply_placements, plan_placements
from productions.interchange.cut_lists.list_files import read_edit_list
from productions.models import Cut, CutPlacement, Event
from productions.shared.refusals import READER_LANGUAGE, NotAllowed, Refusal
from tests.interchange.xml_list_making import clip, fcp7

EDL = Path(__file__).parent.parent / "data" / "cut_lists" / "episode_1.edl"


@pytest.fixture
def episode(production, now):
    part = add_episode(production, number="1", by=None, now=now)
    add_cuts(production, [{"number": "1"}, {"number": "002"}], episode=part, by=None, now=now)
    return part


@pytest.fixture
def plan(production, episode):
    def make(data=None, filename="episode_1.edl", **values):
        values.setdefault("rate", Fraction(24000, 1001))
        return plan_placements(
            production,
            EDL.read_bytes() if data is None else data,
            filename=filename,
            episode=episode,
            **values,
        )

    return make


def rows(found):
    return [(row.number, row.cut is not None, row.record_in, row.clip.length) for row in found.rows]


def test_a_plan_says_what_would_be_placed_and_what_cannot_be(plan):
    found = plan()
    assert rows(found) == [
        ("1", True, 0, 24), ("002", True, 24, 36), ("2A", False, 60, 12), ("", False, 72, 48),
    ]  # fmt: skip
    assert (found.start, found.start_told) == ("01:00:00:00", False)
    assert [str(problem) for problem in found.problems] == [
        "line 12: There is no timecode 01:00:06:30 at 24000/1001 frames a second.",
        "line 8: Cut 2A is not there yet.",
        "line 10: “leader” has no number of a cut in its name.",
    ]
    assert found.unknown_numbers == ("2A",)
    assert not CutPlacement.objects.exists()


def test_a_plan_is_stored_with_its_rate_and_start_and_makes_cuts_only_where_it_is_asked_to(
    plan, production, episode, now, staff
):
    with pytest.raises(NotAllowed):
        apply_placements(plan(), by=staff("viewer"), now=now)
    before = Event.objects.count()
    assert apply_placements(plan(), by=None, now=now).added == 2
    assert Event.objects.count() - before == 3  # two placements and the time line
    (line,) = list_timelines(production, episode)
    assert (line.rate, line.start, line.frames) == (Fraction(24000, 1001), "01:00:00:00", 60)

    found = apply_placements(plan(rate=None), create_cuts=True, by=None, now=now)
    assert (found.added, found.unchanged) == (1, 2)
    assert Cut.objects.filter(episode=episode).count() == 3
    assert Event.objects.count() - before == 5  # a cut and its placement
    (shown,) = find_on_screen(production, episode, moment="01:00:02:12")
    assert [one.cut.number for one in shown.placements] == ["2A"]
    written = Event.objects.count()
    assert apply_placements(plan(rate=None), create_cuts=True, by=None, now=now).unchanged == 3
    assert Event.objects.count() == written


def test_an_edl_asks_for_the_rate_where_nobody_said_it_of_the_edition(plan, production, episode, now):
    with pytest.raises(Refusal, match="An EDL does not say its frame rate"):
        plan(rate=None)
    add_edition(production, code="tv_cut", label_en="TV cut", fps_num=25, fps_den=1, by=None, now=now)
    assert plan(rate=None, edition="tv_cut").rate == 25
    time_edition(
        production, episode=episode, start_timecode="00:59:59:00", fps_num=24, fps_den=1, by=None, now=now
    )
    found = plan(rate=None)
    assert (found.rate, found.start, found.start_told, found.rows[0].record_in) == (
        24,
        "00:59:59:00",
        True,
        24,
    )
    assert (
        plan(start="01:00:01:00").problems[1].message
        == "“EP01_C001_v03.mov” begins before the start of the edition."
    )
    with pytest.raises(Refusal, match="“soon” is no timecode"):
        plan(start="soon")
    with pytest.raises(Refusal, match="There is no edition “tv_cat”"):
        plan(edition="tv_cat")
    with pytest.raises(Refusal, match=r"\.otio, \.otioz, \.edl"):
        plan(filename="list.txt")
    with pytest.raises(Refusal, match="no events of an EDL"):
        plan(data=b"nothing")


def test_the_time_line_of_an_edit_says_its_rate_and_its_start(plan, production, episode, now):
    def clip(name, length):
        span = TimeRange(RationalTime(0, 25), RationalTime(length, 25))
        return otio.schema.Clip(name=name, source_range=span)

    timeline = otio.schema.Timeline(global_start_time=RationalTime(10 * 3600 * 25, 25))
    timeline.tracks.append(otio.schema.Track(kind="Video", children=[clip("C001", 10), clip("カット2", 5)]))
    timeline.tracks.append(otio.schema.Track(kind="Video", children=[clip("1", 3)]))
    data = otio.adapters.write_to_string(timeline, "otio_json").encode()
    update_cut(Cut.objects.get(number="002"), status="omitted", by=None, now=now)
    found = plan(data, "cut.OTIO", rate=None)
    assert rows(found) == [("1", True, 0, 10), ("002", True, 10, 5)]
    assert [str(problem) for problem in found.problems] == [
        "track 1, item 2: Cut 002 is placed, though it counts as out of the film.",
        "track 2, item 1: Cut 1 begins at frame 0 twice; the first is taken.",
    ]
    apply_placements(found, by=None, now=now)
    (line,) = list_timelines(production, episode)
    assert (line.rate, line.start, line.frames) == (25, "10:00:00:00", 15)


def test_the_command_shows_the_plan_and_stores_it_when_it_is_asked_to(production, episode, now):
    def run(*options, **values):
        out, errors = StringIO(), StringIO()
        call_command(
            "import_cut_placements", str(EDL), *options, production=str(production.uid), episode="1", stdout=out,
            stderr=errors, **values,
        )  # fmt: skip
        return out.getvalue(), errors.getvalue()

    shown, told = run(rate="24000/1001")
    assert shown.splitlines() == [
        "24000/1001 frames per second, start 01:00:00:00, taken from the first event",
        "         0 +24     cut 1  (EP01_C001_v03.mov)",
        "        24 +36     cut 002  (EP01_C002_v01.mov)",
        "        60 +12     cut 2A, new  (EP01_C002A_v01.mov)",
        "        72 +48     no cut  (leader)",
        "1 cut is not there yet; --create-cuts adds them, otherwise they are left out.",
        "Nothing is stored yet; --apply stores it.",
    ]
    assert "line 8: Cut 2A is not there yet." in told
    assert not CutPlacement.objects.exists()
    shown, _told = run("--apply", "--create-cuts", rate="24000/1001", edition="broadcast")
    assert shown.splitlines()[-2] == "3 added, 0 changed, 0 removed, 0 as they were."
    assert set(CutPlacement.objects.values_list("edition", flat=True)) == {"broadcast"}

    for values, sentence in (
        ({"rate": "24.x"}, "is no frame rate"),
        ({"rate": "1/0"}, "is no frame rate"),
        ({}, "An EDL does not say its frame rate"),
        ({"rate": "24", "edition": "tv_cut"}, "There is no edition “tv_cut”"),
    ):
        with pytest.raises(CommandError, match=sentence):
            run(**values)


def test_the_command_reads_a_bundle_that_is_a_folder(production, episode, tmp_path):
    folder = tmp_path / "EP01.fcpxmld"
    folder.mkdir()
    (folder / "Info.fcpxml").write_text(
        '<fcpxml><resources><format id="r" frameDuration="1/24s"/></resources><project><sequence format="r">'
        '<spine><asset-clip name="C001" duration="1s"/></spine></sequence></project></fcpxml>'
    )
    out = StringIO()
    call_command(
        "import_cut_placements",
        str(folder),
        "--apply",
        production=str(production.uid),
        episode="1",
        stdout=out,
    )
    assert out.getvalue().splitlines()[-2] == "1 added, 0 changed, 0 removed, 0 as they were."


def test_what_is_wrong_with_a_clip_is_said_in_the_readers_language():
    found = read_edit_list(fcp7(clip("", 0, 24), clip("C002", 48, 24)).encode(), filename="ep.xml")
    with translation.override("ja"):
        told = [problem.said(READER_LANGUAGE).partition(": ")[2] for problem in found.problems]
    assert told == [
        "クリップに名前がないため、どのカットか分かりません。",
        "「C002」：終わりが始まりより前になっています。",
    ]
