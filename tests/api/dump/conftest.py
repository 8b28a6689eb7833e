"""Shared by the tests of dumps: a dump of a registry with one entry of everything, made once for each module."""

from datetime import date

import pytest

from api.dumps import reading
from api.dumps.making import write_dump
from productions.ai.services.ai_systems import register_ai_system
from productions.cast.services.characters import add_variant, create_character
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.editions import add_edition
from productions.catalogue.services.placements import place_cut, time_edition
from productions.catalogue.services.productions import add_episode, create_production
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import enter_credit, set_state
from productions.models import Role
from productions.people.services.contributors import add_name, create_contributor
from productions.people.services.external_ids import add_external_id
from productions.people.services.groups import add_group_member
from productions.people.services.tracker_ids import add_tracker_id
from productions.releases.services.releases import issue_release
from productions.segments.services import create_part, create_segment
from productions.songs.services import add_song_right, create_song
from tests.conftest import NOW

PERSON = "牧原亮太郎"


def role_of(code):
    return Role.objects.get(code=code)


def fill_registry(now):
    """One entry of everything, and a private production with a credit."""
    production = create_production(
        title="犬と少年", title_kana="いぬとしょうねん", kind="short", year=2023, visibility="public", by=None, now=now
    )  # fmt: skip
    person = create_contributor(name=PERSON, kana="まきはら りょうたろう", by=None, now=now)

    def confirm(**values):
        values.setdefault("role", role_of("background_art"))
        (credit,) = enter_credits(production, [values], by=None, now=now, state="confirmed")
        return credit

    episode = add_episode(production, number="1", released_on=date(2023, 4, 1), by=None, now=now)
    (cut,) = add_cuts(production, [{"number": "1"}], episode=episode, by=None, now=now)
    place_cut(cut, record_in=0, length=24, source_in=0, by=None, now=now)
    place_cut(cut, record_in=24, length=24, edition="disc", by=None, now=now)
    film = {"fps_num": 24000, "fps_den": 1001}
    time_edition(production, episode=episode, start_timecode="01:00:00:00", by=None, now=now, **film)
    time_edition(production, by=None, now=now)
    add_edition(production, code="tv_cut", label_en="TV cut", by=None, now=now)
    add_edition(production, code="long_cut", label_ja="長尺版", kind="disc", by=None, now=now, **film)
    add_name(person, text="Makihara", script="romaji", used_from=date(2001, 1, 1), by=None, now=now)
    credit = confirm(contributor=person, cut=cut, role=role_of("layout"))
    add_external_id(contributor=person, scheme="wikidata", value="Q42", by=None, now=now)
    add_external_id(production=production, scheme="imdb", value="tt1234567", by=None, now=now)
    add_external_id(episode=episode, scheme="tmdb", value="7788", edition="disc", by=None, now=now)
    for owner in ({}, {"cut": cut}, {"contributor": person}):
        add_tracker_id(production, scheme="kitsu", value="Tracked", by=None, now=now, **owner)
    confirm(
        contributor=(unit := create_contributor(name="例班", kind="organization", by=None, now=now)),
        kind="organization",
        headcount=2,
        named_count=0,
        absence_reason="unknown_lost",
    )
    add_group_member(unit, member=person, since=date(2020, 4, 1), by=None, now=now)
    heroine = create_character(production, name="月", name_language="ja", by=None, now=now)
    girl = add_variant(heroine, kind="age", label="少女期", by=None, now=now)
    voiced = create_contributor(name="見本 声", by=None, now=now)
    confirm(
        contributor=voiced, role=role_of("voice"), portrayals=[{"character": heroine, "variant": girl}],
        character_as_printed="月（少女期）", character_as_printed_language="ja",
    )  # fmt: skip
    for number in range(5):
        confirm(contributor=create_contributor(name=f"見本 {number}", by=None, now=now))
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    record_ai_use(
        credit, ai_system=system, task="layout", source_type="algorithmicMedia", oversight="human_validated",
        validated_by=person, validated_at=now, extent="assist", by=None, now=now,
    )  # fmt: skip
    song = create_song(production, title="手紙", kind="ending", by=None, now=now)
    add_song_right(song, text="JASRAC 出 0000000-500", by=None, now=now)
    confirm(contributor=person, role=role_of("lyrics"), song=song)
    segment = create_segment(production, kind="opening", first_episode=episode, by=None, now=now)
    confirm(contributor=person, role=role_of("storyboard"), segment=segment)
    create_part(production, episode=episode, label="A", first_cut=cut, last_cut=cut, by=None, now=now)
    issue_release(production, by=None, now=now)
    hidden = create_production(title="Hidden", kind="film", by=None, now=now)
    create_song(hidden, title="秘曲", by=None, now=now)
    create_segment(hidden, kind="recap", by=None, now=now)
    secret = create_contributor(name="秘密", by=None, now=now)
    set_state(
        enter_credit(hidden, role=role_of("layout"), contributor=secret, by=None, now=now),
        "confirmed", by=None, now=now,
    )  # fmt: skip


@pytest.fixture(scope="module")
def dump(committed, tmp_path_factory):
    """A dump of a filled registry, in slices so small that every list of more than two rows has several."""
    folder = tmp_path_factory.mktemp("dumps") / "dump"
    with committed.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "DUMP_SLICE_ROWS", 2)  # several slices of a few rows, not of 5,000
        fill_registry(NOW)
        write_dump(folder, now=NOW, tell=lambda rows, total: None)
    return folder
