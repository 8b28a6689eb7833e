"""Every operation of the OpenAPI document says what generated clients need, and it is true."""

import re

import pytest
from openapi_spec_validator import validate

from api.resources.registry import RESOURCES
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode
from productions.releases.services.releases import issue_release
from productions.shared.uids import new_uid
from tests.api.described import DOCUMENT, OPERATIONS, compare_headers, find_answer, needs_token, resolve

GETS = [(path, operation) for method, path, operation in OPERATIONS if method == "get"]
FILE_FORMS = {"csv": "text/csv", "ndjson": "application/x-ndjson"}


@pytest.fixture
def there(unlocked, production, person, confirmed, role, now):
    """Public entries: their keys by the first word of their address."""
    episode = add_episode(production, number="1", by=None, now=now)
    (cut,) = add_cuts(production, [{"number": "1"}], episode=episode, by=None, now=now)
    credit = confirmed(contributor=person, cut=cut, role=role("layout"))
    release = issue_release(production, by=None, now=now)
    return {
        "productions": production.uid, "episodes": episode.uid, "cuts": cut.uid, "contributors": person.uid,
        "credits": credit.uid, "releases": release.uid, "roles": "layout", "departments": "direction",
        "vocab": "oversight",
    }  # fmt: skip


def fill(path, there):
    """The address of an operation, of an entry that is there or of one that nobody has."""
    # The one parameter that an address cannot do without.
    asked = {"at": "?t=12:34", "diff": "?to=disc"}.get(path.split("/")[-2], "")
    return re.sub(r"\{\w+\}", str(there.get(path.split("/")[3], new_uid())), path) + asked


def test_the_document_is_valid_openapi():
    validate(DOCUMENT)


def test_every_operation_has_a_name_a_summary_a_described_tag_and_says_who_may():
    tags = {tag["name"]: tag["description"] for tag in DOCUMENT["tags"]}
    used = set()
    for _method, path, operation in OPERATIONS:
        assert re.fullmatch(r"[a-z]+(_[a-z]+)+", operation["operationId"]), path
        assert re.fullmatch(r"[A-Z][A-Za-z ]{4,78}", operation["summary"]), path
        assert operation["description"], path
        assert operation["security"] in ([{"token": []}], [{}, {"token": []}]), path
        (tag,) = operation["tags"]
        used.add(tag)
    assert used == set(tags)
    assert all(tags.values())
    ids = [operation["operationId"] for _method, _path, operation in OPERATIONS]
    assert len(set(ids)) == len(ids)


def test_the_document_says_where_the_api_is_and_under_which_licence(settings):
    assert [server["url"] for server in DOCUMENT["servers"]] == ["/"]
    assert (
        f'text = "{DOCUMENT["info"]["license"]["identifier"]}"'
        in (settings.BASE_DIR / "pyproject.toml").read_text()
    )


def test_what_answers_a_list_is_called_one():
    for path, operation in GETS:
        (content,) = find_answer(operation, 200)["content"].values()
        schema = resolve(content["schema"])
        is_list = schema.get("type") == "array" or "results" in schema.get("properties", {})
        is_file = path.rpartition(".")[2] in FILE_FORMS and "roll" not in path
        named = re.search(r"_(list|all)(_|$)", operation["operationId"])
        assert bool(named) == (is_list or is_file), path


def test_every_get_answers_in_one_form():
    for path, operation in GETS:
        assert len(find_answer(operation, 200)["content"]) == 1, path


def test_every_list_of_entries_is_there_as_csv_and_ndjson_with_the_same_parameters():
    lists = [f"{resource.address}/" for resource in RESOURCES]
    lists += [path.removeprefix("/api/v1/") for path in DOCUMENT["paths"] if path.endswith("}/credits/")]
    assert len(lists) > len(RESOURCES)
    for address in lists:
        plain = DOCUMENT["paths"][f"/api/v1/{address}"]["get"]
        for form, media_type in FILE_FORMS.items():
            file = DOCUMENT["paths"][f"/api/v1/{address.rstrip('/')}.{form}"]["get"]
            assert list(find_answer(file, 200)["content"]) == [media_type]
            if "_all_" not in file["operationId"]:
                assert [each for each in file["parameters"] if each["name"] != "fields"] == plain[
                    "parameters"
                ]


def test_files_are_bytes():
    found = [
        (status, answer["content"]["application/octet-stream"]["schema"])
        for _path, operation in GETS
        for status, answer in operation["responses"].items()
        if "application/octet-stream" in answer.get("content", {})
    ]
    assert found == [("200", {"type": "string", "format": "binary"}), ("206", found[0][1])] * 2


def test_every_answer_says_its_headers():
    for _method, path, operation in OPERATIONS:
        for status in operation["responses"]:
            headers = find_answer(operation, status)["headers"]
            assert {"RateLimit", "RateLimit-Policy"} <= set(headers), (path, status)
            assert all(resolve(header)["description"] for header in headers.values())
        assert "Retry-After" in find_answer(operation, 429)["headers"]


@pytest.mark.parametrize(
    ("method", "path", "operation"), OPERATIONS, ids=[each["operationId"] for *_path, each in OPERATIONS]
)
def test_a_token_is_asked_for_exactly_where_the_document_says_so(client, db, method, path, operation):
    answer = client.generic(method.upper(), fill(path, {}), "{}", content_type="application/json")
    assert (answer.status_code == 401) == needs_token(operation), answer.content
    assert compare_headers(operation, answer)[0] == []


def test_what_everybody_reads_has_the_headers_that_are_described_and_heeds_its_own(client, there):
    read = set()
    for path, operation in GETS:
        # The address says the form, whatever the reader likes best.
        answer = client.get(fill(path, there), headers={"Accept": "image/png"})
        assert answer.status_code in (200, 401, 404), path
        if answer.status_code != 200:
            continue
        read.add(path.split("/")[3])
        assert compare_headers(operation, answer) == ([], []), path
        if "304" in operation["responses"]:
            known = client.get(fill(path, there), headers={"If-None-Match": answer["ETag"]})
            assert known.status_code == 304, path
            assert compare_headers(operation, known) == ([], []), path
        else:
            assert "ETag" not in answer.headers, path
    assert set(there) - {"releases"} <= read


def test_a_method_that_an_address_does_not_have_is_refused_to_everybody_alike(client, db):
    for word in ("webhooks", "roles", "fonts"):
        assert client.put(f"/api/v1/{word}/").status_code == 405, word
        assert client.options(f"/api/v1/{word}/").status_code == 200, word


def test_headers_of_requests_are_parameters_where_they_act():
    for method, path, operation in OPERATIONS:
        named = {each["name"] for each in operation.get("parameters", ()) if each["in"] == "header"}
        assert ("304" in operation["responses"]) == ("If-None-Match" in named), path
        assert ("206" in operation["responses"]) == ("Range" in named), path
        assert ("428" in operation["responses"]) == ("If-Match" in named and method != "post"), path
