"""Episodes that are made many at once, from a range as people write it: `1–12`, `第1話～第12話`, `01-12`, `13`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Episode, Production
from productions.ledger.services.checking import prepare_entity
from productions.ledger.services.writing import create_many
from productions.operations.services.database_errors import is_unique_conflict
from productions.shared.choices import EpisodeKind, MembershipLevel
from productions.shared.numbers import number_key, split_number_range
from productions.shared.refusals import Refusal, Stale
from productions.users import access
from productions.users.models import User

MAX_EPISODES_AT_ONCE = 500
MAX_TYPED_CHARACTERS = 200
MAX_NUMBER_DIGITS = 6


def list_episode_numbers(text: str) -> list[str]:
    """The numbers of a range in order, with as many zeros before them as its first end has; of a single number, that one.

    Raises Refusal.
    """
    ends = split_number_range(text) if len(text) <= MAX_TYPED_CHARACTERS else None
    first, last = ends or (text, text)
    keys = number_key(first), number_key(last)
    if not all(key.isdecimal() and len(key) <= MAX_NUMBER_DIGITS for key in keys):
        raise Refusal(fields={"episodes": [_("“%s” is no range of episodes; write it as 1–12.") % text[:40]]})
    start, end = map(int, keys)
    if start > end:
        raise Refusal(
            fields={"episodes": [_("The range ends before it begins; write the smaller number first.")]}
        )
    if end - start >= MAX_EPISODES_AT_ONCE:
        raise Refusal(fields={"episodes": [_("This range is too long; make the episodes in parts.")]})
    width = len(first) if first.isdecimal() and first.startswith("0") else 0
    return [f"{number:0{width}d}" for number in range(start, end + 1)]


def list_first_numbers(text: str) -> list[str]:
    """The same for a new work, whose `12` means that it has twelve episodes. Raises Refusal."""
    key = number_key(text)
    return list_episode_numbers(f"1-{key}" if key.isdecimal() else text)


@transaction.atomic
def add_episodes(
    production: Production, *, numbers: Sequence[str], by: User | None, now: datetime, reason: str = ""
) -> Sequence[Episode]:
    """Make those of the numbered episodes that are not there yet (editors). Raises NotAllowed, Refusal; Stale where somebody makes the same."""
    access.require_level(by, production, MembershipLevel.EDITOR)
    known = set(production.episodes.live().values_list("number_key", flat=True))
    new = [
        Episode(production=production, kind=EpisodeKind.EPISODE, number=number)
        for number in numbers
        if number_key(number) not in known
    ]
    if not new:
        raise Refusal(fields={"episodes": [_("These episodes are there already.")]})
    for episode in new:
        prepare_entity(episode)
    try:
        with transaction.atomic():
            return create_many(new, by=by, now=now, reason=reason)
    except IntegrityError as error:
        if not is_unique_conflict(error):
            raise
        raise Stale(_("Somebody else made the same episodes just now; look again.")) from error
