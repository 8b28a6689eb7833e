"""Billing orders: the order in which a roll has its credits, as somebody gave it (H17)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from productions.catalogue.models.works import Episode, Production
from productions.credits.models.billing import Billing
from productions.credits.models.credits import Credit
from productions.ledger.services.writing import change_entity, create_entity, in_transaction
from productions.shared.choices import Edition, EpisodeKind, MembershipLevel
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User


@in_transaction
def order_credits(
    production: Production,
    *,
    credits: Sequence[Credit],
    episode: Episode | None = None,
    edition: str = "",
    by: User | None,
    now: datetime,
    reason: str = "",
) -> Billing:
    """Give the credits of a roll their order, the first one first (editors). Those that are not listed lose their place.

    `edition`: empty for the roll of every edition that has no order of its own. Raises NotAllowed; Refusal where a credit is
    listed twice or is not of this roll.
    """
    access.require_level(by, production, MembershipLevel.EDITOR)
    check_roll(production, episode, edition)
    keys = [credit.pk for credit in credits]
    shown = set(
        Credit.objects.of_roll(production, episode, edition).filter(pk__in=keys).values_list("pk", flat=True)
    )
    for credit in credits:
        if credit.pk not in shown:
            raise Refusal(fields={"credits": [_("“%s” is not in this roll.") % credit]}, rule="H17")
    if len(set(keys)) < len(keys):
        raise Refusal(fields={"credits": [_("A credit is listed twice; it has one place.")]}, rule="H17")
    return store_billing(production, episode, edition, keys, by=by, now=now, reason=reason)


def check_roll(production: Production, episode: Episode | None, edition: str) -> None:
    """Raises Refusal where there is no such roll."""
    if episode is not None and episode.production_id != production.pk:
        raise Refusal(fields={"episode": [_("Episode %s belongs to another production.") % episode]})
    if edition and edition not in Edition.values:
        raise Refusal(fields={"edition": [_("There is no edition “%s”.") % edition]})


@in_transaction
def append_to_billing(
    production: Production, credits: Sequence[Credit], *, by: User | None, now: datetime, reason: str = ""
) -> None:
    """Bill new credits in the order given, behind those that were: in the rolls of their episodes and, those of the whole production, in
    its own; those of a range in that of each episode in it.

    What is credited for the whole production has its place between those of each episode that is listed with it. Credits of single
    cuts are given no place: who lists cuts gives the order of the cuts, not that of a roll.
    """
    access.require_level(by, production, MembershipLevel.EDITOR)
    listed = [credit for credit in credits if credit.cut_id is None]
    ranges = find_ranges(production, listed)
    around = [episode for credit in listed for episode in ranges.get(credit.pk, ())]
    for episode in dict.fromkeys([*(credit.episode for credit in listed), *around]):
        own = [
            credit
            for credit in listed
            if credit.episode in (None, episode) or episode in ranges.get(credit.pk, ())
        ]
        known = filter_billings(production, episode)
        editions = {billing.edition: billing.credits for billing in known}
        for edition in sorted({*editions, *(credit.edition for credit in own)}):
            keys = [credit.pk for credit in own if credit.edition in ("", edition)]
            begun = editions.get(edition, editions.get("", []))
            store_billing(production, episode, edition, [*begun, *keys], by=by, now=now, reason=reason)


def find_ranges(production: Production, credits: Iterable[Credit]) -> dict[int, list[Episode]]:
    """The episodes of each credit that has a range of them, by its key. One query, and none where there is no range."""
    ended = [(credit, credit.episode, credit.last_episode) for credit in credits if credit.last_episode_id]
    if not ended:
        return {}
    numbered = list(production.episodes.live().filter(kind=EpisodeKind.EPISODE).order_by("sort_key", "pk"))
    return {
        credit.pk: [each for each in numbered if first.sort_key <= each.sort_key <= last.sort_key]
        for credit, first, last in ended
        if first is not None and last is not None
    }


def filter_billings(production: Production, episode: Episode | None) -> Iterable[Billing]:
    """The orders of one part of a production, under the lock of whoever changes one."""
    return (
        Billing.objects.live()
        .select_for_update()
        .filter(production=production, episode=episode)
        .order_by("pk")
    )


def store_billing(
    production: Production,
    episode: Episode | None,
    edition: str,
    keys: list[int],
    *,
    by: User | None,
    now: datetime,
    reason: str,
) -> Billing:
    """Keep the order of one roll."""
    known = next((one for one in filter_billings(production, episode) if one.edition == edition), None)
    if known is None:
        billing = Billing(production=production, episode=episode, edition=edition, credits=keys)
        return create_entity(billing, by=by, now=now, reason=reason)
    return change_entity(
        known, {"credits": keys}, by=by, now=now, action="reordered", reason=reason, is_locked=True
    )


def read_billing(production: Production, episode: Episode | None, edition: str) -> dict[int, int]:
    """The place of each credit, from 0, by its key: in the order of the edition, or else in that of those without. One query."""
    found = Billing.objects.live().filter(production=production, episode=episode, edition__in=("", edition))
    orders = {billing.edition: billing.credits for billing in found}
    keys = orders.get(edition, orders.get("", []))
    return {key: place for place, key in enumerate(keys)}
