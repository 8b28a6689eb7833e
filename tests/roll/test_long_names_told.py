"""What is told of long names: refusals, notes, captions, and breaks that were set by hand."""

import numpy as np
import pypdfium2
import pytest

from productions.rollkit.captions.caption_groups import build_captions
from productions.rollkit.document.unsealing import read_document
from productions.rollkit.fittings import LineTooWide
from productions.rollkit.layout.reel import render_pdf
from productions.rollkit.texts.review_notes import list_review_notes
from productions.shared.name_breaks import write_name_breaks
from tests.roll.long_names import COLUMN, FLOWERS, PARTNERS, company, find_names, reel
from tests.roll.samples import DIRECTOR, KEY, credit
from tests.roll.test_templates import roll


def test_what_is_too_wide_is_refused_all_at_once_and_marked_in_a_preview():
    document = roll(
        credit("1", DIRECTOR, "ア" * 40),
        credit("2", KEY, "林 一", sort_key="1"),
        credit("3", KEY, "イ" * 40, sort_key="2"),
    )
    with pytest.raises(LineTooWide) as refusal:
        reel(document)
    found = reel(document, marked=True)

    assert [fitting.credits for fitting in refusal.value.fittings] == [("1",), ("3",)]
    assert refusal.value.said()[:-1] == tuple(
        f"“{letter * 40}” is 1088 px wide in Noto Sans CJK JP at 34 px, narrowed to 80 %, and its column 739 px. "
        "It fits when it is broken: enter 21 as the name breaks of its credit."
        for letter in "アイ"
    )
    marked = [cell for page in found.pages for cell in page["cells"] if "over" in cell]
    assert [cell["text"] for cell in marked] == ["ア" * 40, "イ" * 40]
    pdf = pypdfium2.PdfDocument(render_pdf(found, background="#000000"))
    bitmap = pdf[0].render(scale=1, rev_byteorder=True)
    pixels = np.frombuffer(bytes(bitmap.buffer), dtype=np.uint8).reshape(bitmap.height, bitmap.stride)
    row = pixels[marked[0]["y"] : marked[0]["y"] + 48, : 3 * 1920].reshape(48, 1920, 3)
    pdf.close()
    names = row[:, marked[0]["x"] :]
    assert names[:, :COLUMN, 0].max() > 200 > names[:, :COLUMN, 2].max()
    assert names[:, COLUMN:].max() == 0


def test_the_notes_say_what_was_done_in_one_sentence_each():
    document = roll(
        *(company(PARTNERS[:-1] + str(n), uid=f"c{n}", sort_key=f"{n:02}", contributor=f"c{n}") for n in range(10, 25)),
        credit("x", KEY, FLOWERS, sort_key="x"),
        credit("y", KEY, "ア" * 28, sort_key="y"),
        credit("z", KEY, "ア" * 50, sort_key="z"),
    )  # fmt: skip
    found = reel(document, marked=True, type={"narrowest": 90, "smallest": 26})
    en, ja = (list_review_notes(document, lang=lang, fittings=found.fittings) for lang in ("en", "ja"))

    assert en[:4] == (
        f"Too wide for its column, cut and marked here, and refused by an export: “{'ア' * 50}”.",
        f"Too long for one line, so broken into several: “{FLOWERS}” (2 lines).",
        "Narrowed to fit: "
        + ", ".join(f"“{PARTNERS[:-1]}{n}” (98 %)" for n in range(10, 22))
        + " and 4 more.",
        f"Set in smaller type to fit: “{'ア' * 28}” (29 px).",
    )
    assert ja[1] == f"1行に収まらないため改行したもの：「{FLOWERS}」（2行）。"
    assert ja[3] == f"文字を小さくして収めたもの：「{'ア' * 28}」（29 px）。"


def test_captions_say_a_broken_name_once_and_whole():
    found = reel(
        roll(
            credit("1", KEY, FLOWERS, character="局長", character_language="ja"),
            credit("2", KEY, "林 一", sort_key="2"),
        )
    )
    said = "".join(line for caption in build_captions(found) for line in caption.lines)
    assert said.count("モンテネグロ") == 1
    assert f"{FLOWERS}（局長）" in said


def test_a_break_that_was_set_by_hand_goes_before_every_other_one_and_only_where_there_is_no_room():
    by_hand = roll(company(PARTNERS, name_breaks="4"))
    found = reel(by_hand, type={"size": 38})
    wide = reel(by_hand, blocks=[{"holds": "rest", "form": "flow"}])
    dots = reel(roll(credit("1", KEY, FLOWERS, name_breaks="9")))

    assert [text for text, *_look in find_names(found)] == [
        "株式会社",
        "グローバルアニメーションパートナーズ",
    ]
    assert [cell["text"] for cell in wide.pages[0]["cells"]][-1] == PARTNERS
    assert [text for text, *_look in find_names(dots)] == [
        "フローレンティーナ",
        "・デ・ラ・クルス＝サンチェス・モンテネグロ",
    ]


@pytest.mark.parametrize(
    ("name", "breaks"),
    [
        ("ア" * 40, (21,)),
        ("ア" * 70, (24, 47)),
        ("ジョン・" + "ア" * 40, (23,)),
        ("アー" * 24, (24,)),
        ("Wolfeschlegelsteinhausenbergerdorff" * 2, (36,)),
    ],
)
def test_a_name_of_one_word_is_told_with_the_break_that_makes_it_fit(name, breaks):
    (fitting,) = reel(roll(credit("1", KEY, name)), marked=True).fittings
    written = write_name_breaks(breaks)
    lines = [text for text, *_look in find_names(reel(roll(credit("1", KEY, name, name_breaks=written))))]

    assert fitting.breaks == breaks
    assert f"enter {written} as the name breaks" in str(fitting.sentence)
    assert len(lines) == len(breaks) + 1
    assert "".join(lines) == name


def test_where_no_break_is_enough_or_none_can_be_set_none_is_told():
    huge = reel(
        roll(credit("1", KEY, "ア" * 40)),
        marked=True,
        type={"size": 400},
        blocks=[{"holds": "rest", "form": "grid", "columns": 1}],
    )
    latin = reel(roll(credit("1", KEY, "見本", romaji="Sample" * 20)), marked=True, names="romaji")
    assert [(fitting.over, fitting.breaks) for fitting in (*huge.fittings, *latin.fittings)] == [
        (True, ()),
        (True, ()),
    ]


def test_breaks_of_another_writing_of_the_name_are_left_out():
    document = roll(credit("1", KEY, "見本", romaji="Sample " * 12 + "Name", name_breaks="1"))
    found = reel(document, names="romaji")
    assert next(text for text, *_look in find_names(found)).startswith("Sample Sample Sample")


def test_a_document_without_breaks_is_as_it_was():
    plain, broken = (roll(credit("1", KEY, FLOWERS, name_breaks=breaks)) for breaks in ("", "9"))
    assert "name_breaks" not in plain.to_bytes().decode()
    assert plain.digest != broken.digest
    assert read_document(broken.to_bytes().decode()).departments == broken.departments
