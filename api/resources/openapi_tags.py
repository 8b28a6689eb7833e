"""The groups of operations in the OpenAPI document: a tag for each first word of an address, with what is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.read.schema import ROOT_TAG
from api.resources.registry import RESOURCES

OTHER_TAG_TEXTS: Mapping[str, str] = {
    ROOT_TAG: "Where a reader begins.",
    "statistics": "Figures of the whole public record: who is named in it.",
    "vocab": "The lists of words that the API uses, with their labels in English and Japanese.",
    "changes": "The feed of what changed, to keep a copy of the registry up to date.",
    "dumps": "The whole registry as files, made every night.",
    "song-rights": "Lines of rights of songs, written one by one.",
    "titles": "Titles of productions, written one by one.",
    "character-variants": "Ages, voices and on-screen names of characters, written one by one.",
    "names": "Names of contributors, written one by one.",
    "external-ids": "Identifiers of entries in other registries, written one by one.",
    "group-members": "Who belongs to a unit, a committee or a shared pen name, written one by one.",
    "tracker-ids": "What a production's tracker calls it, its episodes, its cuts and its people: for its members.",
    "private-details": "What a production keeps of a contributor in private: e-mail and notes.",
    "proposals": "Changes of shared entries that wait for somebody's decision.",
    "approvals": "Who approved which roll, in which language and for which screen.",
    "exports": "Files of rolls, made by a worker: asked for, looked at, fetched.",
    "imports": "Files of credits, cuts and edits: planned, entered as one batch, taken back.",
    "fonts": "Fonts that a production's rolls may be set in.",
    "logos": "Logos that a production's rolls may show.",
    "tokens": "Your own tokens: read and revoked here, issued on the staff pages.",
    "webhooks": "Addresses of yours that are told what changed.",
}
"""Of what is no resource."""
TAG_TEXTS: Mapping[str, str] = {
    ROOT_TAG: OTHER_TAG_TEXTS[ROOT_TAG],
    **{resource.address: resource.text for resource in RESOURCES},
    **OTHER_TAG_TEXTS,
}
"""What is said of each tag, in the order of the document."""


def with_tags(result: dict[str, Any], **context: Any) -> dict[str, Any]:
    """Describe the tags that operations have: a postprocessing hook of drf-spectacular. Raises ValueError for one without a text."""
    used = {
        tag
        for item in result["paths"].values()
        for operation in item.values()
        for tag in operation.get("tags", ())
    }
    order = list(TAG_TEXTS)
    result["tags"] = [{"name": tag, "description": TAG_TEXTS[tag]} for tag in sorted(used, key=order.index)]
    return result
