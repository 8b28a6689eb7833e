"""Names on an English roll: in Latin letters where they are recorded, as credited where not, and told."""

from dataclasses import replace

import pytest

from productions.rollkit.document.unsealing import read_document
from productions.rollkit.file_names import hash_rendition
from productions.rollkit.screen_spec import DEFAULT_SCREEN_SPEC
from productions.rollkit.texts.printed_lines import build_table_rows
from productions.rollkit.texts.review_notes import list_review_notes
from productions.rollkit.writers.as_cinecred import build_cinecred_line
from productions.rollkit.writers.as_txt import build_txt_lines
from tests.roll.letters import build
from tests.roll.samples import DIRECTOR, KEY, credit
from tests.roll.test_templates import roll, texts

ROLL = roll(
    credit("1", DIRECTOR, "牧原亮太郎", romaji="Ryotaro Makihara", reading="まきはらりょうたろう"),
    credit("2", KEY, "見本 花子", sort_key="1"),
    # credited in Latin letters: that is what was written
    credit("3", KEY, "Ｍａｋｉｈａｒａ Ⅱ", romaji="Makihara II", sort_key="2"),
    credit("4", KEY, "김하늘", romaji="Ha-neul Kim", sort_key="3"),
)
AS_CREDITED = ["牧原亮太郎", "見本 花子", "Ｍａｋｉｈａｒａ Ⅱ", "김하늘"]
IN_ENGLISH = ["Ryotaro Makihara", "見本 花子", "Ｍａｋｉｈａｒａ Ⅱ", "Ha-neul Kim"]


def names(lang, **values):
    return [row.split(" | ")[-1] for row in texts(ROLL, lang=lang, **values)]


def test_a_roll_prints_names_in_its_language():
    assert names("en") == IN_ENGLISH
    assert names("ja") == AS_CREDITED
    assert names("en", names="native") == AS_CREDITED


def test_names_of_a_joint_line_are_each_in_its_language():
    document = roll(
        credit("1", KEY, "見本 花子", romaji="Hanako Mihon", joint="j", joiner="・", sort_key="1"),
        credit("2", KEY, "Ａ．Ｂ", romaji="AB", joint="j", joiner="・", sort_key="2"),
    )
    assert texts(document, lang="en") == ["Key animation | Hanako Mihon・Ａ．Ｂ"]


def test_paper_prints_names_in_its_language_and_tables_keep_them_as_credited():
    english, japanese = ("\n".join(build_txt_lines(ROLL, lang, ())) for lang in ("en", "ja"))
    assert "Ryotaro Makihara" in english
    assert "牧原亮太郎" not in english
    assert "Ryotaro Makihara" not in japanese
    assert "牧原亮太郎" in [cell for row in build_table_rows(ROLL, "en") for cell in row]
    block = ROLL.departments[0].blocks[0]
    cells = build_cinecred_line(ROLL, block, block.lines[0], "en")
    assert (cells["body"], cells["name"]) == ("Ryotaro Makihara", "牧原亮太郎")


def test_the_record_keeps_what_was_written():
    kept = read_document(ROLL.to_bytes())
    assert [
        line.name for each in kept.departments for block in each.blocks for line in block.lines
    ] == AS_CREDITED


@pytest.mark.parametrize(
    ("names", "lang", "told"),
    [
        ("roll", "ja", []),
        ("native", "ja", []),
        (
            "roll",
            "en",
            ["1 name is printed as credited, since nothing is recorded in Latin letters: “見本 花子”."],
        ),
        (
            "romaji",
            "ja",
            ["ローマ字表記の登録がないため、クレジット名のまま出る名前（1件）：「見本 花子」。"],
        ),
        (
            "native",
            "en",
            [
                "1 name is printed as credited, since nothing is recorded in Latin letters: “見本 花子”.",
                "2 names are recorded in Latin letters, too, and printed as credited, as the template asks: “牧原亮太郎”, “김하늘”.",
            ],
        ),
    ],
)
def test_what_stays_in_other_letters_is_told_by_name(names, lang, told):
    found = build(ROLL, lang=lang, names=names)
    assert [*list_review_notes(ROLL, lang=lang, names=found.names)] == told


def test_a_long_list_is_counted():
    document = roll(*(credit(str(n), KEY, f"見本{n}", sort_key=f"{n:02}") for n in range(14)))
    (note,) = list_review_notes(document, lang="en")
    assert note.startswith("14 names are printed as credited")
    assert note.endswith(" and 2 more.")


def test_a_signature_under_a_japanese_roll_holds():
    """What is set by default is nothing new on a Japanese roll, and another roll in English."""
    before = replace(DEFAULT_SCREEN_SPEC, template=replace(DEFAULT_SCREEN_SPEC.template, names="native"))
    told = [
        (hash_rendition("d", lang, before), hash_rendition("d", lang, DEFAULT_SCREEN_SPEC))
        for lang in ("ja", "en")
    ]
    assert [one == other for one, other in told] == [True, False]
