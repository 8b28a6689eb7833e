"""What entries are called in a sentence: by their place and kind, never by a name that somebody may have withheld (H16)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from productions.catalogue.models.cuts import Cut
from productions.credits.models.credits import Credit
from productions.credits.services.place_names import name_episode_range
from productions.people.models.people import Contributor
from productions.shared.models import Record

MAX_SHOWN_PLACES = 3


def label_entry(entry: Any) -> str:
    """The entry without its kind: “#1 C012 原画” for a credit, “C012” for a cut, a title for a work."""
    if isinstance(entry, Credit):
        return f"{name_place(entry)} {entry.label_without_names}".strip()
    if isinstance(entry, Cut):
        return label_cut(entry)
    if (credit := getattr(entry, "credit", None)) is not None and isinstance(credit, Credit):
        return label_entry(credit)
    if isinstance(entry, Record) and not isinstance(entry, Contributor):
        return entry.label_without_names
    return str(entry)


def needs_kind(entry: Any) -> bool:
    """Whether a sentence says of what kind the entry is: a credit and a cut are known by what they are called."""
    return not isinstance(entry, Credit | Cut)


def name_place(credit: Credit) -> str:
    """Where a credit is: its cut or cuts, its episode or episodes, or nothing for the whole production."""
    if credit.cut is not None:
        return name_cuts([credit.cut, credit.last_cut or credit.cut])
    return name_episode_range(credit)


def label_cut(cut: Cut) -> str:
    """A cut by its number as given, in its episode."""
    number = _("cut %s") % cut.number if cut.number[:1].isdigit() else cut.number
    return f"#{cut.episode.number} {number}" if cut.episode is not None else number


def name_places(entries: Sequence[Any]) -> str:
    """The places of many entries in one phrase: the first and the last cut, or the episodes; empty where there is no such phrase."""
    credits = [each if isinstance(each, Credit | Cut) else getattr(each, "credit", None) for each in entries]
    if not credits or None in credits:
        return ""
    cuts = [each if isinstance(each, Cut) else each.cut for each in credits if each is not None]
    if None not in cuts:
        cuts += [each.last_cut for each in credits if isinstance(each, Credit) and each.last_cut is not None]
        return name_cuts([cut for cut in cuts if cut is not None])
    episodes = {each.episode for each in credits if each is not None}
    if None in episodes:
        return ""
    ends = {each.last_episode for each in credits if isinstance(each, Credit) and each.last_episode}
    episodes |= ends
    ordered = sorted(filter(None, episodes), key=lambda episode: (episode.sort_key, episode.pk))
    numbers = [f"#{episode.number}" for episode in ordered]
    return (
        ", ".join(numbers) if len(numbers) <= MAX_SHOWN_PLACES and not ends else f"{numbers[0]}–{numbers[-1]}"
    )


def name_cuts(cuts: Sequence[Cut]) -> str:
    """“C001–C012”, with the episode before it; of cuts of several episodes, the first one and the last one."""

    def order(cut: Cut) -> tuple[str, str, int]:
        return (cut.episode.sort_key if cut.episode else "", cut.sort_key, cut.pk)

    ordered = sorted({cut.pk: cut for cut in cuts}.values(), key=order)
    first, last = ordered[0], ordered[-1]
    if first == last:
        return label_cut(first)
    end = last.number if first.episode_id == last.episode_id else label_cut(last)
    return f"{label_cut(first)}–{end}"


def find_common_role(entries: Sequence[Any]) -> str:
    """The role that all credits among the entries have; empty where they have several."""
    roles = {each.label_without_names for each in entries if isinstance(each, Credit)}
    return roles.pop() if len(roles) == 1 else ""
