"""The search over everything that has a page: in any script, each kind of entry a part of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError

from api.pages.linked_data import write_linked_data
from api.pages.page_addresses import build_page_address, get_contributor_address, get_production_address
from api.pages.public_page import PublicPage
from api.pages.reads import read
from api.pages.site_linked_data import describe_results
from api.read.filter_fields import MAX_VALUE_CHARACTERS
from productions.shared.choices import ContributorKind

FIRST_FOUND = 8
"""Entries of each kind where all kinds are asked for."""
MORE_FOUND = 50
"""Entries on a page of one kind."""


@dataclass(frozen=True)
class SearchedKind:
    """One kind of entry that is searched."""

    label: Any
    address: str
    """The API's list."""
    narrowed: Mapping[str, str]
    """Parameters of the list beside `q`."""
    get_page: Callable[[dict[str, Any]], str]
    """The page that an entry has, or the one of its work."""
    named_by: str = "name"
    """The member that an entry is called by."""

    def show(self, entry: dict[str, Any]) -> dict[str, Any]:
        """An entry of the list with its `page` and how it is `called` there."""
        return {**entry, "page": self.get_page(entry), "called": entry[self.named_by]}


def get_work_address(entry: dict[str, Any]) -> str:
    """The page of the work that an entry without a page of its own belongs to."""
    return get_production_address(entry["production"])


def get_role_address(role: dict[str, Any]) -> str:
    return build_page_address("role", role["code"])


def get_system_address(system: dict[str, Any]) -> str:
    return build_page_address("ai-system", system["uid"])


BY_RELEVANCE = {"ordering": "relevance"}
KINDS: Mapping[str, SearchedKind] = {
    "works": SearchedKind(_("Works"), "production-list", BY_RELEVANCE, get_production_address, "title"),
    "people": SearchedKind(
        _("People"),
        "contributor-list",
        {"kind": ContributorKind.PERSON, **BY_RELEVANCE},
        get_contributor_address,
    ),
    "studios": SearchedKind(
        _("Companies and studios"),
        "contributor-list",
        {"kind": ContributorKind.ORGANIZATION, **BY_RELEVANCE},
        get_contributor_address,
    ),
    "roles": SearchedKind(_("Roles"), "role-list", BY_RELEVANCE, get_role_address, "label"),
    "ai-systems": SearchedKind(_("AI systems"), "ai-system-list", {}, get_system_address),
    "characters": SearchedKind(_("Characters"), "character-list", {}, get_work_address),
    "songs": SearchedKind(_("Songs"), "song-list", {}, get_work_address, "title"),
}
"""By the word that an address has for it."""


class SearchPage(PublicPage):
    """`search/?q=…`, and `kind=` for one kind alone, page after page."""

    template_name = "pages/search.html"
    kept_parameters = ("q", "kind")

    def describe(self) -> dict[str, Any]:
        given = self.request.GET
        text, kind = given.get("q", "").strip(), given.get("kind", "")
        chosen = {kind: KINDS[kind]} if kind in KINDS else KINDS
        readable = True
        size = MORE_FOUND if kind in KINDS else FIRST_FOUND
        try:
            parts = (
                [self.search(name, text, size, given.get("cursor", "")) for name in chosen] if text else []
            )
        except ValidationError:  # too long, a character that no name has, or a cursor of another search
            parts, readable = [], False
        return {
            "linked_data": self.describe_found(text, parts),
            "q": text,
            "kind": kind,
            "kinds": [(name, each.label) for name, each in KINDS.items()],
            "parts": [part for part in parts if part["results"]],
            "readable": readable,
            "longest": MAX_VALUE_CHARACTERS,
        }

    def describe_found(self, text: str, parts: list[dict[str, Any]]) -> SafeString | None:
        """What was found for machines; None where nothing was, and where a list goes on."""
        found = [
            (self.request.build_absolute_uri(entry["page"]), entry["called"])
            for part in parts
            for entry in part["results"]
        ]
        if not found or "cursor" in self.request.GET:
            return None
        address = self.request.build_absolute_uri()
        return write_linked_data(describe_results(address, self.locate("pages:home"), text, found))

    def search(self, kind: str, text: str, size: int, cursor: str) -> dict[str, Any]:
        """What is found of one kind, and where the rest of it is."""
        searched = KINDS[kind]
        params = {"q": text, "page_size": str(size), **searched.narrowed, **self.wording}
        if cursor:
            params["cursor"] = cursor
        found = read(searched.address, params)
        more = ""
        if found["next"] is not None:
            following = {"q": text, "kind": kind}
            if size == MORE_FOUND:
                following["cursor"] = parse_qs(urlsplit(found["next"]).query)["cursor"][0]
            more = f"?{urlencode(following)}"
        results = [searched.show(entry) for entry in found["results"]]
        return {"kind": kind, "label": searched.label, "results": results, "more": more}
