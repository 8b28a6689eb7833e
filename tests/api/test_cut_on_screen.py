"""`cuts/{uid}/on-screen/` and `cuts/{uid}/relations/`, and AI uses by episode and cut."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.cuts import add_cuts, relate_cuts
from productions.catalogue.services.placements import place_cut, time_edition
from productions.catalogue.services.productions import (
    add_episode,
    create_production,
    update_production,
)
from productions.credits.services.ai_uses import record_ai_use
from tests.api.asking import get


@pytest.fixture
def episode(production, now):
    return add_episode(production, number="1", by=None, now=now)


@pytest.fixture
def cuts(production, episode, now):
    rows = [{"number": number} for number in ("1", "2", "3")]
    return add_cuts(production, rows, episode=episode, by=None, now=now)


def test_a_cut_says_when_it_is_on_screen_in_each_edition(client, production, episode, cuts, now):
    assert get(client, f"cuts/{cuts[0].uid}/on-screen/").json() == []
    place_cut(cuts[0], record_in=48, length=24, by=None, now=now)
    place_cut(cuts[0], record_in=1440, length=24, edition="broadcast", by=None, now=now)
    time_edition(
        production, episode=episode, edition="broadcast", fps_num=24000, fps_den=1001, start_timecode="01:00:00:00",
        by=None, now=now,
    )  # fmt: skip
    found = get(client, f"cuts/{cuts[0].uid}/on-screen/").json()
    rate = f"{production.fps_num}/{production.fps_den}"
    assert [(row["edition"], row["record_in"], row["timecode"]) for row in found] == [
        (None, 48, None),
        ("broadcast", 1440, "01:01:00:00"),
    ]
    assert [(row["frame_rate"], row["seconds"]) for row in found] == [(rate, 2.0), ("24000/1001", 60.06)]


def test_what_is_on_screen_costs_as_much_for_many_stretches(client, production, cuts, now):
    place_cut(cuts[0], record_in=0, length=24, by=None, now=now)

    def count():
        with CaptureQueriesContext(connection) as asked:
            get(client, f"cuts/{cuts[0].uid}/on-screen/")
        return len(asked)

    few = count()
    for number in range(1, 30):
        place_cut(cuts[0], record_in=24 * number, length=24, by=None, now=now)
    assert count() == few


def test_relations_lead_to_cuts_that_are_public(client, production, cuts, now):
    other = create_production(title="別", kind="film", visibility="public", by=None, now=now)
    (bank,) = add_cuts(other, [{"number": "B1"}], by=None, now=now)
    relate_cuts(from_cut=cuts[1], to_cut=cuts[0], kind="shared", by=None, now=now)
    relate_cuts(from_cut=cuts[0], to_cut=bank, kind="bank", by=None, now=now)
    told = [
        (row["kind"], row["from_cut"]["number"], row["to_cut"]["number"])
        for row in get(client, f"cuts/{cuts[0].uid}/relations/").json()
    ]
    assert told == [("bank", "1", "B1"), ("shared", "2", "1")]
    update_production(other, visibility="private", by=None, now=now)
    assert [row["kind"] for row in get(client, f"cuts/{cuts[0].uid}/relations/").json()] == ["shared"]
    update_production(production, visibility="private", by=None, now=now)
    for part in ("relations", "on-screen"):
        get(client, f"cuts/{cuts[0].uid}/{part}/", 404)


def test_ai_uses_are_narrowed_by_episode_and_cut(
    client, production, episode, cuts, person, confirmed, role, now
):
    credit = confirmed(contributor=person, role=role("layout"), cut=cuts[0], last_cut=cuts[1])
    system = register_ai_system(name="Painter", vendor="Kaku", by=None, now=now)
    record_ai_use(
        credit, ai_system=system, task="generation", source_type="compositeWithTrainedAlgorithmicMedia",
        oversight="prompt_guided", extent="partial", by=None, now=now,
    )  # fmt: skip
    other = add_episode(production, number="2", by=None, now=now)
    counts = {
        asked: len(get(client, f"ai-uses/?{asked}").json()["results"])
        for asked in (
            f"episode={episode.uid}",
            f"episode={other.uid}",
            f"cut={cuts[1].uid}",
            f"cut={cuts[2].uid}",
        )
    }
    assert list(counts.values()) == [1, 0, 1, 0]
