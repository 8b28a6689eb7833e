"""Addresses of pages. A page has hundreds, and Django takes a tenth of a millisecond to put one together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from productions.shared.choices import ContributorKind

NIL = "00000000-0000-0000-0000-000000000000"
KEYS = {"role": "code"}
"""By what an entry is in its page's address, where that is no uid."""


def build_page_address(page: str, uid: str) -> str:
    """The page of an entry in the language that is active; `page` is its name below `pages:`."""
    before, after = find_address_frame(page, get_language())
    return f"{before}{uid}{after}"


@lru_cache(maxsize=64)
def find_address_frame(page: str, _language: str) -> tuple[str, str]:
    """What stands before and after the uid or code in all addresses of one kind of page in one language."""
    before, _uid, after = reverse(f"pages:{page}", kwargs={KEYS.get(page, "uid"): NIL}).partition(NIL)
    return before, after


CONTRIBUTOR_PAGES: Mapping[str, str] = {
    ContributorKind.PERSON: "person",
    ContributorKind.ORGANIZATION: "studio",
}


def get_contributor_address(contributor: dict[str, Any]) -> str:
    """The page of a contributor of the API: a person's or a studio's."""
    return build_page_address(CONTRIBUTOR_PAGES[contributor["kind"]], contributor["uid"])


def make_contributor_addressing(origin: str = "") -> Callable[[dict[str, Any]], str]:
    """What `get_contributor_address` does, for a list: the language is asked for once. `origin` stands before each address."""
    language = get_language()
    frames = {kind: find_address_frame(page, language) for kind, page in CONTRIBUTOR_PAGES.items()}

    def get_address(contributor: dict[str, Any]) -> str:
        before, after = frames[contributor["kind"]]
        return f"{origin}{before}{contributor['uid']}{after}"

    return get_address


def get_production_address(production: dict[str, Any]) -> str:
    """The page of a production of the API."""
    return build_page_address("production", production["uid"])


def get_episode_address(episode: dict[str, Any]) -> str:
    """The page of an episode of the API."""
    return build_page_address("episode", episode["uid"])


def get_cut_address(uid: str) -> str:
    """The page of a cut of the API."""
    return build_page_address("cut", uid)
