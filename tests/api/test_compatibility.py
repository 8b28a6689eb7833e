"""A change of the API that breaks what others have built fails here."""

import json
from copy import deepcopy

import pytest

from scripts.compare_api import breaks

DOCUMENT = {
    "paths": {
        "/credits/": {
            "get": {
                "parameters": [
                    {"in": "query", "name": "role", "schema": {"type": "string", "maxLength": 200}},
                    {"in": "query", "name": "ai", "schema": {"type": "string", "enum": ["any", "none"]}},
                ],
                "responses": {
                    "200": {
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Page"}}}
                    },
                    "400": {},
                },
            },
            "post": {
                "requestBody": {
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/CreditIn"}}}
                },
                "responses": {"201": {}},
            },
        }
    },
    "components": {
        "schemas": {
            "Page": {
                "type": "object",
                "required": ["results"],
                "properties": {
                    "results": {"type": "array", "items": {"$ref": "#/components/schemas/Credit"}}
                },
            },
            "Credit": {
                "type": "object",
                "required": ["uid", "name"],
                "properties": {
                    "uid": {"type": "string"},
                    "name": {"type": "string"},
                    "parent": {"$ref": "#/components/schemas/Credit"},
                },
            },
            "CreditIn": {
                "type": "object",
                "required": ["role"],
                "properties": {"role": {"type": "string"}, "position": {"type": ["integer", "null"]}},
            },
        }
    },
}
GET, POST = ("paths", "/credits/", "get"), ("paths", "/credits/", "post")
SCHEMAS = ("components", "schemas")


def changed(path, value):
    """The document with another value at a path; None takes it away."""
    document = deepcopy(DOCUMENT)
    *steps, last = path
    target = document
    for step in steps:
        target = target[step]
    if value is None:
        del target[last]
    else:
        target[last] = value
    return document


@pytest.mark.parametrize(
    ("path", "value", "sentences"),
    [
        (("paths", "/credits/"), None, ["GET /credits/ is gone", "POST /credits/ is gone"]),
        (POST, None, ["POST /credits/ is gone"]),
        ((*GET, "parameters", 0), None, ["GET /credits/: parameter role is gone"]),
        ((*GET, "parameters", 0, "required"), True, ["GET /credits/: parameter role is required now"]),
        ((*GET, "parameters", 0, "schema", "maxLength"), 100, ["GET /credits/: parameter role: maxLength is 100 now"]),
        ((*GET, "parameters", 1, "schema", "enum"), ["any"], ["GET /credits/: parameter ai: none is taken no more"]),
        ((*GET, "responses", "200"), None, ["GET /credits/: 200 is answered no more"]),
        ((*GET, "responses", "200", "content"), {"text/csv": {}},
         ["GET /credits/: 200 application/json is answered no more"]),
        ((*SCHEMAS, "Credit", "properties", "name"), None,
         ["GET /credits/: 200 application/json/results/*/name is gone"]),
        ((*SCHEMAS, "Credit", "properties", "name", "type"), ["string", "null"],
         ["GET /credits/: 200 application/json/results/*/name: may be null now"]),
        ((*SCHEMAS, "Credit", "required"), ["uid"],
         ["GET /credits/: 200 application/json/results/*/name may be missing now"]),
        ((*SCHEMAS, "CreditIn", "required"), ["role", "position"],
         ["POST /credits/: body/position is required now"]),
        ((*SCHEMAS, "CreditIn", "properties", "position", "type"), "integer",
         ["POST /credits/: body/position: null is taken no more"]),
        ((*SCHEMAS, "CreditIn", "properties", "position"), None, ["POST /credits/: body/position is gone"]),
        ((*SCHEMAS, "CreditIn", "properties", "role", "pattern"), "^a", ["POST /credits/: body/role: a pattern is asked for now"]),
        ((*POST, "requestBody", "required"), True, ["POST /credits/: a body is required now"]),
    ],
)  # fmt: skip
def test_what_is_taken_away_is_said_with_its_place(path, value, sentences):
    assert breaks(DOCUMENT, changed(path, value)) == sentences


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("paths", "/cuts/"), {"get": {}}),
        ((*GET, "responses", "400"), None),
        ((*GET, "parameters", 1, "schema", "enum"), ["any", "none", "generative"]),
        ((*GET, "parameters", 0, "schema", "maxLength"), 300),
        ((*SCHEMAS, "Credit", "properties", "kind"), {"type": "string"}),
        ((*SCHEMAS, "CreditIn", "properties", "kind"), {"type": "string"}),
        ((*SCHEMAS, "CreditIn", "required"), []),
    ],
)
def test_what_is_added_breaks_nothing(path, value):
    assert breaks(DOCUMENT, changed(path, value)) == []


def test_the_api_takes_nothing_away_from_its_baseline(settings):
    """`make baseline` makes today's document the promise; it belongs to a version that says what it breaks."""
    docs = settings.BASE_DIR / "docs"
    old, new = (json.loads((docs / name).read_text()) for name in ("openapi.baseline.json", "openapi.json"))
    assert breaks(old, new) == []
