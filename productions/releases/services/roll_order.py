"""The credits of a roll in its order, without the roll: for lists and pages."""

from productions.catalogue.models.works import Episode, Production
from productions.credits.models.credits import Credit
from productions.credits.queries.credits import CreditQuerySet
from productions.credits.services.billing import read_billing
from productions.releases.services.document_builder import CREDIT_COLUMNS, describe_rows
from productions.rollkit.document.compose import list_in_roll_order


def list_roll_keys(
    rows: CreditQuerySet[Credit], *, production: Production, episode: Episode | None, edition: str
) -> list[int]:
    """The keys of credits (`rows`, in any order) as the roll of the production or its episode has them. Two queries.

    Every row is arranged, whether the roll has it or not: leave out what is not to stand there before.
    """
    columns = list(rows.order_by().values_list(*CREDIT_COLUMNS, named=True))
    keys = {str(row.uid): row.pk for row in columns}
    billing = read_billing(production, episode, edition)
    return [keys[uid] for uid in list_in_roll_order(describe_rows(columns, billing=billing))]
