"""JSON Schemas (2020-12) of what is frozen, made of the dataclasses that it is made of.

`python -m productions.rollkit.document.json_schema docs/roll-document.schema.json` writes the one of sealed rolls.
"""

import json
import sys
from dataclasses import fields, is_dataclass
from inspect import getdoc
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from productions.rollkit.dataclass_json import is_optional_field
from productions.rollkit.document.document_v1 import DOCUMENT_FORMAT_V1
from productions.rollkit.document.model import DOCUMENT_FORMAT, Dispute, RollContent, Tool, ToolPerson
from productions.rollkit.document.work import Issue
from productions.rollkit.template.model import Template

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ROLL_SCHEMA_ID = "urn:staffroll:roll-document:2"
SCALARS: dict[Any, str] = {str: "string", int: "integer", bool: "boolean", float: "number", NoneType: "null"}
HEX_64, HEX_32 = "[0-9a-f]{64}", "[0-9a-f]{32}"
COMMITMENT: Schema = {
    "type": "string",
    "pattern": f"^({HEX_64})?$",
    "description": "A commitment, which `annex` opens; empty where there is no text.",
}
DIGEST: Schema = {"type": "string", "pattern": f"^({HEX_64})?$"}


class ShapeWriter:
    """Writes schemas of dataclasses into `definitions`, each once, and refers to them under `base`.

    `prefix` stands before the names of the dataclasses, in place of their own Roll; `sealed` is whether personal texts are commitments.
    """

    def __init__(self, base: str, *, prefix: str = "", sealed: bool = False) -> None:
        self.base = base
        self.prefix = prefix
        self.sealed = sealed
        self.definitions: dict[str, Schema] = {}

    def describe(self, shape: Any) -> Schema:
        """The schema of a type."""
        if is_dataclass(shape):
            return self.refer(shape)
        origin, options = get_origin(shape), get_args(shape)
        if origin is tuple:
            return {"type": "array", "items": self.describe(options[0])}
        if origin is Literal:
            return {"type": "string", "enum": list(options)}
        if origin in (Union, UnionType):
            kinds = [self.describe(option) for option in options]
            plain = all(set(kind) == {"type"} for kind in kinds)
            return {"type": [kind["type"] for kind in kinds]} if plain else {"oneOf": kinds}
        return {"type": SCALARS[shape]}

    def refer(self, shape: Any) -> Schema:
        """A reference to the definition of a dataclass, which is written first."""
        name = self.name(shape)
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] |= self.describe_record(shape)
        return {"$ref": self.base + name}

    def name(self, shape: Any) -> str:
        own = str(shape.__name__).removeprefix("Roll")
        return own if own == self.prefix else self.prefix + own

    def describe_record(self, shape: Any) -> Schema:
        hints = get_type_hints(shape)
        members = {
            field.name: self.describe_field(shape, field, hints[field.name]) for field in fields(shape)
        }
        return {
            "type": "object",
            "description": " ".join((getdoc(shape) or "").split()),
            "properties": members,
            "required": [field.name for field in fields(shape) if not is_optional_field(field, sparse=False)],
        }

    def describe_field(self, shape: Any, field: Any, hint: Any) -> Schema:
        if field.metadata.get("personal"):
            return COMMITMENT if self.sealed else {"type": "string"}
        if not self.sealed and shape is Tool and hint == tuple[ToolPerson, ...]:
            return {"type": "array", "items": {"type": "string"}}  # names alone, before they were sealed
        return self.describe(hint)


def describe_sealed_roll(base: str) -> dict[str, Schema]:
    """Definitions of rolls in both formats: `SealedRoll` is in `staffroll.roll/2`, `PlainRoll` in `staffroll.roll/1`."""
    sealed = ShapeWriter(base, prefix="Roll", sealed=True)
    plain = ShapeWriter(base, prefix="PlainRoll")
    content, issue = sealed.refer(RollContent), sealed.refer(Issue)
    old_content, old_issue = plain.refer(RollContent), plain.refer(Issue)
    definitions = sealed.definitions | plain.definitions
    record = definitions[sealed.name(Issue)]
    record["properties"]["digest"] = {**DIGEST, "description": "SHA-256 of the canonical JSON of `document`."}
    record["required"].append("digest")
    definitions[sealed.name(RollContent)]["properties"]["format"] = {
        "type": "string",
        "const": DOCUMENT_FORMAT,
    }
    document = definitions[plain.name(RollContent)]
    document["properties"] |= {"format": {"type": "string", "const": DOCUMENT_FORMAT_V1}, "issue": old_issue}
    document["properties"].pop("disputes")
    del definitions[plain.name(Dispute)]
    document["required"].append("issue")
    definitions["SealedRoll"] = describe_envelope({"document": content, "issue": issue}, DOCUMENT_FORMAT)
    definitions["PlainRoll"] = describe_envelope({"document": old_content}, DOCUMENT_FORMAT_V1)
    return definitions


def describe_template_shape(base: str) -> dict[str, Schema]:
    """Definitions of what a roll looks like: `Template`, and its parts."""
    writer = ShapeWriter(base, prefix="Template")
    writer.refer(Template)
    return writer.definitions


def describe_envelope(parts: dict[str, Schema], format: str) -> Schema:
    """A whole object with a document of this format."""
    members = {
        **parts,
        "annex": {
            "type": "object",
            "description": "By commitment the salt (16 bytes, hexadecimal) and the value. A copy may leave entries out.",
            "propertyNames": {"pattern": f"^{HEX_64}$"},
            "additionalProperties": {
                "type": "array",
                "items": {"type": "string"},
                "minItems": 2,
                "maxItems": 2,
            },
        },
        "digest": {
            **DIGEST,
            "description": "SHA-256 of the canonical JSON of `document`; empty where it is told no more.",
        },
        "issue_digest": {
            **DIGEST,
            "description": "SHA-256 of the canonical JSON of `issue`; empty likewise.",
        },
        "notices": {
            "type": "array",
            "description": "Sentences for readers, by language; no part of what is digested.",
            "items": {"type": "object", "additionalProperties": {"type": "string"}},
        },
    }
    return {
        "type": "object",
        "description": f"A roll in {format}, as canonical JSON (RFC 8785).",
        "properties": members,
        "required": list(members),
    }


def build_roll_schema() -> Schema:
    """The schema of what `roll.json` gives, and of a bare document in the first format as old sites have stored it."""
    return {
        "$schema": DIALECT,
        "$id": ROLL_SCHEMA_ID,
        "title": "Roll of an issued release",
        "description": "What a release freezes, sealed: docs/rolls.md says how its digests are computed.",
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in ("SealedRoll", "PlainRoll", "PlainRollContent")],
        "$defs": dict(sorted(describe_sealed_roll("#/$defs/").items())),
    }


def format_roll_schema() -> str:
    """Its text, as the file has it."""
    return json.dumps(build_roll_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(format_roll_schema())
