"""A generated series of twelve episodes as real ones are staffed: few people in many cuts and episodes, through several studios."""

from __future__ import annotations

from typing import Any

from productions.interchange.cut_lists.cut_numbers import build_cut_sort_key, normalize_cut_number
from productions.management.generated import Generator
from productions.models import Credit, Cut, Episode, Production, ProductionTitle, Role
from productions.shared.names import search_key, sort_key
from productions.shared.numbers import natural_key, number_key
from productions.shared.readings import reading_key

TITLE = "見本 12話"
EPISODES, CUTS = 12, 116
CAST, ANIMATORS, PAINTERS = 24, 56, 30
CUTS_IN_A_ROW = 5
"""Cuts that one animator gets together."""
WHOLE = ("director", "series_composition", "character_design", "art_director", "music")
EACH_EPISODE = ("screenplay", "storyboard", "episode_director", "animation_director")
SERIES_CREDITS = 1 + len(WHOLE) + EPISODES * (2 * CUTS + CAST // 2 + PAINTERS // 2 + len(EACH_EPISODE) + 1)
"""How many credits it has: 3,174."""
FIRST_PERSON = 2
"""The place of its first person among the generator's: 0 is the prolific one, every hundredth from 1 on a studio."""
STUDIO_PLACES = (1, 101, 201)
LEAST_PEOPLE = STUDIO_PLACES[-1] + 1


class RegistryGenerator(Generator):
    """The generator with the series, where there are credits and people enough for it."""

    def write_special(self) -> None:
        super().write_special()
        if self.written + SERIES_CREDITS < self.wanted and self.people_wanted >= LEAST_PEOPLE:
            SeriesWriter(self).write()


class SeriesWriter:
    """Writes the series with the generator's tables and people."""

    def __init__(self, generator: Generator) -> None:
        self.tables = generator.tables
        self.generator = generator
        self.roles = dict(Role.objects.values_list("code", "pk"))
        self.work = self.tables[Production].add(
            kind="series",
            title=TITLE,
            sort_key=sort_key(TITLE),
            year=2026,
            visibility="public",
            invented=True,
        )
        self.tables[ProductionTitle].add(
            production_id=self.work,
            text=TITLE,
            kind="native",
            primary=True,
            search_key=search_key(TITLE),
            reading_key=reading_key(TITLE),
        )

    def write(self) -> None:
        """All of it."""
        self.name("animation_production", STUDIO_PLACES[0], kind="organization", headcount=40, named_count=10)
        for place, role in enumerate(WHOLE):
            self.name(role, FIRST_PERSON + place)
        for number in range(1, EPISODES + 1):
            self.write_episode(number)

    def write_episode(self, number: int) -> None:
        text = str(number)
        episode = self.tables[Episode].add(
            production_id=self.work,
            kind="episode",
            number=text,
            number_key=number_key(text),
            sort_key=natural_key(text),
        )
        people = FIRST_PERSON + len(WHOLE)
        for place, role in enumerate(EACH_EPISODE):
            self.name(role, people + place + number % 3 * len(EACH_EPISODE), episode_id=episode)
        people += 3 * len(EACH_EPISODE)
        for place in range(CAST // 2):
            self.name(
                "voice", people + (place + number) % CAST, episode_id=episode, position=place,
                role_as_printed=f"役{(place + number) % CAST}",
            )  # fmt: skip
        people += CAST
        for place in range(PAINTERS // 2):
            self.name(
                "digital_paint", 100 + FIRST_PERSON + (place + number) % PAINTERS, episode_id=episode,
                affiliation_id=STUDIO_PLACES[1 + place % 2] + 1,
            )  # fmt: skip
        self.add("inbetween", episode_id=episode, absence_reason="company_will_not_name", headcount=8)
        for place in range(CUTS):
            self.write_cut(number, episode, place, people)

    def write_cut(self, number: int, episode: int, place: int, people: int) -> None:
        """One cut and who drew it: each role in runs of cuts, by other people in each episode."""
        text = f"C{place + 1:03d}"
        cut = self.tables[Cut].add(
            production_id=self.work, episode_id=episode, number=text, number_key=normalize_cut_number(text),
            sort_key=build_cut_sort_key(text), length_frames=24 + place,
        )  # fmt: skip
        turn = place // CUTS_IN_A_ROW + number * 7
        for role, step in (("layout", 0), ("key_animation", place % 2)):
            self.name(role, people + (turn + step) % ANIMATORS, episode_id=episode, cut_id=cut)

    def name(self, role: str, person: int, **values: Any) -> None:
        """A credit of one of the generator's people."""
        name, key = self.generator.names[person]
        self.add(role, contributor_id=person + 1, credited_as=name, search_key=key, **values)

    def add(self, role: str, **values: Any) -> None:
        self.tables[Credit].add(
            production_id=self.work, role_id=self.roles[role], release_year=2026, state="confirmed", **values
        )
        self.generator.written += 1
        self.generator.note(1)
