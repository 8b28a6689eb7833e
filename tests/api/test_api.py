"""The public API: only public data, strict parameters, RFC 9457 errors, few queries."""

import json

import pytest

from api.read.fragment_cache import FRAGMENT_CACHE
from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode, add_title, create_production
from productions.claims.services.claims import open_claim
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import enter_credit
from productions.models import Credit
from productions.people.services.contributors import add_name, create_contributor
from productions.people.services.external_ids import add_external_id
from productions.people.services.private_details import add_private_details
from productions.releases.services.releases import issue_release
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from productions.rollkit.document.sealed import compute_digest, serialize_canonical
from productions.rollkit.document.unsealing import read_document
from productions.withholding.services.withholding import withhold_name
from tests.api.asking import get_json
from tests.api.described import DOCUMENT
from tests.html_pages import read_body, read_markup

LISTS = (
    "productions", "episodes", "cuts", "contributors", "departments", "roles", "credits", "ai-systems", "ai-uses",
    "releases",
)  # fmt: skip
SECRET = "planted-secret"


def fill(production, role, now, count):
    """`count` rows in every list."""
    system = register_ai_system(name="Reiga", vendor="Kaku", version=str(count), by=None, now=now)
    for n in range(count):
        episode = add_episode(production, number=f"{count:02d}{n:02d}", by=None, now=now)
        (cut,) = add_cuts(production, [{"number": "1"}], episode=episode, by=None, now=now)
        person = create_contributor(name=f"見本 {count} {n}", by=None, now=now)
        add_external_id(scheme="mal", value=f"{count}{n:03d}", contributor=person, by=None, now=now)
        use = {
            "ai_system": system, "task": "layout", "source_type": "algorithmicMedia",
            "oversight": "human_validated", "validated_by": person, "validated_at": now, "extent": "assist",
        }  # fmt: skip
        row = {"role": role("layout"), "contributor": person, "cut": cut, "ai_uses": [use]}
        enter_credits(production, [row], by=None, now=now, state="confirmed")
        issue_release(production, episode=episode, by=None, now=now)


def test_every_list_costs_the_same_with_1_and_with_30_rows(
    client, production, role, now, django_assert_max_num_queries
):
    counts = {}
    for rows in (1, 29):
        fill(production, role, now, rows)
        paths = [f"{name}/" for name in LISTS] + [f"productions/{production.uid}/credits/"]
        for path in paths:
            FRAGMENT_CACHE.clear()
            for limit in (12, 4):  # at first, and when this process knows the people and the roles
                with django_assert_max_num_queries(limit, info=path) as seen:
                    get_json(client, f"{path}?page_size=100")
                counts.setdefault((path, limit), []).append(len(seen))
    assert {path: pair for path, pair in counts.items() if pair[0] != pair[1]} == {}


def test_lists_are_pages_of_25_by_cursor_and_at_most_100(client, production, role, now):
    fill(production, role, now, 30)
    first = get_json(client, "credits/")
    assert list(first) == ["next", "previous", "results"]
    assert (len(first["results"]), first["previous"]) == (25, None)
    second = client.get(first["next"]).json()
    assert len(second["results"]) == 5
    assert len(get_json(client, "credits/?page_size=100")["results"]) == 30
    for wrong in ("0", "201", "x"):
        assert get_json(client, f"credits/?page_size={wrong}", 400)["errors"] == [
            {"parameter": "page_size", "detail": "A page has 1 to 200 entries."}
        ]


@pytest.mark.parametrize("path", [f"{name}/" for name in LISTS])
def test_an_unknown_parameter_is_a_400_that_names_it(client, db, path):
    answer = client.get(f"/api/v1/{path}?colour=red")
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert (answer.status_code, body["status"], body["title"]) == (400, 400, "Bad Request")
    assert [each["parameter"] for each in body["errors"]] == ["colour"]


@pytest.mark.parametrize(
    "path",
    ["credits/?q=%00", "credits/?q=%E2%80%AE", "productions/?q=" + "a" * 201, "credits/?production=x",
     "credits/?ai=maybe", "credits/?year=soon", "credits/?cursor=%00", "credits/?cursor=nonsense",
     "credits/?q=a&q=b", "credits/?state=draft"],
)  # fmt: skip
def test_bad_parameters_are_400s_in_words(client, db, path):
    body = get_json(client, path, 400)
    assert body["type"] == "about:blank"
    assert body["detail"]


@pytest.mark.parametrize(
    "path",
    ["nothing/", "productions/00000000-0000-7000-8000-000000000000/", "roles/nobody/", "productions/x/",
     "releases/00000000-0000-7000-8000-000000000000/roll.txt"],
)  # fmt: skip
def test_what_is_not_there_is_a_404_problem(client, db, path):
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["instance"] == f"/api/v1/{path}"


def test_without_a_token_the_api_only_reads(client, production):
    address = f"/api/v1/productions/{production.uid}/"
    for method, status in ((client.post, 405), (client.put, 405), (client.patch, 401), (client.delete, 401)):
        assert method(address).status_code == status
    for method in (client.put, client.patch, client.delete):
        assert method("/api/v1/productions/").status_code == 405


def test_search_finds_in_any_script(client, production, person, confirmed, now):
    add_title(production, text="The Dog & The Boy", kind="english", by=None, now=now)
    confirmed(contributor=person)
    for words in ("犬と少年", "dog", "イヌト", "ｄｏｇ"):
        assert [row["uid"] for row in get_json(client, f"productions/?q={words}")["results"]] == [
            str(production.uid)
        ]
    for words in ("牧原", "マキハラ", "まきはらりょう"):
        assert len(get_json(client, f"contributors/?q={words}")["results"]) == 1
        assert len(get_json(client, f"credits/?q={words}")["results"]) == 1


def test_credits_filter_by_everything(client, production, person, confirmed, role, now):
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    episode = add_episode(production, number="1", by=None, now=now)
    (cut,) = add_cuts(production, [{"number": "1"}], episode=episode, by=None, now=now)
    use = {"ai_system": system, "task": "layout", "source_type": "trainedAlgorithmicMedia",
           "oversight": "prompt_guided", "extent": "assist"}  # fmt: skip
    hit = confirmed(contributor=person, cut=cut, role=role("layout"), ai_uses=[use])
    other = confirmed(contributor=person, role=role("director"))
    expected = {
        f"production={production.uid}": [hit, other], f"episode={episode.uid}": [hit], f"cut={cut.uid}": [hit],
        "role=layout": [hit], "department=animation": [hit], f"contributor={person.uid}": [hit, other],
        "year=2023": [hit, other], "year=1999": [], "ai=any": [hit], "ai=none": [], "ai=undeclared": [other],
        "ai=generative": [hit], "state=confirmed": [hit, other],
    }  # fmt: skip
    found = {
        query: [row["uid"] for row in get_json(client, f"credits/?{query}")["results"]] for query in expected
    }
    assert found == {query: [str(credit.uid) for credit in credits] for query, credits in expected.items()}


def test_an_ai_use_shows_under_its_person(client, production, person, confirmed, now):
    system = register_ai_system(name="Reiga", vendor="Kaku", version="2", by=None, now=now)
    credit = confirmed(contributor=person)
    record_ai_use(
        credit, ai_system=system, task="generation", source_type="compositeWithTrainedAlgorithmicMedia",
        oversight="prompt_guided", extent="partial", by=None, now=now,
    )  # fmt: skip
    shown = get_json(client, f"credits/{credit.uid}/")
    (use,) = shown["ai_uses"]
    assert (shown["credited_as"], shown["contributor"]["uid"]) == ("牧原亮太郎", str(person.uid))
    assert use["source_type_uri"] == (
        "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
    )
    assert use["generative"] is True
    assert get_json(client, "ai-systems/")["results"][0]["name"] == "Reiga"


def test_nothing_private_appears_anywhere(
    client, production, person, confirmed, role, staff, now, django_user_model
):
    """A secret in every private place; every endpoint is read; the secret is nowhere."""
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    use = {
        "ai_system": system, "task": "layout", "source_type": "algorithmicMedia", "oversight": "prompt_guided",
        "extent": "assist", "input": SECRET, "note": SECRET, "approval_ref": SECRET,
    }  # fmt: skip
    shown = confirmed(contributor=person, evidence_note=SECRET, ai_uses=[use])
    add_name(
        person, text=f"legal {SECRET}", script="romaji", kind="legal", production=production, by=None, now=now
    )
    add_private_details(
        person, production=production, email=f"{SECRET}@example.com", note=SECRET, by=None, now=now
    )
    hidden = create_contributor(name=f"draft {SECRET}", by=None, now=now)
    enter_credit(production, role=role("director"), contributor=hidden, by=None, now=now)
    quiet = create_contributor(name=f"withheld {SECRET}", by=None, now=now)
    withheld = confirmed(contributor=quiet, role=role("layout"))
    withhold_name(withheld, statement=SECRET, stated_on=now.date(), by=None, now=now)
    gone = confirmed(
        contributor=create_contributor(name=f"gone {SECRET}", by=None, now=now), role=role("music")
    )
    remove_entity(gone, by=None, now=now, reason=SECRET)
    open_claim(
        production, kind="mine", credit=shown, claimant_name=SECRET, claimant_email=f"{SECRET}@example.com",
        message=SECRET, by=None, now=now,
    )  # fmt: skip
    private = create_production(title=f"private {SECRET}", kind="film", by=None, now=now)
    enter_credits(
        private, [{"role": role("director"), "contributor": hidden}], by=None, now=now, state="confirmed"
    )
    Credit.objects.filter(state="draft").update(removed_at=now)  # so that the rest can be issued
    release = issue_release(production, by=None, now=now)

    paths = [f"{name}/" for name in LISTS]
    paths += [
        f"productions/{production.uid}/", f"productions/{production.uid}/credits/",
        f"productions/{production.uid}/coverage/", f"productions/{production.uid}/editions/",
        f"contributors/{person.uid}/",
        f"contributors/{person.uid}/credits/", f"contributors/{person.uid}/filmography/",
        *(f"credits/groups/?by={kind}" for kind in ("person", "role", "production")), f"credits/{shown.uid}/", f"credits/{withheld.uid}/",
        f"releases/{release.uid}/", "schema/?format=json", "docs/",
        *(f"releases/{release.uid}/roll.{name}" for name in ("txt", "csv", "html", "json")),
    ]  # fmt: skip
    for path in paths:
        answer = client.get(f"/api/v1/{path}")
        assert answer.status_code == 200, path
        assert SECRET not in read_markup(answer), path
    for path in (
        f"productions/{private.uid}/", f"productions/{private.uid}/credits/", f"contributors/{hidden.uid}/",
        f"contributors/{quiet.uid}/", f"contributors/{quiet.uid}/credits/",
        f"contributors/{hidden.uid}/filmography/", f"contributors/{quiet.uid}/filmography/",
    ):  # fmt: skip
        get_json(client, path, 404)
    tombstone = get_json(client, f"credits/{gone.uid}/", 410)["tombstone"]
    assert tombstone == {"uid": str(gone.uid), "removed_at": "2026-05-01T12:00:00Z"}


def test_a_merged_contributor_redirects(client, production, person, confirmed, now):
    confirmed(contributor=person)
    double = create_contributor(name="牧原 亮太郎", by=None, now=now)
    merge_contributors(double, into=person, by=None, now=now, reason="same")
    answer = client.get(f"/api/v1/contributors/{double.uid}/")
    assert (answer.status_code, answer.headers["Location"]) == (308, f"/api/v1/contributors/{person.uid}/")


def test_a_release_is_served_as_frozen_and_its_roll_in_four_formats(
    client, production, person, confirmed, now
):
    confirmed(contributor=person)
    release = issue_release(production, by=None, now=now)
    shown = get_json(client, f"releases/{release.uid}/")
    assert shown["roll"] == json.loads(release.document)
    types = {"txt": "text/plain", "csv": "text/csv", "html": "text/html", "json": "application/json"}
    paths = get_json(client, "schema/?format=json")["paths"]
    for name, media_type in types.items():
        answer = client.get(f"/api/v1/releases/{release.uid}/roll.{name}")
        assert answer.headers["Content-Type"].startswith(media_type)
        described = paths[f"/api/v1/releases/{{uid}}/roll.{name}"]["get"]["responses"]["200"]
        assert list(described["content"]) == [media_type]
        assert "牧原亮太郎" in read_body(answer, "utf-8-sig")
        again = client.get(
            f"/api/v1/releases/{release.uid}/roll.{name}", headers={"if-none-match": answer.headers["ETag"]}
        )
        assert again.status_code == 304
    data = client.get(f"/api/v1/releases/{release.uid}/roll.json").content
    told = json.loads(data)
    assert (
        compute_digest(serialize_canonical(told["document"]))
        == release.digest
        == shown["digest"]
        == told["digest"]
    )
    assert read_document(data).issue.number == 1
    page = client.get(f"/api/v1/releases/{release.uid}/roll.html?lang=en")
    assert "style-src 'sha256-" in page.headers["Content-Security-Policy"]
    assert get_json(client, f"releases/{release.uid}/roll.txt?lang=fr", 400)["errors"] == [
        {"parameter": "lang", "detail": "The roll is there in ja and en."}
    ]


def test_the_schema_is_the_openapi_3_1_that_the_repository_has(client, db):
    """Which tests/api/test_operations.py finds valid."""
    schema = get_json(client, "schema/?format=json")
    assert schema["openapi"] == "3.1.0"
    assert schema == DOCUMENT


def test_the_documentation_works_offline_under_a_strict_policy(client, db):
    page = client.get("/api/v1/docs/")
    for scheme in ("http://", "https://"):
        assert scheme not in read_markup(page)
    assert "'unsafe" not in page.headers["Content-Security-Policy"]
