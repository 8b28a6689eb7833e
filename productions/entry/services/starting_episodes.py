"""A new episode that begins with the last one's staff, as drafts: what is offered, and the verb that takes it over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from productions.catalogue.models.works import Episode, Production
from productions.catalogue.services.productions import add_episode, update_episode
from productions.credits.models.credits import Credit
from productions.credits.models.portrayals import Portrayal
from productions.credits.services.billing import append_to_billing, hold_orders, read_billing
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import get_credited_person
from productions.entry.services.credit_list_order import store_order
from productions.entry.services.credit_list_rows import EVERY_EDITION, ListRow, is_of_more, read_list_rows
from productions.entry.services.sheet_places import LAST_DIGITS_PATTERN, SheetPlace
from productions.ledger.services.writing import in_transaction
from productions.shared.choices import AbsenceReason, CreditKind, EpisodeKind, MembershipLevel
from productions.shared.numbers import number_key
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User
from productions.wishes.services import read_withholding_wishes

TAKEN_OVER = (
    "role", "role_as_printed", "role_as_printed_language", "character_as_printed_language", "dub_language", "kind",
    "affiliation", "contracted_by", "position", "on_screen", "edition", "song",
)  # fmt: skip
"""What a new credit has of the last one beside its person. What was asked, declared, validated, seen or proved then was so then."""


@dataclass(frozen=True, slots=True)
class EarlierStaffRow:
    """A credit of the last episode that the next one may begin with; `only_here` where the one before had not the same person in it."""

    row: ListRow
    only_here: bool


@dataclass(frozen=True, slots=True)
class LastStaff:
    """An episode with what it hands on, in the order of its roll, and what holds for the next one by itself."""

    episode: Episode
    rows: Sequence[EarlierStaffRow]
    of_series: Sequence[ListRow]


def list_staffed_episodes(production: Production) -> list[Episode]:
    """The numbered episodes that have staff of their own, the last one first. One query."""
    staffed = Credit.objects.current().filter(production=production, cut=None).exclude(episode=None)
    numbered = production.episodes.live().filter(kind=EpisodeKind.EPISODE, pk__in=staffed.values("episode"))
    return list(numbered.order_by("-sort_key", "-pk"))


def read_last_staff(production: Production, source: Episode, before: Episode | None) -> LastStaff:
    """What `source` hands on. `before` is the episode before it: who was not in that one too is told. A fixed number of queries."""
    known = {get_staff_key(credit) for credit in filter_own_staff(production, before)} if before else None
    place = SheetPlace(production, source)
    listed = read_list_rows(place)
    own = [row for row in listed if not is_of_more(row.credit, place) and is_handed_on(row.credit)]
    return LastStaff(
        source,
        [EarlierStaffRow(row, known is not None and get_staff_key(row.credit) not in known) for row in own],
        [row for row in listed if is_of_more(row.credit, place)],
    )


def filter_own_staff(production: Production, episode: Episode) -> Any:
    """The credits of the episode alone that are of no cut."""
    current = Credit.objects.current().filter(production=production, episode=episode)
    return current.filter(cut=None, last_episode=None)


def get_staff_key(credit: Credit) -> tuple[Any, ...]:
    """Who does what: of somebody who is not named, by the statement."""
    return (credit.role_id, credit.contributor_id, credit.withheld_statement_id)


def is_handed_on(credit: Credit) -> bool:
    """Whether another episode may begin with it: not what runs in segments, and not what nobody knows of that one."""
    if credit.segment_id is not None or (credit.song is not None and credit.song.episode_id is not None):
        return False
    return (
        credit.contributor_id is not None
        or credit.withheld_statement_id is not None
        or credit.absence_reason == AbsenceReason.NOT_YET_ENTERED
    )


def propose_number(production: Production, source: Episode | None) -> str:
    """The number of the first episode after `source` that has no staff, or else the one after the last: `12` → `13`, `09` → `10`."""
    numbered = production.episodes.live().filter(kind=EpisodeKind.EPISODE)
    staffed = Credit.objects.current().filter(production=production).exclude(episode=None)
    empty = numbered.exclude(pk__in=staffed.values("episode"))
    if source is not None:
        empty = empty.filter(sort_key__gt=source.sort_key)
    if found := empty.order_by("sort_key", "pk").first():
        return found.number
    last = numbered.order_by("-sort_key", "-pk").first()
    match = LAST_DIGITS_PATTERN.fullmatch(last.number) if last else None
    if match is None:
        return "1" if last is None else ""
    digits = match["digits"]
    return f"{match['before']}{int(digits) + 1:0{len(digits)}d}{match['behind']}"


@in_transaction
def start_episode(
    production: Production,
    *,
    number: str,
    source: Episode,
    credits: Collection[int],
    by: User | None,
    now: datetime,
    title: str = "",
    reason: str = "",
) -> Episode:
    """Make the episode, or take the one of this number that has no credits yet, and enter these credits (keys) of `source` as its drafts.

    Roles, people, companies and printed words are taken over in the order of the roll; nothing is declared of AI, and nothing is
    confirmed. Names that are withheld stay withheld (H16). Editors. Raises NotAllowed, Refusal.
    """
    access.require_level(by, production, MembershipLevel.EDITOR)
    hold_orders(production)
    episode = find_or_add_episode(production, number=number, title=title, by=by, now=now)
    offered = read_last_staff(production, source, None)
    chosen = [each.row.credit for each in offered.rows if each.row.credit.pk in credits]
    if len(chosen) != len(set(credits)):
        raise Refusal(_("Somebody changed the staff of this episode meanwhile; choose again."))
    drafts = draft_staff(production, chosen)
    if drafts:
        new = [{**values, "episode": episode} for values in drafts.values()]
        entered = enter_credits(production, new, by=by, now=now, reason=reason)
        append_to_billing(production, entered, by=by, now=now)
        if read_billing(production, source, EVERY_EDITION).by_hand:
            follow_order(production, source, episode, dict(zip(drafts, entered, strict=True)), by=by, now=now)
    return episode


def draft_staff(production: Production, chosen: Sequence[Credit]) -> dict[int, dict[str, Any]]:
    """The values of the next episode's credits, by the keys of those that they are taken over from."""
    voiced = read_portrayals(chosen)
    wished = read_withholding_wishes(production)
    drafts = {}
    for credit in chosen:
        person = get_credited_person(credit)
        if credit.withheld_statement_id is not None and (person is None or person.pk not in wished):
            continue  # nobody holds the name back any more, and nobody has named them again either
        drafts[credit.pk] = {**draft_next(credit, person), "portrayals": voiced.get(credit.pk, [])}
    return drafts


def find_or_add_episode(
    production: Production, *, number: str, title: str, by: User | None, now: datetime
) -> Episode:
    """The episode of this number, which is made where there is none. Raises Refusal where it has credits already."""
    known = production.episodes.live().filter(number_key=number_key(number)).first()
    if known is None:
        return add_episode(production, number=number, by=by, now=now, **({"title": title} if title else {}))
    if Credit.objects.current().filter(production=production, episode=known).exists():
        told = _("Episode %s has credits already; open its credit list, or choose another number.")
        raise Refusal(fields={"number": [told % known.number]})
    known.production = production
    return update_episode(known, by=by, now=now, title=title) if title else known


def read_portrayals(credits: Sequence[Credit]) -> dict[int, list[dict[str, Any]]]:
    """Whom these credits voice, by credit. One query."""
    told = Portrayal.objects.told().filter(credit__in=[credit.pk for credit in credits])
    found: dict[int, list[dict[str, Any]]] = {}
    for portrayal in told.select_related("character", "variant").order_by("pk"):
        values = {"character": portrayal.character, "variant": portrayal.variant}
        found.setdefault(portrayal.credit_id, []).append(values)
    return found


def draft_next(credit: Credit, person: Any) -> dict[str, Any]:
    """The values of the next episode's credit. How many people stood behind a company was so in the last one: here it is not stated."""
    values = {name: getattr(credit, name) for name in TAKEN_OVER}
    if credit.withheld_statement_id is not None:
        before = credit.withheld_as
        return {
            **values,
            "contributor": person,
            "credited_as": before.get("credited_as", ""),
            "character_as_printed": before.get("character_as_printed", ""),
        }
    values |= {
        "contributor": person,
        "credited_as": credit.credited_as,
        "attribution": credit.attribution,
        "character_as_printed": credit.character_as_printed,
    }
    if person is None:
        return {**values, "absence_reason": credit.absence_reason}
    if credit.kind != CreditKind.PERSON and credit.is_labour:
        values["absence_reason"] = AbsenceReason.NOT_STATED
    return values


def follow_order(
    production: Production,
    source: Episode,
    episode: Episode,
    entered: dict[int, Credit],
    *,
    by: User | None,
    now: datetime,
) -> None:
    """Give the episode's roll the order that the last one was given by hand; `entered` are its new credits by the last one's keys."""
    place = SheetPlace(production, episode)
    here = {row.credit.pk for row in read_list_rows(place)}
    before = [row.credit.pk for row in read_list_rows(SheetPlace(production, source))]
    keys = [entered[key].pk if key in entered else key for key in before]
    placed = [key for key in keys if key in here]
    store_order(place, [*placed, *sorted(here - set(placed))], by=by, now=now)
