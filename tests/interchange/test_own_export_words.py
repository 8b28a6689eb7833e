"""Words and headings that exports write are those that readers know."""

import pytest

from productions.interchange.own_exports.designer_table import DESIGNER_TABLE_COLUMNS
from productions.interchange.own_exports.printed_groups import USUAL_SONG_LABELS, read_song_heading
from productions.interchange.own_exports.roll_table import ROLL_TABLE_COLUMNS, list_line_places
from productions.interchange.own_exports.unnamed_words import REASON_OF_WORDS, read_unnamed_words
from productions.rollkit.roll_catalogue import list_table, load_catalogue, say_text
from productions.rollkit.texts.printed_lines import (
    CONTRACT_COLUMNS,
    GROUP_COLUMNS,
    JOINT_COLUMNS,
    NAME_COLUMNS,
    TABLE_COLUMNS,
)
from productions.shared.site_languages import LANGUAGE_CODES


def find_reasons():
    """Why nobody is named, as far as rolls have words for it."""
    return {key.split(".")[1] for key in load_catalogue("en") if key.startswith("absence_reason.")}


def test_readers_and_writers_have_the_same_headings_and_words():
    columns = (*TABLE_COLUMNS, *CONTRACT_COLUMNS, *JOINT_COLUMNS, *GROUP_COLUMNS, *NAME_COLUMNS)

    assert [tuple(words) for _field, *words in ROLL_TABLE_COLUMNS.values()] == [
        tuple(say_text(code, f"column.{key}") for code in LANGUAGE_CODES) for key in columns
    ]
    assert [tuple(words) for _field, *words in DESIGNER_TABLE_COLUMNS.values()] == list(
        zip(*(list_table(code, "designer_column").values() for code in LANGUAGE_CODES), strict=True)
    )
    reasons = {
        say_text(code, f"absence_reason.{reason}", count=count): reason
        for code in LANGUAGE_CODES
        for reason in find_reasons()
        for count in (1, 2)
    }
    assert reasons == REASON_OF_WORDS
    songs = {label for code in LANGUAGE_CODES for label in list_table(code, "song").values()}
    assert songs == USUAL_SONG_LABELS


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3名（会社が氏名を公表せず）", {"headcount": "3", "absence_reason": "company_will_not_name"}),
        ("1,200 people, names not yet entered", {"headcount": "1200", "absence_reason": "not_yet_entered"}),
        ("ほか（人数不明・記録が失われ氏名不明）", {"headcount": "", "absence_reason": "unknown_lost"}),
        ("見本 花", {}),
        ("3名（見本）", {}),
    ],
)
def test_unnamed_people_are_read_from_their_words(text, found):
    assert read_unnamed_words(text) == found


@pytest.mark.parametrize(
    ("text", "song"),
    [
        ("オープニングテーマ「手紙」", ("手紙", "opening", "")),
        ("OP主題歌「手紙」", ("手紙", "opening", "OP主題歌")),
        ("“A Letter”", ("A Letter", "", "")),
        ("応援歌「手紙」", ("手紙", "", "応援歌")),
    ],
)
def test_songs_are_read_from_their_headings(text, song):
    found = read_song_heading(text)
    assert (found["song"], found["song_kind"], found["song_label"]) == song


def test_places_of_a_line_are_told_apart():
    assert list(list_line_places("1 2 5~6", "#1-012A #1-013 #2-001~009")) == [
        {"episode": "1", "cut": "012A,013"},
        {"episode": "2", "cut": "001-009"},
        {"episode": "5-6"},
    ]
    assert list(list_line_places("3", "001 002")) == [{"episode": "3", "cut": "001,002"}]
    assert list(list_line_places("", "")) == [{}]
