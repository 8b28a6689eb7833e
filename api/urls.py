"""Addresses under /api/v1/. A list answers at `name/`, and at `name.csv`, `name.ndjson` and `name.json` too."""

from collections.abc import Iterable, Iterator

from django.urls import URLPattern, URLResolver, include, path, re_path
from drf_spectacular.views import SpectacularSwaggerSplitView

from api.dumps.views import dump_paths
from api.feed.views import Changes
from api.read import public_views, rolls
from api.resources.cut_on_screen import cut_part_paths
from api.resources.cut_summaries import cut_summary_paths
from api.resources.edition_differences import difference_paths
from api.resources.on_screen import moment_paths
from api.resources.openapi_document import OpenAPIDocument, RollSchema
from api.resources.place_cuts import placing_paths
from api.resources.private_details import private_paths
from api.resources.registry import RESOURCES, WRITABLE_KINDS
from api.resources.roll_diff import proof_paths
from api.resources.roll_templates import template_paths
from api.resources.root import Root
from api.resources.routes import credit_paths, nested_paths, resource_paths
from api.resources.statistics_figures import statistics_paths
from api.resources.tracker_ids import tracker_id_paths
from api.resources.vocabularies import Vocabularies, Vocabulary
from api.write.approvals import approval_paths
from api.write.billing import billing_paths
from api.write.exports import export_paths
from api.write.fonts import FONT_ADDRESSES
from api.write.imports import import_paths
from api.write.logos import LOGO_ADDRESSES
from api.write.own_tokens import own_token_paths
from api.write.proposals import proposal_paths
from api.write.shared_entries import shared_paths
from api.write.visibility import (
    MembersCoverage,
    MembersDisclosures,
    MembersDocument,
    MembersEditions,
    MembersRoll,
)
from api.write.webhooks import webhook_paths

ROOT_ADDRESSES = {
    **{resource.address: f"{resource.name}-list" for resource in RESOURCES},
    **{name: name for name in ("statistics", "vocab", "changes", "schema", "docs")},
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
    *credit_paths(),
    *cut_summary_paths(),
    *nested_paths(),
    *resource_paths(),
    *private_paths(),
    *export_paths(),
    *import_paths(),
    *tracker_id_paths(),
    *proof_paths(),
    *moment_paths(),
    *cut_part_paths(),
    *difference_paths(),
    *placing_paths(),
    *approval_paths(),
    *billing_paths(),
    *FONT_ADDRESSES.list_paths(),
    *LOGO_ADDRESSES.list_paths(),
    *template_paths(),
    *webhook_paths(),
    *dump_paths(),
    *shared_paths(WRITABLE_KINDS),
    *proposal_paths(),
    *own_token_paths(),
    path("ai-systems/<uuid:uid>/disclosures/", MembersDisclosures.as_view(), name="ai-system-disclosures"),
    path("productions/<uuid:uid>/coverage/", MembersCoverage.as_view(), name="production-coverage"),
    path("productions/<uuid:uid>/editions/", MembersEditions.as_view(), name="production-editions"),
    *(
        path(
            f"releases/<uuid:uid>/roll.{name}",
            MembersRoll.as_view(format_name=name, actions={"GET": rolls.describe_roll(name)}),
            name=f"release-roll-{name}",
        )
        for name in rolls.ROLL_FORMATS
    ),
    path(
        "releases/by-digest/<slug:digest>/document.json", MembersDocument.as_view(), name="release-document"
    ),
    *statistics_paths(),
    path("vocab/", Vocabularies.as_view(), name="vocab"),
    path("vocab/<slug:name>/", Vocabulary.as_view(), name="vocab-detail"),
    path("changes/", Changes.as_view(), name="changes"),
    path("schema/", OpenAPIDocument.as_view(), name="schema"),
    path("schemas/roll-document.json", RollSchema.as_view(), name="roll-schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(url_name="schema", template_name="api/docs.html"),
        name="docs",
    ),
]
urlpatterns = [*group_by_first_word(ADDRESSES), re_path("", public_views.nothing_here)]
