"""The views' common part: POST to a list creates, PATCH changes and DELETE removes an entry, a POST below it acts on
it. Each is one domain verb, in one transaction with everything that is checked before it, or a proposal (`api.write.proposing`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar, cast
from uuid import UUID

import orjson
from django.db.models import Model
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.views import APIView

from api.read.compiled_serializers import get_row_plan
from api.read.filters import refuse_unknown_parameters
from api.read.list_views import ActionText
from api.write.idempotency import StoredAnswer, run_once
from api.write.if_match import PreconditionFailed, format_etag, lock_entry, matches_version, read_if_match
from api.write.proposing import run_or_propose
from api.write.request_bodies import MAX_JSON_BODY_BYTES, StrictJSON, read_body
from api.write.tokens import TokenToRead, require_signed_in
from api.write.visibility import (
    MembersEntry,
    MembersList,
    encode_entry,
    filter_readable,
    make_not_found_for_member,
)
from productions.models import User
from productions.removals.services.removal import remove_entity
from productions.shared.models import Removable

Verb = Callable[..., Any]


CURRENT_READER: ContextVar[User] = ContextVar("reader")
"""Who is answered. A computed member knows its row alone, and of the others it names only those that the reader sees."""


def leave_names() -> None:
    """For verbs that write no names down and take none away."""


@dataclass(frozen=True)
class WritableKind:
    """One kind of entry as tools write it: what is shown of it, the verbs, and what their bodies hold."""

    name: str
    """Of its address: `credit` for the route `credit-detail`."""
    model: type[Model]
    shown: Any
    create: Verb
    body: Any
    change: Verb | None = None
    changes: Any = None
    """None: the entry never changes."""
    written: Any = None
    """What answers to writes show, where that is more."""
    proposed: tuple[str, ...] = ()
    """“create”, “change”: the writes that may become a proposal, since productions share the entry (H15)."""
    undoable: bool = True
    """Whether a removal can be taken back."""
    take_names: Callable[[], None] = leave_names
    """`name_lock`, as `change` takes it: before the entry is locked, since a wish locks the names first and then the entries."""

    @property
    def answered(self) -> Any:
        return self.written or self.shown


class WriteView(APIView):
    """Reads strict JSON."""

    parser_classes: Any = (StrictJSON,)
    largest_body: ClassVar[int] = MAX_JSON_BODY_BYTES
    actions: Mapping[str, ActionText] = MappingProxyType({})
    """What the OpenAPI document says of its methods."""
    kind: WritableKind = cast(WritableKind, None)
    """A class or `as_view` says it."""
    take_names: Callable[[], None] = staticmethod(leave_names)
    created: ClassVar[int] = 201
    """The status of an answer that says where the entry is; of 202 and 201 the other one is a proposal's, if any."""
    answers_with_entry: ClassVar[bool] = True
    """Whether `answer` makes the answers."""

    def list_write_headers(self, status: int) -> tuple[str, ...]:
        """What a good answer to a write carries, for the OpenAPI document."""
        found = []
        own = self.answers_with_entry and status in (200, self.created)
        if own and issubclass(self.kind.model, Removable):
            found.append("ETag")
        if status == 202 or (own and status == 201):
            found.append("Location")
        return tuple(found)

    def answer(self, entry: Any, *, status: int = 200) -> StoredAnswer:
        """The entry as it is now, with its ETag; 201 and 202 say where it is."""
        headers = {"ETag": format_etag(entry.revision)} if isinstance(entry, Removable) else {}
        if status in (201, 202):
            headers["Location"] = reverse(f"{self.kind.name}-detail", args=[entry.uid])
        reader = CURRENT_READER.set(require_signed_in(self.request))
        try:
            return StoredAnswer(status, encode_entry(get_row_plan(self.kind.answered), entry), headers)
        finally:
            CURRENT_READER.reset(reader)

    def find(self, user: User, uid: UUID, versions: frozenset[str] | None) -> Any:
        """The entry, locked, in one of the versions. Raises 404 and its kin, PreconditionFailed."""
        entry: Any = lock_entry(filter_readable(self.kind.model, user), first=self.take_names, uid=uid)
        if entry is None:
            raise make_not_found_for_member(self.kind.model, uid, self.request)
        if versions is not None and not matches_version(entry, versions):
            current = orjson.loads(encode_entry(get_row_plan(self.kind.shown), entry))
            raise PreconditionFailed(current, entry.revision)
        return entry


class CreatingView(WriteView):
    """POST to a list: a new entry."""

    def post(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())

        def work() -> StoredAnswer:
            values = read_body(self.kind.body, request.data, user)
            return self.answer(self.create(by=user, now=timezone.now(), **values), status=self.created)

        return run_once(request, lambda: run_or_propose(user, work))

    def create(self, **values: Any) -> Any:
        return self.kind.create(**values)


class RemovingView(WriteView):
    """DELETE of an entry, in the version that the writer saw."""

    def delete(self, request: Request, uid: UUID) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, {"reason"})
        versions = read_if_match(request)

        def work() -> StoredAnswer:
            entry = self.find(user, uid, versions)
            remove_entity(entry, by=user, now=timezone.now(), reason=request.query_params.get("reason", ""))
            return StoredAnswer(204)

        return run_or_propose(user, work).response()


class ChangingView(RemovingView):
    """PATCH and DELETE of an entry, in the version that the writer saw."""

    def patch(self, request: Request, uid: UUID) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())
        versions = read_if_match(request)
        values = read_body(self.kind.changes, request.data, user, partial=True)

        def work() -> StoredAnswer:
            entry = self.find(user, uid, versions)
            assert self.kind.change is not None
            return self.answer(self.kind.change(entry, by=user, now=timezone.now(), **values))

        return run_or_propose(user, work).response()


class ActingView(WriteView):
    """POST below an entry: one act of its own; `If-Match` may be sent."""

    body: Any = None
    act: Verb = staticmethod(leave_names)
    """Called with the entry, `by`, `now` and the body's values; returns the entry."""

    def post(self, request: Request, uid: UUID) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())
        versions = read_if_match(request) if "If-Match" in request.headers else None

        def work() -> StoredAnswer:
            values = read_body(self.body, request.data or {}, user)
            entry = self.find(user, uid, versions)
            return self.answer(self.act(entry, by=user, now=timezone.now(), **values))

        return run_once(request, lambda: run_or_propose(user, work))


class CreatingList(CreatingView, MembersList):
    """A list that takes new entries too."""


class ChangingEntry(ChangingView, MembersEntry):
    """An entry as members see it, which can be changed and removed."""


class MembersOnlyEntry(MembersEntry):
    """GET of an entry that has no public address of its own."""

    permission_classes = (TokenToRead,)
    heeded_headers = ()

    @property
    def answer_headers(self) -> tuple[str, ...]:
        """The revision is the ETag of what has one."""
        has_revision = issubclass(self.source().queryset.model, Removable)
        return ("Cache-Control", "ETag") if has_revision else ("Cache-Control",)

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        require_signed_in(request)
        return super().get(request, *args, **kwargs)


class ChangingMembersOnlyEntry(ChangingView, MembersOnlyEntry):
    """The same, which can be changed and removed."""


@dataclass(frozen=True)
class EntryAction:
    """What can be done to an entry by POST below it."""

    name: str
    """The last word of its address."""
    summary: str
    """What it does, in a few words, for the OpenAPI document."""
    body: Any
    act: Verb
    take_names: Callable[[], None] = leave_names
    """`name_lock`, as the verb takes it."""
