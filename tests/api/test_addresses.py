"""What stands behind an address: lists within entries, entries that are gone, vocabularies, the root."""

from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import update_production
from productions.people.services.contributors import create_contributor
from productions.releases.services.releases import issue_release
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from tests.api.asking import get, uids
from tests.html_pages import read_markup


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


def test_merged_entries_lead_on_and_removed_ones_are_gone(client, production, person, confirmed, now):
    confirmed(contributor=person)
    first, second = (create_contributor(name=f"牧原 亮太郎 {n}", by=None, now=now) for n in "12")
    merge_contributors(first, into=second, by=None, now=now, reason="same")
    merge_contributors(second, into=person, by=None, now=now, reason="same")
    for uid in (first.uid, second.uid):
        answer = get(client, f"contributors/{uid}/credits/?fields=uid", 308)
        assert answer.headers["Location"] == f"/api/v1/contributors/{person.uid}/credits/?fields=uid"
    (cut,) = add_cuts(production, [{"number": "1"}], by=None, now=now)
    remove_entity(cut, by=None, now=now, reason="secret")
    gone = get(client, f"cuts/{cut.uid}/", 410)
    assert gone.json()["tombstone"] == {"uid": str(cut.uid), "removed_at": "2026-05-01T12:00:00Z"}
    assert "secret" not in read_markup(gone)
    update_production(production, visibility="private", by=None, now=now)
    get(client, f"cuts/{cut.uid}/", 404)


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
