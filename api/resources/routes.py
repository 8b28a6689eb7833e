"""The addresses of every resource: its list, its entries, the lists of one entry, parts, and what can be done to an entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from django.urls import URLPattern, path

from api.http import responses
from api.read.compiled_queries import ListSource
from api.read.list_views import ListingView
from api.read.output_serializers.chain import ChainLinkOut
from api.read.output_serializers.filmography import FilmographyOut
from api.read.output_serializers.staff import StaffOut
from api.read.output_serializers.works import WorkOut
from api.resources.credit_batch import BatchView
from api.resources.registry import PART_KINDS, RESOURCES, RESOURCES_BY_NAME
from api.resources.resource import Resource
from api.write.action_texts import describe_act, describe_change, describe_creation, name_many, name_one
from api.write.ai_declarations import DeclareScope
from api.write.views import (
    ActingView,
    ChangingEntry,
    ChangingMembersOnlyEntry,
    CreatingList,
    CreatingView,
    WritableKind,
)
from api.write.visibility import (
    MembersChain,
    MembersEntry,
    MembersFilmography,
    MembersList,
    MembersStaff,
    MembersWorks,
)

ROLL_TEXT = (
    " With `ordering=roll`: those of its roll, in the order of the roll. `edition` says of which edition, and the roll has those of "
    "every edition too; that of an episode also has what is credited for the whole production."
)
"""What is added to the description of a list that can be asked for as a roll."""
NO_ORDERINGS: Mapping[str, tuple[str, ...]] = MappingProxyType({})
FILE_TEXTS = {
    responses.NDJSON: "One entry a line, as in the JSON list; the header `Link` leads to the next page.",
    responses.CSV: "A table with a heading; the header `Link` leads to the next page.",
}
"""What the OpenAPI document adds to the description of a list that is asked for by suffix."""


def resource_paths() -> Iterator[URLPattern]:
    """Of all resources: lists, entries, acts on entries, and parts."""
    for resource in RESOURCES:
        yield from list_paths(
            f"{resource.name}-list",
            resource.address,
            MembersList,
            resource.writable,
            declared=resource.source,
            description=resource.text,
            summary=f"List {name_many(resource.model)}",
        )
        if resource.counted:
            yield from group_paths(
                f"{resource.name}-list",
                resource.address,
                declared=resource.source,
                description=resource.text,
                summary=f"Count {name_many(resource.model)}",
            )
        yield entry_path(resource)
        yield from act_paths(resource)
    for kind in PART_KINDS:
        yield from part_paths(kind)


def nested_paths() -> Iterator[URLPattern]:
    """The lists of one entry of another resource."""
    for resource in RESOURCES:
        for below in resource.below:
            parent = RESOURCES_BY_NAME[below.parent]
            last = below.address or resource.address
            name, address = f"{parent.name}-{last}", f"{parent.address}/{get_key_pattern(parent)}/{last}"
            nested = make_nested_members(
                resource, parent, narrow=below.narrow, more_orderings=below.more_orderings
            )
            members = {**nested, "description": below.text}
            told = f"the {name_many(resource.model)} of {name_one(parent.model)}"
            of_roll = ROLL_TEXT if below.has_roll else ""
            yield from list_paths(
                name,
                address,
                MembersList,
                whole_text=below.whole_text and below.whole_text + of_roll,
                summary=f"List {told}",
                **{**members, "description": below.text + of_roll},
            )
            if resource.counted:
                yield from group_paths(name, address, summary=f"Count {told}", **members)


def make_nested_members(
    resource: Resource,
    parent: Resource,
    *,
    narrow: str = "",
    more_orderings: Mapping[str, tuple[str, ...]] = NO_ORDERINGS,
) -> dict[str, Any]:
    """What a view of a parent's own rows is given."""
    lookup = f"{parent.name.replace('-', '_')}__{parent.lookup}"
    source = resource.make_source(resource.representation, lookup=lookup, narrow=narrow)
    return {
        "declared": replace(source, orderings=MappingProxyType({**source.orderings, **more_orderings})),
        "of": parent.model,
    }


def list_paths(
    name: str,
    address: str,
    view: type[ListingView],
    kind: WritableKind | None = None,
    *,
    whole_text: str = "",
    summary: str,
    description: str,
    **members: Any,
) -> Iterator[URLPattern]:
    """A list at its address, in JSON, and as files by suffix: the same pages, or all of it where there is a `whole_text`."""
    paged = {**members, "summary": summary, "description": description}
    if kind is None:
        yield path(f"{address}/", view.as_view(**paged), name=name)
    else:
        creating = CreatingList.as_view(**paged, kind=kind, actions=describe_creation(kind))
        yield path(f"{address}/", creating, name=name)
    for form in responses.MEDIA_TYPES:
        file = {**members, "form": form, "summary": f"{summary} as {form.upper()}"}
        if whole_text:
            file |= {"paged": False, "description": whole_text}
            file["summary"] = f"Download {summary.removeprefix('List ')} as {form.upper()}"
        elif form == responses.JSON:
            file["schema"] = None  # the document has it without the suffix
        else:
            file["description"] = f"{description} {FILE_TEXTS[form]}"
        yield path(f"{address}.{form}", view.as_view(**file), name=f"{name}-{form}")


def group_paths(name: str, address: str, *, description: str, **members: Any) -> Iterator[URLPattern]:
    """The rows of a list counted in groups: an address of its own, since its answer has another shape."""
    text = f"{description} Counted in groups, the largest first."
    yield from list_paths(
        f"{name}-groups", f"{address}/groups", MembersList, **members, counted=True, description=text
    )


def get_key_pattern(resource: Resource) -> str:
    """How an address names an entry."""
    return "<uuid:uid>" if resource.lookup == "uid" else f"<slug:{resource.lookup}>"


def entry_path(resource: Resource) -> URLPattern:
    """One entry as members see it, changed and removed there where tools write it."""
    members = {
        "declared": resource.entry_source,
        "description": resource.single_text,
        "summary": f"Get {name_one(resource.model)}",
    }
    kind = resource.writable
    view: Any = (
        MembersEntry.as_view(**members)
        if kind is None or kind.change is None
        else ChangingEntry.as_view(**members, **make_changing_members(kind))
    )
    found: URLPattern = path(
        f"{resource.address}/{get_key_pattern(resource)}/", view, name=f"{resource.name}-detail"
    )
    return found


def make_changing_members(kind: WritableKind) -> dict[str, Any]:
    """What a view that changes entries is given."""
    return {"kind": kind, "take_names": kind.take_names, "actions": describe_change(kind)}


def part_paths(kind: WritableKind) -> Iterator[URLPattern]:
    """A part of public entries, changed one by one: new ones, and one of them for members."""
    creating = CreatingView.as_view(kind=kind, actions=describe_creation(kind))
    yield path(f"{kind.name}s/", creating, name=f"{kind.name}-list")
    changing = ChangingMembersOnlyEntry.as_view(
        declared=ListSource(kind.model._base_manager.all(), kind.shown),
        description=f"{name_one(kind.model).capitalize()}, for members.",
        summary=f"Get {name_one(kind.model)}",
        **make_changing_members(kind),
    )
    yield path(f"{kind.name}s/<uuid:uid>/", changing, name=f"{kind.name}-detail")


def act_paths(resource: Resource) -> Iterator[URLPattern]:
    """What can be done to an entry."""
    kind = resource.writable
    if kind is None:
        return
    for act in resource.acts:
        view = ActingView.as_view(
            kind=kind,
            body=act.body,
            act=act.act,
            take_names=act.take_names,
            actions=describe_act(kind, act),
        )
        yield path(f"{resource.address}/<uuid:uid>/{act.name}/", view, name=f"{resource.name}-{act.name}")


def credit_paths() -> Iterator[URLPattern]:
    """What only credits have: many at once, a declaration for a whole role, and what is put together of them."""
    yield path("credits/batch/", BatchView.as_view(), name="credits-batch")
    yield path("credits/declare-ai/", DeclareScope.as_view(), name="credits-declare-ai")
    yield from work_credit_paths()
    yield from contributor_credit_paths()


def work_credit_paths() -> Iterator[URLPattern]:
    """What is put together of the credits of a work."""
    credits = RESOURCES_BY_NAME["credit"]
    whole = make_nested_members(credits, RESOURCES_BY_NAME["production"])
    yield from list_paths(
        "production-staff",
        "productions/<uuid:uid>/staff",
        MembersStaff,
        **show_otherwise(whole, StaffOut, {"roll": ("place", "name")}),
        description="Who did what in one production: a row for each person and role, in the order of its roll.",
        summary="List the staff of a production",
    )
    for parent in ("production", "episode"):
        yield from list_paths(
            f"{parent}-chain",
            f"{parent}s/<uuid:uid>/chain",
            MembersChain,
            **show_otherwise(
                make_nested_members(credits, RESOURCES_BY_NAME[parent]),
                ChainLinkOut,
                {"giver": ("place", "name")},
            ),
            description="Who gave work to whom, by what credits say of companies (`contracted_by`, `affiliation`): a row for each "
            "giver and taker, studio to studio and studio to person. The taker of one row is the giver of the next.",
            summary=f"List who gave work to whom in {name_one(RESOURCES_BY_NAME[parent].model)}",
        )


def contributor_credit_paths() -> Iterator[URLPattern]:
    """What is put together of the credits of a contributor."""
    newest = {"newest": ("release_year", "production")}
    own = make_nested_members(RESOURCES_BY_NAME["credit"], RESOURCES_BY_NAME["contributor"])
    yield from list_paths(
        "contributor-filmography",
        "contributors/<uuid:uid>/filmography",
        MembersFilmography,
        **show_otherwise(own, FilmographyOut, newest),
        description="What one contributor did, by production, newest first: roles, episodes and cuts.",
        summary="List what a contributor did",
    )
    everywhere = {**own, "declared": replace(own["declared"], named=None)}
    yield from list_paths(
        "contributor-works",
        "contributors/<uuid:uid>/works",
        MembersWorks,
        **show_otherwise(everywhere, WorkOut, newest),
        description="The productions of one contributor, newest first: its own roles, and how many people are named for it.",
        summary="List the works of a contributor",
    )


def show_otherwise(
    members: dict[str, Any], serializer_class: Any, orderings: Mapping[str, tuple[str, ...]]
) -> dict[str, Any]:
    """The members of a view whose rows are put together to others."""
    declared = replace(
        members["declared"], serializer_class=serializer_class, orderings=MappingProxyType(orderings)
    )
    return {**members, "declared": declared}
