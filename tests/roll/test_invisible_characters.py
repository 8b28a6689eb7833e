"""Characters that nobody sees: rolls are printed without them, and say so; what was written stays in the document."""

from io import BytesIO

import pypdfium2
import pytest

from productions.rollkit.document.invisible_characters import drop_invisible_characters
from productions.rollkit.document.unsealing import read_document
from productions.rollkit.texts.review_notes import list_review_notes
from productions.rollkit.writers import write_roll
from tests.roll.letters import build
from tests.roll.samples import KEY, credit
from tests.roll.test_templates import roll

INVISIBLE = [
    "\0",
    "\x01",
    "\x7f",
    "\x85",
    "\xad",
    "\u061c",
    "\u200b",
    "\u200e",
    "\u202e",
    "\u2060",
    "\u2066",
    "\ufeff",
    "\ufff9",
    "\U000e0001",
]


def named(name):
    return roll(credit("1", KEY, name))


@pytest.mark.parametrize("character", INVISIBLE, ids=lambda character: f"U+{ord(character):04X}")
def test_paper_and_screen_are_set_without_it(character):
    document = named(f"山{character}田 花子")
    paper = BytesIO()
    write_roll("pdf", document, paper)
    pdf = pypdfium2.PdfDocument(paper.getvalue())
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    assert "山田 花子" in text
    assert [cell["text"] for cell in build(document).pages[0]["cells"]] == ["原画", "山田 花子"]


def test_what_was_written_stays_in_the_document():
    document = named("山\ufeff田")
    printed = drop_invisible_characters(document)
    assert (printed.departments[0].blocks[0].lines[0].name, printed.digest) == ("山田", document.digest)
    kept = read_document(printed.to_bytes())
    assert kept.departments[0].blocks[0].lines[0].name == "山\ufeff田"


@pytest.mark.parametrize("name", ["葛\U000e0100飾 一", "श्री क्‍ष", "می‌خواهم", "山田\u3000花子"])
def test_joiners_selectors_and_spaces_are_no_such_characters(name):
    document = named(name)
    assert drop_invisible_characters(document) is document


def test_one_note_says_what_is_left_out_of_which_text():
    document = roll(
        credit("1", KEY, "山\ufeff田\u200b", sort_key="1"),
        credit("2", KEY, "林", affiliation="虹\0", sort_key="2"),
    )
    assert list_review_notes(document, lang="ja") == (
        "見えない文字を除いて出力する文字列（登録内容から削除してください）：「山田」（U+FEFF、U+200B）、「虹」（U+0000）。",
    )
    assert "“山田” (U+FEFF, U+200B), “虹” (U+0000)." in list_review_notes(document, lang="en")[-1]
