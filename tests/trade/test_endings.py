"""Each ending of `tests/data/endings` prints in the order in which it was entered."""

import csv
from io import StringIO

import pytest

from tests.trade.all_endings import ENDINGS
from tests.trade.endings import FOLDER, enter_ending, find_episode, print_ending

LATIN_NAMES = {("08_dub", "齋藤 敦"): "Atsushi Saitō"}
"""What is recorded of people in Latin letters, by the ending in which it is."""


def list_printed_names(ending, lang):
    """What the sheet names in this roll, as written, on an English one in Latin letters where they are recorded; a credit for another edition, off the screen or withheld is not in it."""
    rows = csv.DictReader(StringIO((FOLDER / ending.sheet).read_text(encoding="utf-8")))
    for row in rows:
        if row.get("版", "") in ("", ending.edition_word) and row.get("画面掲載") != "いいえ":
            name = row["名前"].rpartition("：")[2]
            if name and name not in ending.withheld:
                yield LATIN_NAMES.get((ending.name, name), name) if lang == "en" else name


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.name)
def test_an_ending_prints_its_names_in_their_order(ending, lang, db, now):
    production = enter_ending(ending, now)
    printed = "\n".join(
        print_ending(production, lang, episode=find_episode(production), edition=ending.edition)
    )
    place = 0
    for name in list_printed_names(ending, lang):
        place = printed.index(name, place) + len(name)


def test_every_sheet_is_an_ending():
    assert sorted(path.name for path in FOLDER.glob("*.csv")) == [ending.sheet for ending in ENDINGS]
