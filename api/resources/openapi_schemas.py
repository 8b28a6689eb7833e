"""The schemas of the OpenAPI document as generators of clients can use them.

drf-spectacular describes serializers as they would read a body too: what a table may leave empty, an answer need not have, and
a code may be "". Here every answer requires what it always has, and what is absent is null.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from api.resources.member_texts import USUAL_TEXTS
from productions.rollkit.document.json_schema import describe_sealed_roll, describe_template_shape
from productions.rollkit.screen_spec import RASTER_PATTERN

NULL = {"type": "null"}
REFERENCE = "#/components/schemas/"
ABSENT = ({"$ref": f"{REFERENCE}Blank"}, {"$ref": f"{REFERENCE}Null"}, {"type": "string", "maxLength": 0})
"""How drf-spectacular says that something may be absent: a code or an address that is "" in the table."""
REFERRING = {"$ref", "allOf", "oneOf"}
"""How a member says that another schema describes it."""
PAGE = "Paginated"
"""How the schemas of pages begin; the pages themselves say what they need (`api.read.pagination`)."""
LISTED_CODES = re.compile(r"(^|\n\n)\* `.*", re.DOTALL)
"""The codes of an enumeration in the description of a member that has it; the enumeration lists them itself."""

Schemas = dict[str, dict[str, Any]]


def tidy_schemas(result: dict[str, Any], generator: Any, **context: Any) -> dict[str, Any]:
    """A postprocessing hook of drf-spectacular, after the one that names enumerations."""
    schemas: Schemas = result["components"]["schemas"]
    schemas |= describe_stored_shapes()
    serializers = {name: component.object for (name, _), component in generator.registry._components.items()}
    for schema in schemas.values():
        for name, member in schema.get("properties", {}).items():
            describe_member(name, member)
    for node in walk(schemas):
        use_null(node)
    for name in ("Blank", "Null"):
        schemas.pop(name, None)
    for name in find_answers(result["paths"], schemas):
        if not name.startswith(PAGE):
            require_members(schemas[name], serializers.get(name))
    result["components"]["schemas"] = dict(sorted(schemas.items()))
    return result


def describe_stored_shapes() -> Schemas:
    """What is stored as JSON and answered as it is: rolls, templates, and what a screen shows."""
    shapes: Schemas = describe_sealed_roll(REFERENCE) | describe_template_shape(REFERENCE)
    shapes["Roll"] = {
        "description": "The roll of an issued release. Its JSON Schema by itself is at `schemas/roll-document.json`.",
        "anyOf": [{"$ref": f"{REFERENCE}{name}"} for name in ("SealedRoll", "PlainRoll")],
    }
    shapes["Delivery"] = {
        "type": "object",
        "description": "What a screen shows of a roll, with its template whole; without members for paper.",
        "properties": {
            "raster": {
                "type": "string",
                "pattern": RASTER_PATTERN,
                "description": "Width and height in pixels.",
            },
            "rate": {"$ref": f"{REFERENCE}FrameRate"},
            "px": {
                "type": ["integer", "null"],
                "description": "Pixels that a roll moves a frame; null: the usual.",
            },
            "frames": {"type": ["integer", "null"], "description": "Running time that is locked, in frames."},
            "drop": {"type": "boolean", "description": "Drop-frame timecode."},
            "burn_in": {"type": "boolean", "description": "Whether the timecode is in the picture."},
            "places": {"$ref": f"{REFERENCE}MasterFormat"},
            "template": {"$ref": f"{REFERENCE}Template"},
            "fonts": {
                "type": "array",
                "items": {"type": "string"},
                "description": "Families, first choice first.",
            },
        },
    }
    return shapes


def walk(node: Any) -> Iterator[dict[str, Any]]:
    """Every object of a document, the outer ones first."""
    if isinstance(node, dict):
        yield node
        for inner in list(node.values()):
            yield from walk(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from walk(inner)


def list_references(node: Any) -> set[str]:
    """The names of the schemas that a part of the document refers to."""
    found = [each["$ref"] for each in walk(node) if isinstance(each.get("$ref"), str)]
    return {reference.removeprefix(REFERENCE) for reference in found if reference.startswith(REFERENCE)}


def use_null(node: dict[str, Any]) -> None:
    """Say null where something may be absent."""
    kinds = node.get("oneOf", ())
    kept = [kind for kind in kinds if kind not in ABSENT]
    if len(kept) < len(kinds):
        node["oneOf"] = [*kept, NULL]


def describe_member(name: str, member: dict[str, Any]) -> None:
    """The label of a column is its description where it has no other; as a title, generators would name a class after it."""
    title = member.pop("title", None)
    text = LISTED_CODES.sub("", member.pop("description", "")) or (f"{title}." if title else "")
    if not text and not REFERRING & set(member):
        text = USUAL_TEXTS.get(name, "")
    if text:
        member["description"] = text


def find_answers(paths: Mapping[str, Any], schemas: Schemas) -> set[str]:
    """The names of the schemas that only answers have."""
    operations = [each for item in paths.values() for each in item.values() if isinstance(each, dict)]
    answered = close_over(
        {name for each in operations for name in list_references(each["responses"])}, schemas
    )
    sent = close_over(
        {name for each in operations for name in list_references(each.get("requestBody", {}))}, schemas
    )
    return answered - sent


def close_over(names: set[str], schemas: Schemas) -> set[str]:
    """These schemas and all that they refer to."""
    found: set[str] = set()
    while names:
        found |= names
        names = {inner for name in names for inner in list_references(schemas[name])} - found
    return found


def require_members(schema: dict[str, Any], serializer: Any) -> None:
    """Require all members but those that come only on request, in other words, or where the declaration says so."""
    if "properties" not in schema or serializer is None:
        return
    for member in schema["properties"].values():
        member.pop("readOnly", None)
        if list(member) == ["allOf"] and len(member["allOf"]) == 1:
            member.update(member.pop("allOf")[0])
    optional = list_optional_members(serializer)
    schema["required"] = [name for name in schema["properties"] if name not in optional]


def list_optional_members(serializer: Any) -> set[str]:
    """Members that a whole answer may lack."""
    meta = getattr(serializer, "Meta", None)
    declared = getattr(serializer, "_declared_fields", {})
    return {
        *getattr(meta, "on_request", ()),
        *getattr(meta, "in_other_words", ()),
        *(name for name, field in declared.items() if field._kwargs.get("required") is False),
    }
