"""What somebody wants to stand in a row of a credit list, as it was sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from productions.entry.services.cell_requests import MAX_NAMES, is_word_map
from productions.shared.refusals import Refusal

MAX_ROWS = 500
"""Rows of one request."""
TEXTS = ("role_text", "character", "name_text", "affiliation")
WORD_PATTERN = re.compile(r"\w+")
KEPT_OFFLINE = timedelta(days=30)
CLOCK_DRIFT = timedelta(hours=1)
TIME_BITS = 80
"""Of a version 7 UUID, below its 48 bits of milliseconds."""


@dataclass(frozen=True, slots=True)
class SentRow:
    """A row as the page sends it; a text that is None stays as it is.

    `key`: the uid of its credit; that of a new one is chosen by the page, so that a request that is sent again enters nothing twice.
    `after`: the uid of the row above a new one; without it the row stands last. `people`: name as typed → uid of a contributor, or
    NEW_PERSON; `answers`: key of a choice → value. `undoes`: as in SentChange.
    """

    key: UUID
    revision: str = ""
    role_text: str | None = None
    character: str | None = None
    name_text: str | None = None
    affiliation: str | None = None
    after: UUID | None = None
    removed: bool = False
    people: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    undoes: bool = False


def read_sent_rows(body: Mapping[str, Any]) -> list[SentRow]:
    """The rows of a request's body. Raises Refusal for what no page of ours sends."""
    changes = body.get("changes")
    if not isinstance(changes, list):
        raise make_unreadable()
    if len(changes) > MAX_ROWS:
        raise Refusal(_("A request changes at most %d rows; send them in parts.") % MAX_ROWS)
    rows = [read_sent_row(change) for change in changes]
    if sum(map(count_credits, rows)) > MAX_NAMES:
        raise Refusal(_("This is too much at once; send it in parts."))
    return rows


def count_credits(sent: SentRow) -> int:
    """How many credits a row may become at most: each word of its name in each of its roles."""
    names, roles = (len(WORD_PATTERN.findall(text or "")) for text in (sent.name_text, sent.role_text))
    return max(1, names) * max(1, roles)


def read_sent_row(change: Any) -> SentRow:
    """Raises Refusal."""
    if not isinstance(change, dict):
        raise make_unreadable()
    texts: dict[str, Any] = {name: change.get(name) for name in TEXTS}
    maps: dict[str, Any] = {name: change.get(name) or {} for name in ("people", "answers")}
    revision, removed, after = change.get("revision", ""), change.get("removed", False), change.get("after")
    is_known = all(text is None or isinstance(text, str) for text in texts.values())
    if not (is_known and isinstance(revision, str) and isinstance(removed, bool)):
        raise make_unreadable()
    if not all(map(is_word_map, maps.values())):
        raise make_unreadable()
    return SentRow(
        key=read_row_uid(change.get("key")),
        revision=revision,
        after=None if after is None else read_row_uid(after),
        removed=removed,
        people=maps["people"],
        answers=maps["answers"],
        undoes=change.get("undoes") is True,
        **{name: None if text is None else text.strip() for name, text in texts.items()},
    )


def read_row_uid(value: Any) -> UUID:
    """Raises Refusal."""
    try:
        return UUID(value)
    except (AttributeError, TypeError, ValueError) as error:
        raise make_unreadable() from error


def read_order(body: Mapping[str, Any]) -> tuple[int, list[UUID]]:
    """The version that was seen, and the uids in the order that is wanted. Raises Refusal."""
    version, order = body.get("version"), body.get("order")
    if not isinstance(version, int) or not isinstance(order, list):
        raise make_unreadable()
    return version, [read_row_uid(uid) for uid in order]


def make_unreadable() -> Refusal:
    return Refusal(_("This request cannot be read; reload the page."))


def may_be_new(key: UUID, *, now: datetime) -> bool:
    """Whether a page can have chosen this uid for a row that was made lately: uids sort by their age."""
    if key.version != 7:
        return False
    made = timedelta(milliseconds=key.int >> TIME_BITS)
    age = timedelta(seconds=now.timestamp()) - made
    return -CLOCK_DRIFT <= age <= KEPT_OFFLINE
