"""What the templates of pages say of the API's values: words of a code, addresses of an entry, days."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from api.pages.cut_drawing import draw_bar, get_cut_address
from api.read.vocabularies import VOCABULARIES
from productions.shared.choices import ContributorKind

register = template.Library()


@register.filter("word")
def get_word(code: str, vocabulary: str) -> str:
    """The label of a code in the page's language: `{{ row.kind|word:"production-kind" }}`. A code without one is itself."""
    return str(dict(VOCABULARIES[vocabulary]).get(code, code or ""))


@register.filter("contributor_address")
def get_contributor_address(contributor: dict[str, Any]) -> str:
    """The page of a contributor of the API: a person's or a studio's."""
    page = "studio" if contributor["kind"] == ContributorKind.ORGANIZATION else "person"
    return reverse(f"pages:{page}", kwargs={"uid": contributor["uid"]})


def get_production_address(production: dict[str, Any]) -> str:
    """The page of a production of the API."""
    return reverse("pages:production", kwargs={"uid": production["uid"]})


@register.filter("episode_number")
def format_episode_number(number: str) -> str:
    """`Episode 12`, `第12話`; what does not begin with a digit (OP, 第1話, SP1) says by itself what it is."""
    return _("Episode %(number)s") % {"number": number} if number[:1].isdecimal() else number


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


register.filter("cut_address", get_cut_address)
register.filter("draw_bar", draw_bar)
