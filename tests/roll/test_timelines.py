"""Time lines for editing suites, read back by independent readers: every frame counted, at the exact rate."""

import io
import re
from fractions import Fraction
from xml.etree import ElementTree

import opentimelineio as otio
import pytest

from productions.roll.delivery import Delivery
from productions.roll.naming import stem
from productions.roll.screen.reel import made_of, reel_of
from productions.roll.timecode import frame_of, timecode
from productions.roll.writers import as_edl, as_fcpxml, as_otio
from tests.roll.reading import written
from tests.roll.reels import cards
from tests.roll.samples import the_case

NTSC = Delivery(rate_num=24000, rate_den=1001)
DROP = Delivery(rate_num=30000, rate_den=1001, drop=True)
NON_DROP = Delivery(rate_num=30000, rate_den=1001)


def made(writer, reel):
    out = io.BytesIO()
    writer.write(reel, out)
    return out.getvalue()


def plain(metadata):
    return {
        name: dict(value) if hasattr(value, "items") else list(value) if name == "made_of" else value
        for name, value in metadata.items()
    }


def frames(span):
    return (int(span.start_time.value), int(span.duration.value))


@pytest.mark.parametrize("delivery", [NTSC, DROP, Delivery(rate_num=25), Delivery(rate_num=60)])
def test_otio_places_the_movie_of_the_same_name_to_the_frame(delivery):
    reel = reel_of(the_case(), delivery)
    timeline = otio.adapters.read_from_string(
        written("otio", the_case(), delivery=delivery).decode(), "otio_json"
    )
    (clip,) = timeline.find_clips()
    movie = clip.media_reference
    rate = float(delivery.rate)

    assert movie.target_url == f"{stem(the_case().digest, 'ja', delivery)}.mov"
    assert (frames(movie.available_range), frames(clip.source_range)) == ((0, reel.frames),) * 2
    assert {movie.available_range.duration.rate, timeline.duration().rate} == {rate}
    assert otio.opentime.to_timecode(timeline.global_start_time, rate) in ("01:00:00:00", "01:00:00;00")
    assert [(one.name, int(one.marked_range.start_time.value)) for one in timeline.tracks.markers] == [
        (marker.label, marker.frame) for marker in reel.markers
    ]
    assert plain(timeline.metadata["staffroll"]) == {
        "digest": the_case().digest,
        "language": "ja",
        "raster": "1920x1080",
        "rate": str(delivery.rate),
        "px": delivery.speed,
        "frames": reel.frames,
        "drop": delivery.drop,
        "burn_in": False,
        "template": {"name": "film roll", "version": 1},
        "made_of": list(made_of(reel)),
    }


def test_otio_has_a_clip_a_shot():
    timeline = otio.adapters.read_from_string(made(as_otio, cards(3)).decode(), "otio_json")

    assert [(clip.name, *frames(clip.source_range)) for clip in timeline.find_clips()] == [
        ("Card 1", 0, 48),
        ("Card 2", 48, 48),
        ("Card 3", 96, 48),
    ]


@pytest.mark.parametrize(
    ("delivery", "base", "ntsc", "display", "first"),
    [
        (NTSC, "24", "TRUE", "NDF", "86400"),
        (DROP, "30", "TRUE", "DF", "107892"),
        (NON_DROP, "30", "TRUE", "NDF", "108000"),
        (Delivery(rate_num=25), "25", "FALSE", "NDF", "90000"),
    ],
)
def test_fcp7_places_the_movie_and_counts_as_the_delivery_does(delivery, base, ntsc, display, first):
    reel = reel_of(the_case(), delivery)
    data = written("fcp7", the_case(), delivery=delivery)
    timeline = otio.adapters.read_from_string(data.decode().partition("\n")[2], "fcp_xml")
    sequence = ElementTree.fromstring(data).find("project/children/sequence")
    (clip,) = timeline.find_clips()

    assert clip.media_reference.target_url == f"{stem(the_case().digest, 'ja', delivery)}.mov"
    assert (frames(clip.source_range), clip.source_range.duration.rate) == (
        (0, reel.frames),
        pytest.approx(float(delivery.rate)),
    )
    assert [marker.name for marker in timeline.tracks.markers] == ["演出", "美術・背景"]
    assert [sequence.findtext(path) for path in ("rate/timebase", "rate/ntsc", "duration")] == [
        base,
        ntsc,
        str(reel.frames),
    ]
    assert [sequence.findtext(f"timecode/{name}") for name in ("displayformat", "frame")] == [display, first]
    assert sequence.findtext("media/video/format/samplecharacteristics/width") == "1920"
    assert sequence.find("media/video/track/clipitem/file/media/audio") is None
    assert sequence.findtext("media/video/track/clipitem/alphatype") == "straight"


@pytest.mark.parametrize(
    ("delivery", "mode", "record"),
    [
        (NTSC, "NON-DROP FRAME", "01:00:00:00"),
        (DROP, "DROP FRAME", "01:00:00;00"),
        (NON_DROP, "NON-DROP FRAME", "01:00:00:00"),
        (Delivery(rate_num=60), "NON-DROP FRAME", "01:00:00:00"),
    ],
)
def test_an_edl_says_how_it_counts_and_its_events_last_their_shots(delivery, mode, record):
    reel = reel_of(the_case(), delivery)
    text = written("edl", the_case(), delivery=delivery).decode()
    rate = float(delivery.rate) if delivery.drop else -(-delivery.rate // 1)
    timeline = otio.adapters.read_from_string(text, "cmx_3600", rate=rate)
    (clip,) = timeline.find_clips()
    (event,) = re.findall(r"^001 .*$", text, re.MULTILINE)

    assert text.splitlines()[:2] == ["TITLE: 犬と少年", f"FCM: {mode}"]
    assert frames(clip.source_range) == (0, reel.frames)
    assert event.split()[-2] == record
    assert f"* FROM CLIP NAME:  {stem(the_case().digest, 'ja', delivery)}.mov" in text
    hour = frame_of(record, delivery.rate)
    assert re.findall(r"^\* LOC: (\S+) CYAN    (.*)$", text, re.MULTILINE) == [
        (timecode(hour + marker.frame, delivery.rate, drop=delivery.drop), marker.label)
        for marker in reel.markers
    ]


def test_an_edl_of_more_than_999_events_is_refused_with_another_way():
    assert made(as_edl, cards(999, frames=2)).decode().count("* FROM CLIP NAME") == 999
    with pytest.raises(as_edl.TooManyEvents) as refused:
        made(as_edl, cards(1000, frames=2))
    assert refused.value.told == (
        "An EDL ends at event 999, and the roll has 1000 shots. Take OTIO or FCP7 XML instead, or export the "
        "roll in parts."
    )


CHILDREN = {
    "fcpxml": "resources library",
    "resources": "format effect",
    "library": "event",
    "event": "project",
    "project": "sequence",
    "sequence": "note spine",
    "spine": "((title|gap) )*(title|gap)",
    "title": "text text-style-def( marker)*",
    "text": "text-style",
    "text-style-def": "text-style",
    "gap": "(marker( marker)*)?",
}
"""What may stand in what, in this order: a part of Apple's DTD for FCPXML 1.10."""
NEEDED = {
    "format": {"id"},
    "effect": {"id", "uid"},
    "sequence": {"format"},
    "title": {"ref", "duration"},
    "gap": {"duration"},
    "marker": {"start", "value"},
    "text-style-def": {"id"},
}


def time(text):
    """A time of FCPXML, in seconds."""
    assert text.endswith("s")
    return Fraction(text[:-1])


@pytest.mark.parametrize("delivery", [NTSC, DROP, Delivery(rate_num=25)])
@pytest.mark.parametrize(
    "make", [lambda delivery: cards(3, delivery=delivery), lambda delivery: reel_of(the_case(), delivery)]
)
def test_fcpxml_has_the_elements_of_its_dtd_and_whole_frames(make, delivery):
    reel = make(delivery)
    root = ElementTree.fromstring(made(as_fcpxml, reel))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    sequence = root.find("library/event/project/sequence")
    spine = list(sequence.find("spine"))

    assert root.get("version") == "1.10"
    for element in root.iter():
        assert re.fullmatch(CHILDREN.get(element.tag, ""), " ".join(child.tag for child in element)), (
            element.tag
        )
        assert NEEDED.get(element.tag, set()) <= element.attrib.keys()
    assert len(set(ids)) == len(ids)
    assert {element.get("ref") for element in root.iter() if element.get("ref")} <= set(ids)

    frame = 1 / delivery.rate
    assert time(root.find("resources/format").get("frameDuration")) == frame
    assert time(sequence.get("duration")) == reel.frames * frame
    assert sequence.get("tcFormat") == ("DF" if delivery.drop else "NDF")
    at = time(sequence.get("tcStart"))
    for piece in spine:
        assert time(piece.get("offset")) == at
        assert (time(piece.get("duration")) / frame).denominator == 1
        at += time(piece.get("duration"))
    assert at - time(sequence.get("tcStart")) == reel.frames * frame
    assert [marker.get("value") for marker in root.iter("marker")] == [one.label for one in reel.markers]


def test_fcpxml_has_an_editable_title_a_card():
    root = ElementTree.fromstring(made(as_fcpxml, cards(2)))

    assert [(title.get("name"), "".join(title.find("text").itertext())) for title in root.iter("title")] == [
        ("Card 1", "Director  Name 0\nOther 0"),
        ("Card 2", "Director  Name 1\nOther 1"),
    ]
