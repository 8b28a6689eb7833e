"""What the OpenAPI document says of an operation and its answers, for tests that hold answers against it."""

import json

from django.conf import settings

from api.http.header_schemas import ANSWER_HEADERS

DOCUMENT = json.loads((settings.BASE_DIR / "docs" / "openapi.json").read_text())
OPERATIONS = [
    (method, path, operation)
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
]
SOMETIMES = {"Idempotency-Replayed", "Link", "RateLimit", "RateLimit-Policy", "Retry-After", "Total-Count"}
"""Headers that an answer has only where there is something to say."""
MIDDLEWARE_HEADER = "Vary"
"""Any answer may have it; the document has it where the content depends on more than the address."""


def resolve(part):
    """A part of the document, or what it refers to."""
    if "$ref" not in part:
        return part
    found = DOCUMENT
    for word in part["$ref"].removeprefix("#/").split("/"):
        found = found[word]
    return found


def find_answer(operation, status):
    """What the document says of an answer with this status."""
    return resolve(operation["responses"][str(status)])


def compare_headers(operation, answer):
    """The headers that an answer has and the document does not know, and those that a good answer lacks."""
    described = set(find_answer(operation, answer.status_code).get("headers", ()))
    known = {name.lower(): name for name in ANSWER_HEADERS}
    sent = {known[name.lower()] for name in answer.headers if name.lower() in known}
    lacking = described - sent - SOMETIMES if answer.status_code < 400 else set()
    return sorted(sent - described - {MIDDLEWARE_HEADER}), sorted(lacking)


def needs_token(operation):
    """Whether the document says that nobody gets an answer without a token."""
    return {} not in operation["security"]


def list_bodies(document):
    """Each operation that takes a body: method, path, the name of the body's schema, good statuses."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            for content in operation.get("requestBody", {}).get("content", {}).values():
                name = content["schema"]["$ref"].rpartition("/")[2]
                good = [int(status) for status in operation["responses"] if status.startswith("2")]
                yield method, path, name, good
