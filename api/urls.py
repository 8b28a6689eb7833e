"""Addresses under /api/v1/. A list answers at `name/`, and at `name.csv`, `name.ndjson` and `name.json` too."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, include, path, re_path
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView

from api import answers, rolls, views
from api.changes import Changes
from api.dumps import dump_paths
from api.lists import EntryView, ListingView
from api.looks import template_paths
from api.openapi import OpenAPIDocument
from api.proof import proof_paths
from api.root import Root
from api.vocabularies import Vocabularies, Vocabulary
from api.writes.approvals import approval_paths
from api.writes.files import file_paths
from api.writes.fonts import font_paths
from api.writes.logos import logo_paths
from api.writes.members import MembersCoverage, MembersEditions, MembersRoll
from api.writes.private_details import private_paths
from api.writes.proposals import proposal_paths
from api.writes.routes import act_paths, make_changeable, make_creatable, make_members_list, part_paths
from api.writes.shared import shared_paths
from api.writes.webhooks import webhook_paths

RESOURCE_LISTS: tuple[tuple[str, str, type[ListingView], type[EntryView]], ...] = (
    ("production", "productions", views.Productions, views.make_entry_view(views.Productions)),
    ("episode", "episodes", views.Episodes, views.make_entry_view(views.Episodes)),
    ("cut", "cuts", views.Cuts, views.make_entry_view(views.Cuts)),
    ("contributor", "contributors", views.Contributors, views.make_entry_view(views.Contributors)),
    ("department", "departments", views.Departments, views.make_entry_view(views.Departments, named="code")),
    ("role", "roles", views.Roles, views.make_entry_view(views.Roles, named="code")),
    ("credit", "credits", views.Credits, views.make_entry_view(views.Credits)),
    ("ai-system", "ai-systems", views.AISystems, views.make_entry_view(views.AISystems)),
    ("ai-use", "ai-uses", views.AIUses, views.make_entry_view(views.AIUses)),
    ("release", "releases", views.Releases, views.ReleaseEntry),
)


def list_paths(name: str, address: str, view: type[ListingView]) -> Iterator[URLPattern]:
    """A list at its address, and by suffix. The schema has the first one, which answers in all forms."""
    view = make_members_list(view)
    yield path(f"{address}/", make_creatable(name.removesuffix("-list"), view).as_view(), name=name)
    for suffix in answers.MEDIA_TYPES:
        plain: Any = extend_schema(exclude=True)(type(f"{view.__name__}As{suffix.title()}", (view,), {}))
        yield path(f"{address}.{suffix}", plain.as_view(suffix=suffix), name=f"{name}-{suffix}")


def resource_paths() -> Iterator[URLPattern]:
    for name, address, listing, entry in RESOURCE_LISTS:
        yield from list_paths(f"{name}-list", address, listing)
        key = "<uuid:uid>" if entry.named == "uid" else "<slug:code>"
        yield path(f"{address}/{key}/", make_changeable(name, entry).as_view(), name=f"{name}-detail")


def nested_paths() -> Iterator[URLPattern]:
    for suffix in answers.MEDIA_TYPES:
        view: Any = make_members_list(views.WHOLE_CREDITS)
        yield path(
            f"productions/<uuid:uid>/credits.{suffix}",
            view.as_view(suffix=suffix),
            name=f"production-credits-{suffix}",
        )
    for name, address, listing in views.NESTED_LISTS:
        yield from list_paths(name, address, listing)


ROOT_ADDRESSES = {
    **{address: f"{name}-list" for name, address, _listing, _entry in RESOURCE_LISTS},
    **{name: name for name in ("vocab", "changes", "schema", "docs")},
    "dumps": "dump-list",
}
"""What the root leads to."""


def group_by_first_word(patterns: Iterable[URLPattern]) -> Iterator[URLPattern | URLResolver]:
    """The same addresses, `word/…` in a group for each word: each is looked for among its own and not among them all."""
    groups: dict[str, list[URLPattern]] = {}
    others = []
    for pattern in patterns:
        word, slash, rest = str(pattern.pattern).partition("/")
        if slash:
            among = path(rest, pattern.callback, pattern.default_args, pattern.name)
            groups.setdefault(word, []).append(among)
        else:
            others.append(pattern)
    yield from (path(f"{word}/", include(group)) for word, group in groups.items())
    yield from others


ADDRESSES: list[URLPattern] = [
    path("", Root.as_view(addresses=ROOT_ADDRESSES), name="root"),
    *act_paths(),
    *nested_paths(),
    *resource_paths(),
    *part_paths(),
    *private_paths(),
    *file_paths(),
    *proof_paths(),
    *approval_paths(),
    *font_paths(),
    *logo_paths(),
    *template_paths(),
    *webhook_paths(),
    *dump_paths(),
    *shared_paths(),
    *proposal_paths(),
    path("productions/<uuid:uid>/coverage/", MembersCoverage.as_view(), name="production-coverage"),
    path("productions/<uuid:uid>/editions/", MembersEditions.as_view(), name="production-editions"),
    *(
        path(
            f"releases/<uuid:uid>/roll.{name}",
            rolls.make_format_view(MembersRoll, name).as_view(),
            name=f"release-roll-{name}",
        )
        for name in rolls.ROLL_FORMATS
    ),
    path("vocab/", Vocabularies.as_view(), name="vocab"),
    path("vocab/<slug:name>/", Vocabulary.as_view(), name="vocab-detail"),
    path("changes/", Changes.as_view(), name="changes"),
    path("schema/", OpenAPIDocument.as_view(), name="schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(url_name="schema", template_name="api/docs.html"),
        name="docs",
    ),
]
urlpatterns = [*group_by_first_word(ADDRESSES), re_path("", views.nothing_here)]
