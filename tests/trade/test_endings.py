"""Each ending of `tests/data/endings` prints in the order in which it was entered."""

import csv
from io import StringIO

import pytest

from tests.trade.endings import FOLDER, Ending, enter_ending, find_episode, print_ending

ENDINGS = (
    Ending("00_broadcast.csv", "月虹の郵便局", "Moonbow Post Office", episodes=("1",)),
    Ending("01_tv_cast_first.csv", "月虹の郵便局", "Moonbow Post Office", episodes=("1",)),
    Ending("02_tv_staff_first.csv", "見本の町", "Sample Town", episodes=("1",)),
    Ending("03_film_roll.csv", "例の映画", "An Example Film", kind="film"),
    Ending("10_committee.csv", "例の物語", "A Story of Examples", kind="film"),
)


def list_rows(ending):
    return list(csv.DictReader(StringIO((FOLDER / ending.sheet).read_text(encoding="utf-8"))))


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.name)
def test_an_ending_prints_its_names_in_their_order(ending, lang, db, now):
    production = enter_ending(ending, now)
    printed = "\n".join(print_ending(production, lang, episode=find_episode(production)))
    place = 0
    for row in list_rows(ending):
        name = row["名前"].rpartition("：")[2]
        place = printed.index(name, place)
