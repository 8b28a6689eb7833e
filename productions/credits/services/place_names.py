"""What the place of a credit is called by its numbers, of a range by both of its ends."""

from __future__ import annotations

from productions.credits.models.credits import Credit

CREDIT_PLACES = ("cut__episode", "last_cut__episode", "episode", "last_episode")
"""What the place of a credit names, to be read with it."""


def name_cut_range(credit: Credit) -> str:
    """`C012`, or `C001–C005` of a range; empty outside cuts."""
    return "–".join(cut.number for cut in (credit.cut, credit.last_cut) if cut is not None)


def name_episode_range(credit: Credit) -> str:
    """`#3`, or `#1–#3` of a range; empty for the whole production."""
    return "–".join(f"#{each.number}" for each in (credit.episode, credit.last_episode) if each is not None)
