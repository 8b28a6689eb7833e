"""FCPXML and Final Cut Pro 7 XML as cut lists: what is seen, to the frame, and what hostile files do is nothing."""

from contextlib import suppress
from fractions import Fraction
from xml.etree import ElementTree

import opentimelineio as otio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from productions.interchange.cut_lists import timeline_walk
from productions.interchange.cut_lists.list_files import read_edit_list
from productions.interchange.problems import UnreadableFile
from productions.rollkit.layout.reel import CardShot
from productions.rollkit.writers import as_fcp7, as_fcpxml
from productions.shared.timecode import compute_timebase
from tests.interchange.xml_list_making import (
    FILM,
    clip,
    fcp7,
    fcpxml,
    placed,
    rate_of,
    read,
    told,
    transition,
)
from tests.roll.film.reels import filmed
from tests.roll.reels import cards
from tests.roll.test_timelines import every_rate


@every_rate
def test_the_lists_that_we_write_are_read_to_the_frame_at_every_rate(delivery):
    reel = cards(25, frames=3 * compute_timebase(delivery.rate) + 1, delivery=delivery)
    shots = [(shot.start, shot.frames) for shot in reel.shots if isinstance(shot, CardShot)]
    for writer in (as_fcpxml, as_fcp7):
        found = read_edit_list(filmed(writer, reel), filename="roll.xml")
        assert [(clip.record_in, clip.length) for clip in found.clips] == shots
        assert (found.rate, told(found)) == (delivery.rate, [])
        assert found.start == ("01:00:00;00" if delivery.drop else "01:00:00:00")


def test_clips_of_final_cut_pro_7_stand_where_their_sequence_has_them():
    found = read(
        fcp7(
            clip("C001.mov", 0, 84, 8),
            clip("C002", 84, 96, more="<enabled>FALSE</enabled>"),
            clip("", 100, 110, more="<file id='f'><name>C003.png</name></file>"),
            clip("Slug", 110, 120, tag="generatoritem"),
        )
    )
    assert (found.rate, found.start, found.counts_timecode) == (FILM, "10:00:00:00", False)
    assert placed(found) == [("C001.mov", 0, 84), ("C003.png", 100, 10)]
    assert (found.clips[0].source_in, str(found.clips[1].place), told(found)) == (8, "track 1, item 3", [])


@pytest.mark.parametrize(
    ("alignment", "cut"), [("center", 16), ("start", 12), ("start-black", 12), ("end", 20)]
)
def test_a_transition_cuts_where_its_alignment_says(alignment, cut):
    found = read(fcp7(clip("C001", 0, -1), transition(12, 20, alignment), clip("C002", -1, 40, 5)))
    assert placed(found) == [("C001", 0, cut), ("C002", cut, 40 - cut)]
    assert found.clips[1].source_in == 5 + cut - 12


def test_what_we_read_of_final_cut_is_what_another_reader_reads():
    file = "<file id='{0}'><name>{0}</name></file>".format
    text = fcp7(
        clip("C001", 0, -1, 4, more=file("f1")), transition(20, 30), clip("C002", -1, 60, 2, more=file("f2")),
        clip("C003", 70, -1, more=file("f3")), transition(90, 100, "end"), clip("C004", -1, 130, 9, more=file("f4")),
    )  # fmt: skip
    theirs = otio.adapters.read_from_string(text, "fcp_xml")
    expected = [
        (each.name, int(each.range_in_parent().start_time.value), int(each.duration().value))
        for track in theirs.video_tracks()
        for each in track.find_clips()
    ]
    assert placed(read(text)) == expected


def test_nested_sequences_are_shown_as_far_as_they_are_seen_and_are_described_once():
    inner = f"""<sequence id="part"><name>A</name>{rate_of(24, "TRUE")}<media><video><track>
        {clip("C001", 0, 10)}{clip("C002", 10, 30, 3)}</track></video></media></sequence>"""
    found = read(
        fcp7(
            clip("part A", 100, 112, 6, more=inner), clip("part A", 200, 205, 0, more="<sequence id='part'/>")
        )
    )
    assert placed(found) == [("C001", 100, 4), ("C002", 104, 8), ("C001", 200, 5)]
    assert [each.source_in for each in found.clips] == [6, 3, 0]
    assert str(found.clips[1].place) == "track 1, item 1, track 1, item 2"


def test_a_broken_clip_of_final_cut_loses_itself_alone_and_other_sequences_are_told():
    other = "<sequence id='s2'><name>EP02</name><media><video/></media></sequence>"
    found = read(
        fcp7(
            clip("C001", 0, -1), clip("C002", "x", 20), clip("C003", 30, 20), clip("C004", 1.5, 3), clip("C005", 40, 41),
            clip("", 50, 51), clip("C006", 10**11, 10**11 + 1), more=other,
        )
    )  # fmt: skip
    assert placed(found) == [("C005", 40, 1)]
    assert told(found) == [
        "the file: Only the first one is read; “EP02” is not.",
        "track 1, item 1: “C001”: It stands under a transition that is not there.",
        "track 1, item 2: “C002”: It has a time that cannot be read.",
        "track 1, item 3: “C003”: It ends before it begins.",
        "track 1, item 4: “C004”: It has a time that cannot be read.",
        "track 1, item 6: The clip has no name, so nobody knows which cut it is.",
        "track 1, item 7: “C006”: It has a time that cannot be read.",
    ]


def test_clips_of_the_story_line_and_what_is_connected_to_them():
    found = read(
        fcpxml(
            '<asset-clip ref="a1" name="C001" offset="3600s" start="10s" duration="1s">'
            '<title ref="e" name="TITLE" lane="1" offset="21/2s" duration="12/24s"/>'
            '<spine lane="2" offset="10s"><clip name="C001B" offset="6/24s" duration="6/24s"><video offset="0s" duration="9s"/></clip></spine>'
            "</asset-clip>"
            '<gap offset="3601s" duration="1s" start="3600s"><video ref="a1" name="C002" lane="1" offset="3600s" duration="1s"/></gap>'
            '<transition offset="3601s" duration="10/24s"/>'
            '<clip name="C003" offset="3602s" duration="2s"><video offset="0s" duration="9s"/></clip>'
            '<asset-clip ref="a2" name="sound" offset="3604s" duration="1s"/>'
            '<asset-clip ref="a1" name="off" enabled="0" duration="1s"/>'
            '<sync-clip name="C004" duration="1s"><spine><asset-clip name="inner" duration="1s"/></spine></sync-clip>'
            '<audition><asset-clip ref="a1" name="C005" duration="1s"/><asset-clip ref="a1" name="take 2" duration="1s"/></audition>',
            resources='<asset id="a1" hasVideo="1"/><asset id="a2" hasVideo="0" hasAudio="1"/>',
        )
    )
    assert (found.rate, found.start) == (Fraction(24), "01:00:00:00")
    assert placed(found) == [
        ("C001", 0, 24), ("TITLE", 12, 12), ("C001B", 6, 6), ("C002", 24, 24), ("C003", 48, 48), ("C004", 144, 24),
        ("C005", 168, 24),
    ]  # fmt: skip
    assert found.clips[0].source_in == 240
    assert str(found.clips[1].place) == "the story line, item 1, connected 1"
    assert told(found) == []


def test_compound_clips_show_what_their_sequence_holds_where_it_is_seen():
    inner = (
        '<media id="m1" name="A part"><sequence format="r1" duration="3s" tcStart="1s"><spine>'
        '<asset-clip name="C001" offset="1s" duration="1s"/><asset-clip name="C002" offset="2s" duration="2s"/>'
        "</spine></sequence></media>"
    )
    found = read(
        fcpxml(
            '<ref-clip ref="m1" name="A part" offset="3600s" start="3/2s" duration="1s"/>'
            '<ref-clip ref="m1" name="A part" offset="3700s"/><ref-clip ref="gone" name="C009" offset="3800s" duration="1s"/>',
            resources=inner,
        )
    )
    assert placed(found) == [
        ("C001", 0, 12), ("C002", 12, 12), ("C001", 2400, 24), ("C002", 2424, 48), ("C009", 4800, 24),
    ]  # fmt: skip


def test_a_broken_clip_of_fcpxml_loses_itself_alone():
    found = read(
        fcpxml(
            '<asset-clip name="C001" offset="3600s"/><asset-clip name="C002" offset="soon" duration="1s"/>'
            '<asset-clip name="C003" offset="3601s" duration="-1s"/><asset-clip name="C004" offset="3602s" duration="1/0s"/>'
            '<asset-clip offset="3603s" duration="1s"/><asset-clip name="C006" offset="3604s" duration="1001/24000s"/>'
            '<asset-clip name="C007" offset="3605s" duration="1s"/>',
            more='<project name="EP02"><sequence format="r1"><spine/></sequence></project>',
        )
    )
    assert [name for name, *_rest in placed(found)] == ["C006", "C007"]
    assert told(found) == [
        "the file: Only the first one is read; “EP02” is not.",
        "the story line, item 1: “C001”: It has a time that cannot be read.",
        "the story line, item 2: “C002”: It has a time that cannot be read.",
        "the story line, item 3: “C003”: It ends before it begins.",
        "the story line, item 4: “C004”: It has a time that cannot be read.",
        "the story line, item 5: The clip has no name, so nobody knows which cut it is.",
        "the story line, item 6: “C006” begins or ends between two frames at 24 frames a second.",
    ]


def test_a_list_without_a_rate_asks_for_it():
    text = fcpxml('<asset-clip name="C001" offset="3600s" duration="1s"/>', frame="0s")
    with pytest.raises(UnreadableFile, match="says no frame rate"):
        read(text)
    assert placed(read(text, rate=Fraction(25))) == [("C001", 0, 25)]
    with pytest.raises(UnreadableFile, match="says no frame rate"):
        read(fcp7(clip("C001", 0, 5), rate=("x", "TRUE")))


BOMB = '<!DOCTYPE xmeml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><xmeml>&b;</xmeml>'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<", "broken at line 1"),
        ("<xmeml>\n</b>", "broken at line 2"),
        ("<xmeml/>", "no Final Cut Pro 7 XML with a sequence"),
        ("<fcpxml/>", "no FCPXML with a project"),
        ("<rss/>", "no list of an edit"),
        (BOMB, "DOCTYPE"),
        ('<!DOCTYPE fcpxml SYSTEM "file:///etc/passwd"><fcpxml/>', "DOCTYPE"),
        ('<!DOCTYPE xmeml PUBLIC "a" "http://example.com/"><xmeml/>', "DOCTYPE"),
        ('<?xml version="1.0" encoding="nothing"?><xmeml/>', "encoding"),
        ("<xmeml>" + "<bin>" * 300, "more than 200 times"),
        ("<xmeml>" + "<bin/>" * 400_001, "more than 400,000 elements"),
        ("<xmeml>" + " " * 20 * 1024**2, "more than 20 MB"),
    ],
)
def test_what_is_no_list_and_what_is_hostile_is_told(text, sentence):
    with pytest.raises(UnreadableFile, match=sentence):
        read(text)


def test_sequences_that_hold_one_another_without_end_come_to_one(monkeypatch):
    # The bound alone is small here: the real one would only take five seconds.
    monkeypatch.setattr(timeline_walk, "MAX_STEPS", 5_000)  # the real bound takes five seconds
    loop = f"<sequence id='s9'>{rate_of(24, 'FALSE')}<media><video><track>" + clip(
        "again", 0, 10, more="<sequence id='s9'/>"
    ) * 5 + "</track></video></media></sequence>"  # fmt: skip
    with pytest.raises(UnreadableFile, match="more than 5,000 items"):
        read(fcp7(clip("first", 0, 10, more=loop)))
    media = (
        '<media id="m"><sequence duration="5s"><spine>'
        + '<ref-clip ref="m" offset="0s"/>' * 5
        + "</spine></sequence></media>"
    )
    with pytest.raises(UnreadableFile, match="more than 5,000 items"):
        read(fcpxml('<ref-clip ref="m"/>', resources=media))


def test_a_million_clips_are_refused_and_odd_times_do_not_slow_the_list_down():
    many = fcp7(
        *(f"<clipitem><name>{n}</name><start>{n}</start><end>{n + 1}</end></clipitem>" for n in range(20_001))
    )
    with pytest.raises(UnreadableFile, match="more than 20,000 clips"):
        read(many)
    odd = "".join(f'<gap duration="{n}/{10**14 + n}s"/>' for n in range(20_000))
    assert placed(read(fcpxml(odd + '<asset-clip name="C001" offset="3600s" duration="1s"/>'))) == [
        ("C001", 0, 24)
    ]


TAGS = "xmeml sequence media video track clipitem transitionitem start end in rate timebase name fcpxml project spine asset-clip gap".split()
TREES = st.recursive(
    st.sampled_from(["", "0", "-1", "24", "7", "TRUE"]),
    lambda inner: st.tuples(
        st.sampled_from(TAGS),
        st.dictionaries(st.sampled_from(["name", "offset", "duration", "start", "id", "format", "tcStart"]), st.sampled_from(["1s", "x", "1/24s", "s1"]), max_size=3),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)  # fmt: skip


def build(tree, tag="track"):
    element = ElementTree.Element(tag)
    if isinstance(tree, str):
        element.text = tree
        return element
    name, attributes, children = tree
    element = ElementTree.Element(name, attributes)
    element.extend(build(child, "name") for child in children)
    return element


@given(TREES, st.sampled_from(["fcpxml", "xmeml"]))
def test_no_xml_raises(tree, root):
    whole = ElementTree.Element(root)
    whole.append(build(tree))
    inner = ElementTree.tostring(build(tree), encoding="unicode")
    for text in (
        ElementTree.tostring(whole, encoding="unicode"), fcp7(inner), fcpxml(inner), fcp7(clip("C001", 0, 5, more=inner)),
    ):  # fmt: skip
        with suppress(UnreadableFile):
            read(text, rate=Fraction(24))
