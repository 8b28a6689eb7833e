"""Shared by the tests of dumps: a registry with one entry of everything, and its dump."""

from datetime import date

import pytest

from api.dumps import reading
from api.dumps.making import write_dump
from productions.ai.services.ai_systems import register_ai_system
from productions.cast.services.characters import add_variant, create_character
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode, create_production
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.credits import enter_credit, set_state
from productions.people.services.contributors import add_name, create_contributor
from productions.people.services.external_ids import add_external_id
from productions.releases.services.releases import issue_release


@pytest.fixture
def registry(unlocked, production, person, confirmed, role, now):
    """One entry of everything, and a private production with a credit."""
    episode = add_episode(production, number="1", released_on=date(2023, 4, 1), by=None, now=now)
    (cut,) = add_cuts(production, [{"number": "1"}], episode=episode, by=None, now=now)
    add_name(person, text="Makihara", script="romaji", used_from=date(2001, 1, 1), by=None, now=now)
    credit = confirmed(contributor=person, cut=cut, role=role("layout"))
    add_external_id(contributor=person, scheme="wikidata", value="Q42", by=None, now=now)
    add_external_id(production=production, scheme="imdb", value="tt1234567", by=None, now=now)
    heroine = create_character(production, name="月", name_language="ja", by=None, now=now)
    girl = add_variant(heroine, kind="age", label="少女期", by=None, now=now)
    voiced = create_contributor(name="見本 声", by=None, now=now)
    confirmed(
        contributor=voiced, role=role("voice"), portrayals=[{"character": heroine, "variant": girl}],
        character_as_printed="月（少女期）", character_as_printed_language="ja",
    )  # fmt: skip
    for number in range(5):
        confirmed(contributor=create_contributor(name=f"見本 {number}", by=None, now=now))
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    record_ai_use(
        credit, ai_system=system, task="layout", source_type="algorithmicMedia", oversight="human_validated",
        validated_by=person, validated_at=now, extent="assist", by=None, now=now,
    )  # fmt: skip
    issue_release(production, by=None, now=now)
    hidden = create_production(title="Hidden", kind="film", by=None, now=now)
    secret = create_contributor(name="秘密", by=None, now=now)
    set_state(
        enter_credit(hidden, role=role("layout"), contributor=secret, by=None, now=now),
        "confirmed", by=None, now=now,
    )  # fmt: skip


@pytest.fixture
def dump(registry, tmp_path, now, monkeypatch):
    """A dump in slices so small that every list of more than two rows has several."""
    monkeypatch.setattr(reading, "DUMP_SLICE_ROWS", 2)  # several slices of a few rows, not of 5,000
    write_dump(tmp_path / "dump", now=now, tell=lambda rows, total: None)
    return tmp_path / "dump"
