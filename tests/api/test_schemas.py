"""The schemas of the OpenAPI document are ones that generators of clients can use, and the answers are of them."""

import csv
import json
from io import StringIO

import pytest
from django.conf import settings as site
from jsonschema import Draft202012Validator

from api.read.output_serializers.coverage import ErratumOut
from api.read.prepared_queries import PreparedQuery
from api.resources.openapi_schemas import find_answers, walk
from productions.releases.services.releases import issue_release
from productions.rollkit.document.work import Erratum
from registry.openapi import ENUM_NAMES
from tests.html_pages import read_body

DOCUMENT = json.loads((site.BASE_DIR / "docs" / "openapi.json").read_text())
SCHEMAS = DOCUMENT["components"]["schemas"]
ANSWERS = find_answers(DOCUMENT["paths"], SCHEMAS)


def test_every_enumeration_has_the_name_of_its_vocabulary():
    assert {name for name, schema in SCHEMAS.items() if "enum" in schema} == set(ENUM_NAMES)
    inside = [
        node["enum"]
        for name, schema in SCHEMAS.items()
        for node in walk(schema.get("properties", {}))
        if "enum" in node
        and not name.startswith("Template")  # their words are the template's own, not a vocabulary
    ]
    assert inside == []


def test_no_code_is_empty():
    assert [schema["enum"] for schema in SCHEMAS.values() if "" in schema.get("enum", ())] == []
    for name in ANSWERS:
        kinds = [node["oneOf"] for node in walk(SCHEMAS[name]) if "oneOf" in node]
        assert [kind for kind in kinds if {"type": "string", "maxLength": 0} in kind] == []


def test_every_member_says_what_it_is():
    silent = [
        (name, member)
        for name, schema in SCHEMAS.items()
        for member, shape in schema.get("properties", {}).items()
        if not {"description", "$ref", "allOf", "const"} & set(shape)
        and not name.startswith(("Roll", "PlainRoll", "SealedRoll", "Template"))  # these say it as a whole
        and "$ref" not in shape.get("items", {})
        and not any("$ref" in kind for kind in shape.get("oneOf", ()))
    ]
    assert silent == []


def test_nothing_is_free_form_but_what_a_refusal_shows():
    free = [
        (name, member)
        for name, schema in SCHEMAS.items()
        for member, shape in schema.get("properties", {}).items()
        if shape.get("additionalProperties") == {}
        or not {"type", "$ref", "allOf", "oneOf", "const"} & set(shape)
    ]
    assert free == [("ProblemOut", "current")]


def test_members_have_no_titles_that_generators_would_name_classes_after():
    titled = [
        (name, member)
        for name, schema in SCHEMAS.items()
        for member, shape in schema.get("properties", {}).items()
        if "title" in shape
    ]
    assert titled == []


@pytest.fixture
def silent(production, person, confirmed, now):
    """A credit that says nothing of its edition and evidence, and a release of all editions."""
    credit = confirmed(contributor=person)
    return credit, issue_release(production, by=None, now=now)


def test_a_code_that_is_absent_is_null_in_json_and_an_empty_cell_in_csv(client, silent):
    absent = ("absence_reason", "edition", "evidence_kind")
    for row in (
        client.get("/api/v1/credits/").json()["results"][0],
        client.get(f"/api/v1/credits/{silent[0].uid}/").json(),
        json.loads(client.get("/api/v1/credits.ndjson").content.splitlines()[0]),
    ):
        assert {name: row[name] for name in absent} == dict.fromkeys(absent)
    (row,) = csv.DictReader(StringIO(read_body(client.get("/api/v1/credits.csv"))))
    assert {name: row[name] for name in absent} == dict.fromkeys(absent, "")
    assert client.get("/api/v1/releases/").json()["results"][0]["edition"] is None
    shown = client.get(f"/api/v1/productions/{silent[0].production.uid}/?include=releases").json()
    assert shown["releases"][0]["edition"] is None


def test_the_database_makes_null_of_it(client, silent, monkeypatch):
    """So that no row is touched for it: a page of 25 would pay for each member of each."""
    read = []
    run = PreparedQuery.slices

    def spy(query, *arguments, **options):
        for records in run(query, *arguments, **options):
            read.extend(records)
            yield records

    monkeypatch.setattr(PreparedQuery, "slices", spy)  # looks on, and hands everything through
    client.get("/api/v1/credits/?fields=edition,evidence_kind")
    assert read[0][:2] == (None, None)


def schema_of(path, answer):
    """The schema that the document gives to an answer, by its media type."""
    content = DOCUMENT["paths"][path]["get"]["responses"][str(answer.status_code)]["content"]
    return {**content[answer["Content-Type"]]["schema"], "components": DOCUMENT["components"]}


@pytest.mark.parametrize("query", ["", "?fields=uid,role", "?fields=state&include="])
@pytest.mark.parametrize("signed_in", [False, True])
def test_an_answer_with_chosen_members_says_that_it_is_not_of_the_schema(
    client, silent, staff, signed_in, query
):
    if signed_in:
        client.force_login(staff("editor"))
    for path in ("credits/", "credits/{uid}/", "productions/{uid}/credits/"):
        entry = silent[0].production if path.startswith("productions") else silent[0]
        answer = client.get(f"/api/v1/{path.format(uid=entry.uid)}{query}")
        if query:
            assert answer["Content-Type"] == "application/vnd.staffroll.partial+json"
        else:
            Draft202012Validator(schema_of(f"/api/v1/{path}", answer)).validate(answer.json())


def test_json_has_one_type_and_files_alone_list_fields_as_a_parameter():
    for path, item in DOCUMENT["paths"].items():
        for operation in (item["get"],) if "get" in item else ():
            good = operation["responses"].get("200", {}).get("content", {})
            names = [each["name"] for each in operation.get("parameters", ())]
            assert len(good) <= 1, path
            assert "application/json" not in good or "fields" not in names, path
    assert "fields=" in DOCUMENT["info"]["description"]


def test_a_whole_answer_needs_its_members_and_a_partial_one_does_not(client, silent):
    partial = client.get("/api/v1/credits/?fields=uid")
    whole = {"$ref": "#/components/schemas/PaginatedCreditOutList", "components": DOCUMENT["components"]}
    assert not Draft202012Validator(whole).is_valid(partial.json())
    assert Draft202012Validator(whole).is_valid(client.get("/api/v1/credits/").json())


@pytest.mark.parametrize("by", ["person", "role", "production"])
def test_groups_have_an_address_and_a_schema_of_their_own(client, silent, by):
    answer = client.get(f"/api/v1/credits/groups/?by={by}")
    Draft202012Validator(schema_of("/api/v1/credits/groups/", answer)).validate(answer.json())
    assert "by" not in [each["name"] for each in DOCUMENT["paths"]["/api/v1/credits/"]["get"]["parameters"]]


def test_who_withheld_their_name_has_no_uid_in_a_difference():
    told = ErratumOut(Erratum("withheld", "", "", "", ("Layout",), ("レイアウト",))).data
    assert told["contributor"] is None
    assert Draft202012Validator({**SCHEMAS["ErratumOut"], "components": DOCUMENT["components"]}).is_valid(
        told
    )
