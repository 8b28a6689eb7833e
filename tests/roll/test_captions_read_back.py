"""Our SRT as another program reads it: pysubs2, which knows nothing of us."""

from fractions import Fraction

import pysubs2
import pytest

from productions.rollkit.captions.caption_groups import build_captions
from productions.rollkit.document.compose import compose_document
from productions.rollkit.document.invisible_characters import INVISIBLE_PATTERN
from productions.rollkit.layout.reel import build_reel
from productions.rollkit.screen_spec import DEFAULT_SCREEN_SPEC, ScreenSpec
from productions.rollkit.writers import as_srt
from tests.roll.reading import written
from tests.roll.samples import FIRST, KEY, WORK, credit, long_list

AWKWARD = ("<i>Ada</i>", "<Kei>", "</b>見本", "a < b > c", "Ada -->", "1", "見本\u200f ה", "A & B", "&lt;")
"""Names that a reader of SRT may take for markup, times or numbers."""


def read_back(document, spec=DEFAULT_SCREEN_SPEC, lang="en"):
    return pysubs2.SSAFile.from_string(
        written("srt", document, lang=lang, delivery=spec).decode(), format_="srt"
    )


@pytest.mark.parametrize("rate", [Fraction(24), Fraction(24000, 1001), Fraction(60000, 1001)], ids=str)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_caption_comes_back_with_its_lines_and_times(rate, lang):
    spec = ScreenSpec(rate_num=rate.numerator, rate_den=rate.denominator)
    read = read_back(long_list(40), spec, lang)
    ours = build_captions(build_reel(long_list(40), spec, lang=lang))
    assert [(event.start, event.end, tuple(event.plaintext.split("\n"))) for event in read] == [
        (int(each.start * 1000 / rate), int(each.end * 1000 / rate), each.lines) for each in ours
    ]


@pytest.mark.parametrize("name", AWKWARD)
def test_a_name_that_looks_like_something_else_comes_back_whole(name):
    read = read_back(compose_document(WORK, FIRST, [credit("1", KEY, name)], cuts_total=0, complete=True))
    printed = INVISIBLE_PATTERN.sub("", name)
    assert any(
        printed in event.plaintext.replace("\n", " ").replace(as_srt.WORD_JOINER, "") for event in read
    ), [e.plaintext for e in read]
