"""What caches keep, readers' and our own: ETags and encodings, and JSON that is dropped when it has changed."""

import gzip

import pytest
import zstandard

from api.read.fragment_cache import FRAGMENT_CACHE
from productions.ai.services.ai_systems import register_ai_system, update_ai_system
from productions.catalogue.services.cuts import add_cuts, update_cut
from productions.catalogue.services.productions import (
    add_episode,
    add_title,
    create_production,
    update_episode,
)
from productions.credits.services.ai_uses import record_ai_use
from productions.people.services.contributors import add_name
from productions.people.services.external_ids import add_external_id
from tests.api.asking import get


def test_an_answer_is_validated_packed_and_open_to_every_web_page(client, series):
    answer = get(client, "credits/", origin="https://example.org")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"].startswith("public, max-age=30")
    again = get(client, "credits/", 304, **{"if-none-match": answer.headers["ETag"]})
    assert again.content == b""
    packed = get(client, "credits/", **{"accept-encoding": "gzip"})
    assert (packed.headers["Content-Encoding"], gzip.decompress(packed.content)) == ("gzip", answer.content)
    packed = get(client, "credits/", **{"accept-encoding": "gzip, zstd"})
    assert (packed.headers["Content-Encoding"], zstandard.decompress(packed.content)) == (
        "zstd",
        answer.content,
    )
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert not answer.cookies


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, zstd", "zstd"), ("gzip;q=1.0, zstd;q=0", "gzip"), ("gzip;q=0", None), ("", None)],
)
def test_nobody_gets_an_encoding_that_they_refuse(client, series, accepted, encoding):
    answer = client.get("/api/v1/credits/", headers={"accept-encoding": accepted})
    assert answer.get("Content-Encoding") == encoding


def test_what_changed_is_shown_at_once(client, production, person, confirmed, role, now):
    """The JSON of people, works and systems is kept in the process; the ledger says what to forget."""
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    episode = add_episode(production, number="1", title="Old", by=None, now=now)
    (cut,) = add_cuts(production, [{"number": "1"}], episode=episode, by=None, now=now)
    credit = confirmed(contributor=person, cut=cut, role=role("layout"))
    record_ai_use(
        credit, ai_system=system, task="layout", source_type="algorithmicMedia", oversight="human_validated",
        validated_by=person, validated_at=now, extent="assist", by=None, now=now,
    )  # fmt: skip

    def row():
        (shown,) = get(client, f"credits/?contributor={person.uid}").json()["results"]
        return shown

    before = row()
    add_name(person, text="Ryōtarō Makihara", script="romaji", primary=True, by=None, now=now)
    add_title(production, text="The Dog & The Boy", kind="english", primary=True, by=None, now=now)
    update_episode(episode, title="New", by=None, now=now)
    update_cut(cut, number="1A", by=None, now=now)
    update_ai_system(system, version="9", by=None, now=now)
    after = row()
    shown = (
        after["contributor"]["name"], after["production"]["title"], after["episode"]["title"],
        after["cut"]["number"], after["ai_uses"][0]["ai_system"]["version"], after["ai_uses"][0]["validated_by"]["name"],
    )  # fmt: skip
    assert shown == ("Ryōtarō Makihara", "The Dog & The Boy", "New", "1A", "9", "Ryōtarō Makihara")
    assert before["contributor"]["name"] == "牧原亮太郎"
    (found,) = get(client, "contributors/?q=Makihara").json()["results"]
    add_external_id(scheme="imdb", value="nm0594503", contributor=person, by=None, now=now)
    assert get(client, f"contributors/{found['uid']}/").json()["external_ids"][0]["value"] == "nm0594503"


def test_new_credits_make_nothing_kept_forgotten(
    client, production, person, confirmed, role, now, django_assert_num_queries
):
    confirmed(contributor=person)
    get(client, "credits/")
    generation = FRAGMENT_CACHE.generation
    confirmed(contributor=person, role=role("layout"))
    create_production(title="Another", kind="film", by=None, now=now)
    with django_assert_num_queries(2):  # the page, and the one role not seen before
        get(client, "credits/")
    assert FRAGMENT_CACHE.generation == generation


def test_no_more_is_kept_than_allowed(client, production, series, monkeypatch):
    rows = get(client, "cuts/").json()
    # The bound alone is small here: the real one is 40,000 entries.
    monkeypatch.setattr(FRAGMENT_CACHE, "largest", 4)  # 40,000 entries would take minutes to make
    FRAGMENT_CACHE.clear()
    assert get(client, "cuts/").json() == rows
    assert get(client, "credits/?fields=uid,cut,role").json()["results"] != []
    assert 0 < sum(map(len, FRAGMENT_CACHE.kept.values())) <= 4 + len(series) // 2
