"""`If-Match`: a writer names the revision that they saw (RFC 9110 section 13.1.1; 428 by RFC 6585 section 3)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from api.http.problems import ApiProblem
from productions.shared.models import Removable

R = TypeVar("R", bound=Removable)

ENTITY_TAG_PATTERN = re.compile(r'(W/)?"([\x21\x23-\x7e\x80-\xff]*)"')
ANY_VERSION = "*"


class PreconditionRequired(ApiProblem):
    """428: the request must name the version that it changes."""

    status_code = 428
    default_detail = "Send the entry's ETag as If-Match, so that nobody's change is lost; GET the entry with your token to have it."


class PreconditionFailed(ApiProblem):
    """412: somebody changed the entry since. `current` is the entry as it is now."""

    status_code = 412
    default_detail = "Somebody changed this entry since you read it; `current` is what it is now."

    def __init__(self, current: Any, revision: int) -> None:
        super().__init__(members={"current": current}, headers={"ETag": format_etag(revision)})


def format_etag(revision: int) -> str:
    """A strong validator: the entry's revision, `"3"`."""
    return f'"{revision}"'


def read_if_match(request: Request) -> frozenset[str]:
    """The strong entity tags of If-Match, without their quotes, or `*`. Raises 428 without, 400 for no tags."""
    text = request.headers.get("If-Match")
    if text is None:
        raise PreconditionRequired()
    if text.strip() == ANY_VERSION:
        return frozenset({ANY_VERSION})
    parts = [part.strip() for part in text.split(",")]
    found = [ENTITY_TAG_PATTERN.fullmatch(part) for part in parts]
    if not all(found):
        raise ValidationError({"If-Match": ['Give the ETag as it was sent, with its quotes: "3".']})
    return frozenset(match[2] for match in found if match and not match[1])


def matches_version(entry: Removable, versions: frozenset[str]) -> bool:
    """Whether the entry is one of the versions named."""
    return ANY_VERSION in versions or str(entry.revision) in versions


def lock_entry(rows: QuerySet[R], *, first: Callable[[], None], **key: Any) -> R | None:
    """The entry, held until the transaction ends: of many writers each sees what the one before left.

    The row is found first and locked by its key, so that a writer who had to wait looks at the row again by itself
    and not at the conditions under which they may see it. `first` takes what must be had before any row is locked.
    """
    found = rows.filter(**key).values_list("pk", flat=True).first()
    if found is None:
        return None
    first()
    entries = rows.model._base_manager.select_for_update().filter(pk=found, removed_at=None)
    return entries.order_by("pk").first()
