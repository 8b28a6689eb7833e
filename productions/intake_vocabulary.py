"""The closed lists of what comes from outside: imports and claims. As in `productions.vocabulary`, codes are never renamed."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ImportKind(TextChoices):
    CATALOGUE = "catalogue", _("catalogue")
    CREDIT_SHEET = "credit_sheet", _("credit sheet")


class ImportOutcome(TextChoices):
    CREATED = "created", _("created")
    UNCHANGED = "unchanged", _("unchanged")
    UPDATED = "updated", _("updated")
    REFUSED = "refused", _("refused")
    NOTED = "noted", _("kept as a note")


class ClaimKind(TextChoices):
    MINE = "mine", _("this credit is mine")
    MISSING = "missing", _("a person is missing")
    WRONG_NAME = "wrong_name", _("the name is wrong")
    NOT_MINE = "not_mine", _("this credit is not mine")
    WITHHOLD = "withhold", _("please withhold my name")


DISPUTING_KINDS = frozenset({ClaimKind.WRONG_NAME, ClaimKind.NOT_MINE})
"""Claims that say that a credit is false, and so mark it as disputed. A wish to be withheld says that it is true; a mark on
the very credit would tell everybody who wants not to be named (H16)."""


class ClaimState(TextChoices):
    """Open, then declined, or accepted: then its act is due until it is done or an approver closes it without."""

    OPEN = "open", pgettext_lazy("claim", "open")
    ACCEPTED = "accepted", _("accepted, its act is due")
    SETTLED = "settled", _("settled")
    DECLINED = "declined", _("declined")


PENDING_CLAIM_STATES = (ClaimState.OPEN, ClaimState.ACCEPTED)
