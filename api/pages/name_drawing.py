"""The names beside a role. By hand and not by template, as `cut_drawing`: a roll has hundreds of names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape  # as in `cut_drawing`
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from api.pages.link_drawing import draw_link
from api.pages.page_addresses import make_contributor_addressing
from productions.shared.choices import AbsenceReason

AI_TAG = '<span class="tag ai">AI</span>'


def draw_names(rows: Iterable[dict[str, Any]]) -> SafeString:
    """Staff rows of the API: each a name that leads to its page, or a gap that says what it is."""
    withheld = f'<span class="withheld">{escape(_("withheld by their own choice"))}</span>'
    unnamed = escape(_("not named"))
    get_address = make_contributor_addressing()
    drawn = []
    for row in rows:
        tag = AI_TAG if row["ai"] == "used" else ""
        if row["contributor"]:
            drawn.append(f"<span>{draw_name(row, get_address)}{tag}</span>")
        elif row["absence_reason"] == AbsenceReason.WITHHELD_BY_CONTRIBUTOR:
            drawn.append(withheld)
        else:
            drawn.append(f'<span class="unnamed">{unnamed}{tag}</span>')
    return mark_safe("".join(drawn))


def draw_name(row: dict[str, Any], get_address: Callable[[dict[str, Any]], str]) -> str:
    """A name as credited, with how many people a company had."""
    link = draw_link(get_address(row["contributor"]), " / ".join(row["credited_as"]))
    if not row["headcount"]:
        return link
    text = ngettext("%(people)s person", "%(people)s people", row["headcount"])
    return f'{link} <span class="meta">{escape(text % {"people": row["headcount"]})}</span>'
