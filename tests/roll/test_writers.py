"""All writers alike: everybody is named, people before tools, the same document the same bytes, files told apart."""

import pytest

from productions.rollkit.document.compose import compose_document
from productions.rollkit.fonts.font_set import SHIPPED_FONTS, list_font_versions
from productions.rollkit.screen_spec import Raster, ScreenSpec
from productions.rollkit.writer_registry import WRITERS
from productions.rollkit.writers import as_srt
from tests.hurried import HURRIED
from tests.roll.reading import WITHOUT_TEXT, said_in, text_of, written
from tests.roll.samples import BACKGROUND, FIRST, GENERATOR, WORK, credit, long_list

SMALL = ScreenSpec(raster=Raster(640, 360), px=24, template=HURRIED)


def delivery_of(name):
    return SMALL if WRITERS[name].on_screen else ScreenSpec()


WITH_TEXT = [name for name in WRITERS if name not in WITHOUT_TEXT]


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", [name for name in WITH_TEXT if name != "json"])
def test_h10_people_before_tools(name, lang):
    used = credit("1", BACKGROUND, "例田波瑠", cut="1", ai_uses=(GENERATOR,))
    text = text_of(name, compose_document(WORK, FIRST, [used], cuts_total=10, complete=False), lang)
    assert text.index("例田波瑠") < text.index("rinna")


@pytest.mark.parametrize("name", WITH_TEXT)
def test_every_writer_names_everybody(name):
    document = long_list(40)
    lines = [line for part in document.departments for block in part.blocks for line in block.lines]
    squeezed = text_of(name, document).replace("\r", "").replace("\n", " ")
    assert [line.name for line in lines if line.name not in squeezed] == []


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_document_is_the_same_bytes(name):
    first = written(name, long_list(20), delivery=delivery_of(name))
    assert first != written(name, long_list(21), delivery=delivery_of(name))
    assert first == written(name, long_list(20), delivery=delivery_of(name))


def test_no_two_formats_share_a_suffix_so_that_files_beside_one_another_keep_their_names():
    assert len({writer.suffix for writer in WRITERS.values()}) == len(WRITERS)


SAYS_NOTHING = {
    "csv": "every row is a line of the roll; programs would read another one as a credit",
    "cinecred": "Cinecred prints every row",
    "json": "it is the document: its own SHA-256 is the roll's, the issue is in it, and approvals name it",
    "srt": "SubRip has no comments; players show all that it says",
}
"""Formats without a place for what they were made of, and why. The name of the file leads to it."""
ON_PAPER = [name for name, writer in WRITERS.items() if not writer.on_screen]


@pytest.mark.parametrize("name", [name for name in WRITERS if name not in SAYS_NOTHING])
def test_every_file_says_which_roll_it_is_who_approved_it_and_what_it_looks_like(name):
    signed = ("見本 承認, 2026-05-01T12:00:00+00:00",)
    document = long_list(3)
    expected = [f"roll sha256:{document.digest}", "issue 1", f"approved by {signed[0]}"]
    if name not in ON_PAPER:
        expected += [f"template {SMALL.template.name} {SMALL.template.version}"]
    if name not in ON_PAPER or name == "pdf":
        expected += list_font_versions(SHIPPED_FONTS)

    for said in said_in(name, written(name, document, delivery=delivery_of(name), signed=signed)):
        assert [text for text in expected if text not in said] == []


@pytest.mark.parametrize("name", SAYS_NOTHING)
def test_a_file_without_a_place_for_it_says_nothing_of_it(name):
    document = long_list(3)
    plain = written(name, document, delivery=delivery_of(name))
    assert written(name, document, delivery=delivery_of(name), signed=("見本",)) == plain


@pytest.mark.parametrize("name", ["svg", "fcpxml", "ttml", "srt"])
def test_marks_of_xml_in_a_name_come_back_whole(name):
    marked = credit("1", BACKGROUND, "R&D <\"Taro\" 'T'> ]]>")
    document = compose_document(WORK, FIRST, [marked], cuts_total=0, complete=False)
    # Captions part a mark from what would make it a tag (`writers.as_srt`).
    assert "R&D <\"Taro\" 'T'> ]]>" in text_of(name, document).replace(as_srt.WORD_JOINER, "")
