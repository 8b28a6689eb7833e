"""How the time lines of two editions differ, over the API: added, gone, moved and trimmed cuts, in frames."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.placements import replace_placements
from productions.catalogue.services.productions import add_episode, create_production
from productions.removals.services.removal import remove_entity
from tests.api.asking import get_json


@pytest.fixture
def episode(production, now):
    return add_episode(production, number="1", by=None, now=now)


@pytest.fixture
def place(production, episode, now):
    """Give an edition its time line: (number of the cut, first frame, length, first frame of the source)."""
    cuts = {}

    def make(edition, *rows, episode=episode, **timing):
        missing = list(dict.fromkeys(number for number, *_rest in rows if (episode, number) not in cuts))
        made = add_cuts(
            production, [{"number": number} for number in missing], episode=episode, by=None, now=now
        )
        cuts.update({(episode, cut.number): cut for cut in made})
        placed = [
            {"cut": cuts[episode, number], "record_in": first, "length": length, "source_in": source}
            for number, first, length, source in rows
        ]
        replace_placements(production, placed, episode=episode, edition=edition, by=None, now=now, **timing)
        return cuts

    return make


def brief(rows):
    return [(row["cut"]["number"], row["record_in"], row["length"]) for row in rows]


def brief_changes(rows):
    return [(row["cut"]["number"], row["moved_by"], row["lengthened_by"]) for row in rows]


def test_two_editions_are_compared_cut_by_cut(client, place, episode):
    place(
        "broadcast",
        ("1", 0, 24, 0),
        ("2", 24, 24, 0),
        ("3", 48, 24, 0),
        ("4", 72, 10, 5),
        start_timecode="01:00:00:00",
    )
    cuts = place(
        "disc", ("1", 0, 24, 0), ("2", 24, 36, 0), ("5", 60, 12, None), ("4", 72, 10, 6), ("3", 100, 24, 0)
    )
    found = get_json(client, f"episodes/{episode.uid}/placements/diff/?from=broadcast&to=disc")
    assert found["before"] == {
        "edition": "broadcast", "placed_in": "broadcast", "frame_rate": "24/1", "start_timecode": "01:00:00:00", "frames": 82,
    }  # fmt: skip
    assert (found["after"]["edition"], found["after"]["frames"], found["unchanged"]) == ("disc", 124, 1)
    assert found["added"] == [
        {
            "cut": {"uid": str(cuts[episode, "5"].uid), "number": "5"},
            "record_in": 60,
            "length": 12,
            "source_in": None,
            "timecode": None,
        }
    ]
    assert found["gone"] == []
    assert brief_changes(found["moved"]) == [("3", 52, 0)]
    assert brief_changes(found["trimmed"]) == [("2", 0, 12), ("4", 0, 0)]
    assert found["moved"][0]["before"] == {
        "record_in": 48,
        "length": 24,
        "source_in": 0,
        "timecode": "01:00:02:00",
    }
    back = get_json(client, f"episodes/{episode.uid}/placements/diff/?from=disc&to=broadcast")
    assert (brief(back["gone"]), brief(back["added"])) == ([("5", 60, 12)], [])
    assert brief_changes(back["trimmed"]) == [("2", 0, -12), ("4", 0, 0)]


def test_a_cut_that_stands_several_times_is_paired_with_what_is_alike(client, place, episode):
    place("broadcast", ("1", 0, 24, None), ("1", 50, 10, None), ("1", 90, 10, None))
    place("disc", ("1", 40, 24, None), ("1", 50, 10, None), ("1", 80, 12, None), ("1", 95, 7, None))
    found = get_json(client, f"episodes/{episode.uid}/placements/diff/?from=broadcast&to=disc")
    assert (brief_changes(found["moved"]), brief_changes(found["trimmed"])) == (
        [("1", 40, 0)],
        [("1", -10, 2)],
    )
    assert (brief(found["added"]), found["gone"], found["unchanged"]) == ([("1", 95, 7)], [], 1)


def test_an_edition_without_placements_has_those_of_all_and_a_source_that_nobody_said_is_no_difference(
    client, place, episode
):
    place("", ("1", 0, 24, None))
    place("disc", ("1", 0, 24, 7))
    found = get_json(client, f"episodes/{episode.uid}/placements/diff/?from=streaming&to=disc")
    assert (found["before"]["edition"], found["before"]["placed_in"], found["unchanged"]) == (
        "streaming",
        None,
        1,
    )
    assert get_json(client, f"episodes/{episode.uid}/placements/diff/?to=disc")["before"]["edition"] is None


def test_a_removed_cut_is_in_neither_edition(client, place, episode, now):
    place("broadcast", ("1", 0, 24, None))
    cuts = place("disc", ("1", 0, 24, None), ("2", 24, 24, None))
    for placement in cuts[episode, "2"].placements.all():
        remove_entity(placement, by=None, now=now, reason="test")
    remove_entity(cuts[episode, "2"], by=None, now=now, reason="test")
    found = get_json(client, f"episodes/{episode.uid}/placements/diff/?from=broadcast&to=disc")
    assert (found["added"], found["gone"], found["unchanged"]) == ([], [], 1)


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("", 400, "to: Give the edition to compare with"),
        ("?to=tv_cut", 400, "to: There is no edition “tv_cut”."),
        ("?to=TV%20cut", 400, "to: “TV cut” is no code of an edition"),
        ("?from=a%20b&to=disc", 400, "from: “a b” is no code of an edition"),
        ("?to=disc&cut=1", 400, "Unknown parameter"),
        ("?to=disc", 404, "No cuts are placed for all editions; name the edition to compare with."),
        ("?from=broadcast&to=disc", 404, "No cuts are placed in the edition “disc” yet."),
    ],
)
def test_what_cannot_be_compared_is_told_in_a_sentence(client, place, episode, query, status, sentence):
    place("broadcast", ("1", 0, 24, None))
    assert sentence in get_json(client, f"episodes/{episode.uid}/placements/diff/{query}", status)["detail"]


def test_a_film_has_the_same_and_what_is_hidden_stays_so(client, place, production, staff, now):
    place("broadcast", ("1", 0, 24, None), episode=None)
    place("disc", ("1", 5, 24, None), episode=None)
    found = get_json(client, f"productions/{production.uid}/placements/diff/?from=broadcast&to=disc")
    assert brief_changes(found["moved"]) == [("1", 5, 0)]
    hidden = create_production(title="秘密", title_kana="ひみつ", kind="film", by=None, now=now)
    get_json(client, f"productions/{hidden.uid}/placements/diff/?to=disc", 404)


def test_a_comparison_costs_the_same_for_1_cut_and_30(client, place, production, now):
    def count(number, length):
        part = add_episode(production, number=number, by=None, now=now)
        for edition, step in (("broadcast", 10), ("disc", 11)):
            place(edition, *((str(n), n * step, step, None) for n in range(length)), episode=part)
        with CaptureQueriesContext(connection) as counted:
            found = get_json(client, f"episodes/{part.uid}/placements/diff/?from=broadcast&to=disc")
        assert len(found["trimmed"]) == length
        return len(counted)

    count("10", 1)
    assert count("11", 1) == count("12", 30)
