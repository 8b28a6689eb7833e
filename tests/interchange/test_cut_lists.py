"""EDL and OTIO as cut lists: frames by number, one bad clip loses itself alone, and what hostile files do is nothing."""

import json
from fractions import Fraction

import opentimelineio as otio
import pytest
from opentimelineio.opentime import RationalTime, TimeRange

from productions.interchange.cut_lists import edl_reader, timeline_walk
from productions.interchange.cut_lists.edl_reader import read_edl
from productions.interchange.cut_lists.otio_reader import read_otio
from productions.interchange.cut_lists.placed_clips import MAX_LIST_BYTES
from productions.interchange.problems import UnreadableFile
from productions.shared.time_limits import limit_seconds
from tests.interchange.xml_list_making import placed, told
from tests.speaking import in_japanese

FILM, NTSC = Fraction(24000, 1001), Fraction(30000, 1001)


def event(number, reel, source, record, *, tracks="V", kind="C"):
    return f"{number:03}  {reel}  {tracks}  {kind}  {source[0]} {source[1]} {record[0]} {record[1]}"


HOUR = 3600 * 24


def test_the_events_of_an_edl_are_frames_of_its_timecode():
    text = "\n".join(
        [
            "TITLE: EPISODE 1",
            "FCM: NON-DROP FRAME",
            event(1, "AX", ("00:00:00:00", "00:00:02:12"), ("01:00:00:00", "01:00:02:12")),
            "* FROM CLIP NAME: S01-C001.mov",
            event(2, "C002", ("10:00:00:05", "10:00:00:06"), ("01:00:02:12", "01:00:02:13"), tracks="AA/V"),
            event(3, "BL", ("00:00:00:00", "00:00:01:00"), ("01:00:02:13", "01:00:03:13")),
            event(4, "SOUND", ("00:00:00:00", "00:00:01:00"), ("01:00:02:13", "01:00:03:13"), tracks="A2"),
            event(5, "C003", ("00:00:00:00", "00:00:00:00"), ("01:00:03:13", "01:00:03:13")),
            event(5, "C004", ("00:00:00:00", "00:00:01:00"), ("01:00:03:13", "01:00:04:13"), kind="D    024"),
            "* FROM CLIP NAME: C003",
            "* TO CLIP NAME: C004B",
        ]
    )
    found = read_edl(text.encode(), rate=Fraction(24))
    assert placed(found) == [
        ("S01-C001.mov", HOUR, 60), ("C002", HOUR + 60, 1), ("C004B", HOUR + 85, 24),
    ]  # fmt: skip
    assert [clip.source_in for clip in found.clips] == [0, 36000 * 24 + 5, 0]
    assert [str(clip.place) for clip in found.clips] == ["line 3", "line 5", "line 9"]
    assert told(found) == []


def test_a_rate_of_a_thousand_and_one_counts_frames_and_not_seconds():
    text = event(1, "C001", ("00:00:00:00", "00:00:01:00"), ("01:00:00:00", "01:00:01:00"))
    assert placed(read_edl(text.encode(), rate=FILM)) == [("C001", HOUR, 24)]


@pytest.mark.parametrize("colons", [False, True])
def test_drop_frame_leaves_out_numbers_and_no_frames(colons):
    lines = [
        "FCM: DROP FRAME" if colons else "TITLE: X",
        event(1, "C001", ("00:00:59;28", "00:01:00;02"), ("01:00:59;28", "01:01:00;02")),
        event(2, "C002", ("00:01:00;02", "00:01:00;03"), ("01:01:00;02", "01:01:00;03")),
    ]
    text = "\n".join(lines).replace(";", ":") if colons else "\n".join(lines)
    found = read_edl(text.encode(), rate=NTSC)
    first = 107892 + 1798
    assert placed(found) == [("C001", first, 2), ("C002", first + 2, 1)]
    assert told(found) == []


def test_a_bad_line_of_an_edl_loses_itself_alone_and_is_named():
    lines = [
        event(1, "C001", ("00:00:00:00", "00:00:01:00"), ("01:00:00:00", "01:00:01:00")),
        event(2, "C002", ("00:00:00:00", "00:00:01:00"), ("01:00:01:00", "01:00:01:99")),
        "003  C003 V C 01:00:02:00",
        event(4, "C004", ("00:00:00:00", "00:00:01:01"), ("01:00:03:00", "01:00:04:00")),
        "* FROM CLIP NAME: C004",
        event(5, "C005", ("00:00:00:00", "00:00:01:00"), ("01:00:05:00", "01:00:04:00")),
        event(6, "C006", ("00:00:00:00", "00:00:02:00"), ("01:00:05:00", "01:00:06:00")),
        "M2   C006       048.0      00:00:00:00",
        event(7, "C007", ("00:00:00:00", "00:00:01:00"), ("01:01:00;00", "01:01:01;00")),
    ]
    found = read_edl("\r\n".join(lines).encode(), rate=Fraction(24))
    assert [clip.name for clip in found.clips] == ["C001", "C004", "C006"]
    assert told(found) == [
        "line 2: There is no timecode 01:00:01:99 at 24 frames a second.",
        "line 3: This is no event that can be read.",
        "line 4: “C004” has a source of another length (25 frames) than the record (24); the record counts.",
        "line 6: The event ends at 01:00:04:00, before it begins at 01:00:05:00.",
        "line 9: Drop-frame timecode is for 30000/1001 and 60000/1001 frames a second, not 24.",
    ]


def test_a_bad_line_of_an_edl_is_named_in_the_language_of_its_reader():
    lines = [
        event(2, "C002", ("00:00:00:00", "00:00:01:00"), ("01:00:01:00", "01:00:01:99")),
        event(5, "C005", ("00:00:00:00", "00:00:01:00"), ("01:00:05:00", "01:00:04:00")),
        event(7, "C007", ("00:00:00:00", "00:00:01:00"), ("01:01:00;00", "01:01:01;00")),
    ]
    problems = read_edl("\r\n".join(lines).encode(), rate=Fraction(24)).problems
    assert [in_japanese(problem) for problem in problems] == [
        "1行目: 毎秒24フレームに、タイムコード01:00:01:99はありません。",
        "2行目: イベントの終わり（01:00:04:00）が、始まり（01:00:05:00）より前になっています。",
        "3行目: ドロップフレーム・タイムコードが使えるのは29.97fps（30000/1001）と59.94fps（60000/1001）だけです（指定：24）。",
    ]


def test_what_we_read_of_an_edl_is_what_another_reader_reads():
    lines = ["TITLE: X"]
    for number in range(1, 40):
        times = [f"01:00:{second:02}:{second % 24:02}" for second in (number, number + 1)]
        lines += [event(number, "AX", times, times), f"* FROM CLIP NAME: C{number:03}"]
    text = "\n".join(lines) + "\n"
    theirs = otio.adapters.read_from_string(text, "cmx_3600", rate=24)
    (track,) = theirs.video_tracks()
    clips = [each for each in track if isinstance(each, otio.schema.Clip)]
    start = int(theirs.global_start_time.value) if theirs.global_start_time else 0
    expected = [
        (each.name, start + int(track.range_of_child(each).start_time.value), int(each.duration().value))
        for each in clips
    ]
    ours = placed(read_edl(text.encode(), rate=Fraction(24)))
    shift = ours[0][1] - expected[0][1]
    assert [(name, first - shift, length) for name, first, length in ours] == expected


def clip(name, length, *, start=0, rate=24.0, **values):
    span = TimeRange(RationalTime(start, rate), RationalTime(length, rate))
    return otio.schema.Clip(name=name, source_range=span, **values)


def gap(length, rate=24.0):
    return otio.schema.Gap(source_range=TimeRange(RationalTime(0, rate), RationalTime(length, rate)))


def timeline(*tracks, start=None):
    found = otio.schema.Timeline("Episode 1", global_start_time=start)
    found.tracks.extend(tracks)
    return found


def video(*items, **values):
    return otio.schema.Track(kind="Video", children=list(items), **values)


def read(found, **values):
    return read_otio(otio.adapters.write_to_string(found, "otio_json").encode(), **values)


def test_clips_of_all_picture_tracks_are_placed_and_gaps_transitions_and_sound_are_not():
    sound = otio.schema.Track(kind="Audio", children=[clip("music", 500)])
    cross = otio.schema.Transition(in_offset=RationalTime(6, 24), out_offset=RationalTime(6, 24))
    found = read(
        timeline(
            video(clip("C001", 24, start=8), gap(10), clip("C002", 30), cross, clip("C003", 1)),
            video(gap(20), clip("TITLE", 12)),
            sound,
            start=RationalTime(HOUR, 24),
        )
    )
    assert (found.rate, found.start) == (Fraction(24), "01:00:00:00")
    assert placed(found) == [("C001", 0, 24), ("C002", 34, 30), ("C003", 64, 1), ("TITLE", 20, 12)]
    assert [each.source_in for each in found.clips] == [8, 0, 0, 0]
    assert told(found) == []


def test_stacks_and_tracks_in_one_another_show_what_their_range_shows():
    inner = otio.schema.Stack(
        children=[
            video(clip("C001", 10), clip("C002", 10, start=5), clip("C003", 10)),
            video(gap(12), clip("C004", 30)),
        ],
        source_range=TimeRange(RationalTime(8, 24), RationalTime(14, 24)),
    )
    whole = timeline(video(gap(100), inner, clip("C005", 5)))
    assert sorted(placed(read(whole)), key=lambda one: one[1:]) == [
        ("C001", 100, 2), ("C002", 102, 10), ("C004", 104, 10), ("C003", 112, 2), ("C005", 114, 5),
    ]  # fmt: skip
    assert {each.name: each.source_in for each in read(whole).clips}["C001"] == 8


def test_what_is_disabled_is_not_on_screen_and_keeps_its_time():
    off = clip("C001", 10)
    off.enabled = False
    assert placed(read(timeline(video(off, clip("C002", 5))))) == [("C002", 10, 5)]


def test_frames_of_23_976_are_counted_as_the_fraction_and_stay_whole_to_the_end():
    many = [clip(f"C{n:04}", 101, rate=24000 / 1001) for n in range(1, 301)]
    found = read(timeline(video(*many)))
    assert found.rate == FILM
    assert placed(found)[-1] == ("C0300", 299 * 101, 101)
    assert told(found) == []
    # At another rate a clip may begin between two frames: it is told, never repaired silently.
    other = read(timeline(video(*many[:2])), rate=Fraction(30))
    assert len(other.problems) == 2
    assert "between two frames at 30 frames a second" in told(other)[1]


def test_a_clip_without_a_name_a_length_or_a_readable_time_loses_itself_alone():
    plain = json.loads(
        otio.adapters.write_to_string(
            timeline(video(clip("C001", 5), clip("C002", 5), clip("", 5), clip("C004", 5), clip("C005", 5))),
            "otio_json",
        )
    )
    items = plain["tracks"]["children"][0]["children"]
    items[1]["source_range"]["duration"]["value"] = "five"
    items[3]["source_range"] = None
    items.append(7)
    found = read_otio(json.dumps(plain).encode())
    assert placed(found) == [("C001", 0, 5), ("C005", 10, 5)]
    assert told(found) == [
        "track 1, item 2: “C002”: It has a time that cannot be read.",
        "track 1, item 3: The clip has no name, so nobody knows which cut it is.",
        "track 1, item 4: “C004” has no length, so what follows it in its track may stand too early.",
        "track 1, item 6: An item without a name has no length, so what follows it in its track may stand too early.",
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "no JSON"),
        (b"\xff\xfe", "no JSON"),
        (b"[]", "no time line"),
        (b'{"OTIO_SCHEMA": "Clip.2"}', "no time line"),
        (b'{"OTIO_SCHEMA": "Timeline.1", "tracks": 5}', "no time line"),
        (b'{"OTIO_SCHEMA": "Timeline.1", "tracks": {"OTIO_SCHEMA": "Stack.1"}}', "says no frame rate"),
        (b'{"OTIO_SCHEMA": 1, "tracks": {}}', "no time line"),
        (b"[" * 500_000, "no JSON"),
        (b" " * (MAX_LIST_BYTES + 1), "more than 20 MB"),
    ],
)
def test_what_is_no_time_line_is_told(data, sentence):
    with pytest.raises(UnreadableFile, match=sentence):
        read_otio(data)


def test_stacks_in_one_another_without_end_are_told():
    item = {"OTIO_SCHEMA": "Clip.2", "name": "C001"}
    for _level in range(60):
        item = {"OTIO_SCHEMA": "Stack.1", "children": [item]}
    found = read_otio(json.dumps({"OTIO_SCHEMA": "Timeline.1", "tracks": item}).encode(), rate=Fraction(24))
    assert placed(found) == []
    assert "more than 40 times" in told(found)[0]


def test_numbers_beyond_every_film_are_told():
    huge = clip("C001", 5)
    plain = json.loads(otio.adapters.write_to_string(timeline(video(huge, clip("C002", 5))), "otio_json"))
    for value in (1e300, -5, 2**40, True, None):
        plain["tracks"]["children"][0]["children"][0]["source_range"]["duration"]["value"] = value
        found = read_otio(json.dumps(plain).encode())
        assert [each.name for each in found.clips] == ["C002"]
        assert len(found.problems) == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "no events of an EDL"),
        ("役職,名前\n監督,見本 一\n".encode(), "no events of an EDL"),
        (b"PK\x03\x04", "ZIP"),
        (b"1" * (MAX_LIST_BYTES + 1), "more than 20 MB"),
        (b"\n".join([b"1 C V C 00:00:00:00"] * 10), "no events of an EDL"),
        (b"\n" * 200_001, "more than 200,000 lines"),
        (b"\n".join([b"1 C V C" + b" " * 990] * 10_000), "no events of an EDL"),
    ],
)
def test_what_is_no_edl_is_told(data, sentence):
    with pytest.raises(UnreadableFile, match=sentence):
        read_edl(data, rate=Fraction(24))


def test_lists_of_more_clips_than_any_film_has_are_refused(monkeypatch):
    # The bound alone is small here: a list as long as the real one would only take time.
    monkeypatch.setattr(edl_reader, "MAX_LIST_CLIPS", 2)  # the real bound only takes time
    monkeypatch.setattr(timeline_walk, "MAX_LIST_CLIPS", 2)  # the real bound only takes time
    times = ("00:00:00:00", "00:00:01:00")
    with pytest.raises(UnreadableFile, match="more than 2 events"):
        read_edl("\n".join(event(n, "C1", times, times) for n in range(1, 4)).encode(), rate=Fraction(24))
    with pytest.raises(UnreadableFile, match="more than 2 clips"):
        read(timeline(video(*(clip(f"C{n}", 1) for n in range(3)))))


def test_times_of_odd_fractions_do_not_slow_the_list_down():
    """Thousands of denominators that have nothing in common would make a sum of millions of digits."""
    items = [gap(1 + 1 / (1009 + 2 * n)) for n in range(8_000)]
    with limit_seconds(20):
        assert [one.name for one in read(timeline(video(*items, clip("C001", 5)))).clips] == ["C001"]


def test_where_a_clip_stands_is_named_in_the_language_of_its_reader():
    found = read(timeline(video(clip("C001", 1), clip("", 1))))
    assert [in_japanese(clip.place) for clip in found.clips] == ["トラック1の1番目"]
    assert [in_japanese(problem.place) for problem in found.problems] == ["トラック1の2番目"]
