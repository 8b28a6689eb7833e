"""What the templates of pages say of the API's values: words of a code, addresses of an entry, days."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.utils.translation import gettext as _

from api.pages.cut_drawing import draw_bar, draw_runs
from api.pages.episode_names import format_episode_number, name_episode
from api.pages.link_drawing import draw_episode_link
from api.pages.name_drawing import draw_names
from api.pages.page_addresses import build_page_address, get_contributor_address
from api.read.vocabularies import VOCABULARIES
from productions.shared.site_languages import OWN_NAMES

register = template.Library()


@register.filter("word")
def get_word(code: str, vocabulary: str) -> str:
    """The label of a code in the page's language: `{{ row.kind|word:"production-kind" }}`. A code without one is itself."""
    return str(dict(VOCABULARIES[vocabulary]).get(code, code or ""))


@register.filter("part_label")
def format_part_label(label: str) -> str:
    """`Part A`, `Aパート` of a label that is one character; a longer one (Aパート, アバン) says by itself what it is."""
    return _("Part %(label)s") % {"label": label} if len(label) == 1 else label


@register.filter("language_name")
def get_language_name(tag: str) -> str:
    """What a language of the site calls itself; any other is its tag (BCP 47)."""
    return OWN_NAMES.get(tag, tag)


def format_cut_number(cut: dict[str, Any]) -> str:
    """`Cut 012`, `カット012`."""
    return _("Cut %(number)s") % cut


@register.filter("moment")
def make_datetime(text: str) -> datetime:
    """A time of the API (RFC 3339) for Django's `date`, which writes it as the site's day."""
    return datetime.fromisoformat(text)


@register.filter("clock")
def format_clock(seconds: float) -> str:
    """A moment from the beginning, as players show it: 12:34, or 1:02:03."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@register.filter("page_address")
def link_to_page(key: str, page: str) -> str:
    """The address of an entry's page: `{{ cut.uid|page_address:"cut" }}`. In lists: the framework's tag takes a tenth of a millisecond."""
    return build_page_address(page, key)


register.filter("contributor_address", get_contributor_address)
register.filter("episode_number", format_episode_number)
register.filter("episode_name", name_episode)
register.filter("episode_link", draw_episode_link)
register.filter("draw_names", draw_names)
register.filter("draw_bar", draw_bar)
register.filter("draw_runs", draw_runs)
