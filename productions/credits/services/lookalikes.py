"""Names of a production that differ only in characters which look alike: read from the record as it is now."""

from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.rollkit.document.lookalikes import Lookalike, group_lookalikes
from productions.shared.reader_texts import list_localised_columns
from productions.shared.site_languages import LANGUAGE_CODES
from productions.vocabulary.models import Role


def list_roll_lookalikes(production: Production) -> tuple[Lookalike, ...]:
    """Among the names of all its current credits, drafts included, with their roles. One query."""
    columns = list_localised_columns(Role, "label")
    labels = [f"role__{name}" for name in columns]
    rows = (
        Credit.objects.current()
        .filter(production=production)
        .exclude(credited_as="")
        .values_list("credited_as", "role_as_printed", *labels)
        .order_by("credited_as", labels[0], "role_as_printed")
        .distinct()
    )
    # A language without a column of its own has the label of another.
    places = [columns.index(list_localised_columns(Role, "label", first=code)[0]) for code in LANGUAGE_CODES]
    return group_lookalikes(
        (name, tuple(printed or texts[place] for place in places)) for name, printed, *texts in rows
    )
