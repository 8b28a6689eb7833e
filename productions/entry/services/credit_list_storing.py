"""Rows of a credit list stored: people and characters first, then what goes, what changes, what is new, and its place in the order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from productions.cast.services.named_characters import (
    CastDirectory,
    NamedCharacter,
    find_or_create_characters,
)
from productions.credits.models.credits import Credit
from productions.credits.services.billing import append_to_billing
from productions.credits.services.bulk_changes import change_credits
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.portrayals import set_portrayals
from productions.entry.services.cell_people import CellPeople
from productions.entry.services.cell_saving import find_stand_ins, list_undone_names
from productions.entry.services.credit_list_order import put_in_place
from productions.entry.services.credit_list_plans import PlannedRow
from productions.entry.services.sheet_places import SheetPlace
from productions.entry.services.undone_people import remove_undone_people
from productions.imports.services.sheet_rows import list_row_characters
from productions.interchange.sheets.credit_row import CreditSheetRow
from productions.people.services.named_contributors import store_drafted_people
from productions.removals.services.credit_removal import remove_credits
from productions.users.models import User


def store_rows(
    place: SheetPlace, plans: Sequence[PlannedRow], people: CellPeople, *, by: User, now: datetime
) -> None:
    """Store them together. Raises Refusal where one of them is refused, and nothing is stored then."""
    production = place.production
    undone = list_undone_names((plan, plan.read.sent.undoes) for plan in plans)
    store_drafted_people(people.drafted, find_stand_ins(plans), production=production, by=by, now=now)
    cast = find_or_create_characters(production, list_plan_characters(plans), by=by, now=now)
    removed = [credit for plan in plans for credit in plan.removed]
    if removed:
        remove_credits(removed, by=by, now=now, reason=_("It was taken out of the credit list."))
    changed = [change for plan in plans for change in plan.changed]
    if changed:
        change_credits(production, changed, by=by, now=now)
        change_characters(plans, cast, by=by, now=now)
    enter_rows(place, [plan for plan in plans if plan.new], cast, by=by, now=now)
    remove_undone_people(production, undone, by=by, now=now)


def read_written_characters(text: str) -> list[NamedCharacter]:
    """Whom a character cell names, as files have it."""
    return list(list_row_characters([CreditSheetRow(line=1, character=text)]))


def list_plan_characters(plans: Sequence[PlannedRow]) -> Iterator[NamedCharacter]:
    for plan in plans:
        texts = [plan.character or "", *(values["character_as_printed"] for values in plan.new)]
        for text in texts:
            yield from read_written_characters(text)


def list_written_portrayals(text: str, cast: CastDirectory) -> list[dict[str, Any]]:
    found = [cast.find(named) for named in read_written_characters(text)]
    return [{"character": character, "variant": variant} for character, variant in found]


def change_characters(plans: Sequence[PlannedRow], cast: CastDirectory, *, by: User, now: datetime) -> None:
    """Let changed credits voice what is written there now; of whoever is not named nobody says whom they voice (H16)."""
    said = {
        credit.pk: plan.character
        for plan in plans
        for credit, _values in plan.changed
        if plan.character is not None
    }
    rows = Credit.objects.filter(pk__in=said, withheld_statement=None).select_related("production")
    for credit in rows.order_by("pk"):
        set_portrayals(credit, list_written_portrayals(said[credit.pk], cast), by=by, now=now)


def enter_rows(
    place: SheetPlace, plans: Sequence[PlannedRow], cast: CastDirectory, *, by: User, now: datetime
) -> None:
    """Enter what is new, in the order of the list."""
    rows = [
        {**values, "portrayals": list_written_portrayals(values["character_as_printed"], cast)}
        for plan in plans
        for values in plan.new
    ]
    if not rows:
        return
    credits = enter_credits(place.production, rows, by=by, now=now)
    append_to_billing(place.production, credits, by=by, now=now)
    put_in_place(place, pair_with_above(plans, credits), by=by, now=now)


def pair_with_above(plans: Sequence[PlannedRow], credits: Sequence[Credit]) -> list[tuple[int, list[int]]]:
    """By the key of the credit above, the new credits of each row (keys); `credits` are those of all rows. One query."""
    asked = [plan.read.sent.after for plan in plans if plan.read.sent.after is not None]
    above: dict[UUID, int] = dict(Credit.objects.filter(uid__in=asked).order_by().values_list("uid", "pk"))
    entered = iter(credits)
    placed = []
    for plan in plans:
        own = [next(entered).pk for _values in plan.new]
        sent, row = plan.read.sent, plan.read.row
        key = above.get(sent.after) if row is None and sent.after is not None else None
        if row is not None:
            key = row.credit.pk
        if key is not None:
            placed.append((key, own))
        above[sent.key] = own[-1]
    return placed
