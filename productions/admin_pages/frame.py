"""The frame around a production's pages: its tabs, and the one that a page belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from productions.shared.choices import MembershipLevel

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

PRODUCTION_PAGE = "productions_production_"
MAX_KEY_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of the frame.

    `page` ends the name of its address (`admin:productions_production_<page>`). `pages` begin the names of the other pages of a
    production that belong to it, and `models` are those whose entries do, by the names of their addresses.
    """

    page: str
    label: _StrPromise
    pages: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    of_episode: bool = False  # takes ?episode=
    level: MembershipLevel = MembershipLevel.VIEWER


TABS = (
    Tab("overview", gettext_lazy("Overview"), ("change",), ("productiontitle",)),
    Tab(
        "episodes",
        gettext_lazy("Episodes and cuts"),
        ("episode_",),
        ("episode", "cut", "cutrelation", "cutplacement", "segment", "song", "edition"),
    ),
    Tab("people", gettext_lazy("People"), ("people_",), ("character", "trackerid")),
    Tab("cut_sheet", gettext_lazy("Cut sheet"), ("credit_list",), ("credit",), of_episode=True),
    Tab("import", gettext_lazy("Import"), (), ("importbatch",), level=MembershipLevel.EDITOR),
    Tab("review", gettext_lazy("Review"), ("heat_map", "confirm"), ("claim",), of_episode=True),
    Tab("ai", gettext_lazy("AI"), ("required_roles",), ("aiuse",)),
    Tab(
        "releases",
        gettext_lazy("Releases"),
        ("issue", "difference", "correct"),
        ("release",),
        of_episode=True,
    ),
    Tab(
        "rolls",
        gettext_lazy("Rolls"),
        ("preview", "billing", "export"),
        ("export", "rolltemplate", "approval"),
        of_episode=True,
    ),
    Tab("files", gettext_lazy("Files"), (), ("font", "logo")),
    Tab("members", gettext_lazy("Members"), (), ("membership", "invitation")),
    Tab("history", gettext_lazy("History")),
)


@dataclass(frozen=True, slots=True)
class ShownTab:
    label: _StrPromise
    address: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What the pages of one production have around them."""

    production: models.Model
    tabs: tuple[ShownTab, ...]


def read_episode_key(request: HttpRequest) -> str:
    """The key of the episode that the address names with `?episode=`; empty for none."""
    key = request.GET.get("episode", "")
    return key if key.isdecimal() and len(key) <= MAX_KEY_DIGITS else ""


def build_frame(
    request: HttpRequest, entry: Any, production: models.Model, levels: set[MembershipLevel]
) -> Frame:
    """The frame of a page of `entry`, which belongs to `production`, for a user who has these levels on it.

    The tabs that show one episode keep to the one of the page.
    """
    match = request.resolver_match
    name = match.url_name or "" if match else ""
    episode = read_episode_key(request) or find_episode_key(entry)
    shown = (
        ShownTab(
            tab.label,
            get_page_address(tab.page, production, episode=episode if tab.of_episode else ""),
            is_tab_of(tab, name),
        )
        for tab in TABS
        if tab.level in levels
    )
    return Frame(production, tuple(shown))


def get_page_address(page: str, production: models.Model, **question: Any) -> str:
    """The address of a page of a production (`Tab.page`, or another), with what is asked of it."""
    return reverse(f"admin:{PRODUCTION_PAGE}{page}", args=[production.pk]) + make_query(question)


def make_query(asked: Mapping[str, Any]) -> str:
    """What is not empty of it as the query of an address."""
    kept = {name: value for name, value in asked.items() if value}
    return f"?{urlencode(kept)}" if kept else ""


def find_episode_key(entry: Any) -> str:
    """The key of the episode that an entry is, or belongs to; empty for none."""
    key = entry.pk if entry._meta.model_name == "episode" else getattr(entry, "episode_id", None)
    return str(key or "")


def is_tab_of(tab: Tab, name: str) -> bool:
    """Whether the page of this address belongs to the tab."""
    if name.startswith(PRODUCTION_PAGE):
        page = name.removeprefix(PRODUCTION_PAGE)
        return page == tab.page or page.startswith((f"{tab.page}_", *tab.pages))
    return name.startswith(tuple(f"productions_{model}_" for model in tab.models))
