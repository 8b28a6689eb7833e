"""What a database says no to although the row was checked a moment before, in the words of whoever has to act on it."""

from collections.abc import Sequence

from django.db import IntegrityError, models
from django.utils.translation import gettext as _

from productions.ledger.services.checking import check_entity
from productions.operations.services.database_errors import (
    CHECK_VIOLATION,
    FOREIGN_KEY_VIOLATION,
    UNIQUE_VIOLATION,
    identify_breach,
)
from productions.shared.refusals import Refusal


def explain_integrity_error(entities: Sequence[models.Model], error: IntegrityError) -> Refusal:
    """Why the database has refused these entries: what each breaks, in its own sentences, else what another one did meanwhile.

    Raises the error itself where neither explains it: then it is ours.
    """
    refusals = []
    for entity in entities:
        try:
            check_entity(entity)
        except Refusal as refusal:
            refusals.append(refusal)
    if len(refusals) == 1:
        return refusals[0]
    if refusals:
        return Refusal(*(reason for refusal in refusals for reason in refusal.reasons))
    met = explain_breach(entities[0], error)
    if met is None:
        raise error
    return met


def explain_breach(entity: models.Model, error: IntegrityError) -> Refusal | None:
    """The sentence for what passed the check and then met another transaction; None where that explains nothing."""
    state, name = identify_breach(error)
    if state == UNIQUE_VIOLATION:
        return Refusal(_("Somebody else saved the same thing at the same time; reload the page and check."))
    if state == FOREIGN_KEY_VIOLATION:
        return Refusal(_("Something that this refers to no longer exists; reload the page and check."))
    if state == CHECK_VIOLATION:
        broken = [each for each in entity._meta.constraints if each.name == name]
        return Refusal(*(str(each.get_violation_error_message()) for each in broken)) if broken else None
    return None
