"""Songs, segments and parts as everybody reads them, below what they belong to and at credits and cuts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.read.fragment_cache import FRAGMENT_CACHE
from productions.catalogue.services.cuts import add_cut, add_cuts
from productions.catalogue.services.productions import add_episode, update_production
from productions.ledger.services.ledger import number_events
from productions.models import Song
from productions.segments.services import create_part, create_segment, update_segment
from productions.songs.services import add_song_right, create_song, update_song
from tests.api.asking import get
from tests.html_pages import read_markup

MANY = 30


@pytest.fixture
def episodes(production, now):
    return [add_episode(production, number=str(number), by=None, now=now) for number in (1, 2, 10)]


@pytest.fixture
def opening(production, episodes, now):
    return create_segment(
        production, kind="opening", first_episode=episodes[1], last_episode=episodes[2], by=None, now=now
    )


@pytest.fixture
def song(production, now):
    return create_song(production, title="手紙", kind="ending", title_kana="てがみ", by=None, now=now)


def uids(client, path):
    return {row["uid"] for row in get(client, path).json()["results"]}


def test_a_song_shows_its_rights_and_says_null_for_what_nobody_said(client, production, song, now):
    add_song_right(song, text="JASRAC 出 0000000-500", position=2, by=None, now=now)
    add_song_right(song, text="（ＲＥＩレコーズ）", position=1, by=None, now=now)
    shown = get(client, f"songs/{song.uid}/").json()
    assert [right["text"] for right in shown["rights"]] == ["（ＲＥＩレコーズ）", "JASRAC 出 0000000-500"]
    assert (shown["kind"], shown["title_language"], shown["episode"], shown["position"]) == (
        "ending",
        None,
        None,
        None,
    )
    unsaid = create_song(production, title="無題", by=None, now=now)
    assert get(client, f"songs/{unsaid.uid}/").json()["kind"] is None


def test_songs_are_below_their_production_and_episode_and_found_by_title(
    client, production, episodes, song, now
):
    own = create_song(production, title="挿入", kind="insert", episode=episodes[0], by=None, now=now)
    assert uids(client, f"productions/{production.uid}/songs/") == {str(song.uid), str(own.uid)}
    assert uids(client, f"episodes/{episodes[0].uid}/songs/") == {str(own.uid)}
    assert uids(client, "songs/?q=てがみ") == {str(song.uid)}
    assert uids(client, "songs/?kind=insert") == {str(own.uid)}


def test_credits_name_their_song_and_segment_and_are_found_by_them(
    client, confirmed, person, role, song, opening
):
    plain = confirmed(contributor=person, role=role("director"))
    written = confirmed(contributor=person, role=role("lyrics"), song=song)
    drawn = confirmed(contributor=person, role=role("storyboard"), segment=opening)
    for path, credit in ((f"credits/?song={song.uid}", written), (f"credits/?segment={opening.uid}", drawn)):
        assert uids(client, path) == {str(credit.uid)}
    for path in (f"songs/{song.uid}/credits/", f"segments/{opening.uid}/credits/"):
        assert len(uids(client, path)) == 1
    shown = get(client, f"credits/{written.uid}/").json()
    assert shown["song"] == {"uid": str(song.uid), "kind": "ending", "title": "手紙"}
    shown = get(client, f"credits/{drawn.uid}/").json()
    assert shown["segment"] == {"uid": str(opening.uid), "kind": "opening", "title": ""}
    assert get(client, f"credits/{plain.uid}/").json()["song"] is None


def test_a_song_that_gets_another_title_is_shown_so_at_its_credits(
    client, confirmed, person, role, song, now
):
    written = confirmed(contributor=person, role=role("lyrics"), song=song)
    get(client, f"credits/?uid={written.uid}")
    update_song(song, title="手紙（改題）", by=None, now=now)
    (row,) = get(client, f"credits/?uid={written.uid}").json()["results"]
    assert row["song"]["title"] == "手紙（改題）"


def test_an_episode_lists_the_segments_that_run_in_it(client, production, episodes, opening, now):
    whole = create_segment(production, kind="eyecatch", by=None, now=now)
    special = add_episode(production, number="OP", kind="opening", by=None, now=now)
    listed = [uids(client, f"episodes/{episode.uid}/segments/") for episode in episodes]
    both = {str(whole.uid), str(opening.uid)}
    assert listed == [{str(whole.uid)}, both, both]
    assert uids(client, f"segments/?running_in={episodes[1].uid}&kind=opening") == {str(opening.uid)}
    assert uids(client, f"episodes/{special.uid}/segments/") == set()


def test_cuts_say_which_part_they_are_in(client, production, episodes, now):
    cuts = add_cuts(
        production,
        [{"number": number} for number in ("1", "2", "10", "11")],
        episode=episodes[0],
        by=None,
        now=now,
    )
    outside = add_cut(production, number="1", episode=episodes[1], by=None, now=now)
    part = create_part(
        production, episode=episodes[0], label="A", first_cut=cuts[1], last_cut=cuts[2], by=None, now=now
    )
    shown = get(client, f"episodes/{episodes[0].uid}/cuts/?ordering=number").json()["results"]
    assert [(cut["number"], cut["part"]) for cut in shown] == [
        ("1", None),
        ("2", "A"),
        ("10", "A"),
        ("11", None),
    ]
    assert uids(client, f"episodes/{episodes[0].uid}/cuts/?part=A") == {str(cuts[1].uid), str(cuts[2].uid)}
    assert uids(client, f"episodes/{episodes[0].uid}/parts/") == {str(part.uid)}
    assert uids(client, f"productions/{production.uid}/parts/") == {str(part.uid)}
    assert get(client, f"cuts/{outside.uid}/").json()["part"] is None


def test_of_a_private_production_strangers_see_none_of_it(client, production, episodes, song, opening, now):
    right = add_song_right(song, text="©", by=None, now=now)
    (cut,) = add_cuts(production, [{"number": "1"}], episode=episodes[0], by=None, now=now)
    part = create_part(
        production, episode=episodes[0], label="A", first_cut=cut, last_cut=cut, by=None, now=now
    )
    paths = [f"songs/{song.uid}/", f"segments/{opening.uid}/", f"parts/{part.uid}/"]
    for path in paths:
        get(client, path)
    update_production(production, visibility="private", by=None, now=now)
    for path in paths:
        get(client, path, 404)
    for path in ("songs/", "segments/", "parts/", f"segments/?running_in={episodes[1].uid}"):
        assert get(client, path).json()["results"] == []
    assert right.text not in read_markup(get(client, "songs.ndjson"))


def count_queries(client, path):
    FRAGMENT_CACHE.clear()
    get(client, path)  # what is compiled once
    FRAGMENT_CACHE.clear()
    with CaptureQueriesContext(
        connection,
    ) as found:
        rows = get(client, path).json()["results"]
    return len(rows), len(found)


@pytest.mark.parametrize("kind", ["songs", "segments", "parts", "cuts", "credits"])
def test_a_list_of_many_costs_as_many_queries_as_a_list_of_one(
    client, production, person, role, confirmed, now, kind
):
    def make(number):
        episode = add_episode(production, number=str(number), by=None, now=now)
        song = create_song(production, title=f"歌{number}", episode=episode, by=None, now=now)
        add_song_right(song, text="©", by=None, now=now)
        segment = create_segment(
            production, kind="recap", first_episode=episode, last_episode=episode, by=None, now=now
        )
        cut = add_cut(production, number="1", episode=episode, by=None, now=now)
        create_part(production, episode=episode, label="A", first_cut=cut, last_cut=cut, by=None, now=now)
        confirmed(contributor=person, role=role("lyrics"), song=song)
        confirmed(contributor=person, role=role("storyboard"), segment=segment)

    make(1)
    path = f"productions/{production.uid}/{kind}/?page_size=100"
    rows, first = count_queries(client, path)
    assert rows == (2 if kind == "credits" else 1)
    for number in range(2, MANY + 1):
        make(number)
    assert Song.objects.count() == MANY
    assert count_queries(client, path) == (rows * MANY, first)


def test_the_feed_tells_of_songs_and_of_their_rights(client, production, song, opening, now):
    number_events()
    last = get(client, "changes/?after=999999").json()["last"]
    add_song_right(song, text="©", by=None, now=now)
    update_segment(opening, title="前期", by=None, now=now)
    number_events()
    rows = get(client, f"changes/?after={last}").json()["results"]
    assert [(row["entity"], row["key"], row["fields"]) for row in rows] == [
        ("song", str(song.uid), ["rights"]),
        ("segment", str(opening.uid), ["title"]),
    ]


def test_filmographies_and_staff_lists_name_the_segment(
    client, production, confirmed, person, role, opening, now
):
    ending = create_segment(production, kind="ending", title="灯", by=None, now=now)
    for segment in (opening, ending, None):
        confirmed(contributor=person, role=role("storyboard"), segment=segment)
    named = [
        {"uid": str(opening.uid), "kind": "opening", "title": ""},
        {"uid": str(ending.uid), "kind": "ending", "title": "灯"},
        None,
    ]
    plain = {"episode": None, "whole": True, "cuts": "", "cut_count": 0}
    (work,) = get(client, f"contributors/{person.uid}/filmography/").json()["results"]
    (row,) = get(client, f"productions/{production.uid}/staff/").json()["results"]
    parts = [{**plain, "segment": each} for each in named]
    assert row["episodes"] == parts
    assert work["roles"][0]["episodes"] == [{**part, "uncredited": False} for part in parts]
