"""Names of a production that differ only in characters which look alike: read from the record as it is now."""

from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.rollkit.document.lookalikes import Lookalike, group_lookalikes


def list_roll_lookalikes(production: Production) -> tuple[Lookalike, ...]:
    """Among the names of all its current credits, drafts included, with their roles. One query."""
    rows = (
        Credit.objects.current()
        .filter(production=production)
        .exclude(credited_as="")
        .values_list("credited_as", "role_as_printed", "role__label_en", "role__label_ja")
        .order_by("credited_as", "role__label_en", "role_as_printed")
        .distinct()
    )
    return group_lookalikes((name, (printed or en, printed or ja)) for name, printed, en, ja in rows)
