"""Whether credits are of labour (H6): a copy of what their role says, so that the database can check a company's head count."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import ngettext

from productions.credits.models.credits import PERSON, Credit
from productions.shared.refusals import Refusal
from productions.vocabulary.models import Role

SLICE = 2000
"""Credits whose copy is renewed at once; writers wait for one slice at most."""
UNCOUNTED = ~PERSON & Q(headcount=None, absence_reason="")
"""Credits of companies that say neither how many people nor why that is not known: only participation may."""


def follow_labour(*, role: Role, **signal: Any) -> None:
    """Let the credits with a role say what it says now. Raises Refusal where companies with it have not said how many people.

    What was removed or superseded and has no head count stays as it was; restoring it is checked then.
    """
    stale = Credit.objects.filter(role=role).exclude(is_labour=role.is_labour)
    if role.is_labour:
        if count := stale.current().filter(UNCOUNTED).count():
            sentence = ngettext(
                "%(count)d credit of a company with this role does not say how many people it stands for; complete it first.",
                "%(count)d credits of companies with this role do not say how many people they stand for; complete them first.",
                count,
            )
            raise Refusal(rule="H6", fields={"is_labour": [sentence % {"count": count}]})
        stale = stale.exclude(UNCOUNTED)
    stale.update(is_labour=role.is_labour)


def settle_labour() -> int:
    """Renew the copies of credits whose roles are participation, and which were written before that or by earlier code; returns how many.

    In slices that are each a transaction. The other way round there are none: earlier code takes everything for labour.
    """
    stale = Credit.objects.filter(is_labour=True, role__in=Role.objects.filter(is_labour=False)).order_by(
        "pk"
    )
    total = 0
    while keys := list(stale.values_list("pk", flat=True)[:SLICE]):
        total += renew_copies(keys)
    return total


@transaction.atomic
def renew_copies(keys: Sequence[int]) -> int:
    return Credit.objects.filter(pk__in=keys).update(is_labour=False)
