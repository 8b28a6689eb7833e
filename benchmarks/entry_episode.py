"""An episode to be entered: 300 cuts, four jobs each, by people who work as a studio's do: in runs of neighbouring cuts."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

CUTS = 300
ROLES = ("layout", "key_animation", "second_key_animation", "inbetween")
"""Four credits a cut: 1,200 in all."""
MEAN_RUN = 6
"""Cuts that one person does on end, in the mean; a run of layouts is the same person's run of key animation (レイアウト・一原)."""
SURNAMES = (
    ("試山", "しやま"), ("仮田", "かりた"), ("例谷", "れいたに"), ("見本", "みもと"), ("架空", "かくう"), ("未実", "みじつ"),
    ("無名", "むみょう"), ("空想", "くうそう"), ("想田", "そうだ"), ("作野", "さくの"), ("似川", "にがわ"), ("偽沢", "ぎざわ"),
    ("写井", "うつい"), ("擬宮", "ぎみや"), ("模辺", "もべ"), ("虚木", "うろき"), ("幻森", "まぼもり"), ("夢岡", "ゆめおか"),
    ("影島", "かげしま"), ("仮名", "かりな"), ("例田", "れいだ"), ("試川", "しかわ"), ("描原", "えがはら"), ("線崎", "せんざき"),
    ("色葉", "いろは"), ("動橋", "いぶりはし"), ("画間", "がま"), ("撮平", "とりひら"), ("編戸", "あみど"), ("音羽", "おとわ"),
)  # fmt: skip
GIVEN = (("一郎", "いちろう"), ("花子", "はなこ"))
SHARED = 10
"""So many of the surnames are two people's: 40 people in all."""


@dataclass(frozen=True)
class Person:
    """Somebody whom the registry knows already, as a studio's regulars are; the reading is in hiragana."""

    name: str
    reading: str


@dataclass(frozen=True)
class PlannedEpisode:
    """Who does what: for each role the people, one a cut."""

    people: tuple[Person, ...]
    numbers: tuple[str, ...]
    columns: dict[str, tuple[Person, ...]] = field(default_factory=dict)

    @property
    def credits(self) -> int:
        return sum(len(column) for column in self.columns.values())

    def list_runs(self, role: str) -> list[tuple[int, int, Person]]:
        """The runs of one column: first cut, cuts, person."""
        runs: list[tuple[int, int, Person]] = []
        for place, person in enumerate(self.columns[role]):
            if runs and runs[-1][2] is person:
                first, count, _person = runs[-1]
                runs[-1] = (first, count + 1, person)
            else:
                runs.append((place, 1, person))
        return runs

    def write_rows(self) -> str:
        """The block as a spreadsheet copies it: a line a cut, a tab between two roles."""
        lines = zip(*(self.columns[role] for role in ROLES), strict=True)
        return "\n".join("\t".join(person.name for person in line) for line in lines)


def plan_episode(cuts: int = CUTS) -> PlannedEpisode:
    """The same episode at every run."""
    chance = random.Random(20261130)
    people = tuple(
        Person(surname + given, surname_reading + given_reading)
        for place, (surname, surname_reading) in enumerate(SURNAMES)
        for given, given_reading in GIVEN[: 2 if place < SHARED else 1]
    )
    layouts = draw_column(chance, people[:20], cuts)
    columns = {
        "layout": layouts,
        "key_animation": layouts,
        "second_key_animation": draw_column(chance, people[10:30], cuts),
        "inbetween": draw_column(chance, people[25:], cuts),
    }
    numbers = tuple(f"C{number:03}" for number in range(1, cuts + 1))
    return PlannedEpisode(people, numbers, columns)


def draw_column(chance: random.Random, people: tuple[Person, ...], cuts: int) -> tuple[Person, ...]:
    """Runs of 1 to 2 × MEAN_RUN − 1 cuts until the column is full."""
    column: list[Person] = []
    while len(column) < cuts:
        column += [chance.choice(people)] * chance.randint(1, 2 * MEAN_RUN - 1)
    return tuple(column[:cuts])
