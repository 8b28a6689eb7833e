"""The credits of a roll in its order, without the roll: for lists."""

from productions.credits.models.credits import Credit
from productions.credits.queries.credits import CreditQuerySet
from productions.credits.services.billing import RollOrder
from productions.credits.services.ranges import RangeParts
from productions.releases.services.credit_infos import CREDIT_COLUMNS, RollFacts, describe_rows
from productions.releases.services.roll_characters import read_characters
from productions.releases.services.roll_songs import RollGroups
from productions.rollkit.document.compose import list_in_roll_order


def list_roll_keys(
    rows: CreditQuerySet[Credit], billing: RollOrder, groups: RollGroups, parts: RangeParts
) -> list[int]:
    """The keys of credits (`rows`, in any order) as a roll with this order has them. One query, and those of songs and segments.

    Every row is arranged, whether the roll shows it or not: leave out before what is not to stand there.
    """
    columns = list(rows.order_by().values_list(*CREDIT_COLUMNS, named=True))
    keys = {str(row.uid): row.pk for row in columns}
    facts = RollFacts(groups, parts, billing, characters=read_characters(rows))
    return [keys[uid] for uid in list_in_roll_order(describe_rows(columns, facts))]
