#!/usr/bin/env python3
"""Say what a new OpenAPI document takes away from those who build on the old one.

    .venv/bin/python scripts/compare_api.py docs/openapi.baseline.json docs/openapi.json

Prints one line for each breaking change and ends with 1 if there is any. What is sent may become more (members, words
of a list, error statuses) and what is taken may become wider, never the other way round.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

METHODS = ("get", "post", "put", "patch", "delete")
LOWEST = ("minimum", "minLength", "minItems")
HIGHEST = ("maximum", "maxLength", "maxItems")

Schema = dict[str, Any]


def breaks(old: Schema, new: Schema) -> list[str]:
    """Every breaking change between two OpenAPI 3.1 documents, as a sentence with its place."""
    return list(dict.fromkeys(Comparison(old, new).all()))


class Comparison:
    """Two documents, side by side."""

    def __init__(self, old: Schema, new: Schema) -> None:
        self.old, self.new = old, new
        self.seen: set[tuple[str, str, bool]] = set()
        """Pairs of references that are compared already, in this direction."""

    def all(self) -> Iterator[str]:
        for path, item in self.old["paths"].items():
            for method in METHODS:
                if method not in item:
                    continue
                place = f"{method.upper()} {path}"
                operation = self.new["paths"].get(path, {}).get(method)
                if operation is None:
                    yield f"{place} is gone"
                else:
                    yield from self.parameters(item[method], operation, place)
                    yield from self.body(item[method], operation, place)
                    yield from self.answers(item[method], operation, place)

    def parameters(self, old: Schema, new: Schema, place: str) -> Iterator[str]:
        before, now = (
            {(one["in"], one["name"]): one for one in each.get("parameters", [])} for each in (old, new)
        )
        for key, parameter in before.items():
            if key not in now:
                yield f"{place}: parameter {key[1]} is gone"
            else:
                where = f"{place}: parameter {key[1]}"
                yield from self.taken(parameter.get("schema", {}), now[key].get("schema", {}), where)
        for key, parameter in now.items():
            if parameter.get("required") and not before.get(key, {}).get("required"):
                yield f"{place}: parameter {key[1]} is required now"

    def body(self, old: Schema, new: Schema, place: str) -> Iterator[str]:
        before, now = old.get("requestBody", {}), new.get("requestBody", {})
        if now.get("required") and not before.get("required"):
            yield f"{place}: a body is required now"
        for media_type, content in before.get("content", {}).items():
            if media_type not in now.get("content", {}):
                yield f"{place}: a body of {media_type} is taken no more"
            else:
                following = now["content"][media_type]
                yield from self.taken(
                    content.get("schema", {}), following.get("schema", {}), f"{place}: body"
                )

    def answers(self, old: Schema, new: Schema, place: str) -> Iterator[str]:
        for status, answer in old.get("responses", {}).items():
            if not status.startswith("2"):
                continue
            if status not in new.get("responses", {}):
                yield f"{place}: {status} is answered no more"
                continue
            for media_type, content in answer.get("content", {}).items():
                where = f"{place}: {status} {media_type}"
                following = new["responses"][status].get("content", {}).get(media_type)
                if following is None:
                    yield f"{where} is answered no more"
                else:
                    yield from self.sent(content.get("schema", {}), following.get("schema", {}), where)

    def taken(self, old: Schema, new: Schema, place: str) -> Iterator[str]:
        """What readers send: everything that was good must stay good."""
        if self.known(old, new, sent=False):
            return
        old, new = resolve(old, self.old), resolve(new, self.new)
        if missing := types(old) - types(new) if types(new) else set():
            yield f"{place}: {', '.join(sorted(missing))} is taken no more"
        if "enum" in new and (
            lost := set(map(str, old.get("enum", ["anything"]))) - set(map(str, new["enum"]))
        ):
            yield f"{place}: {', '.join(sorted(lost))} is taken no more"
        for word in LOWEST:
            if new.get(word, float("-inf")) > old.get(word, float("-inf")):
                yield f"{place}: {word} is {new[word]} now"
        for word in HIGHEST:
            if new.get(word, float("inf")) < old.get(word, float("inf")):
                yield f"{place}: {word} is {new[word]} now"
        if new.get("pattern") not in (None, old.get("pattern")):
            yield f"{place}: a pattern is asked for now"
        for name in sorted(set(new.get("required", ())) - set(old.get("required", ()))):
            yield f"{place}/{name} is required now"
        yield from self.members(old, new, place, sent=False)

    def sent(self, old: Schema, new: Schema, place: str) -> Iterator[str]:
        """What readers get: everything that they could count on must still be there."""
        if self.known(old, new, sent=True):
            return
        old, new = resolve(old, self.old), resolve(new, self.new)
        if more := types(new) - types(old) if types(old) else set():
            yield f"{place}: may be {', '.join(sorted(more))} now"
        for name in sorted(set(old.get("required", ())) - set(new.get("required", ()))):
            if name in new.get("properties", {}):
                yield f"{place}/{name} may be missing now"
        yield from self.members(old, new, place, sent=True)

    def members(self, old: Schema, new: Schema, place: str, *, sent: bool) -> Iterator[str]:
        compare = self.sent if sent else self.taken
        for name, member in old.get("properties", {}).items():
            if name in new.get("properties", {}):
                yield from compare(member, new["properties"][name], f"{place}/{name}")
            elif "properties" in new or not sent:
                yield f"{place}/{name} is gone"
        if "items" in old and "items" in new:
            yield from compare(old["items"], new["items"], f"{place}/*")
        elsewhere = new.get("oneOf", [new])
        for choice in old.get("oneOf", []):
            if all(list(Comparison(self.old, self.new).one(choice, other, sent=sent)) for other in elsewhere):
                yield f"{place}: one of its forms has changed"

    def one(self, old: Schema, new: Schema, *, sent: bool) -> Iterator[str]:
        return (self.sent if sent else self.taken)(old, new, "")

    def known(self, old: Schema, new: Schema, *, sent: bool) -> bool:
        """Whether this pair of references was compared before; what refers to itself would never end."""
        pair = (old.get("$ref", ""), new.get("$ref", ""), sent)
        if not all(pair[:2]):
            return False
        found = pair in self.seen
        self.seen.add(pair)
        return found


def resolve(schema: Schema, document: Schema) -> Schema:
    """The schema itself: references followed, the parts of allOf as one."""
    while "$ref" in schema:
        target: Any = document
        for step in schema["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        schema = {**target, **{name: value for name, value in schema.items() if name != "$ref"}}
    if "allOf" not in schema:
        return schema
    whole = {name: value for name, value in schema.items() if name != "allOf"}
    for part in schema["allOf"]:
        one = resolve(part, document)
        whole["properties"] = {**whole.get("properties", {}), **one.get("properties", {})}
        whole["required"] = [*whole.get("required", ()), *one.get("required", ())]
        whole |= {name: value for name, value in one.items() if name not in whole}
    return whole


def types(schema: Schema) -> set[str]:
    """The JSON types that a schema names; a whole number is a number."""
    named = schema.get("type", [])
    found = {named} if isinstance(named, str) else set(named)
    return {"number" if name == "integer" else name for name in found}


def main() -> None:
    old, new = (json.loads(Path(name).read_text()) for name in sys.argv[1:3])
    found = breaks(old, new)
    print("\n".join(found) or "Nothing is taken away.")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
