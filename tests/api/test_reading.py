"""Lists as users ask for them: pages, members, forms, filters, caches, and what stands behind a uid."""

import csv
import gzip
import io
import json
from urllib.parse import urlsplit

import pytest
import zstandard

from api import lists
from api.filters import LONGEST_QUERY
from api.fragments import FRAGMENTS
from productions.domain.ai_uses import record_ai_use, register_ai_system, update_ai_system
from productions.domain.bulk import enter_credits
from productions.domain.contributors import (
    add_external_id,
    add_name,
    create_contributor,
    merge_contributors,
)
from productions.domain.credits import withhold_name
from productions.domain.cuts import add_cuts, update_cut
from productions.domain.productions import (
    add_episode,
    add_title,
    create_production,
    update_episode,
    update_production,
)
from productions.domain.releases import issue_release
from productions.domain.removal import remove


def get(client, path, status=200, **headers):
    answer = client.get(f"/api/v1/{path}", headers=headers)
    assert answer.status_code == status, (path, answer.content[:300])
    return answer


def uids(client, path):
    return [row["uid"] for row in get(client, path).json()["results"]]


@pytest.fixture
def series(production, role, now):
    """Episodes 1 to 4 with cuts 1, 2, 2A, 3 each, a layout credit on every cut by a person of its own."""
    credits = {}
    for number in "1234":
        episode = add_episode(production, number=number, by=None, now=now)
        cuts = add_cuts(
            production, [{"number": cut} for cut in ("1", "2", "2A", "3")], episode=episode, by=None, now=now
        )
        for cut in cuts:
            person = create_contributor(name=f"見本 {number} {cut.number}", by=None, now=now)
            (credit,) = enter_credits(
                production,
                [{"role": role("layout"), "contributor": person, "cut": cut}],
                by=None,
                now=now,
                state="confirmed",
            )
            credits[number, cut.number] = credit
    return credits


def follow(client, path, link):
    """All pages from `path` on by `link` ("next" or "previous"), and the last page's address."""
    rows, address = [], f"/api/v1/{path}"
    while True:
        page = client.get(address).json()
        rows = rows + page["results"] if link == "next" else page["results"] + rows
        if page[link] is None:
            return rows, address
        address = page[link].removeprefix("http://testserver")


@pytest.mark.parametrize("ordering", ["uid", "-uid", "name", "-name"])
def test_pages_lead_through_the_whole_list_and_back(client, series, ordering):
    whole = get(client, f"contributors/?page_size=200&ordering={ordering}").json()["results"]
    assert len(whole) == 16
    forward, last = follow(client, f"contributors/?page_size=3&ordering={ordering}", "next")
    assert forward == whole
    back, _first = follow(client, last.removeprefix("/api/v1/"), "previous")
    assert back == whole


def test_a_cursor_of_another_list_is_refused(client, series):
    cursor = get(client, "contributors/?page_size=3&ordering=name").json()["next"]
    query = urlsplit(cursor).query.replace("ordering=name", "ordering=uid")
    problem = get(client, f"contributors/?{query}", 400).json()
    assert problem["errors"] == [
        {"parameter": "cursor", "detail": "This cursor is not one of this list; start without it."}
    ]


def test_count_is_there_only_when_asked_for(client, series):
    assert "count" not in get(client, "credits/").json()
    answer = get(client, "credits/?count=exact&page_size=2&episode=&role=layout")
    assert (answer.json()["count"], answer.headers["Total-Count"]) == (16, "16")
    assert len(answer.json()["results"]) == 2


def test_fields_and_include_choose_the_members(client, production, series, now):
    add_title(production, text="The Dog & The Boy", kind="english", by=None, now=now)
    release = issue_release(production, by=None, now=now)
    (row,) = get(client, "productions/?fields=title,uid").json()["results"]
    assert row == {"uid": str(production.uid), "title": "犬と少年"}
    row = get(client, f"productions/{production.uid}/?fields=title&include=episodes,releases").json()
    assert [episode["number"] for episode in row["episodes"]] == ["1", "2", "3", "4"]
    assert [found["uid"] for found in row["releases"]] == [str(release.uid)]
    for query, name in (
        ("fields=colour", "fields"),
        ("include=titles", "include"),
        ("ordering=year", "ordering"),
    ):
        problem = get(client, f"productions/?{query}", 400).json()
        assert [each["parameter"] for each in problem["errors"]] == [name]


def test_a_list_is_json_lines_or_a_table(client, production, series, now):
    add_title(production, text="=cmd()", kind="alias", primary=True, by=None, now=now)
    rows = get(client, "credits/?page_size=200").json()["results"]
    for answer in (
        get(client, "credits.ndjson?page_size=200"),
        get(client, "credits/?page_size=200", accept="application/x-ndjson"),
    ):
        assert [json.loads(line) for line in answer.content.splitlines()] == rows
    for answer in (
        get(client, "credits.csv?page_size=2"),
        get(client, "credits/?page_size=2", accept="text/csv"),
    ):
        table = list(csv.DictReader(io.StringIO(answer.content.decode())))
        assert [line["uid"] for line in table] == [row["uid"] for row in rows[:2]]
        assert table[0]["production.title"] == "'=cmd()"
        assert table[0]["contributor.name"] == rows[0]["contributor"]["name"]
        assert answer.headers["Link"].endswith('rel="next"')
    assert (
        get(client, "contributors.csv").content.decode().splitlines()[0] == "uid,kind,name,names,external_ids"
    )
    assert get(client, "credits/", 406, accept="image/png").json()["title"] == "Not Acceptable"


@pytest.mark.parametrize("chunk", [1000, 5, 4])
def test_all_credits_of_a_production_at_once(client, production, series, monkeypatch, chunk):
    """In one answer, and as a stream when there are more than one chunk of them."""
    monkeypatch.setattr(lists, "CHUNK", chunk)
    monkeypatch.setattr(lists, "SLICE", max(1, chunk // 2))
    rows = get(client, f"productions/{production.uid}/credits/?page_size=200").json()["results"]
    whole = f"productions/{production.uid}/credits"
    assert json.loads(get(client, f"{whole}.json").getvalue()) == rows
    assert [json.loads(line) for line in get(client, f"{whole}.ndjson").getvalue().splitlines()] == rows
    table = list(csv.DictReader(io.StringIO(get(client, f"{whole}.csv").getvalue().decode())))
    assert [line["uid"] for line in table] == [row["uid"] for row in rows]
    assert len(json.loads(get(client, f"{whole}.json?episode=2&fields=uid").getvalue())) == 4
    get(client, f"{whole}.json?cursor=x", 400)


def test_numbers_and_ranges_of_episodes_and_cuts(client, production, series):
    def found(query):
        hits = set(uids(client, f"productions/{production.uid}/credits/?page_size=200&{query}"))
        return sorted(key for key, credit in series.items() if str(credit.uid) in hits)

    assert found("cut=2-3&episode=2") == [("2", "2"), ("2", "2A"), ("2", "3")]
    assert found("cut=C001,2a&episode=1") == [("1", "1"), ("1", "2A")]
    assert {episode for episode, _cut in found("episode=1,3-4")} == {"1", "3", "4"}
    one = series["3", "1"]
    assert uids(client, f"credits/?cut={one.cut.uid},{series['3', '2'].cut.uid}") == [
        str(one.uid), str(series["3", "2"].uid)
    ]  # fmt: skip
    assert uids(client, f"credits/?episode={one.episode.uid}&cut=1") == [str(one.uid)]
    assert len(uids(client, f"cuts/?episode={one.episode.uid}&number=2-3")) == 3
    assert len(uids(client, f"episodes/?production={production.uid}&number=2-3")) == 2


def test_filters_of_people_productions_and_ai(client, production, person, confirmed, role, now):
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    hit, other = confirmed(contributor=person, role=role("layout")), confirmed(contributor=person)
    record_ai_use(
        hit, ai_system=system, task="layout", source_type="algorithmicMedia", oversight="prompt_guided",
        extent="assist", by=None, now=now,
    )  # fmt: skip
    add_external_id(scheme="imdb", value="nm0594503", contributor=person, by=None, now=now)
    quiet = confirmed(contributor=create_contributor(name="静か", by=None, now=now))
    withhold_name(quiet, statement="x", stated_on=now.date(), by=None, now=now)
    everything = [str(credit.uid) for credit in (hit, other, quiet)]
    expected = {
        f"credits/?ai_system={system.uid}": everything[:1],
        "credits/?source_type=algorithmicMedia,trainedAlgorithmicMedia": everything[:1],
        "credits/?oversight=human_validated": [],
        "credits/?withheld=true": everything[2:], "credits/?withheld=false": everything[:2],
        "credits/?year=2020-2023": everything, "credits/?year=1999,2001-2005": [],
        "credits/?role=layout,director": everything[:1],
        "credits/?updated_after=2026-04-01": everything, "credits/?updated_after=2026-06-01T00:00:00Z": [],
        "contributors/?external_id=imdb:nm0594503": [str(person.uid)],
        "contributors/?external_id=imdb:nm0000001": [],
        f"ai-systems/{system.uid}/uses/?task=layout&fields=uid": [str(hit.ai_uses.get().uid)],
    }  # fmt: skip
    assert {path: uids(client, path) for path in expected} == expected
    (use,) = get(client, f"ai-uses/?contributor={person.uid}").json()["results"]
    assert (use["credit"], use["credited_as"], use["role"]["code"]) == (str(hit.uid), "牧原亮太郎", "layout")
    for query in ("external_id=imdb", "external_id=x:1", "year=95", "updated_after=soon", "oversight=none",
                  "kind=robot", "production=" + ",".join(["x"] * 51)):  # fmt: skip
        get(client, f"productions/?{query}", 400)


def test_shortcuts_lie_where_people_look_for_them(client, production, series, person, confirmed, now):
    one = series["2", "1"]
    release = issue_release(production, episode=one.episode, by=None, now=now)
    assert len(uids(client, f"episodes/{one.episode.uid}/credits/")) == 4
    assert len(uids(client, f"episodes/{one.episode.uid}/cuts/")) == 4
    assert uids(client, f"cuts/{one.cut.uid}/credits/") == [str(one.uid)]
    assert uids(client, f"contributors/{one.contributor.uid}/credits/") == [str(one.uid)]
    assert len(uids(client, "roles/layout/credits/")) == 16
    assert uids(client, "roles/director/credits/") == []
    assert len(uids(client, f"productions/{production.uid}/episodes/?ordering=-number")) == 4
    assert len(uids(client, f"productions/{production.uid}/cuts/?page_size=200")) == 16
    assert uids(client, f"productions/{production.uid}/releases/") == [str(release.uid)]
    assert [row["code"] for row in get(client, "departments/").json()["results"]][:1] != []
    get(client, "roles/nobody/credits/", 404)
    get(client, "cuts/00000000-0000-7000-8000-000000000000/credits/", 404)


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


def test_merged_entries_lead_on_and_removed_ones_are_gone(client, production, person, confirmed, now):
    confirmed(contributor=person)
    first, second = (create_contributor(name=f"牧原 亮太郎 {n}", by=None, now=now) for n in "12")
    merge_contributors(first, into=second, by=None, now=now, reason="same")
    merge_contributors(second, into=person, by=None, now=now, reason="same")
    for uid in (first.uid, second.uid):
        answer = get(client, f"contributors/{uid}/credits/?fields=uid", 308)
        assert answer.headers["Location"] == f"/api/v1/contributors/{person.uid}/credits/?fields=uid"
    (cut,) = add_cuts(production, [{"number": "1"}], by=None, now=now)
    remove(cut, by=None, now=now, reason="secret")
    gone = get(client, f"cuts/{cut.uid}/", 410)
    assert gone.json()["tombstone"] == {"uid": str(cut.uid), "removed_at": "2026-05-01T12:00:00Z"}
    assert "secret" not in gone.content.decode()
    update_production(production, visibility="private", by=None, now=now)
    get(client, f"cuts/{cut.uid}/", 404)


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
    generation = FRAGMENTS.generation
    confirmed(contributor=person, role=role("layout"))
    create_production(title="Another", kind="film", by=None, now=now)
    with django_assert_num_queries(2):  # the page, and the one role not seen before
        get(client, "credits/")
    assert FRAGMENTS.generation == generation


def test_no_more_is_kept_than_allowed(client, production, series, monkeypatch):
    rows = get(client, "cuts/").json()
    monkeypatch.setattr(FRAGMENTS, "largest", 4)
    FRAGMENTS.clear()
    assert get(client, "cuts/").json() == rows
    assert get(client, "credits/?fields=uid,cut,role").json()["results"] != []
    assert 0 < sum(map(len, FRAGMENTS.kept.values())) <= 4 + len(series) // 2


def test_search_puts_the_best_first_and_forgives_a_slip_in_latin(client, production, role, now):
    names = {"原": None, "原口": None, "牧原亮太郎": "Ryotaro Makihara", "Makihara": None, "牧": "Makiharada"}
    for name, romaji in names.items():
        person = create_contributor(name=name, by=None, now=now)
        if romaji:
            add_name(person, text=romaji, script="romaji", by=None, now=now)
        row = {"role": role("layout"), "contributor": person}
        enter_credits(production, [row], by=None, now=now, state="confirmed")

    def found(query):
        rows, _last = follow(client, f"contributors/?page_size=2&{query}", "next")
        return [row["name"] for row in rows]

    assert found("q=原") == ["原", "原口"]
    assert found("q=Makihara") == ["Makihara", "牧", "牧原亮太郎"]
    assert found("q=makihra")[0] == "Makihara"
    assert found("q=ryotaro makihata") == ["牧原亮太郎"]
    assert found("q=まきはら") == found("q=龘龘") == found("q=zzzzzz") == []
    assert set(found("q=Makihara&ordering=-name")) == {"Makihara", "牧", "牧原亮太郎"}
    get(client, "contributors/?ordering=relevance", 400)
    assert len(uids(client, "credits/?q=Makihara")) == 3
    for quoted in ("%25", "_", "\\", "%25%25", "__"):
        assert found(f"q={quoted}") == []
    get(client, "contributors/?q='", 400)


def test_every_cap_holds_at_its_limit_and_refuses_one_more(client, production):
    uid = str(production.uid)
    caps = {
        "page_size={}": ("200", "201"),
        "q={}": ("a" * 200, "a" * 201),
        "production={}": (",".join([uid] * 50), ",".join([uid] * 51)),
        "role={}": ("a" * 2000, "a" * 2001),
    }
    for query, (most, one_more) in caps.items():
        get(client, f"credits/?{query.format(most)}")
        problem = get(client, f"credits/?{query.format(one_more)}", 400).json()
        assert [each["parameter"] for each in problem["errors"]] == [query.partition("=")[0]]
    get(client, "productions/?include=episodes,releases")
    (problem,) = get(client, "productions/?include=episodes.cuts", 400).json()["errors"]
    assert problem["parameter"] == "include"  # one step deep, and no further
    padding = "&".join(f"{name}=" for name in ("q", "cut", "year"))
    longest = f"role={'a' * 1990}&department={'a' * 1000}&affiliation={padding}"
    longest += "&source_type=" + "," * (LONGEST_QUERY - len(longest) - len("&source_type="))
    assert len(longest) == LONGEST_QUERY
    get(client, f"credits/?{longest}", 400)
    assert get(client, f"credits/?{longest},", 414).json()["title"] == "Request-URI Too Long"


def test_vocabularies_have_labels_in_both_languages_and_addresses(client, db):
    everything = {each["name"]: each["words"] for each in get(client, "vocab/").json()}
    assert get(client, "vocab/source-type/").json()["words"] == everything["source-type"]
    (word,) = [word for word in everything["source-type"] if word["code"] == "trainedAlgorithmicMedia"]
    assert word["uri"] == "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    (kind,) = [word for word in everything["contributor-kind"] if word["code"] == "person"]
    assert (kind["label_en"], kind["label_ja"], kind["uri"]) == ("person", "個人", None)
    assert all(word["label_en"] and word["label_ja"] for words in everything.values() for word in words)
    get(client, "vocab/colours/", 404)


def test_the_root_leads_to_everything(client, production):
    links = get(client, "").json()["links"]
    assert {"productions", "credits", "changes", "vocab", "docs", "schema"} < set(links)
    assert [name for name, address in links.items() if client.get(address).status_code != 200] == []
    get(client, "?format=json", 400)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/csv;q=0.1, application/json", "application/json"),
        ("application/json;q=0.5, application/x-ndjson;q=0.9", "application/x-ndjson"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json"),
        ("application/json;q=0, text/csv", "text/csv; charset=utf-8"),
        ("application/json;q=nonsense, text/csv", "text/csv; charset=utf-8"),
    ],
)
def test_the_form_is_the_one_that_the_reader_likes_best(client, series, accept, media_type):
    assert client.get("/api/v1/credits/", headers={"accept": accept})["Content-Type"] == media_type


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, zstd", "zstd"), ("gzip;q=1.0, zstd;q=0", "gzip"), ("gzip;q=0", None), ("", None)],
)
def test_nobody_gets_an_encoding_that_they_refuse(client, series, accepted, encoding):
    answer = client.get("/api/v1/credits/", headers={"accept-encoding": accepted})
    assert answer.get("Content-Encoding") == encoding


def test_many_entries_are_fetched_at_once(client, series):
    every = uids(client, "credits/")
    assert uids(client, f"credits/?uid={every[2]},{every[0]}") == [every[0], every[2]]
    assert [row["code"] for row in get(client, "roles/?code=layout,director").json()["results"]] == [
        "director",
        "layout",
    ]
    assert get(client, f"cuts/?uid={every[0]}").json()["results"] == []
    get(client, "credits/?uid=" + ",".join(every[:1] * 51), 400)


def test_credits_by_an_identifier_of_their_contributor_or_production(
    client, series, production, person, role, now
):
    row = {"role": role("director"), "contributor": person}
    (credit,) = enter_credits(production, [row], by=None, now=now, state="confirmed")
    add_external_id(scheme="imdb", value="nm0594503", contributor=person, by=None, now=now)
    add_external_id(scheme="imdb", value="tt0112178", production=production, by=None, now=now)
    assert uids(client, "credits/?external_id=imdb:nm0594503") == [str(credit.uid)]
    assert len(uids(client, "credits/?external_id=imdb:tt0112178")) == 17
    assert uids(client, "credits/?external_id=imdb:tt0112178&role=director") == [str(credit.uid)]
    assert uids(client, "credits/?external_id=imdb:nm0000001") == []
    get(client, "credits/?external_id=nobody:1", 400)


def test_credits_by_kind_and_by_why_nobody_is_named(client, production, person, company, role, now):
    rows = [
        {"role": role("director"), "contributor": person},
        {
            "role": role("layout"),
            "contributor": company,
            "kind": "organization",
            "headcount": 3,
            "named_count": 0,
        },
        {"role": role("inbetween"), "absence_reason": "unknown_lost"},
    ]
    credits = enter_credits(production, rows, by=None, now=now, state="confirmed")
    director, layout, inbetween = (str(credit.uid) for credit in credits)
    assert uids(client, "credits/?kind=person") == [director, inbetween]
    assert uids(client, "credits/?kind=organization,collective") == [layout]
    assert uids(client, "credits/?absence_reason=unknown_lost,not_yet_entered") == [inbetween]
    assert "unknown_lost" in get(client, "credits/?absence_reason=lost", 400).json()["errors"][0]["detail"]


def test_ai_systems_and_uses_by_when_they_changed(client, confirmed, person, now):
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    use = {"ai_system": system, "task": "layout", "source_type": "algorithmicMedia",
           "oversight": "prompt_guided", "extent": "assist"}  # fmt: skip
    confirmed(contributor=person, ai_uses=[use])
    found = {
        (path, day): len(uids(client, f"{path}/?updated_after={day}"))
        for path in ("ai-systems", "ai-uses")
        for day in ("2026-04-30", "2026-05-02")
    }
    assert found == {
        ("ai-systems", "2026-04-30"): 1, ("ai-systems", "2026-05-02"): 0,
        ("ai-uses", "2026-04-30"): 1, ("ai-uses", "2026-05-02"): 0,
    }  # fmt: skip
