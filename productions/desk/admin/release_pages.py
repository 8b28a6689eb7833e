"""The releases of a production: what was issued, what the next issue would be, and issuing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.admin_pages.forms import show_refusal, tell_to_wait
from productions.admin_pages.frame import get_page_address, make_query
from productions.admin_pages.pages import add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Episode, Production
from productions.claims.admin import describe_open_claims
from productions.desk.admin.difference import count_changes
from productions.desk.admin.production_pages import (
    ProductionPages,
    list_roll_warnings,
    warn_of_roll,
)
from productions.desk.admin.roll_forms import IssueForm, PartForm
from productions.operations.services.transactions import run_in_transaction
from productions.releases.models.releases import Release
from productions.releases.services import blockers as kinds
from productions.releases.services.blockers import Blocker, list_blockers
from productions.releases.services.next_issue import (
    count_changed_credits,
    describe_next_issue,
)
from productions.releases.services.releases import issue_release
from productions.rollkit.document.unsealing import read_document
from productions.rollkit.texts.roll_contents import PeopleCounts, list_roll_contents
from productions.shared.reader_texts import get_page_language
from productions.shared.refusals import Refusal

MAX_SHOWN_RELEASES = 200
"""Newest issues on the tab; the list of all releases has the rest."""
FREEZE_NOTE = gettext_lazy(
    "Freezes the confirmed credits as the next issue. An issue cannot be changed; corrections go into the next one."
)
REMEDIES: dict[str, tuple[Any, str, str]] = {
    kinds.DRAFTS: (gettext_lazy("Review the drafts"), "review", "drafts"),
    kinds.NO_CREDITS: (gettext_lazy("Enter credits"), "cut_sheet", ""),
    kinds.UNNAMED_AI: (gettext_lazy("Name the people"), "review", "unnamed"),
    kinds.WITHHELD_NAMES: (gettext_lazy("Look at the credits"), "credit_list", ""),
}
"""By the kind of what stands in the way: the words of the link, the page of the production that helps, and what it is to show."""


@dataclass(frozen=True, slots=True)
class ShownBlocker:
    """What stands in the way, with the page that helps; no address where nothing does."""

    blocker: Blocker
    label: Any
    address: str


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """The issues of one episode and edition, newest first."""

    episode: Episode | None
    edition: str
    label: str
    releases: list[Release]


@add_pages(Production)
class ReleasePages(ProductionPages):
    """The tab, and the page on which the next issue is looked at and issued."""

    def get_urls(self) -> list[URLPattern]:
        return [
            self.owner.make_entry_path("releases", self.releases_view),
            self.owner.make_entry_path("issue", self.issue_view),
        ]

    def releases_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What was issued, and what the next issue of the chosen part waits for."""
        production = self.get_production(request, object_id)
        form = self.make_form_builder(PartForm, production)(request.GET)
        context = self.make_page_context(request, production, _("Releases")) | {"form": form}
        if form.is_valid():
            episode, edition = form.cleaned_data["episode"], form.cleaned_data["edition"]
            context |= {
                "lines": list_release_lines(production, episode, edition),
                "episode": episode,
                "query": make_part_query(episode, edition),
            }
            if context["is_editor"]:
                context |= describe_issue_state(production, episode, edition)
        return TemplateResponse(request, "admin/releases.html", context)

    def issue_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What the next issue would be, and issuing it; or every reason why not."""
        production, user = self.get_production(request, object_id), staff_user(request)
        build = self.make_form_builder(IssueForm, production)
        posted = request.method == "POST"
        part = self.make_form_builder(PartForm, production)(request.POST if posted else request.GET)
        form = build(request.POST if posted else None, self.read_part(request))
        refusal: Refusal | None = None
        if posted and form.is_valid():
            verb = partial(issue_release, production, by=user, now=timezone.now())
            try:
                release = run_in_transaction(partial(verb, **form.cleaned_data))
            except Refusal as told:
                refusal = told
                show_refusal(form, refusal)
            else:
                warn_of_roll(request, read_document(release.document))
                told, files = _("“%s” was issued.") % release, make_files_address(release)
                messages.success(request, format_html('{} <a href="{}">{}</a>', told, files, _("Make files")))
                return HttpResponseRedirect(reverse("admin:productions_release_change", args=[release.pk]))
        context = self.make_page_context(request, production, _("Issue release")) | {
            "part": part,
            "form": form,
            "explanation": FREEZE_NOTE,
        }
        if part.is_valid() and context["is_editor"]:
            editions = dict(part.fields["edition"].choices)
            context |= self.describe_next(request, production, form, editions=editions, **part.cleaned_data)
        return tell_to_wait(TemplateResponse(request, "admin/issue.html", context), refusal)

    def describe_next(
        self,
        request: HttpRequest,
        production: Production,
        form: forms.Form,
        *,
        editions: Mapping[str, Any],
        episode: Episode | None,
        edition: str,
    ) -> dict[str, Any]:
        """The next issue as the page shows it, which is what is issued: `seen` goes with the form."""
        language = get_page_language()
        found = describe_next_issue(production, episode=episode, edition=edition, by=staff_user(request))
        lifting = {blocker.lifted_by for blocker in found.blockers}
        for name in (kinds.LIFTED_BY_OVERRIDE, kinds.LIFTED_BY_CHECK):
            if name not in lifting:
                del form.fields[name]
        form.initial["seen"] = found.digest
        if form.is_bound:
            form.data = {**form.data.dict(), "seen": found.digest}
        contents = list_roll_contents(found.copy, language)
        query = make_part_query(episode, edition)
        label = episode or _("the whole production")
        return {
            "found": found,
            "part_label": f"{label} {editions[edition]}" if edition else label,
            "episode": episode,
            "query": query,
            "contents": contents,
            "totals": sum((section.counts for section in contents), PeopleCounts()),
            "counts": count_changes(found.difference),
            "blockers": show_blockers(production, episode, found.blockers),
            "may_issue": all(blocker.lifted_by for blocker in found.blockers),
            "told": [*describe_open_claims(production), *list_roll_warnings(found.copy)],
            "places": get_page_address("heat_map", production, episode=episode.pk if episode else ""),
        }


def make_files_address(release: Release) -> str:
    """Where files of a release are asked for."""
    asked = {"episode": release.episode_id, "edition": release.edition, "release": release.pk}
    return get_page_address("rolls", release.production, **asked) + "#export"


def make_part_query(episode: Episode | None, edition: str) -> str:
    """The query of an address that keeps to a part; empty for all of a production."""
    return make_query({"episode": episode.pk if episode else "", "edition": edition})


def show_blockers(
    production: Production, episode: Episode | None, blockers: Iterable[Blocker]
) -> list[ShownBlocker]:
    shown = []
    for blocker in blockers:
        label, page, show = REMEDIES.get(blocker.kind, ("", "", ""))
        shown.append(
            ShownBlocker(
                blocker,
                label,
                get_page_address(page, production, episode=episode.pk if episode else "", show=show)
                if page
                else "",
            )
        )
    return shown


def describe_issue_state(production: Production, episode: Episode | None, edition: str) -> dict[str, Any]:
    """What the next issue of a part waits for: few queries, since no roll is made for it."""
    line = Release.objects.of(production=production, episode=episode, edition=edition)
    since = line.without_document().select_related("episode").last()
    return {
        "since": since,
        "changed": count_changed_credits(since) if since else 0,
        "next_number": since.number + 1 if since else 1,
        "blockers": show_blockers(
            production, episode, list_blockers(production, episode=episode, edition=edition)
        ),
        "told": describe_open_claims(production),
    }


def list_release_lines(production: Production, episode: Episode | None, edition: str) -> list[ReleaseLine]:
    """The issues of an episode, or of all of the production's parts where none is chosen; the line issued last comes first. One query."""
    rows = production.releases.with_edition_labels().select_related("episode", "issued_by", "rendition")
    rows = rows.defer("document", "rendition__document", "rendition__packed")
    if episode is not None:
        rows = rows.filter(episode=episode)
    if edition:
        rows = rows.filter(edition=edition)
    lines: dict[tuple[int | None, str], ReleaseLine] = {}
    for release in rows.order_by("-issued_at", "-pk")[:MAX_SHOWN_RELEASES]:
        label = release.get_edition_display() if release.edition else ""
        line = ReleaseLine(release.episode, release.edition, label, [])
        lines.setdefault((release.episode_id, release.edition), line).releases.append(release)
    return list(lines.values())
