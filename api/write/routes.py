"""Where writing is: the methods that lists and entries get besides GET, and the addresses that are only for members."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema, extend_schema_view

from api.read.list_views import EntryView, ListingView
from api.write.ai_declarations import DeclareScope
from api.write.batch import BatchView
from api.write.proposing import ProposalOut
from api.write.registry import CREDIT_ACTS, WRITABLE_KINDS
from api.write.schema import (
    IDEMPOTENCY_KEY,
    IF_MATCH_OPTIONAL,
    IF_MATCH_REQUIRED,
    document_removal,
    list_write_problems,
)
from api.write.views import ActingView, ChangingView, CreatingView, MembersOnlyEntry, WritableKind
from api.write.visibility import MembersEntry, MembersList

PART_KINDS = ("name", "external-id")
SHARED_KINDS = ("contributor", "ai-system", *PART_KINDS)
"""Kinds of entry that productions share: a write may become a proposal."""


def make_members_list(listing: type[ListingView]) -> Any:
    """The list, with a member's own rows for members."""
    return type(listing.__name__, (MembersList, listing), {"__doc__": listing.__doc__})


def make_creatable(name: str, listing: Any) -> Any:
    """The list, which takes new entries too where the kind is written by tools."""
    kind = WRITABLE_KINDS.get(name)
    if kind is None:
        return listing
    view = type(listing.__name__, (CreatingView, listing), {"kind": kind, "__doc__": listing.__doc__})
    return extend_schema_view(post=document_creation(kind))(view)


def document_proposal(kind: WritableKind, among: tuple[str, ...] = SHARED_KINDS) -> dict[int, Any]:
    """202 with the proposal, where productions share this kind of entry (H15)."""
    return {202: ProposalOut} if kind.name in among else {}


def document_creation(kind: WritableKind) -> Any:
    return extend_schema(
        operation_id=f"{kind.name.replace('-', '_')}s_create",
        description=kind.create.__doc__,
        parameters=[IDEMPOTENCY_KEY],
        request=kind.body,
        responses={201: kind.answered, **document_proposal(kind, PART_KINDS), **list_write_problems(409)},
    )


def make_changeable(name: str, entry: type[EntryView]) -> Any:
    """The entry as members see it, which can be changed and removed where the kind is written by tools."""
    kind = WRITABLE_KINDS.get(name)
    if kind is None or kind.change is None:
        return type(entry.__name__, (MembersEntry, entry), {"__doc__": entry.__doc__})
    bases = (ChangingView, entry) if issubclass(entry, MembersEntry) else (ChangingView, MembersEntry, entry)
    own = {"kind": kind, "take_names": staticmethod(kind.take_names), "__doc__": entry.__doc__}
    view = type(entry.__name__, bases, own)
    return extend_schema_view(
        patch=extend_schema(
            description=kind.change.__doc__,
            parameters=[IF_MATCH_REQUIRED],
            request=kind.changes,
            responses={
                200: kind.answered,
                **document_proposal(kind),
                **list_write_problems(404, 410, 412, 428),
            },
        ),
        delete=document_removal(document_proposal(kind)),
    )(view)


def part_paths() -> list[URLPattern]:
    """Titles, names, private details and identifiers: parts of public entries, changed one by one."""
    found = []
    for name in ("title", "name", "private-detail", "external-id"):
        kind = WRITABLE_KINDS[name]
        title = name.title().replace("-", "")
        plain: Any = type(
            f"{title}Entry",
            (MembersOnlyEntry,),
            {
                "queryset": kind.model._base_manager.all(),
                "serializer_class": kind.shown,
                "__doc__": f"One {kind.model._meta.verbose_name}, for members.",
            },
        )
        listing: Any = extend_schema_view(post=document_creation(kind))(
            type(
                f"{title}s",
                (CreatingView,),
                {"kind": kind, "__doc__": f"New {kind.model._meta.verbose_name_plural}."},
            )
        )
        found += [
            path(f"{name}s/", listing.as_view(), name=f"{name}-list"),
            path(f"{name}s/<uuid:uid>/", make_changeable(name, plain).as_view(), name=f"{name}-detail"),
        ]
    return found


def act_paths() -> list[URLPattern]:
    """What can be done to a credit, and many at once."""
    kind = WRITABLE_KINDS["credit"]
    found = [
        path("credits/batch/", BatchView.as_view(), name="credits-batch"),
        path("credits/declare-ai/", DeclareScope.as_view(), name="credits-declare-ai"),
    ]
    for name, (body, act, take_names) in CREDIT_ACTS.items():
        view: Any = type(
            f"{name.title().replace('-', '')}Credit",
            (ActingView,),
            {
                "kind": kind,
                "body": body,
                "act": staticmethod(act),
                "take_names": staticmethod(take_names),
                "__doc__": act.__doc__,
            },
        )
        described = extend_schema_view(
            post=extend_schema(
                operation_id=f"credits_{name.replace('-', '_')}",
                parameters=[IF_MATCH_OPTIONAL, IDEMPOTENCY_KEY],
                request=body,
                responses={200: kind.shown, **list_write_problems(404, 409, 410, 412)},
            )
        )(view)
        found.append(path(f"credits/<uuid:uid>/{name}/", described.as_view(), name=f"credit-{name}"))
    return found
