"""The feature that fonts, forms and templates are tried on: 1,500 people, the same ones every time."""

import hashlib
from collections import Counter

from fontTools.unicodedata import script, script_name

from tests.roll.feature_names import CAST_COUNT, NAME_COUNTS
from tests.roll.features import STAFF, list_feature_credits, make_feature

SCRIPTS = {
    "Hiragana": "あ", "Katakana": "カ", "Han": "原", "Hangul": "김", "Latin": "a", "Cyrillic": "а", "Greek": "α",
    "Arabic": "م", "Hebrew": "א", "Thai": "ก", "Devanagari": "क",
}  # fmt: skip


def list_people(document):
    lines = [
        line for department in document.departments for block in department.blocks for line in block.lines
    ]
    return {line.name for line in lines if line.kind == "person"}


def test_fifteen_hundred_people_have_names_of_their_own():
    assert sum(NAME_COUNTS.values()) == sum(people for *_role, people in STAFF)
    people = list_people(make_feature())
    assert len(people) == 1_500 == sum(NAME_COUNTS.values()) + CAST_COUNT
    assert make_feature().facts.people_named == 1_500


def test_its_names_are_written_in_ten_scripts_and_more():
    written = Counter(
        name for text in list_people(make_feature()) for name in {script_name(script(sign)) for sign in text}
    )
    assert set(SCRIPTS) <= set(written)
    assert min(written[name] for name in SCRIPTS) >= 20


def test_the_feature_never_changes():
    first, second = list_feature_credits(), list_feature_credits()
    assert first == second
    written = "\n".join(f"{one.uid} {one.credited_as} {one.role.code} {one.affiliation}" for one in first)
    assert (
        hashlib.sha256(written.encode()).hexdigest()
        == "1bbe2d891ec5fff6035662893509974c35e47b38cbc0d70187d850ca287203ba"
    )
