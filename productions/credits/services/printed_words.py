"""What was written of a credit's role and character (H18): kept as it is wherever it says more than the label."""

import unicodedata

from productions.credits.models.credits import Credit
from productions.shared.site_languages import list_localised_texts
from productions.vocabulary.models import Role


def tidy_printed_words(credit: Credit) -> None:
    """Empty a printed role that only repeats its role's label, so that equal blocks of a roll join, and languages of nothing.

    The one home of that rule: forms, tools, sheets and catalogues all come here.
    """
    if credit.role_as_printed and repeats_label(credit.role_as_printed, credit.role):
        credit.role_as_printed = ""
    if not credit.role_as_printed:
        credit.role_as_printed_language = ""
    if not credit.character_as_printed:
        credit.character_as_printed_language = ""


def repeats_label(text: str, role: Role) -> bool:
    """Whether a printed role is the label of the role in any language; width, case and spaces are no difference."""
    return fold_printed(text) in map(fold_printed, list_localised_texts(role, "label"))


def fold_printed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
