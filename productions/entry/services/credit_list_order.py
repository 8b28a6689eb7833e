"""The order of a credit list: that of its roll, in which credits of cuts keep their neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from productions.credits.models.credits import Credit
from productions.credits.services.billing import hold_orders, order_credits, read_billing
from productions.entry.services.credit_list_rows import EVERY_EDITION, filter_list, list_keys_in_order
from productions.entry.services.sheet_places import SheetPlace
from productions.ledger.services.writing import in_transaction
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Stale
from productions.users import access
from productions.users.models import User


@in_transaction
def order_list(
    place: SheetPlace, order: Sequence[UUID], *, expected_version: int, by: User, now: datetime
) -> None:
    """Give the rows of a list (uids) this order (editors). Raises NotAllowed; Stale where rows or their order changed since."""
    access.require_level(by, place.production, MembershipLevel.EDITOR)
    hold_orders(place.production)
    keys = dict(filter_list(place).order_by().values_list("uid", "pk"))
    if len(order) != len(set(order)) or set(order) != keys.keys():
        raise Stale(_("Somebody added or removed rows while you were ordering them; order them again."))
    store_order(place, [keys[uid] for uid in order], expected_version=expected_version, by=by, now=now)


def put_in_place(
    place: SheetPlace, placed: Iterable[tuple[int, Sequence[int]]], *, by: User, now: datetime
) -> None:
    """Let new credits stand behind the one that each was put behind (keys): by hand, where they do not stand so by themselves."""
    before = list_keys_in_order(place)
    keys = list(before)
    for above, new in placed:
        if above in keys and not set(new) - set(keys):
            keys = [key for key in keys if key not in new]
            index = keys.index(above) + 1
            keys[index:index] = new
    if keys != before:
        store_order(place, keys, by=by, now=now)


def store_order(
    place: SheetPlace,
    keys: Sequence[int],
    *,
    by: User | None,
    now: datetime,
    expected_version: int | None = None,
) -> None:
    """Give the roll the order of its list's credits (keys), and to others that have a place in it that behind the same row as before."""
    production, episode = place.production, place.episode
    given = read_billing(production, episode, EVERY_EDITION).places
    whole = keep_neighbours(keys, sorted(given, key=lambda key: given[key]))
    found = Credit.objects.of_roll(production, episode, EVERY_EDITION).only("pk", "uid").in_bulk(whole)
    order_credits(
        production,
        credits=[found[key] for key in whole if key in found],
        episode=episode,
        by=by,
        now=now,
        expected_version=expected_version,
    )


def keep_neighbours(order: Sequence[int], given: Iterable[int]) -> list[int]:
    """The order with those of the given ones that are not in it, each behind the one in it that it was behind before."""
    listed = set(order)
    first: list[int] = []
    behind: dict[int, list[int]] = {}
    run = first
    for key in given:
        if key in listed:
            run = behind.setdefault(key, [])
        else:
            run.append(key)
    return [*first, *(each for key in order for each in (key, *behind.get(key, ())))]
