"""AAF and bundles as cut lists, made with pyaaf2 and OpenTimelineIO; whatever bytes come, one sentence is the worst of it."""

import io
import zipfile
from contextlib import suppress
from fractions import Fraction

import aaf2
import opentimelineio as otio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opentimelineio.opentime import RationalTime, TimeRange

from productions.interchange.cut_lists.list_files import RateMissing, read_edit_list
from productions.interchange.problems import UnreadableFile
from tests.interchange.xml_list_making import placed, told


def make_effect(file, length):
    operation = file.create.OperationDef("89d9b67e-5584-302d-9abd-8bd330c46841", "VideoDissolve_2")
    file.dictionary.register_def(operation)
    operation.media_kind = "picture"
    operation["NumberInputs"].value = 1
    return file.create.OperationGroup(operation, length=length, media_kind="picture")


@pytest.fixture
def make_aaf(tmp_path):
    """An AAF whose first picture track is what `fill(file, slot, clip)` puts there; `clip` makes one of a new master clip."""

    def make(fill, *, rate="24000/1001"):
        path = tmp_path / "edit.aaf"
        with aaf2.open(str(path), "w") as file:
            composition = file.create.CompositionMob("EP01")
            composition.usage = "Usage_TopLevel"
            file.content.mobs.append(composition)

            def clip(name, length, start=0):
                master = file.create.MasterMob(name)
                file.content.mobs.append(master)
                master.create_picture_slot(rate)
                return master.create_source_clip(slot_id=1, start=start, length=length, media_kind="picture")

            timecode = composition.create_timeline_slot(rate)
            timecode.segment = file.create.Timecode(24)
            timecode.segment.start = 24 * 3600
            slot = composition.create_timeline_slot(rate)
            slot.segment = file.create.Sequence(media_kind="picture")
            fill(file, slot, clip)
            sound = composition.create_timeline_slot(rate)
            sound.segment = file.create.Sequence(media_kind="sound")
            sound.segment.components.append(file.create.Filler("sound", 500))
        return path.read_bytes()

    return make


def test_clips_of_an_aaf_stand_one_after_the_other_and_a_transition_takes_time_of_both(make_aaf):
    def fill(file, slot, clip):
        parts = slot.segment.components
        parts.append(clip("S01-C001", 84, 8))
        parts.append(file.create.Filler("picture", 10))
        parts.append(clip("C002", 30))
        dissolve = file.create.Transition("picture", 12)
        dissolve.cutpoint = 6
        dissolve["OperationGroup"].value = make_effect(file, 12)
        parts.append(dissolve)
        parts.append(clip("C003", 40, 100))

    found = read_edit_list(make_aaf(fill), filename="x.aaf")
    assert (found.rate, found.start) == (Fraction(24000, 1001), "01:00:00:00")
    # C002 is 94 to 124, the dissolve 112 to 124, the cut at 118; C003 begins under it at 112.
    assert placed(found) == [("S01-C001", 0, 84), ("C002", 94, 24), ("C003", 118, 34)]
    assert [clip.source_in for clip in found.clips] == [8, 0, 106]
    assert (str(found.clips[1].place), told(found)) == ("track 1, item 3", [])


def test_effects_and_compositions_in_an_aaf_are_entered(make_aaf):
    def fill(file, slot, clip):
        inner = file.create.CompositionMob("A part")
        file.content.mobs.append(inner)
        part = inner.create_timeline_slot("24000/1001")
        part.segment = file.create.Sequence(media_kind="picture")
        part.segment.components.append(clip("C001", 20))
        part.segment.components.append(clip("C002", 20))
        slot.segment.components.append(inner.create_source_clip(part.slot_id, 15, 10, "picture"))
        effect = make_effect(file, 7)
        effect.segments.append(clip("C003", 7))
        slot.segment.components.append(effect)

    found = read_edit_list(make_aaf(fill), filename="x.aaf")
    assert placed(found) == [("C001", 0, 5), ("C002", 5, 5), ("C003", 10, 7)]


def test_an_aaf_without_pictures_is_told(make_aaf):
    def fill(file, slot, clip):
        slot.segment = file.create.Sequence(media_kind="sound")

    with pytest.raises(UnreadableFile, match="no composition with a picture track"):
        read_edit_list(make_aaf(fill), filename="x.aaf")


@pytest.fixture(scope="module")
def plain_aaf(tmp_path_factory):
    path = tmp_path_factory.mktemp("aaf") / "plain.aaf"
    with aaf2.open(str(path), "w") as file:
        composition = file.create.CompositionMob("EP01")
        file.content.mobs.append(composition)
        slot = composition.create_timeline_slot(24)
        slot.segment = file.create.Sequence(media_kind="picture")
        slot.segment.components.append(file.create.Filler("picture", 10))
    return path.read_bytes()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_bytes_of_an_aaf_raise(plain_aaf, data):
    spoiled = bytearray(plain_aaf)
    for _time in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(8, 2000) | st.integers(8, len(spoiled) - 1))
        spoiled[place] = data.draw(st.sampled_from([0, 1, 0x7F, 0xFE, 0xFF]))
    cut = data.draw(st.sampled_from([len(spoiled), len(spoiled) // 2, 600, 100, 8]))
    with suppress(UnreadableFile):
        read_edit_list(bytes(spoiled[:cut]), filename="x.aaf")


def test_a_part_of_an_aaf_that_says_it_is_longer_than_the_file_is_refused(plain_aaf):
    spoiled = bytearray(plain_aaf)
    name = "properties".encode("utf-16-le")
    # Of a directory entry, whose length stands 120 bytes behind its name.
    entry = next(place for place in range(0, len(spoiled), 128) if spoiled[place:].startswith(name))
    spoiled[entry + 120 : entry + 128] = (2**40).to_bytes(8, "little")
    with pytest.raises(UnreadableFile, match="longer than the file"):
        read_edit_list(bytes(spoiled), filename="x.aaf")


@pytest.fixture(scope="module")
def otio_text():
    span = TimeRange(RationalTime(0, 24), RationalTime(12, 24))
    timeline = otio.schema.Timeline("EP01")
    timeline.tracks.append(
        otio.schema.Track(kind="Video", children=[otio.schema.Clip("C001", source_range=span)])
    )
    return otio.adapters.write_to_string(timeline, "otio_json")


def bundle(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return out.getvalue()


def test_a_bundle_of_opentimelineio_that_it_wrote_itself_is_read(otio_text, tmp_path):
    path = tmp_path / "edit.otioz"
    timeline = otio.adapters.read_from_string(otio_text, "otio_json")
    for clip in timeline.find_clips():
        clip.media_reference = otio.schema.ExternalReference("gone.mov")
    otio.adapters.write_to_file(timeline, str(path), media_policy="AllMissing")
    assert placed(read_edit_list(path.read_bytes(), filename=path.name)) == [("C001", 0, 12)]


def test_a_zipped_bundle_of_final_cut_is_read():
    xml = (
        '<!DOCTYPE fcpxml><fcpxml><resources><format id="r" frameDuration="1/24s"/></resources><project><sequence format="r">'
        '<spine><asset-clip name="C001" duration="1s"/></spine></sequence></project></fcpxml>'
    )
    data = bundle(EP01_dot_fcpxmld__Info_dot_fcpxml=xml)
    assert placed(read_edit_list(data, filename="EP01.fcpxmld.zip")) == [("C001", 0, 24)]


def test_bundles_that_hold_no_list_or_too_much_are_told(otio_text, monkeypatch):
    for data, sentence in (
        (bundle(a="1"), "no bundle of one time line"),
        (bundle(a__content_dot_otio=otio_text, b__content_dot_otio=otio_text), "no bundle of one time line"),
        (bundle(content_dot_otio=" " * 30 * 1024**2), "The list has more than 20 MB"),
        (bundle(content_dot_otio=otio_text)[:-30], "damaged"),
        (b"PK\x03\x04" + b"PK\x01\x02" * 20_001, "more than 20,000 files"),
        (b"PK\x03\x04" + b"\0" * 20 * 1024**2, "bundle has more than 20 MB"),
    ):
        with pytest.raises(UnreadableFile, match=sentence):
            read_edit_list(data, filename="x.otioz")
    protected = bytearray(bundle(content_dot_otio=otio_text))
    protected[6] |= 1
    protected[protected.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableFile, match="password"):
        read_edit_list(bytes(protected), filename="x.otioz")


def test_the_content_says_what_a_list_is_and_an_edl_its_name(otio_text):
    assert placed(read_edit_list(otio_text.encode(), filename="list.edl")) == [("C001", 0, 12)]
    with pytest.raises(RateMissing):
        read_edit_list(b"TITLE: X", filename="x.edl")
    with pytest.raises(UnreadableFile, match=r"\.fcpxml"):
        read_edit_list(b"TITLE: X", filename="x.txt")


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"<", b"{", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
)
def test_no_bytes_raise(data, beginning):
    for name in ("x.edl", "x.otio", "x"):
        with suppress(UnreadableFile):
            read_edit_list(beginning + data, filename=name, rate=Fraction(24))
