"""The search over everything that has a page: in any script, each kind of entry a part of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError

from api.pages.public_page import PublicPage
from api.pages.reads import read
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


BY_RELEVANCE = {"ordering": "relevance"}
KINDS: Mapping[str, SearchedKind] = {
    "works": SearchedKind(_("Works"), "production-list", BY_RELEVANCE),
    "people": SearchedKind(_("People"), "contributor-list", {"kind": ContributorKind.PERSON, **BY_RELEVANCE}),
    "studios": SearchedKind(
        _("Studios"), "contributor-list", {"kind": ContributorKind.ORGANIZATION, **BY_RELEVANCE}
    ),
    "roles": SearchedKind(_("Roles"), "role-list", BY_RELEVANCE),
    "ai-systems": SearchedKind(_("AI systems"), "ai-system-list", {}),
    "characters": SearchedKind(_("Characters"), "character-list", {}),
    "songs": SearchedKind(_("Songs"), "song-list", {}),
}
"""By the word that an address has for it."""


class SearchPage(PublicPage):
    """`search/?q=…`, and `kind=` for one kind alone, page after page."""

    template_name = "pages/search.html"

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
            "q": text,
            "kind": kind,
            "kinds": [(name, each.label) for name, each in KINDS.items()],
            "parts": [part for part in parts if part["results"]],
            "readable": readable,
            "longest": MAX_VALUE_CHARACTERS,
        }

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
        return {"kind": kind, "label": searched.label, "results": found["results"], "more": more}
