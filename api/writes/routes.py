"""Where writing is: the methods that lists and entries get besides GET, and the addresses that are only for members."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema, extend_schema_view

from api.lists import Entry, Listing
from api.writes.batch import Batch
from api.writes.declarations import DeclareScope
from api.writes.entries import Acting, Changing, Creating, OnlyMembers
from api.writes.kinds import ACTS, KINDS, Kind
from api.writes.members import MembersEntry, MembersList
from api.writes.parameters import IF_MATCH, KEY, MAY_MATCH, problems, removal
from api.writes.waiting import ProposalOut

PARTS = ("name", "external-id")
SHARED = ("contributor", "ai-system", *PARTS)
"""Kinds of entry that productions share: a write may become a proposal."""


def members_list(listing: type[Listing]) -> Any:
    """The list, with a member's own rows for members."""
    return type(listing.__name__, (MembersList, listing), {"__doc__": listing.__doc__})


def creating(name: str, listing: Any) -> Any:
    """The list, which takes new entries too where the kind is written by tools."""
    kind = KINDS.get(name)
    if kind is None:
        return listing
    view = type(listing.__name__, (Creating, listing), {"kind": kind, "__doc__": listing.__doc__})
    return extend_schema_view(post=create_schema(kind))(view)


def waiting(kind: Kind, among: tuple[str, ...] = SHARED) -> dict[int, Any]:
    """202 with the proposal, where productions share this kind of entry (H15)."""
    return {202: ProposalOut} if kind.name in among else {}


def create_schema(kind: Kind) -> Any:
    return extend_schema(
        operation_id=f"{kind.name.replace('-', '_')}s_create",
        description=kind.create.__doc__,
        parameters=[KEY],
        request=kind.body,
        responses={201: kind.answered, **waiting(kind, PARTS), **problems(409)},
    )


def changing(name: str, entry: type[Entry]) -> Any:
    """The entry as members see it, which can be changed and removed where the kind is written by tools."""
    kind = KINDS.get(name)
    if kind is None or kind.change is None:
        return type(entry.__name__, (MembersEntry, entry), {"__doc__": entry.__doc__})
    bases = (Changing, entry) if issubclass(entry, MembersEntry) else (Changing, MembersEntry, entry)
    own = {"kind": kind, "take_names": staticmethod(kind.take_names), "__doc__": entry.__doc__}
    view = type(entry.__name__, bases, own)
    return extend_schema_view(
        patch=extend_schema(
            description=kind.change.__doc__,
            parameters=[IF_MATCH],
            request=kind.changes,
            responses={200: kind.answered, **waiting(kind), **problems(404, 410, 412, 428)},
        ),
        delete=removal(waiting(kind)),
    )(view)


def part_paths() -> list[URLPattern]:
    """Titles, names, private details and identifiers: parts of public entries, changed one by one."""
    found = []
    for name in ("title", "name", "private-detail", "external-id"):
        kind = KINDS[name]
        title = name.title().replace("-", "")
        plain: Any = type(
            f"{title}Entry",
            (OnlyMembers,),
            {
                "queryset": kind.model._base_manager.all(),
                "serializer_class": kind.shown,
                "__doc__": f"One {kind.model._meta.verbose_name}, for members.",
            },
        )
        listing: Any = extend_schema_view(post=create_schema(kind))(
            type(
                f"{title}s",
                (Creating,),
                {"kind": kind, "__doc__": f"New {kind.model._meta.verbose_name_plural}."},
            )
        )
        found += [
            path(f"{name}s/", listing.as_view(), name=f"{name}-list"),
            path(f"{name}s/<uuid:uid>/", changing(name, plain).as_view(), name=f"{name}-detail"),
        ]
    return found


def act_paths() -> list[URLPattern]:
    """What can be done to a credit, and many at once."""
    kind = KINDS["credit"]
    found = [
        path("credits/batch/", Batch.as_view(), name="credits-batch"),
        path("credits/declare-ai/", DeclareScope.as_view(), name="credits-declare-ai"),
    ]
    for name, (body, act, take_names) in ACTS.items():
        view: Any = type(
            f"{name.title().replace('-', '')}Credit",
            (Acting,),
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
                parameters=[MAY_MATCH, KEY],
                request=body,
                responses={200: kind.shown, **problems(404, 409, 410, 412)},
            )
        )(view)
        found.append(path(f"credits/<uuid:uid>/{name}/", described.as_view(), name=f"credit-{name}"))
    return found
