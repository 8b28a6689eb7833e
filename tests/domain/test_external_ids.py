"""Identifiers elsewhere: of productions and episodes, of editions of these, of contributors."""

import pytest

from productions.catalogue.services.editions import add_edition
from productions.catalogue.services.productions import add_episode, create_production
from productions.models import ExternalId
from productions.people.services.external_ids import add_external_id, update_external_id
from productions.shared.refusals import NotAllowed, Refusal
from tests.rules.test_visibility import member_of

EIDR = "10.5240/7791-8534-2C23-9030-8610-5"
ISAN = "0000-0001-8947-0000-8-0000-0000-D"


@pytest.fixture
def episode(production, now):
    return add_episode(production, number="1", by=None, now=now)


def test_an_episode_has_identifiers_whose_check_characters_are_checked(episode, staff, now):
    editor = staff("editor")
    made = add_external_id(scheme="eidr", value=f"urn:eidr:{EIDR}", episode=episode, by=editor, now=now)
    assert (made.episode, made.value, made.edition) == (episode, EIDR, "")
    add_external_id(scheme="isan", value=ISAN, episode=episode, by=editor, now=now)
    for scheme, value in (("eidr", f"{EIDR[:-1]}6"), ("isan", f"{ISAN[:-1]}E")):
        with pytest.raises(Refusal, match="check character"):
            add_external_id(scheme=scheme, value=value, episode=episode, by=editor, now=now)


def test_an_identifier_may_be_of_one_edition(production, episode, now):
    add_edition(production, code="tv_cut", label_en="TV cut", by=None, now=now)
    for owner, code in (({"production": production}, "tv_cut"), ({"episode": episode}, "streaming")):
        entry = add_external_id(scheme="eidr", value=EIDR, edition=code, by=None, now=now, **owner)
        assert entry.edition == code
        ExternalId.objects.filter(pk=entry.pk).update(removed_at=now)
    with pytest.raises(Refusal, match="There is no edition “tv_kut”"):
        add_external_id(scheme="eidr", value=EIDR, edition="tv_kut", production=production, by=None, now=now)


def test_only_works_have_editions(person, now):
    with pytest.raises(Refusal, match="Only works have editions"):
        add_external_id(scheme="mal", value="1", edition="disc", contributor=person, by=None, now=now)


@pytest.mark.parametrize("owner", ["production", "episode", "person"])
def test_a_scheme_identifies_only_what_it_counts(owner, request, now):
    entry = request.getfixturevalue(owner)
    scheme, value = ("isan", ISAN) if owner == "person" else ("isni", "0000 0001 2103 2683")
    column = {"person": "contributor"}.get(owner, owner)
    with pytest.raises(Refusal, match=f"{scheme.upper()} has no identifiers of {column}s"):
        add_external_id(scheme=scheme, value=value, by=None, now=now, **{column: entry})


def test_an_identifier_has_one_owner(production, episode, now):
    for owners in ({}, {"production": production, "episode": episode}):
        with pytest.raises(Refusal, match="one production, one episode or one contributor"):
            add_external_id(scheme="wikidata", value="Q1", by=None, now=now, **owners)


def test_plain_numbers_count_works_episodes_and_people_apart(production, episode, person, now):
    for owner in ({"production": production}, {"episode": episode}, {"contributor": person}):
        add_external_id(scheme="bangumi", value="12", by=None, now=now, **owner)
    other = add_episode(production, number="2", by=None, now=now)
    with pytest.raises(Refusal, match="already belongs to another entry"):
        add_external_id(scheme="bangumi", value="12", episode=other, by=None, now=now)
    add_external_id(scheme="imdb", value="tt1234567", production=production, by=None, now=now)
    with pytest.raises(Refusal, match="already belongs to another entry"):
        add_external_id(scheme="imdb", value="tt1234567", episode=episode, by=None, now=now)


def test_an_identifier_of_an_unseen_episode_is_taken(episode, staff, now):
    private = create_production(title="別", kind="series", by=None, now=now)
    hidden = add_episode(private, number="1", by=None, now=now)
    add_external_id(scheme="eidr", value=EIDR, episode=hidden, by=None, now=now)
    assert add_external_id(scheme="eidr", value=EIDR, episode=episode, by=staff("editor"), now=now)
    with pytest.raises(Refusal, match="already belongs to another entry"):
        add_external_id(scheme="eidr", value=EIDR, episode=episode, by=None, now=now)


def test_editors_of_the_production_write_identifiers_of_its_episodes(production, episode, staff, now):
    elsewhere = create_production(title="別", kind="series", by=None, now=now)
    stranger = member_of(elsewhere, "approver", "stranger")
    editor = staff("editor")
    for user in (staff("viewer"), stranger):
        with pytest.raises(NotAllowed):
            add_external_id(scheme="eidr", value=EIDR, episode=episode, by=user, now=now)
    entry = add_external_id(scheme="eidr", value=EIDR, episode=episode, by=editor, now=now)
    with pytest.raises(NotAllowed):
        update_external_id(entry, edition="disc", by=stranger, now=now)
    assert update_external_id(entry, edition="disc", by=editor, now=now).edition == "disc"
    with pytest.raises(Refusal, match="cannot be moved"):
        update_external_id(entry, production=production, by=None, now=now)
