"""Songs of a production or an episode, the lines of their rights, and the credits that name them."""

import pytest

from productions.catalogue.services.cuts import add_cut
from productions.catalogue.services.productions import add_episode
from productions.coverage.services.coverage import measure_coverage
from productions.credits.services.credits import enter_credit, update_credit
from productions.models import Credit, Event, SongRight
from productions.removals.services.removal import remove_entity
from productions.shared.refusals import NotAllowed, Refusal
from productions.songs.services import add_song_right, create_song, update_song, update_song_right
from tests.domain.refusing import refused_to_operator


@pytest.fixture
def episode(production, now):
    return add_episode(production, number="1", by=None, now=now)


@pytest.fixture
def song(production, now):
    return create_song(production, title="手紙", kind="ending", by=None, now=now)


@pytest.fixture
def enter(production, person, role, now):
    def make(code="lyrics", **values):
        given = {"contributor": person, **values}
        return enter_credit(production, role=role(code), by=None, now=now, **given)

    return make


def test_a_song_has_lines_of_rights_in_their_order_and_tells_the_ledger(production, now, song):
    second = add_song_right(song, text="JASRAC 出 0000000-500", position=2, by=None, now=now)
    add_song_right(song, text="（ＲＥＩレコーズ）", holder="ＲＥＩレコーズ", position=1, by=None, now=now)
    add_song_right(song, text="後から", by=None, now=now)
    update_song_right(second, text="JASRAC 出 0000000-501", by=None, now=now)
    texts = [right.text for right in SongRight.objects.live().in_order()]
    assert texts == ["（ＲＥＩレコーズ）", "JASRAC 出 0000000-501", "後から"]
    events = Event.objects.filter(entity_type__in=["song", "songright"]).order_by("pk")
    assert [event.action for event in events] == ["created", "added", "added", "added", "changed"]
    assert {event.production_id for event in events} == {production.pk}


def test_a_kind_that_nobody_said_stays_unsaid(production, now):
    assert create_song(production, title="無題", by=None, now=now).kind == ""


@pytest.mark.parametrize(
    ("values", "field"), [({"title": ""}, "title"), ({"title": "歌", "kind": "hymn"}, "kind")]
)
def test_a_song_has_a_title_and_a_known_kind(production, now, values, field):
    refusal = refused_to_operator(create_song, production, now=now, **values)
    assert field in refusal.fields or any("title" in str(each) for each in refusal.args), refusal


def test_a_song_is_of_an_episode_of_its_production(production, theirs, now, song):
    other = add_episode(theirs, number="1", by=None, now=now)
    assert (
        "episode" in refused_to_operator(create_song, production, title="歌", episode=other, now=now).fields
    )
    assert "episode" in refused_to_operator(update_song, song, episode=other, now=now).fields
    assert "production" in refused_to_operator(update_song, song, production=theirs, now=now).fields


def test_viewers_write_no_songs(production, staff, now, song):
    viewer = staff("viewer")
    for call in (
        lambda: create_song(production, title="歌", by=viewer, now=now),
        lambda: update_song(song, title="歌", by=viewer, now=now),
        lambda: add_song_right(song, text="©", by=viewer, now=now),
    ):
        with pytest.raises(NotAllowed):
            call()


def test_a_credit_takes_the_song_and_its_episode(production, episode, now, enter):
    own = create_song(production, title="挿入歌", kind="insert", episode=episode, by=None, now=now)
    credit = enter(song=own)
    assert (credit.song, credit.episode) == (own, episode)


def test_the_same_person_may_have_one_role_in_two_songs(production, now, enter, song):
    opening = create_song(production, title="虹", kind="opening", by=None, now=now)
    assert enter(song=song).pk != enter(song=opening).pk
    assert "already has this role" in str(refused_to_operator(lambda by: enter(song=song)).args)


def test_a_song_elsewhere_is_refused(production, theirs, episode, now, enter, song):
    foreign = create_song(theirs, title="他", by=None, now=now)
    second = add_episode(production, number="2", by=None, now=now)
    of_second = create_song(production, title="二話", episode=second, by=None, now=now)
    cut = add_cut(production, number="1", episode=episode, by=None, now=now)
    assert "another production" in refused_to_operator(lambda by: enter(song=foreign)).fields["song"][0]
    assert (
        "another episode"
        in refused_to_operator(lambda by: enter(song=of_second, episode=episode)).fields["song"][0]
    )
    assert "no cut" in refused_to_operator(lambda by: enter(song=song, cut=cut)).fields["song"][0]


def test_a_song_with_credits_stays_where_they_are(production, episode, now, enter, song):
    credit = enter(song=song)
    assert (
        "cannot be moved"
        in refused_to_operator(update_song, song, episode=episode, now=now).fields["episode"][0]
    )
    update_credit(credit, episode=episode, by=None, now=now)
    update_song(song, episode=episode, by=None, now=now)
    assert song.episode == episode


def test_a_song_with_credits_is_not_removed_and_an_episode_with_songs_neither(
    production, episode, staff, now, enter, song
):
    update_song(song, episode=episode, by=None, now=now)
    credit = enter(song=song)
    boss = staff("approver")
    for entry in (song, episode):
        with pytest.raises(Refusal):
            remove_entity(entry, by=boss, now=now, reason="test")
    remove_entity(credit, by=boss, now=now, reason="test")
    with pytest.raises(Refusal, match="songs"):
        remove_entity(episode, by=boss, now=now, reason="test")
    remove_entity(song, by=boss, now=now, reason="test")
    remove_entity(episode, by=boss, now=now, reason="test")


def test_a_removed_song_is_no_choice(production, now, enter, song):
    remove_entity(song, by=None, now=now, reason="test")
    assert "removed" in refused_to_operator(lambda by: enter(song=song)).fields["song"][0]


def test_an_insert_song_of_an_episode_is_in_its_roll_alone(production, episode, now, enter):
    second = add_episode(production, number="2", by=None, now=now)
    own = create_song(production, title="挿入歌", kind="insert", episode=episode, by=None, now=now)
    credit = enter(song=own)
    assert credit in Credit.objects.of_roll(production, episode, "")
    assert credit not in Credit.objects.of_roll(production, second, "")


def test_a_song_covers_what_a_production_requires_of_songs(production, now, confirmed, person, role, song):
    confirmed(contributor=person, role=role("lyrics"), song=song)
    (line,) = [each for each in measure_coverage(production=production).roles if each.role.code == "lyrics"]
    assert (line.places, line.named, line.missing) == (1, 1, 0)
