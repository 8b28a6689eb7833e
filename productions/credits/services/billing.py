"""Billing orders: the order in which a roll has its credits, as somebody gave it (H17)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Episode, Production
from productions.catalogue.services.editions import require_edition
from productions.credits.models.billing import HAND_END, Billing
from productions.credits.models.credits import Credit
from productions.ledger.services.writing import change_entity, create_entity, in_transaction
from productions.rollkit.document.billing import join_orders
from productions.shared.choices import EpisodeKind, MembershipLevel
from productions.shared.refusals import Refusal, Stale
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
    expected_version: int | None = None,
    reason: str = "",
) -> Billing:
    """Give the credits of a roll their order by hand, the first one first (editors). Those that are not listed lose their place.

    `edition`: empty for the roll of every edition that has no order of its own. `expected_version` is the revision that the
    user saw, 0 where the roll had no order of its own. Raises NotAllowed; Stale where somebody changed the order since; Refusal
    where a credit is listed twice or is not of this roll.
    """
    access.require_level(by, production, MembershipLevel.EDITOR)
    check_roll(production, episode, edition)
    hold_orders(production)
    if expected_version is not None and read_version(production, episode, edition) != expected_version:
        raise Stale(_("Somebody changed this order while you were editing; reload it and order it again."))
    keys = [credit.pk for credit in credits]
    shown = set(
        Credit.objects.of_roll(production, episode, edition).filter(pk__in=keys).values_list("pk", flat=True)
    )
    for credit in credits:
        if credit.pk not in shown:
            raise Refusal(fields={"credits": [_("“%s” is not in this roll.") % credit]}, rule="H17")
    if len(set(keys)) < len(keys):
        raise Refusal(fields={"credits": [_("A credit is listed twice; it has one place.")]}, rule="H17")
    return store_billing(production, episode, edition, [*keys, HAND_END], by=by, now=now, reason=reason)


def hold_orders(production: Production) -> None:
    """Let one after the other order a production's rolls: the first order of a roll has no row yet that could be locked."""
    held = Production.objects.select_for_update(no_key=True).filter(pk=production.pk)
    held.order_by("pk").values_list("pk").first()


def check_roll(production: Production, episode: Episode | None, edition: str) -> None:
    """Raises Refusal where there is no such roll."""
    if episode is not None and episode.production_id != production.pk:
        raise Refusal(fields={"episode": [_("Episode %s belongs to another production.") % episode]})
    require_edition(production, edition)


@in_transaction
def append_to_billing(
    production: Production, credits: Sequence[Credit], *, by: User | None, now: datetime, reason: str = ""
) -> None:
    """Bill new credits in the order given, behind those that were: in the rolls of their episodes and, those of the whole production, in
    its own; those of a range in that of each episode in it.

    What is credited for the whole production has its place between those of each episode that is listed with it. Credits of single
    cuts are given no place: who lists cuts gives the order of the cuts, not that of a roll. One for a range of cuts is a line of it.
    """
    access.require_level(by, production, MembershipLevel.EDITOR)
    listed = [credit for credit in credits if credit.cut_id is None or credit.last_cut_id is not None]
    ranges = find_ranges(production, listed)
    around = [episode for credit in listed for episode in ranges.get(credit.pk, ())]
    rolls = {credit.episode_id: credit.episode for credit in listed}
    rolls |= {episode.pk: episode for episode in around if episode.pk not in rolls}
    for key, episode in rolls.items():
        own = [
            credit
            for credit in listed
            if credit.episode_id in (None, key) or (ranges and episode in ranges.get(credit.pk, ()))
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


@dataclass(frozen=True, slots=True)
class RollOrder:
    """The order that a roll was given: of each credit its place, from 0, and who was placed by hand; all by key."""

    places: Mapping[int, int]
    by_hand: frozenset[int]

    def get_position(self, key: int, position: int) -> int:
        """The place within the role that a credit's own `position` asks for; by hand it was given another."""
        return 0 if key in self.by_hand else position


def read_billing(production: Production | int, episode: Episode | None, edition: str) -> RollOrder:
    """The order of a roll of the production (or its key): that of the edition, or else that of those without. One query.

    A production whose own roll nobody ordered by hand has the orders of its episodes in it, one after the other. An episode
    without an order has that of the whole production, whose credits are in its roll too.
    """
    billings = Billing.objects.live().filter(production=production, edition__in=("", edition))
    if episode is not None:
        billings = billings.filter(Q(episode=episode) | Q(episode=None))
    standing = billings.filter(Q(episode=None) | Q(episode__removed_at=None))
    orders: dict[int | None, list[int]] = {}
    # An edition's own order comes after that of all, and so takes its place.
    for part, keys in standing.order_by("episode__sort_key", "episode_id", "edition").values_list(
        "episode_id", "credits"
    ):
        orders[part] = keys
    of_whole = orders.pop(None, [])
    own = of_whole if episode is None else orders.get(episode.pk, of_whole)
    by_hand = frozenset(own[: own.index(HAND_END)]) if HAND_END in own else frozenset()
    if episode is None and not by_hand:
        hands = {key for keys in orders.values() if HAND_END in keys for key in keys[: keys.index(HAND_END)]}
        own, by_hand = join_orders(own, orders.values()), frozenset(hands)
    listed = [key for key in own if key != HAND_END]
    return RollOrder({key: place for place, key in enumerate(listed)}, by_hand)


def read_version(production: Production, episode: Episode | None, edition: str) -> int:
    """The revision of the order that was given to exactly this roll; 0 where there is none."""
    own = Billing.objects.live().filter(production=production, episode=episode, edition=edition)
    return own.order_by("pk").values_list("revision", flat=True).first() or 0
