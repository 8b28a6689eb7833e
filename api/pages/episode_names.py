"""What an episode is called on pages."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _


def format_episode_number(number: str) -> str:
    """`Episode 12`, `第12話`; what does not begin with a digit (OP, 第1話, SP1) says by itself what it is."""
    return _("Episode %(number)s") % {"number": number} if number[:1].isdecimal() else number


def name_episode(episode: dict[str, Any] | None) -> str:
    """“Episode 3 Title”; empty for the whole work."""
    if episode is None:
        return ""
    return " ".join(filter(None, (format_episode_number(episode["number"]), episode["title"])))
