"""Links that are written without a template, as `cut_drawing` has it: lists have dozens of them."""

from __future__ import annotations

from html import escape  # as in `cut_drawing`
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from api.pages.episode_names import name_episode
from api.pages.page_addresses import get_episode_address


def draw_link(address: str, text: str) -> str:
    """A link; both are escaped here."""
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def draw_episode_link(episode: dict[str, Any]) -> SafeString:
    """An episode of the API by its number and title, which lead to its page."""
    return mark_safe(draw_link(get_episode_address(episode), name_episode(episode)))
