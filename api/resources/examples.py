"""Examples for the OpenAPI document. A test sends every one of them to a real server (`tests/api/test_examples.py`)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from api.http.responses import JSON, MEDIA_TYPES
from api.resources.example_entries import AI_USE, DECLARATION, DIGEST, LAYOUT, UIDS
from api.resources.place_cuts import PLACING_EXAMPLES
from api.resources.registry import RESOURCE_EXAMPLES

BODIES: Mapping[str, Mapping[str, Any]] = {
    **PLACING_EXAMPLES,
    **RESOURCE_EXAMPLES,
    "BatchIn": {
        "production": UIDS["production"],
        "atomic": True,
        "rows": [
            {**LAYOUT, "role": "second_key_animation", "ai_uses": [AI_USE]},
            {"role": "key_animation", "absence_reason": "not_yet_entered", "headcount": 3},
        ],
    },
    "ApprovalIn": {
        "production": UIDS["production"],
        "release": UIDS["release"],
        "language": "ja",
        "delivery": {"raster": "3840x2160", "rate": "24000/1001"},
        "digest": DIGEST,
        "note": "Seen on the big screen.",
    },
    "PatchedBillingChange": {
        "credits": [UIDS["storyboard"], UIDS["credit"]],
        "reason": "As the director asked.",
    },
    "ExportIn": {
        "production": UIDS["production"],
        "format": "screen",
        "language": "ja",
        "delivery": {"raster": "3840x2160", "rate": "24000/1001", "px": 6},
    },
    "DeclareScopeIn": {
        "production": UIDS["production"],
        "role": "storyboard",
        "listed": [{"credit": UIDS["storyboard"]}],
        **DECLARATION,
    },
    "WebhookIn": {
        "name": "Encyclopedia",
        "url": "https://encyclopedia.example/staffroll",
        "entities": ["credit", "contributor"],
    },
    "PatchedWebhookChange": {"entities": []},
    "FontIn": {
        "production": UIDS["production"],
        "file": "the bytes of StudioGothic-Regular.otf",
        "licence_note": "Desktop licence 12-34, embedding allowed.",
    },
    "LogoIn": {
        "production": UIDS["production"],
        "file": "the bytes of dog-inc-light.svg",
        "name": "Dog Inc. light",
        "said_ja": "株式会社ドッグ",
        "said_en": "Dog Inc.",
        "licence_note": "Guidelines of 2026-01-20, light version on black.",
    },
    "MergeIn": {"into": UIDS["double"], "reason": "She told us that both are hers."},
    "UndoIn": {"reason": "They are two people of one name."},
    "CorrectKindIn": {"kind": "organization", "reason": "It is the name of a circle."},
    "AcceptIn": {"decision": "You are right."},
    "DeclineIn": {"decision": "That is how she writes her name."},
    "RetireIn": {"reason": "The licence has ended."},
    "ReplayIn": {"after": 0},
    "UndoImportIn": {"reason": "It is the sheet of another episode."},
    "ImportIn": {
        "production": UIDS["production"],
        "file": "役職,名前,クレジット名\nレイアウト,例田 波瑠,例田 はる\n",
        "dry_run": True,
    },
}
"""Bodies by the name of their schema: those of the resources, and of what is no resource."""

PARAMETERS: Mapping[str, Any] = {
    "q": "見本",
    "uid": f"{UIDS['credit']},{UIDS['contributor']}",
    "code": "director,layout",
    "production": UIDS["production"],
    "contributor": UIDS["contributor"],
    "affiliation": UIDS["contributor"],
    "ai_system": UIDS["ai_system"],
    "episode": "3-5,OP",
    "cut": "12-15,18A,S01-C012",
    "part": "A,B",
    "song": UIDS["song"],
    "segment": UIDS["segment"],
    "running_in": UIDS["episode"],
    "role": "director,storyboard",
    "department": "direction",
    "role_as_printed": "総作画監督",
    "credited_as": "見本 花",
    "on_screen": "false",
    "attribution": "pseudonym",
    "person": UIDS["contributor"],
    "year": "1990-1999,2005",
    "ai": "none",
    "source_type": "trainedAlgorithmicMedia,algorithmicMedia",
    "oversight": "human_validated",
    "withheld": "false",
    "external_id": "imdb:nm0594503",
    "member": UIDS["contributor"],
    "group": UIDS["group"],
    "updated_after": "2026-05-01T12:00:00Z",
    "edition": "broadcast,streaming",
    "state": "confirmed",
    "count": "exact",
    "by": "person",
    "page_size": 100,
    "t": "12:34",
}
"""Parameters of lists by their name."""


ANSWERS_FILE = Path(__file__).with_name("answer_examples.json")
"""Answers of a real server by the names of their schemas; `make examples` writes it."""


def name_answer(schema: Mapping[str, Any]) -> str:
    """The name of an answer's example: that of its schema, and of a list the name of its rows with `List`."""
    if schema.get("type") == "array":
        return f"{name_answer(schema['items'])}List"
    return str(schema.get("$ref", "")).rpartition("/")[2]


def add_answer_examples(result: dict[str, Any]) -> None:
    """Give every JSON answer the example of its schema, which stands in the components once."""
    answers = json.loads(ANSWERS_FILE.read_text())
    used: dict[str, Any] = {}
    for content in list_contents(result["paths"]):
        name = name_answer(content[MEDIA_TYPES[JSON]]["schema"])
        if name in answers:
            used[name] = {"value": answers[name]}
            content[MEDIA_TYPES[JSON]]["examples"] = {name: {"$ref": f"#/components/examples/{name}"}}
    result["components"]["examples"] = dict(sorted(used.items()))


def list_contents(paths: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What good answers hold by media type, of those that are JSON too."""
    for item in paths.values():
        for operation in item.values():
            for status, told in operation["responses"].items():
                content = told.get("content", {})
                if status.startswith("2") and MEDIA_TYPES[JSON] in content:
                    yield content


def takes_example(schema: dict[str, Any], example: Any) -> bool:
    """Whether there is one that the parameter takes: a filter takes several codes by comma, another parameter of its name one code or uid."""
    if example is None or example not in schema.get("enum", [example]) or schema.get("format") == "uuid":
        return False
    return re.search(schema.get("pattern", ""), str(example)) is not None


def with_examples(result: dict[str, Any], **context: Any) -> dict[str, Any]:
    """Put the examples into the document: a postprocessing hook of drf-spectacular."""
    schemas = result["components"]["schemas"]
    for name, body in BODIES.items():
        schemas[name]["examples"] = [body]
    for item in result["paths"].values():
        for parameter in item.get("get", {}).get("parameters", ()):
            example = PARAMETERS.get(parameter["name"])
            if parameter["in"] == "query" and takes_example(parameter["schema"], example):
                parameter["example"] = example
    add_answer_examples(result)
    return result
