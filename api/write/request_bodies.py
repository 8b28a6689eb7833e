"""Bodies read strictly: a declared serializer says what a body may hold, and a `BodyReader` reads it.

Nothing is converted: a number is a number, a date an ISO 8601 text. A form checks types only; rules are the verbs',
and so are their sentences. References are looked up together, one query for each kind, for any number of bodies.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

import orjson
from django.db.models import Model
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from api.http.problems import ApiProblem
from api.read.compiled_serializers import is_absent_as_null
from api.read.edition_codes import EditionCode
from api.write.field_readers import (
    FIELD_READERS,
    SelfReadingField,
    ValueReader,
    WrongValue,
    make_choice_reader,
    parse_or_none,
    parse_uid,
    read_text,
)
from productions.models import Role, User

KIB, MIB = 1024, 1024 * 1024
MAX_JSON_BODY_BYTES = 256 * KIB
"""Bytes of a request about one entry."""

CODE_PATTERN = re.compile(r"[a-z0-9_]{1,60}")

BodyProblem = dict[str, str]
"""`pointer` (JSON Pointer, RFC 6901) and `detail`."""


class BadBody(ApiProblem):
    """400: the body is not what the address documents; 422: it names an entry that is not there for this user."""

    def __init__(self, problems: Sequence[BodyProblem], *, status: int = 400) -> None:
        super().__init__("The body has mistakes; each is in `errors`.", members={"errors": list(problems)})
        self.status_code = status


class TooLarge(ApiProblem):
    """413: the body is larger than the address takes."""

    status_code = 413

    def __init__(self, limit: int) -> None:
        super().__init__(f"The body is larger than {limit:,} bytes; send less at once.")


class StrictJSON(BaseParser):
    """JSON of at most the view's `largest_body` bytes, no deeper than 254 levels."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        limit: int = getattr((parser_context or {}).get("view"), "largest_body", MAX_JSON_BODY_BYTES)
        data = stream.read(limit + 1)
        if len(data) > limit:
            raise TooLarge(limit)
        try:
            return orjson.loads(data)
        except orjson.JSONDecodeError as error:
            raise ParseError(f"The body is not JSON: {error}.") from error


class Reference(SelfReadingField, serializers.Field[Any, Any, Any, Any]):
    """A member that names another entry by its uid (roles by their code)."""

    def __init__(self, model: type[Model], **options: Any) -> None:
        super().__init__(**options)
        self.model = model
        self.by_code = model is Role

    def read(self, value: Any) -> UUID | str:
        """The key by which the entry is looked up."""
        if self.by_code:
            if not (isinstance(value, str) and CODE_PATTERN.fullmatch(value)):
                raise WrongValue("Give the code of a role.")
            return value
        uid = parse_or_none(parse_uid, value)
        if uid is None:
            raise WrongValue("Give the uid of an entry.")
        return uid

    def find(self, keys: Sequence[Any], user: User) -> dict[Any, Any]:
        """The entries that `user` may refer to, by key."""
        rows: Any = self.model._default_manager.all()
        if self.by_code:
            return {entry.code: entry for entry in rows.filter(code__in=keys)}
        rows = rows.readable_by(user)
        if self.model._meta.model_name in ("cut", "song"):  # a credit takes their episode
            rows = rows.select_related("episode")
        return {entry.uid: entry for entry in rows.filter(uid__in=keys)}


class BodyReader:
    """What one serializer class declares, ready to read bodies."""

    def __init__(self, serializer_class: Any) -> None:
        declared = serializer_class().fields
        fields = {
            name: field for name, field in declared.items() if not isinstance(field, serializers.FileField)
        }
        # A file is a part of its own, which `read_upload_parts` takes.
        self.readers: dict[str, ValueReader] = {}
        self.references: dict[str, Reference] = {}
        self.lists: dict[str, BodyReader] = {}
        for name, field in fields.items():
            if isinstance(field, Reference):
                self.references[name] = field
                self.readers[name] = field.read
            elif isinstance(field, serializers.ListSerializer):
                child: Any = field.child.__class__
                self.lists[name] = get_body_reader(child)
            elif isinstance(field, SelfReadingField):
                self.readers[name] = field.read
            elif isinstance(field, EditionCode):
                self.readers[name] = read_text
            elif isinstance(field, serializers.ChoiceField):
                self.readers[name] = make_choice_reader(field)
            else:
                self.readers[name] = next(read for kind, read in FIELD_READERS if isinstance(field, kind))
        self.required = [name for name, field in fields.items() if field.required]
        self.nulls: dict[str, str | None] = {
            name: None if field.allow_null else ""
            for name, field in fields.items()
            if field.allow_null or is_absent_as_null(field)
        }
        """What null stands for, by the members that take it."""

    def read(
        self, body: Any, problems: list[BodyProblem], *, at: str = "", partial: bool = False
    ) -> dict[str, Any]:
        """The values of one body; what is wrong is added to `problems`. References are keys yet (see `resolve`)."""
        if not isinstance(body, dict):
            problems.append({"pointer": at, "detail": "Give an object with members."})
            return {}
        values: dict[str, Any] = {}
        for name, value in body.items():
            if (reader := self.readers.get(name)) is not None:
                if value is None and name in self.nulls:
                    values[name] = self.nulls[name]
                    continue
                try:
                    values[name] = reader(value)
                except WrongValue as wrong:
                    problems.append({"pointer": f"{at}/{name}", "detail": str(wrong)})
            elif name in self.lists:
                values[name] = self.read_list(name, value, problems, f"{at}/{name}")
            else:
                known = ", ".join((*self.readers, *self.lists))
                problems.append(
                    {"pointer": f"{at}/{escape_pointer(name)}", "detail": f"Unknown member; known: {known}."}
                )
        if not partial:
            problems += [
                {"pointer": f"{at}/{name}", "detail": "This member is needed."}
                for name in self.required
                if name not in body
            ]
        return values

    def read_list(self, name: str, value: Any, problems: list[BodyProblem], at: str) -> list[dict[str, Any]]:
        if not isinstance(value, list):
            problems.append({"pointer": at, "detail": "Give a list."})
            return []
        form = self.lists[name]
        return [form.read(each, problems, at=f"{at}/{place}") for place, each in enumerate(value)]

    def keys(self, values: Mapping[str, Any], wanted: dict[type[Model], tuple[Reference, set[Any]]]) -> None:
        """Note every entry that the values name."""
        for name, reference in self.references.items():
            if (key := values.get(name)) is not None:
                wanted.setdefault(reference.model, (reference, set()))[1].add(key)
        for name, form in self.lists.items():
            for each in values.get(name, ()):
                form.keys(each, wanted)

    def put(
        self, values: dict[str, Any], found: Mapping[Any, Any], problems: list[BodyProblem], at: str = ""
    ) -> None:
        """Put the entries in the place of their keys."""
        for name, reference in self.references.items():
            if (key := values.get(name)) is not None:
                values[name] = found[reference.model].get(key)
                if values[name] is None:
                    noun = reference.model._meta.verbose_name
                    problems.append(
                        {"pointer": f"{at}/{name}", "detail": f"There is no {noun} {key} for you here."}
                    )
        for name, form in self.lists.items():
            for place, each in enumerate(values.get(name, ())):
                form.put(each, found, problems, f"{at}/{name}/{place}")


def escape_pointer(name: str) -> str:
    """A member's name inside a JSON Pointer (RFC 6901 section 3), cut where nobody reads on."""
    return name[:60].replace("~", "~0").replace("/", "~1")


@cache
def get_body_reader(serializer_class: Any) -> BodyReader:
    """The form of a serializer class."""
    return BodyReader(serializer_class)


def find_referenced_entries(
    form: BodyReader, bodies: Sequence[Mapping[str, Any]], user: User
) -> dict[Any, Any]:
    """Every entry that the bodies name, by model and key: one query for each model."""
    wanted: dict[type[Model], tuple[Reference, set[Any]]] = {}
    for body in bodies:
        form.keys(body, wanted)
    found: defaultdict[Any, dict[Any, Any]] = defaultdict(dict)
    for model, (reference, keys) in wanted.items():
        found[model] = reference.find(list(keys), user)
    return found


def read_body(serializer_class: Any, body: Any, user: User, *, partial: bool = False) -> dict[str, Any]:
    """The values of one body with its references looked up. Raises BadBody with every mistake."""
    form = get_body_reader(serializer_class)
    problems: list[BodyProblem] = []
    values = form.read(body, problems, partial=partial)
    if problems:
        raise BadBody(problems)
    form.put(values, find_referenced_entries(form, [values], user), problems)
    if problems:
        raise BadBody(problems, status=422)
    return values
