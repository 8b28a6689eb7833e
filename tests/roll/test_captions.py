"""Captions: readable groups that never overlap, while what they say is on screen, in SRT and TTML alike."""

import io
import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree

import av
import pytest
from ttconv.imsc.reader import to_model
from ttconv.isd import ISD
from ttconv.model import Br, Text

from productions.rollkit.captions.caption_groups import (
    build_captions,
    format_caption_lines,
)
from productions.rollkit.document.compose import compose_document
from productions.rollkit.layout.reel import build_reel
from productions.rollkit.layout.shots import Cue
from productions.rollkit.screen_spec import ScreenSpec, parse_screen_spec
from productions.rollkit.template.shipped_templates import SHIPPED_TEMPLATES
from productions.rollkit.text_columns import count_columns
from productions.rollkit.writers import as_ttml
from tests.hurried import HURRIED
from tests.roll.film.reels import filmed
from tests.roll.looks import film_roll_at_first
from tests.roll.reading import written
from tests.roll.reels import cards, with_cues
from tests.roll.samples import FIRST, KEY, WORK, credit, long_list, the_case
from tests.roll.test_timelines import every_rate

NTSC = ScreenSpec(rate_num=24000, rate_den=1001)
TIMES = re.compile(r"(\d\d):([0-5]\d):([0-5]\d),(\d{3}) --> (\d\d):([0-5]\d):([0-5]\d),(\d{3})")
TTML = "{http://www.w3.org/ns/ttml}"


def read_srt(data):
    """A strict reader: numbered from 1, a line of times, at least one line of text, one empty line between."""
    found = []
    for number, block in enumerate(data.decode().removesuffix("\n").split("\n\n"), 1):
        index, times, *text = block.split("\n")
        assert (index, all(text), len(text) > 0) == (str(number), True, True)
        parts = [int(part) for part in TIMES.fullmatch(times).groups()]
        start, end = (((h * 60 + m) * 60 + s) * 1000 + ms for h, m, s, ms in (parts[:4], parts[4:]))
        found.append((start, end, text))
    return found


def test_each_caption_says_who_did_what_while_it_passes_the_middle():
    said = [caption.lines for caption in build_captions(build_reel(long_list(8), ScreenSpec(), lang="en"))]

    assert said == [
        ("The Dog & The Boy",),
        ("Animation", "Key animation: Andrea Sample 2 (スタジオ2)"),
        ("Key animation: Andrea Sample 4 (スタジオ1),", "山田 花子1 (スタジオ1)"),
        ("Key animation: 山田 花子5 (スタジオ2),", "山田 花子7 (スタジオ1)"),
        ("Art and backgrounds", "Background: Andrea Sample 0 (スタジオ0)"),
        ("Background: Andrea Sample 6 (スタジオ0),", "山田 花子3 (スタジオ0)"),
        ("Made by people, as declared by 8 of 8.",),
    ]


@pytest.mark.parametrize("px", [1, 3, 6, 12, 40])
@pytest.mark.parametrize("count", [1, 40, 300])
def test_captions_never_overlap_last_a_second_and_stand_while_their_rows_do(px, count):
    reel = build_reel(long_list(count), ScreenSpec(px=px, rate_num=24000, rate_den=1001, template=HURRIED))
    captions = build_captions(reel)
    ends = [0, *(caption.end for caption in captions)]

    assert all(caption.start >= end for caption, end in zip(captions, ends, strict=False))
    assert all(caption.end - caption.start >= reel.rate for caption in captions)
    assert ends[-1] <= reel.frames
    for cue in reel.cues:
        spans = [(one.start, one.end) for one in captions if cue.text in "".join(one.lines)]
        assert any(start < cue.end and cue.start < end for start, end in spans), cue


@pytest.mark.parametrize("template", SHIPPED_TEMPLATES)
def test_every_template_is_told_whole(template):
    document = long_list(100)
    values = SHIPPED_TEMPLATES[template].to_dict() | {"running_ms": None}
    reel = build_reel(document, parse_screen_spec({"template": values, "px": 2}))
    captions = build_captions(reel)
    said = " ".join(line for caption in captions for line in caption.lines)
    lines = [line for part in document.departments for block in part.blocks for line in block.lines]

    assert [line.name for line in lines if line.name not in said] == []
    assert all(before.end <= after.start for before, after in pairwise(captions))
    assert min(caption.end - caption.start for caption in captions) >= reel.rate


@pytest.mark.parametrize("template", [film_roll_at_first(), ScreenSpec().template], ids=["at first", "now"])
def test_lines_are_broken_between_names_only_and_have_room(template):
    lines = [
        line
        for caption in build_captions(build_reel(long_list(60), ScreenSpec(px=1, template=template)))
        for line in caption.lines
    ]

    assert max(count_columns(line) for line in lines) <= 42
    assert count_columns("監督：A") == 7


def test_a_studio_is_told_with_the_role_in_every_caption_of_its_names():
    inbetween = replace(KEY, code="inbetween", label_ja="動画")
    document = compose_document(
        WORK,
        FIRST,
        [credit(str(n), inbetween, f"見本 {n}号", affiliation="スタジオ例") for n in range(8)],
        cuts_total=0,
        complete=False,
    )
    said = [
        caption.lines
        for caption in build_captions(build_reel(document, ScreenSpec(px=2, template=film_roll_at_first())))
    ]

    assert said == [
        ("犬と少年",),
        ("作画", "動画（スタジオ例）：見本 0号、見本 1号"),
        ("動画（スタジオ例）：見本 2号、見本 3号、", "見本 4号、見本 5号、見本 6号"),
        ("動画（スタジオ例）：見本 7号",),
        ("AI使用の有無は、", "クレジット8件中8件で未確認。"),
    ]


def test_a_sentence_is_broken_after_words_and_marks():
    text = "Reiga Paint 2.1：全64カット中11カットの画像生成に使用、担当 例田 波瑠、仮名 紬、試山 楓"
    assert format_caption_lines([Cue(0, 1, "", text)], "ja") == (
        "Reiga Paint 2.1：",
        "全64カット中11カットの画像生成に使用、",
        "担当 例田 波瑠、仮名 紬、試山 楓",
    )


def test_a_sentence_without_marks_is_broken_evenly_and_never_before_a_mark():
    text = "本作品の映像・音声を機械学習の学習に用いることをいっさい禁じます。"
    (lines,) = [format_caption_lines([Cue(0, 1, "", text)], "ja")]
    assert lines == ("本作品の映像・音声を機械学習の学習", "に用いることをいっさい禁じます。")


@pytest.mark.parametrize(
    ("lang", "name", "lines"),
    [
        ("ja", "スタジオ見本（40名、うち30名の氏名を記載）", ("アニメーション制作：", "スタジオ見本（40名、うち30名の氏名を記載）")),
        ("en", "Studio Sample (40 people, 30 of them named)",
         ("アニメーション制作: Studio Sample", "(40 people, 30 of them named)")),
        ("ja", "見本（40名）", ("アニメーション制作：見本（40名）",)),
    ],
)  # fmt: skip
def test_a_name_goes_below_its_role_and_brackets_below_their_name_where_there_is_no_room(lang, name, lines):
    assert format_caption_lines([Cue(0, 1, "アニメーション制作", name)], lang) == lines


def test_brackets_follow_their_name_in_the_marks_of_the_language():
    names = [Cue(0, 1, "原画", "林 一"), Cue(0, 1, "原画", "（見本社）"), Cue(0, 1, "原画", "東 京")]
    assert format_caption_lines(names, "ja") == ("原画：林 一（見本社）、東 京",)


def test_a_card_is_told_while_it_stands():
    captions = build_captions(cards(3, frames=48))

    assert [(caption.start, caption.end, caption.lines) for caption in captions] == [
        (0, 48, ("Director: Name 0, Other 0",)),
        (48, 96, ("Director: Name 1, Other 1",)),
        (96, 144, ("Director: Name 2, Other 2",)),
    ]


def test_a_full_card_is_told_in_parts_and_cards_that_are_too_short_are_told_together():
    full = with_cues(
        cards(1, frames=96), *((0, 96, "Key animation", f"Somebody of Long Name {n}") for n in range(8))
    )
    short = build_captions(cards(4, frames=12))

    assert [(one.start, one.end, len(one.lines)) for one in build_captions(full)] == [
        (0, 24, 2),
        (24, 48, 2),
        (48, 72, 2),
        (72, 96, 2),
    ]
    assert [(one.start, one.end) for one in short] == [(0, 24), (24, 48)]


def test_srt_is_read_strictly_and_its_times_are_those_of_the_frames():
    captions = build_captions(build_reel(long_list(40), NTSC))
    read = read_srt(written("srt", long_list(40), delivery=NTSC))

    assert [text for _start, _end, text in read] == [list(caption.lines) for caption in captions]
    for (start, end, _text), caption in zip(read, captions, strict=True):
        assert 0 <= caption.start * Fraction(1001, 24) - start < 1
        assert 0 <= caption.end * Fraction(1001, 24) - end < 1
    assert all(before[1] <= after[0] for before, after in pairwise(read))


def test_ffmpeg_reads_the_same_captions_from_srt():
    data = written("srt", long_list(40), delivery=NTSC)
    with av.open(io.BytesIO(data), format="srt") as file:
        packets = [packet for packet in file.demux() if packet.size]

    assert [
        (packet.pts, packet.pts + packet.duration, bytes(packet).decode().split("\n")) for packet in packets
    ] == (read_srt(data))


def test_ttml_is_imsc_text_at_the_exact_rate_inside_title_safe():
    captions = build_captions(build_reel(the_case(), NTSC))
    root = ElementTree.fromstring(written("ttml", the_case(), delivery=NTSC))
    parameter, styling = "{http://www.w3.org/ns/ttml#parameter}", "{http://www.w3.org/ns/ttml#styling}"
    region = root.find(f"{TTML}head/{TTML}layout/{TTML}region")
    paragraphs = root.findall(f"{TTML}body/{TTML}div/{TTML}p")

    assert root.tag == f"{TTML}tt"
    assert root.attrib == {
        "{http://www.w3.org/XML/1998/namespace}lang": "ja",
        f"{parameter}contentProfiles": "http://www.w3.org/ns/ttml/profile/imsc1.1/text",
        f"{parameter}timeBase": "media",
        f"{parameter}frameRate": "24",
        f"{parameter}frameRateMultiplier": "1000 1001",
    }
    assert (region.get(f"{styling}origin"), region.get(f"{styling}extent")) == ("10% 5%", "80% 90%")
    assert [(p.get("begin"), p.get("end"), lines_of(p)) for p in paragraphs] == [
        (f"{one.start}f", f"{one.end}f", one.lines) for one in captions
    ]


def shown(moment):
    """The lines that stand at a moment of an IMSC presentation, as ttconv lays it out."""
    lines = [""]
    for region in moment.iter_regions():
        for element in region.dfs_iterator():
            if isinstance(element, Br):
                lines.append("")
            elif isinstance(element, Text):
                lines[-1] += element.get_text()
    return tuple(lines)


@every_rate
def test_a_reader_of_imsc_shows_each_caption_exactly_while_it_stands(delivery):
    reel = build_reel(long_list(40), delivery)
    model = to_model(ElementTree.ElementTree(ElementTree.fromstring(filmed(as_ttml, reel))))
    moments = ISD.generate_isd_sequence(model)
    found = [
        (start, end, shown(moment))
        for (start, moment), (end, _next) in pairwise(moments)
        if any(shown(moment))
    ]

    assert found == [
        (one.start / delivery.rate, one.end / delivery.rate, one.lines) for one in build_captions(reel)
    ]


def lines_of(paragraph):
    (box,) = paragraph
    return (box.text, *(line.tail for line in box))


def test_a_mark_above_a_letter_takes_no_column():
    assert (count_columns("監督ab"), count_columns("e\u0323\u0301"), count_columns("か\u309a")) == (6, 1, 2)
