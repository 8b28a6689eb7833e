"""Time lines for editing suites, read back by readers that are not ours: every frame counted, at every rate."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import opentimelineio as otio
import pytest

from productions.rollkit.file_names import build_file_stem
from productions.rollkit.layout.reel import Marker, build_reel, list_reel_provenance
from productions.rollkit.screen_spec import MASTER_FORMATS, ScreenSpec
from productions.rollkit.timelines.otio_timeline import SequencePlaced
from productions.rollkit.timing import FRAME_RATES
from productions.rollkit.writer_registry import WRITERS
from productions.rollkit.writers import as_edl, as_fcp7, as_otio
from productions.shared.timecode import DROPPED_NUMBERS_PER_MINUTE, compute_timebase, parse_timecode
from tests.roll.film.reels import filmed
from tests.roll.reading import written
from tests.roll.reels import cards
from tests.roll.samples import the_case

NTSC = ScreenSpec(rate_num=24000, rate_den=1001)
DELIVERIES = [
    *(ScreenSpec(rate_num=rate.numerator, rate_den=rate.denominator) for rate in FRAME_RATES),
    *(
        ScreenSpec(rate_num=rate.numerator, rate_den=rate.denominator, drop=True)
        for rate in DROPPED_NUMBERS_PER_MINUTE
    ),
]
"""Every rate, and those that have drop-frame timecode once more."""
MANY = 25
"""Cards; those of the delivery's rate go past a minute, where drop-frame timecode leaves numbers out."""


def reel_at(delivery):
    """A scroll would be one event; cards are many. A section begins in the middle of one."""
    each = 3 * compute_timebase(delivery.rate) + 1
    reel = cards(MANY, frames=each, delivery=delivery)
    return replace(reel, markers=(*reel.markers, Marker(each * 21 + 5, "Art & 美術")))


def named(delivery):
    return pytest.param(delivery, id=f"{delivery.rate}{' drop' if delivery.drop else ''}".replace("/", "-"))


every_rate = pytest.mark.parametrize("delivery", [named(one) for one in DELIVERIES])


def shots_of(reel):
    """Where each shot begins in the movie and on the time line, and how long it lasts, in frames."""
    return [(shot.start, shot.start, shot.frames) for shot in reel.shots]


def markers_of(reel):
    return [(marker.frame, marker.label) for marker in reel.markers]


def plain(metadata):
    return {
        name: dict(value) if hasattr(value, "items") else list(value) if name == "made_of" else value
        for name, value in metadata.items()
    }


def frames(span):
    return (int(span.start_time.value), int(span.duration.value))


def read(data, form, **options):
    """The clips of a time line, its markers, and its first timecode, by OpenTimelineIO's reader of the format."""
    timeline = otio.adapters.read_from_string(data.decode(), form, **options)
    clips = list(timeline.find_clips())
    found = [
        (int(clip.source_range.start_time.value), int(clip.range_in_parent().start_time.value),
         int(clip.source_range.duration.value))
        for clip in clips
    ]  # fmt: skip
    return timeline, clips, found


@every_rate
def test_otio_places_each_shot_of_the_movie_to_the_frame(delivery):
    reel = reel_at(delivery)
    timeline, clips, found = read(filmed(as_otio, reel), "otio_json")
    movie = clips[0].media_reference
    rate = float(delivery.rate)

    assert found == shots_of(reel)
    assert {clip.media_reference.target_url for clip in clips} == {f"{stem_of(reel)}.mov"}
    assert frames(movie.available_range) == (0, reel.frames)
    assert {movie.available_range.duration.rate, timeline.duration().rate} == {rate}
    assert otio.opentime.to_timecode(
        timeline.global_start_time, rate, drop_frame=delivery.drop
    ) == first_code(delivery)
    assert [(int(one.marked_range.start_time.value), one.name) for one in timeline.tracks.markers] == (
        markers_of(reel)
    )


def stem_of(reel):
    return build_file_stem(reel.name, reel.digest, reel.lang, reel.delivery)


def first_code(delivery):
    return "01:00:00;00" if delivery.drop else "01:00:00:00"


def test_otio_says_what_it_was_made_from():
    reel = build_reel(the_case(), NTSC)
    timeline, _clips, _found = read(written("otio", the_case(), delivery=NTSC), "otio_json")
    assert plain(timeline.metadata["staffroll"]) == {
        "digest": the_case().digest,
        "language": "ja",
        "raster": "1920x1080",
        "rate": "24000/1001",
        "px": 3,
        "frames": reel.frames,
        "drop": False,
        "burn_in": False,
        "template": {"name": "film roll", "version": 3},
        "made_of": list(list_reel_provenance(reel)),
    }


def test_otio_knows_every_master_and_the_one_that_is_placed_is_active():
    reel = cards(2, delivery=ScreenSpec(places="dpx_sequence"))
    _timeline, (clip, *_others), _found = read(filmed(as_otio, reel), "otio_json")
    references = clip.media_references()
    sequence = clip.media_reference

    assert tuple(references) == tuple(sorted(MASTER_FORMATS))
    assert {
        master: one.target_url for master, one in references.items() if not master.endswith("_sequence")
    } == {
        "prores4444": f"{stem_of(reel)}.mov",
        "prores422hq": f"{stem_of(reel)}.422hq.mov",
        "dnxhr": f"{stem_of(reel)}.mxf",
        "mp4": f"{stem_of(reel)}.mp4",
    }
    assert clip.active_media_reference_key == "dpx_sequence"
    assert [sequence.target_url_for_image_number(frame) for frame in (0, reel.frames - 1)] == [
        f"{stem_of(reel)}.frames.dpx/roll.0000000.dpx",
        f"{stem_of(reel)}.frames.dpx/roll.0000095.dpx",
    ]
    assert sequence.number_of_images_in_sequence() == reel.frames


def test_the_masters_are_the_formats_that_have_every_frame():
    assert sorted(MASTER_FORMATS) == sorted(name for name, writer in WRITERS.items() if writer.films)


@pytest.mark.parametrize("places", [name for name in MASTER_FORMATS if not name.endswith("_sequence")])
def test_fcp7_and_edl_place_the_master_that_was_asked_for_and_all_files_have_one_name(places):
    reel = cards(2, delivery=ScreenSpec(places=places))
    name = f"{stem_of(cards(2))}.{WRITERS[places].suffix}"
    fcp7 = ElementTree.fromstring(filmed(as_fcp7, reel))

    assert {element.text for element in (*fcp7.iter("pathurl"), fcp7.find(".//file/name"))} == {name}
    assert fcp7.findtext(".//clipitem/alphatype") == ("straight" if places == "prores4444" else "none")
    assert (
        re.findall(r"^\* FROM CLIP NAME:  (.*)$", filmed(as_edl, reel).decode(), re.MULTILINE) == [name] * 2
    )


@pytest.mark.parametrize("writer", [as_fcp7, as_edl])
def test_a_sequence_is_placed_by_otio_alone(writer):
    with pytest.raises(SequencePlaced) as refused:
        filmed(writer, cards(2, delivery=ScreenSpec(places="png_sequence")))
    assert refused.value.told == (
        "This timeline places a movie, but png_sequence is one file per frame. Use OTIO, which places sequences, or "
        "place a movie."
    )


def test_otio_has_a_clip_a_shot():
    _timeline, clips, _found = read(filmed(as_otio, cards(3)), "otio_json")
    assert [clip.name for clip in clips] == ["Card 1", "Card 2", "Card 3"]


@every_rate
def test_fcp7_places_each_shot_of_the_movie_and_counts_as_the_delivery_does(delivery):
    reel = reel_at(delivery)
    data = filmed(as_fcp7, reel)
    timeline, clips, found = read(data.partition(b"\n")[2], "fcp_xml")
    sequence = ElementTree.fromstring(data).find("sequence")
    ntsc = delivery.rate.denominator == 1001

    assert found == shots_of(reel)
    assert {clip.media_reference.target_url for clip in clips} == {f"{stem_of(reel)}.mov"}
    assert clips[0].source_range.duration.rate == pytest.approx(float(delivery.rate))
    assert frames(clips[0].media_reference.available_range) == (0, reel.frames)
    assert [(int(one.marked_range.start_time.value), one.name) for one in timeline.tracks.markers] == (
        markers_of(reel)
    )
    assert int(timeline.global_start_time.value) == parse_timecode(first_code(delivery), delivery.rate)
    for rate in sequence.iter("rate"):
        assert (rate.findtext("timebase"), rate.findtext("ntsc")) == (
            str(round(delivery.rate)),
            "TRUE" if ntsc else "FALSE",
        )
    assert [code.findtext("string") for code in sequence.iter("timecode")] == [
        first_code(delivery),
        first_code(delivery).replace("01", "00", 1),
    ]
    assert {code.text for code in sequence.iter("displayformat")} == {"DF" if delivery.drop else "NDF"}


def test_fcp7_describes_its_file_once_and_every_clip_is_of_the_whole_movie():
    root = ElementTree.fromstring(filmed(as_fcp7, cards(3)))
    clips = list(root.iter("clipitem"))

    assert root.attrib == {"version": "5"}
    assert [len(clip.find("file")) > 0 for clip in clips] == [True, False, False]
    assert {clip.find("file").get("id") for clip in clips} == {"movie"}
    assert [
        [clip.findtext(name) for name in ("duration", "start", "end", "in", "out")] for clip in clips
    ] == [
        ["144", "0", "48", "0", "48"],
        ["144", "48", "96", "48", "96"],
        ["144", "96", "144", "96", "144"],
    ]
    assert root.findtext("sequence/media/video/format/samplecharacteristics/width") == "1920"


def count_pair(delivery):
    """How many frames of the roll one frame of an EDL is: it counts at most 30 a second."""
    return 2 if compute_timebase(delivery.rate) > 30 else 1


@every_rate
def test_an_edl_says_how_it_counts_and_its_events_last_their_shots(delivery):
    reel = reel_at(delivery)
    data = filmed(as_edl, reel)
    text = data.decode()
    pair = count_pair(delivery)
    counted = delivery.rate / pair
    # The reader takes timecode at 29.97 as drop-frame.
    rate = float(counted if delivery.drop else round(counted))
    _timeline, _clips, found = read(data, "cmx_3600", rate=rate)
    (first,) = re.findall(r"^001 .*$", text, re.MULTILINE)
    tape = first.split()[1]
    hour = parse_timecode(first_code(delivery), counted)
    odd = [start for start, _placed, _long in shots_of(reel) if start % pair]

    assert text.splitlines()[:2] == [
        f"TITLE: ROLL {tape}",
        f"FCM: {'DROP FRAME' if delivery.drop else 'NON-DROP FRAME'}",
    ]
    assert re.fullmatch("[0-9A-F]{8}", tape)
    assert text.count("* TITLE: 見本\n") == 1
    assert found == [
        (start // pair, placed // pair, (start + long) // pair - start // pair)
        for start, placed, long in shots_of(reel)
    ]
    assert (bool(odd), bool(re.search("BEGINS ONE FRAME LATER", text))) == ((pair > 1,) * 2)
    assert re.findall(r"^\* BEGINS ONE FRAME LATER: (\d+) AT", text, re.MULTILINE) == list(map(str, odd))
    assert first.split()[-2] == first_code(delivery)
    assert re.findall(r"^\* FROM CLIP NAME:  (.*)$", text, re.MULTILINE) == [f"{stem_of(reel)}.mov"] * MANY
    assert [
        (parse_timecode(code, counted) - hour, label)
        for code, label in re.findall(r"^\* LOC: (\S+) CYAN    (.*)$", text, re.MULTILINE)
    ] == [(frame // pair, label) for frame, label in markers_of(reel)]


def test_an_edl_keeps_a_title_in_ascii():
    text = filmed(as_edl, replace(cards(1), title="Dog & Boy")).decode()
    assert text.startswith("TITLE: Dog & Boy\n")


@pytest.mark.parametrize("delivery", [named(one) for one in DELIVERIES if one.drop])
def test_an_edl_leaves_out_the_numbers_that_drop_frame_has_not(delivery):
    codes = re.findall(r"\d\d:\d\d:\d\d;\d\d", filmed(as_edl, reel_at(delivery)).decode())
    dropped = ["00", "01"]

    assert any(code[3:5] != "00" for code in codes)
    assert [code for code in codes if code[4] != "0" and code[6:8] == "00" and code[9:] in dropped] == []


def test_an_edl_of_more_than_999_events_is_refused_with_another_way():
    assert filmed(as_edl, cards(999, frames=2)).decode().count("* FROM CLIP NAME") == 999
    with pytest.raises(as_edl.TooManyEvents) as refused:
        filmed(as_edl, cards(1000, frames=2))
    assert refused.value.told == (
        "An EDL ends at event 999, and the roll has 1000 shots. Use OTIO or FCP7 XML instead, or export the "
        "roll in parts."
    )
