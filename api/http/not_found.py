"""What to say of an entry that is not there: 308 to where it was merged, 410 when it was public and removed, else 404."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.http import Http404
from django.urls import reverse
from rest_framework.request import Request

from api.http.problems import ApiProblem
from productions.models import Production, Redirect, Tombstone
from productions.shared.queries import public_production

MAX_REDIRECT_HOPS = 20
"""Merges of merges that are followed."""


class Moved(ApiProblem):
    """The entry was merged into another one (308, RFC 9110 section 15.4.9)."""

    status_code = 308
    default_detail = "This entry was merged; its place is in the Location header."

    def __init__(self, location: str) -> None:
        super().__init__(headers={"Location": location})
        self.location = location


class Gone(ApiProblem):
    """The entry was removed (410); its tombstone says when, not why: reasons are the studio's."""

    status_code = 410
    default_detail = "This entry was removed."

    def __init__(self, uid: UUID, removed_at: datetime) -> None:
        self.tombstone = {"uid": str(uid), "removed_at": removed_at.isoformat().replace("+00:00", "Z")}
        super().__init__(members={"tombstone": self.tombstone})


def make_not_found_error(model: type[Model], uid: UUID | str, request: Request) -> Exception:
    """The exception to raise where no public entry has this uid (or code)."""
    if isinstance(uid, str):
        return Http404()
    kind = model._meta.model_name or ""
    if (successor := follow_redirects(kind, uid)) is not None and is_public_entry(model, successor):
        match = request._request.resolver_match
        assert match is not None
        address = reverse(match.view_name, kwargs={**match.kwargs, "uid": successor})
        query = request.META.get("QUERY_STRING", "")
        return Moved(f"{address}?{query}" if query else address)
    tombstone = Tombstone.objects.standing().filter(entity_type=kind, entity_uid=uid, was_public=True).first()
    if tombstone is not None and was_in_public_production(model, uid):
        return Gone(uid, tombstone.removed_at)
    return Http404()


def follow_redirects(kind: str, uid: UUID) -> UUID | None:
    """Where a merged entry's uid leads in the end."""
    found: UUID | None = None
    for _hop in range(MAX_REDIRECT_HOPS):
        step = (
            Redirect.objects.standing()
            .filter(entity_type=kind, from_uid=found or uid)
            .values_list("to_uid", flat=True)
        )
        if (following := step.first()) is None:
            break
        found = following
    return found


def is_public_entry(model: Any, uid: UUID | str) -> bool:
    """Whether there is a public entry with this uid (or code)."""
    key = {"code": uid} if isinstance(uid, str) else {"uid": uid}
    return bool(model._default_manager.public().filter(**key).exists())


def was_in_public_production(model: type[Model], uid: UUID) -> bool:
    """Whether the removed entry belonged to a production that is public, or to none."""
    rows = model._base_manager.filter(uid=uid)
    if model is Production:
        return rows.filter(visibility="public").exists()
    if any(field.name == "production" for field in model._meta.concrete_fields):
        return rows.filter(public_production("production__")).exists()
    return rows.exists()
