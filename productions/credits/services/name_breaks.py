"""Where a roll may break the name of a credit."""

from django.utils.translation import gettext as _

from productions.credits.models.credits import Credit
from productions.shared.name_breaks import read_name_breaks, write_name_breaks


def tidy_name_breaks(credit: Credit) -> None:
    """Keep the numbers of what was typed, marks or numbers; none where nobody is named."""
    text = credit.name_breaks.strip()
    if not credit.credited_as or text == credit.credited_as:
        text = ""
    numbers = read_name_breaks(credit.credited_as, text) if text else None
    credit.name_breaks = write_name_breaks(numbers) if numbers else text


def find_name_breaks_problem(credit: Credit) -> str:
    """Why what was typed are no breaks of the name; empty where they are, or there are none."""
    if not credit.name_breaks or read_name_breaks(credit.credited_as, credit.name_breaks):
        return ""
    return _("“%(text)s” is not “%(name)s” with | where the roll may break it.") % {
        "text": credit.name_breaks, "name": credit.credited_as,
    }  # fmt: skip
