"""Editions, time lines and what is on screen, over the API."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.catalogue.services.cuts import add_cuts, relate_cuts
from productions.catalogue.services.editions import add_edition
from productions.catalogue.services.placements import replace_placements, time_edition
from productions.catalogue.services.productions import add_episode, create_production, update_production
from productions.credits.services.bulk_credits import enter_credits
from productions.models import Cut, Episode
from productions.people.services.contributors import create_contributor
from productions.shared.choices import Visibility
from tests.api.asking import get_json
from tests.html_pages import read_markup

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def drawn(answer):
    """Who is credited, by edition and cut."""
    return {
        each["edition"]: {
            one["cut"]["number"]: [credit["credited_as"] for credit in one["credits"]] for one in each["cuts"]
        }
        for each in answer["editions"]
    }


@pytest.fixture
def placed(series, production, now):
    """Episode 1, whose four cuts of 24 frames each have a layout by a person of their own."""
    episode = Episode.objects.get(number="1")
    cuts = list(Cut.objects.filter(episode=episode).order_by("sort_key"))
    rows = [{"cut": cut, "record_in": 24 * place, "length": 24} for place, cut in enumerate(cuts)]
    replace_placements(production, rows, episode=episode, start_timecode="01:00:00:00", by=None, now=now)
    return episode, cuts


def test_everybody_reads_who_drew_what_is_on_screen(client, placed, production):
    episode, cuts = placed
    answer = get_json(client, f"episodes/{episode.uid}/at/?t=1.5")
    (shown,) = answer["editions"]
    (one,) = shown["cuts"]
    assert {name: shown[name] for name in shown if name != "cuts"} == {
        "edition": None, "placed_in": None, "frame_rate": "24/1", "start_timecode": "01:00:00:00", "frame": 36,
        "timecode": "01:00:01:12",
    }  # fmt: skip
    assert (one["cut"], one["record_in"], one["length"]) == ({"uid": str(cuts[1].uid), "number": "2"}, 24, 24)
    (credit,) = one["credits"]
    listed = get_json(client, f"credits/{credit['uid']}/")
    assert credit == listed
    for same in ("00:01.5", "36f", "01:00:01:12"):
        assert get_json(client, f"episodes/{episode.uid}/at/?t={same}") == answer


def test_a_credit_for_a_range_of_cuts_is_on_the_screen_of_each(client, placed, confirmed, role, now):
    episode, cuts = placed
    person = create_contributor(name="通し 担当", by=None, now=now)
    confirmed(contributor=person, role=role("key_animation"), cut=cuts[0], last_cut=cuts[2])
    shown = [
        drawn(get_json(client, f"episodes/{episode.uid}/at/?t={24 * place}f"))[None] for place in range(4)
    ]
    assert [["通し 担当" in names for names in each.values()] for each in shown] == [
        [True],
        [True],
        [True],
        [False],
    ]


def test_the_drawings_of_a_bank_cut_are_those_of_whom_drew_it(client, placed, now):
    episode, cuts = placed
    bank = Cut.objects.get(episode__number="2", number="3")
    relate_cuts(from_cut=cuts[0], to_cut=bank, kind="bank", by=None, now=now)
    relate_cuts(from_cut=cuts[0], to_cut=cuts[1], kind="replaces", by=None, now=now)
    assert drawn(get_json(client, f"episodes/{episode.uid}/at/?t=0f")) == {
        None: {"1": ["見本 1 1", "見本 2 3"]}
    }


def test_what_is_private_is_on_nobodys_screen_but_the_members(client, placed, production, role, tool, now):
    episode, cuts = placed
    ghost = create_contributor(name="未公開 花子", by=None, now=now)
    enter_credits(
        production, [{"role": role("layout"), "contributor": ghost, "cut": cuts[0]}], by=None, now=now
    )
    hidden = create_production(title="未発表", kind="film", by=None, now=now)
    (secret,) = add_cuts(hidden, [{"number": "1"}], by=None, now=now)
    row = {"role": role("layout"), "contributor": ghost, "cut": secret}
    enter_credits(hidden, [row], by=None, now=now, state="confirmed")
    relate_cuts(from_cut=cuts[0], to_cut=secret, kind="bank", by=None, now=now)
    replace_placements(hidden, [{"cut": secret, "record_in": 0, "length": 9}], by=None, now=now)

    assert drawn(get_json(client, f"episodes/{episode.uid}/at/?t=0f")) == {None: {"1": ["見本 1 1"]}}
    get_json(client, f"productions/{hidden.uid}/at/?t=0f", 404)
    member = tool("viewer")
    assert drawn(member.get(f"episodes/{episode.uid}/at/?t=0f").json()) == {
        None: {"1": ["見本 1 1", "未公開 花子"]}
    }
    member.get(f"productions/{hidden.uid}/at/?t=0f", 404)
    for path in ("placements", "timelines", "editions"):
        assert str(hidden.uid) not in read_markup(client.get(f"/api/v1/{path}/"))

    update_production(production, visibility=Visibility.PRIVATE, by=None, now=now)
    get_json(client, f"episodes/{episode.uid}/at/?t=0f", 404)
    assert get_json(client, "placements/")["results"] == get_json(client, "timelines/")["results"] == []
    assert drawn(member.get(f"episodes/{episode.uid}/at/?t=0f").json())[None]["1"]


def test_a_credit_of_one_edition_is_on_the_screen_of_that_one_alone(
    client, placed, production, role, person, now
):
    episode, cuts = placed
    row = {"role": role("layout"), "contributor": person, "cut": cuts[0], "edition": "disc"}
    enter_credits(production, [row], by=None, now=now, state="confirmed")
    assert drawn(get_json(client, f"episodes/{episode.uid}/at/?t=0f")) == {None: {"1": ["見本 1 1"]}}
    assert drawn(get_json(client, f"episodes/{episode.uid}/at/?t=0f&edition=disc")) == {
        "disc": {"1": ["見本 1 1", "牧原亮太郎"]}
    }


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("", 400, "t: Give a moment: seconds (754.5)"),
        ("?t=soon", 400, "t: “soon” is no moment"),
        ("?t=00:01:00;00", 400, "t: The timecode here is not drop-frame: it begins at 01:00:00:00."),
        ("?t=0f&edition=tv_cut", 400, "edition: There is no edition “tv_cut”."),
        ("?t=0f&edition=TV%20cut", 400, "edition: “TV cut” is no code of an edition"),
        ("?t=0f&cut=1", 400, "Unknown parameter"),
        ("?t=" + "1" * 41, 400, "t: Give a moment"),
        ("?t=96f", 404, "This moment is after the end: the last cut ends with frame 95, at 4.00 seconds."),
        ("?t=%00", 400, "t: "),
    ],
)
def test_what_cannot_be_answered_is_told_in_a_sentence(client, placed, query, status, sentence):
    assert sentence in get_json(client, f"episodes/{placed[0].uid}/at/{query}", status)["detail"]


def test_a_film_without_episodes_has_a_time_line_of_its_own(client, production, role, person, now):
    get_json(client, f"productions/{production.uid}/at/?t=0f", 404)
    (cut,) = add_cuts(production, [{"number": "1"}], by=None, now=now)
    enter_credits(
        production,
        [{"role": role("layout"), "contributor": person, "cut": cut}],
        by=None,
        now=now,
        state="confirmed",
    )
    time_edition(production, fps_num=24000, fps_den=1001, by=None, now=now)
    replace_placements(production, [{"cut": cut, "record_in": 24000, "length": 1}], by=None, now=now)
    assert drawn(get_json(client, f"productions/{production.uid}/at/?t=1001")) == {
        None: {"1": ["牧原亮太郎"]}
    }
    assert drawn(get_json(client, f"productions/{production.uid}/at/?t=1000.99")) == {None: {}}
    get_json(client, f"productions/{production.uid}/at/?t=1001.05", 404)


def test_what_is_on_screen_costs_the_same_for_1_cut_and_30(client, production, role, now):
    def count(number, cuts_on_screen):
        episode = add_episode(production, number=number, by=None, now=now)
        rows = [{"number": f"{n}"} for n in range(cuts_on_screen)]
        cuts = add_cuts(production, rows, episode=episode, by=None, now=now)
        people = [
            create_contributor(name=f"例 {number} {n}", by=None, now=now) for n in range(cuts_on_screen)
        ]
        enter_credits(
            production,
            [
                {"role": role("layout"), "contributor": one, "cut": cut}
                for one, cut in zip(people, cuts, strict=True)
            ],
            by=None,
            now=now,
            state="confirmed",
        )
        for edition in ("", "disc", "dub")[: 1 if cuts_on_screen == 1 else 3]:
            places = [{"cut": cut, "record_in": 0, "length": 9} for cut in cuts]
            replace_placements(production, places, episode=episode, edition=edition, by=None, now=now)
        with CaptureQueriesContext(connection) as counted:
            found = get_json(client, f"episodes/{episode.uid}/at/?t=3f")
        assert len(found["editions"][0]["cuts"]) == cuts_on_screen
        return len(counted)

    count("10", 1)
    assert count("11", 1) == count("12", 30)


def test_an_editor_gives_an_edition_its_time_line_and_hears_what_overlaps(client, placed, production, tool):
    episode, cuts = placed
    editor = tool("editor")
    editor.post(
        "editions/",
        {"production": str(production.uid), "code": "tv_cut", "label_ja": "TV版", "kind": "broadcast"},
    )
    body = {
        "edition": "tv_cut",
        "fps_num": 30000,
        "fps_den": 1001,
        "start_timecode": "10:00:00;00",
        "placements": [
            {"cut": str(cuts[0].uid), "record_in": 0, "length": 30},
            {"cut": str(cuts[1].uid), "record_in": 20, "length": 10, "source_in": 4},
        ],
    }
    answer = editor.post(f"episodes/{episode.uid}/place-cuts/", body, 200).json()
    first, second = ({"uid": str(cut.uid), "number": cut.number} for cut in cuts[:2])
    assert answer == {
        "added": 2, "changed": 0, "removed": 0, "unchanged": 0,
        "overlaps": [{"first": first, "second": second, "frame": 20, "length": 10}],
    }  # fmt: skip
    rows = get_json(client, f"episodes/{episode.uid}/placements/?edition=tv_cut&ordering=record_in")[
        "results"
    ]
    assert [(row["cut"]["number"], row["record_in"], row["length"], row["source_in"]) for row in rows] == [
        ("1", 0, 30, None), ("2", 20, 10, 4),
    ]  # fmt: skip
    (line,) = get_json(client, f"episodes/{episode.uid}/timelines/?edition=tv_cut")["results"]
    assert (line["frame_rate"], line["start_timecode"]) == ("30000/1001", "10:00:00;00")
    assert get_json(client, f"productions/{production.uid}/own-editions/")["results"][0]["label_ja"] == "TV版"

    wrong = {"edition": "tv_cut", "placements": [{"cut": str(cuts[0].uid), "record_in": -1, "length": 30}]}
    told = editor.post(f"episodes/{episode.uid}/place-cuts/", wrong, 422).json()
    assert told["errors"][0]["detail"] == "Row 1, cut 1: A cut begins at frame 0 or later, within 24 hours."
    told = editor.post(f"episodes/{episode.uid}/place-cuts/", {"placements": [{"cut": "x"}]}, 400).json()
    assert told["errors"][0]["pointer"] == "/placements/0/cut"
    editor.post(f"productions/{production.uid}/place-cuts/", {"placements": []}, 200)
    tool("viewer").post(f"episodes/{episode.uid}/place-cuts/", {"placements": []}, 403)


def test_an_own_edition_is_said_asked_for_and_listed_like_a_built_in_one(
    client, production, role, person, tool, now
):
    add_edition(production, code="tv_cut", label_en="TV cut", by=None, now=now)
    editor = tool("editor")
    body = {
        "production": str(production.uid),
        "role": "director",
        "absence_reason": "unknown_lost",
        "headcount": 1,
        "edition": "tv_cut",
    }
    credit = editor.post("credits/", body).json()
    assert credit["edition"] == "tv_cut"
    editor.post(f"credits/{credit['uid']}/confirm/", {}, 200)
    told = editor.post("credits/", body | {"edition": "tv_cat"}, 422).json()
    assert told["errors"] == [{"pointer": "/edition", "detail": "There is no edition “tv_cat”."}]

    assert [row["uid"] for row in get_json(client, "credits/?edition=disc,tv_cut")["results"]] == [
        credit["uid"]
    ]
    assert "tv_cut" in get_json(client, "credits/?edition=tv_cat", 400)["errors"][0]["detail"]
    assert "is no code of an edition" in get_json(client, "credits/?edition=TV", 400)["detail"]
    (line,) = get_json(client, f"productions/{production.uid}/editions/")
    assert (line["edition"], line["credits"]) == ("tv_cut", 1)
