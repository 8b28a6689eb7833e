"""Addresses under /api/v1/. A list answers at `name/`, and at `name.csv`, `name.ndjson` and `name.json` too."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, include, path, re_path
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView

from api.dumps.views import dump_paths
from api.feed.views import Changes
from api.http import responses
from api.read import public_views, rolls
from api.read.list_views import EntryView, ListingView
from api.resources.openapi_document import OpenAPIDocument
from api.resources.roll_diff import proof_paths
from api.resources.roll_templates import template_paths
from api.resources.root import Root
from api.resources.vocabularies import Vocabularies, Vocabulary
from api.write.approvals import approval_paths
from api.write.exports import file_paths
from api.write.fonts import font_paths
from api.write.logos import logo_paths
from api.write.private_details import private_paths
from api.write.proposals import proposal_paths
from api.write.routes import act_paths, make_changeable, make_creatable, make_members_list, part_paths
from api.write.shared_entries import shared_paths
from api.write.visibility import MembersCoverage, MembersEditions, MembersRoll
from api.write.webhooks import webhook_paths

RESOURCE_LISTS: tuple[tuple[str, str, type[ListingView], type[EntryView]], ...] = (
    (
        "production",
        "productions",
        public_views.Productions,
        public_views.make_entry_view(public_views.Productions),
    ),
    ("episode", "episodes", public_views.Episodes, public_views.make_entry_view(public_views.Episodes)),
    ("cut", "cuts", public_views.Cuts, public_views.make_entry_view(public_views.Cuts)),
    (
        "contributor",
        "contributors",
        public_views.Contributors,
        public_views.make_entry_view(public_views.Contributors),
    ),
    (
        "department",
        "departments",
        public_views.Departments,
        public_views.make_entry_view(public_views.Departments, named="code"),
    ),
    ("role", "roles", public_views.Roles, public_views.make_entry_view(public_views.Roles, named="code")),
    ("credit", "credits", public_views.Credits, public_views.make_entry_view(public_views.Credits)),
    ("ai-system", "ai-systems", public_views.AISystems, public_views.make_entry_view(public_views.AISystems)),
    ("ai-use", "ai-uses", public_views.AIUses, public_views.make_entry_view(public_views.AIUses)),
    ("release", "releases", public_views.Releases, public_views.ReleaseEntry),
)


def list_paths(name: str, address: str, view: type[ListingView]) -> Iterator[URLPattern]:
    """A list at its address, and by suffix. The schema has the first one, which answers in all forms."""
    view = make_members_list(view)
    yield path(f"{address}/", make_creatable(name.removesuffix("-list"), view).as_view(), name=name)
    for suffix in responses.MEDIA_TYPES:
        plain: Any = extend_schema(exclude=True)(type(f"{view.__name__}As{suffix.title()}", (view,), {}))
        yield path(f"{address}.{suffix}", plain.as_view(suffix=suffix), name=f"{name}-{suffix}")


def resource_paths() -> Iterator[URLPattern]:
    for name, address, listing, entry in RESOURCE_LISTS:
        yield from list_paths(f"{name}-list", address, listing)
        key = "<uuid:uid>" if entry.named == "uid" else "<slug:code>"
        yield path(f"{address}/{key}/", make_changeable(name, entry).as_view(), name=f"{name}-detail")


def nested_paths() -> Iterator[URLPattern]:
    for suffix in responses.MEDIA_TYPES:
        view: Any = make_members_list(public_views.WHOLE_CREDITS)
        yield path(
            f"productions/<uuid:uid>/credits.{suffix}",
            view.as_view(suffix=suffix),
            name=f"production-credits-{suffix}",
        )
    for name, address, listing in public_views.NESTED_LISTS:
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
urlpatterns = [*group_by_first_word(ADDRESSES), re_path("", public_views.nothing_here)]
