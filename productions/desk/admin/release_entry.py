"""The page of one release: what is in it, what changed, who withheld their name since, and the files that were made of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse

from productions.admin_pages.frame import make_query
from productions.admin_pages.pages import AddedPages, add_pages
from productions.admin_pages.rights import staff_user
from productions.desk.admin.difference import count_changes
from productions.desk.admin.release_pages import make_files_address, make_part_query
from productions.exports.admin.downloads import download_bundle
from productions.exports.admin.export_table import describe_exports
from productions.exports.models import Export
from productions.releases.models.releases import Release
from productions.releases.services.differences import find_difference
from productions.releases.services.release_contents import read_release_contents
from productions.rollkit.file_names import format_stored_roll_name
from productions.shared.choices import MembershipLevel
from productions.shared.reader_texts import get_page_language
from productions.shared.refusals import NotNow

MAX_SHOWN_EXPORTS = 30
"""Newest files on the page; the list of all exports has the rest."""


@add_pages(Release)
class ReleaseEntryPages(AddedPages):
    """What the page shows beside the release's own fields, and its files as one download."""

    def get_urls(self) -> list[URLPattern]:
        view = self.owner.admin_site.admin_view(self.bundle_view)
        return [path("<path:object_id>/exports/", view, name="productions_release_exports")]

    def get_form_context(self, request: HttpRequest, release: Release) -> dict[str, Any]:
        production = release.production
        exports = (
            self.filter_exports(request, release).without_document().select_related("release", "episode")
        )
        query = make_part_query(release.episode, release.edition)
        return {
            "contents": read_release_contents(release, get_page_language()),
            "changes": self.describe_changes(request, release),
            **find_neighbours(release),
            **describe_exports(list(exports.newest_first()[:MAX_SHOWN_EXPORTS])),
            "bundle": self.owner.address("exports", release),
            "part_query": query,
            "preview": reverse("admin:productions_production_preview", args=[production.pk])
            + make_query({"release": release.pk, "language": get_page_language()}),
            "tab": reverse("admin:productions_production_releases", args=[production.pk]) + query,
            "order": make_files_address(release),
            "difference": reverse("admin:productions_production_difference", args=[production.pk])
            + make_query({"release": release.pk}),
            "is_editor": self.owner.has_level(request, release, MembershipLevel.EDITOR),
            "is_approver": self.owner.has_level(request, release, MembershipLevel.APPROVER),
        }

    def describe_changes(self, request: HttpRequest, release: Release) -> Any:
        """How many people were added, removed, renamed or moved since the issue before; nothing for the first, or while that is made."""
        if release.number == 1:
            return None
        try:
            found = find_difference(release.production, by=staff_user(request), release=release)
        except NotNow:
            return None
        return count_changes(found)

    def filter_exports(self, request: HttpRequest, release: Release) -> Any:
        rows: Any = Export.objects.visible_to(staff_user(request)).filter(release=release)
        return rows.with_edition_labels()

    def bundle_view(self, request: HttpRequest, object_id: str) -> HttpResponseBase:
        """All finished files of the release at once."""
        release = self.owner.get_entry(request, object_id)
        stem = format_stored_roll_name(release.document, get_page_language())
        return download_bundle(self.filter_exports(request, release), stem=stem)


def find_neighbours(release: Release) -> dict[str, Release | None]:
    """The issues before and after in the same line. One query."""
    line = Release.objects.of(
        production=release.production_id, episode=release.episode_id, edition=release.edition
    )
    near = {
        each.number: each
        for each in line.without_document().filter(number__in=(release.number - 1, release.number + 1))
    }
    return {
        "previous_issue": near.get(release.number - 1),
        "next_issue": near.get(release.number + 1),
    }
