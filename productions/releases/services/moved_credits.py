"""One credit given another place in a roll; all others keep the places that they have there."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from productions.catalogue.models.works import Episode, Production
from productions.credits.models.billing import Billing
from productions.credits.models.credits import Credit
from productions.credits.services.billing import check_roll, hold_orders, order_credits, read_billing
from productions.credits.services.ranges import RangeParts
from productions.ledger.services.writing import in_transaction
from productions.releases.services.roll_order import list_roll_keys
from productions.releases.services.roll_songs import RollGroups
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User


@in_transaction
def move_credit(
    credit: Credit,
    *,
    before: Credit | None,
    production: Production,
    episode: Episode | None = None,
    edition: str = "",
    by: User | None,
    now: datetime,
    expected_version: int | None = None,
    reason: str = "",
) -> Billing:
    """Put one credit in front of another in a roll, or at its end (`before` None). For editors.

    The roll has an order given by hand then, as it stood but for this credit; see `billing.order_credits` for `edition` and
    `expected_version`. Raises NotAllowed, Stale, Refusal where one of the two is not in the roll or both are one.
    """
    access.require_level(by, production, MembershipLevel.EDITOR)
    check_roll(production, episode, edition)
    hold_orders(production)
    rows = Credit.objects.of_roll(production, episode, edition)
    billing = read_billing(production, episode, edition)
    keys = list_roll_keys(rows, billing, RollGroups(production), RangeParts([production.pk]))
    require_movable(credit, before, keys)
    keys.remove(credit.pk)
    keys.insert(len(keys) if before is None else keys.index(before.pk), credit.pk)
    found = rows.in_bulk(keys)
    return order_credits(
        production,
        credits=[found[key] for key in keys],
        episode=episode,
        edition=edition,
        by=by,
        now=now,
        expected_version=expected_version,
        reason=reason,
    )


def require_movable(credit: Credit, before: Credit | None, keys: Collection[int]) -> None:
    """Raise Refusal where one of the two is not among the roll's `keys`, or both are one (H17)."""
    for name, listed in (("move", credit), ("before", before)):
        if listed is not None and listed.pk not in keys:
            raise Refusal(fields={name: [_("“%s” is not in this roll.") % listed]}, rule="H17")
    if credit == before:
        raise Refusal(fields={"before": [_("A credit cannot stand in front of itself.")]}, rule="H17")
