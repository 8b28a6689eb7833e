"""All writers alike: everybody is named, people before tools, the same document the same bytes, files told apart."""

import pytest

from productions.roll.compose import compose
from productions.roll.delivery import Delivery, Raster
from productions.roll.screen.reel import made_of, reel_of
from productions.roll.writers import WRITERS
from tests.roll.reading import WITHOUT_TEXT, text_of, written
from tests.roll.samples import BACKGROUND, FIRST, GENERATOR, WORK, credit, long_list

SMALL = Delivery(raster=Raster(1280, 720), px=24)
WITH_TEXT = [name for name in WRITERS if name not in WITHOUT_TEXT]


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", [name for name in WITH_TEXT if name != "json"])
def test_h10_people_before_tools(name, lang):
    used = credit("1", BACKGROUND, "例田波瑠", cut="1", ai_uses=(GENERATOR,))
    text = text_of(name, compose(WORK, FIRST, [used], cuts_total=10, complete=False), lang)
    assert text.index("例田波瑠") < text.index("rinna")


@pytest.mark.parametrize("name", WITH_TEXT)
def test_every_writer_names_everybody(name):
    document = long_list(40)
    lines = [line for part in document.departments for block in part.blocks for line in block.lines]
    squeezed = text_of(name, document).replace("\r", "").replace("\n", " ")
    assert [line.name for line in lines if line.name not in squeezed] == []


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_document_is_the_same_bytes(name):
    delivery = SMALL if WRITERS[name].on_screen else Delivery()
    first = written(name, long_list(20), delivery=delivery)
    assert first != written(name, long_list(21), delivery=delivery)
    assert first == written(name, long_list(20), delivery=delivery)


def test_no_two_formats_share_a_suffix_so_that_files_beside_one_another_keep_their_names():
    assert len({writer.suffix for writer in WRITERS.values()}) == len(WRITERS)


@pytest.mark.parametrize("name", ["otio", "fcp7", "edl", "fcpxml", "ttml", "svg", "png"])
def test_a_file_for_the_screen_says_what_it_was_made_of(name):
    document = long_list(3)
    data = written(name, document, delivery=SMALL)
    for said in made_of(reel_of(document, SMALL)):
        assert said.encode() in data


@pytest.mark.parametrize("name", ["svg", "fcpxml", "ttml", "srt"])
def test_marks_of_xml_in_a_name_come_back_whole(name):
    marked = credit("1", BACKGROUND, "R&D <\"Taro\" 'T'> ]]>")
    document = compose(WORK, FIRST, [marked], cuts_total=0, complete=False)
    assert "R&D <\"Taro\" 'T'> ]]>" in text_of(name, document)
