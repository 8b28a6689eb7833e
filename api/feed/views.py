"""The public feed: what changed, in the ledger's gap-free order, so that a mirror can follow.

A row names an entry to fetch again, never its content: the answer at the entry's address is the truth, and a 404 or 410
there means to drop it. Nothing is said of entries that the public cannot see, nor counted: they have no number. To
start, remember `last` of `?after=` a large number, read all lists, then follow from there. Four rules keep a mirror equal:

- `published`: the production has become public; read its lists.
- `redacted` and `removed`: drop the entry, and with a production all that belongs to it.
- Fetch what a row refers to and you do not have (a contributor or a character whose first credit became public), and what a credit refers to
  anew where it came into sight: with a published production, and where `fields` is empty or says what else it refers to.
- Drop contributors, characters and AI systems that none of your credits refers to any more: then they are not public.
"""

from __future__ import annotations

import time
from datetime import UTC
from threading import BoundedSemaphore
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView

from api.feed.dates import find_number_before
from api.feed.public_rows import FeedRow, read_feed
from api.http import responses
from api.http.problem_schemas import PROBLEM_RESPONSES
from api.read.filters import UNREADABLE_MOMENT, refuse_unknown_parameters
from productions.shared.choices import FeedEntity
from productions.shared.moments import parse_moment

DEFAULT_CHANGES, MAX_CHANGES = 100, 500
MAX_WAIT_SECONDS = 30
"""Seconds."""
CHANGE_TYPES = ["changed", "published", "redacted", "removed", "merged"]
"""What a row of the feed says of its entry."""

long_poll_slots = BoundedSemaphore(settings.LONG_POLLS)
"""Long polls that this process holds at once; each holds one of its threads."""


class ChangeOut(serializers.Serializer[Any]):
    """One change: which entry to fetch again, or to drop."""

    seq = serializers.IntegerField(
        help_text="Number in the feed; numbers that are not shown are public no more."
    )
    at = serializers.DateTimeField()
    type = serializers.ChoiceField(
        choices=CHANGE_TYPES,
        help_text="changed: fetch it again; published: read all of the production; the others: drop it.",
    )
    entity = serializers.ChoiceField(choices=FeedEntity.choices, help_text="What kind of entry it is.")
    key = serializers.CharField(help_text="uid of the entry; the code of a role or department.")
    fields = serializers.ListField(  # type: ignore[assignment]
        child=serializers.CharField(), help_text="Members that changed; empty when the entry is new."
    )
    merged_into = serializers.UUIDField(allow_null=True, help_text="uid of the entry that stays.")


class ChangesOut(serializers.Serializer[Any]):
    """A part of the feed."""

    last = serializers.IntegerField(help_text="Give it as `after` next time.")
    results = ChangeOut(many=True)


class Changes(APIView):
    """What changed after a number, or since a date, oldest first; `wait` holds the answer until there is something."""

    serializer_class: ClassVar = ChangesOut

    @extend_schema(
        operation_id="changes_list",
        summary="List what changed",
        parameters=[
            OpenApiParameter("after", int, default=0, description="The last number that you have."),
            OpenApiParameter(
                "since",
                OpenApiTypes.DATETIME,
                description="In place of `after`: start with the first change of this date or moment (ISO 8601, UTC where no zone is given).",
            ),
            OpenApiParameter(
                "limit", int, default=DEFAULT_CHANGES, description=f"Events to look at, 1 to {MAX_CHANGES}."
            ),
            OpenApiParameter(
                "wait", int, default=0, description=f"Seconds to wait, 0 to {MAX_WAIT_SECONDS}."
            ),
        ],
        responses={200: ChangesOut, **PROBLEM_RESPONSES},
    )
    def get(self, request: Request) -> HttpResponse:
        refuse_unknown_parameters(request, ("after", "limit", "since", "wait"))
        after = read_start(request)
        limit = read_query_number(request, "limit", DEFAULT_CHANGES, least=1, most=MAX_CHANGES)
        wait = read_query_number(request, "wait", 0, most=MAX_WAIT_SECONDS)
        last, rows = read_feed(after, limit)
        if not rows and wait and long_poll_slots.acquire(blocking=False):
            try:
                last, rows = wait_for_changes(last, limit, seconds=wait)
            finally:
                long_poll_slots.release()
        body = responses.encode_json({"last": last, "results": rows})
        headers = {"Cache-Control": "no-store"}
        return HttpResponse(body, content_type=responses.MEDIA_TYPES[responses.JSON], headers=headers)


def read_start(request: Request) -> int:
    """The number after which to start: `after`, or what comes before `since`. Raises ValidationError."""
    since = request.query_params.get("since", "")
    if not since:
        return read_query_number(request, "after", 0, most=2**62)
    if request.query_params.get("after"):
        raise ValidationError({"since": ["Give after or since, not both."]})
    moment = parse_moment(since, zone=UTC)
    if moment is None:
        raise ValidationError({"since": [UNREADABLE_MOMENT]})
    return find_number_before(moment)


def read_query_number(request: Request, name: str, usual: int, *, most: int, least: int = 0) -> int:
    """A whole number of the query. Raises ValidationError."""
    text = request.query_params.get(name, "") or str(usual)
    if not (text.isascii() and text.isdigit() and len(text) < 20 and least <= int(text) <= most):
        raise ValidationError({name: [f"Give a whole number from {least} to {most}."]})
    return int(text)


def wait_for_changes(after: int, limit: int, *, seconds: int) -> tuple[int, list[FeedRow]]:
    """Look once a second until there is something to show, or time is up."""
    until = time.monotonic() + seconds
    while True:
        last, rows = read_feed(after, limit)
        if rows or time.monotonic() >= until:
            return last, rows
        after = last
        time.sleep(1)
