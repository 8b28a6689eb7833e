"""Whom a credit voices: characters of its production, each in a variant where that is known.

Two actors for one character are two credits, one actor for two is one credit, or two where the roll has two lines.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from productions.credits.models.credits import Credit
from productions.credits.models.portrayals import Portrayal
from productions.ledger.services.checking import prepare_entity
from productions.ledger.services.writing import (
    change_entity,
    create_entity,
    in_transaction,
    mark_removed,
)
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User

PortrayalValues = Mapping[str, Any]
"""`character`, and `variant` or None."""


@in_transaction
def set_portrayals(
    credit: Credit, portrayals: Iterable[PortrayalValues], *, by: User | None, now: datetime, reason: str = ""
) -> Credit:
    """Let the credit voice just these characters: those that are missing are added, the others removed.

    Raises NotAllowed, and Refusal for a character of another production.
    """
    access.require_level(by, credit.production, MembershipLevel.EDITOR)
    wanted = draft_portrayals(credit, portrayals)
    refuse_told_of_withheld(credit, wanted)
    standing = {
        get_portrayal_key(each): each
        for each in credit.portrayals.live().select_related("character", "variant")
    }
    keys = {get_portrayal_key(each) for each in wanted}
    for key, portrayal in standing.items():
        if key not in keys:
            why = reason or _("The credit is for other characters.")
            mark_removed(portrayal, by=by, now=now, reason=why)
    for portrayal in wanted:
        if get_portrayal_key(portrayal) not in standing:
            create_entity(portrayal, by=by, now=now, reason=reason)
    return credit


def add_portrayal(
    credit: Credit, *, character: Any, by: User | None, now: datetime, variant: Any = None
) -> Portrayal:
    """One more character of the credit."""
    access.require_level(by, credit.production, MembershipLevel.EDITOR)
    (portrayal,) = draft_portrayals(credit, [{"character": character, "variant": variant}])
    refuse_told_of_withheld(credit, [portrayal])
    return create_entity(portrayal, by=by, now=now)


def update_portrayal(
    portrayal: Portrayal, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> Portrayal:
    """Another character or variant in the place of this one."""
    access.require_level(by, portrayal.credit.production, MembershipLevel.EDITOR)
    trial = {"character": portrayal.character, "variant": portrayal.variant, **values}
    refuse_told_of_withheld(portrayal.credit, draft_portrayals(portrayal.credit, [trial]))
    return change_entity(portrayal, values, by=by, now=now, reason=reason)


def draft_portrayals(credit: Credit, portrayals: Iterable[PortrayalValues]) -> list[Portrayal]:
    """Unsaved portrayals, each once and checked. Raises Refusal."""
    found: dict[tuple[int, int | None], Portrayal] = {}
    for values in portrayals:
        portrayal = Portrayal(credit=credit, character=values["character"], variant=values.get("variant"))
        check_portrayal(portrayal)
        prepare_entity(portrayal)
        found.setdefault(get_portrayal_key(portrayal), portrayal)
    return list(found.values())


def get_portrayal_key(portrayal: Portrayal) -> tuple[int, int | None]:
    return (portrayal.character_id, portrayal.variant_id)


def check_portrayal(portrayal: Portrayal) -> None:
    """What no constraint can see. Raises Refusal."""
    character, variant = portrayal.character, portrayal.variant
    problem = ""
    if character.production_id != portrayal.credit.production_id:
        problem = _("“%s” is a character of another production.") % character
    elif character.removed_at is not None:
        problem = _("“%s” was removed or merged; choose an active entry.") % character
    elif variant is not None and variant.character_id != character.pk:
        problem = _("“%s” is a variant of another character.") % variant
    elif variant is not None and variant.removed_at is not None:
        problem = _("“%s” was removed or merged; choose an active entry.") % variant
    if problem:
        raise Refusal(fields={"portrayals": [problem]})


def refuse_told_of_withheld(credit: Credit, portrayals: Sequence[Portrayal]) -> None:
    """Raise Refusal where the person withheld their name: whom they voice would tell who they are (H16)."""
    if portrayals and credit.withheld_statement_id is not None:
        raise Refusal(
            _("The person withheld their name, and the character would tell who they are."),
            rule="H16",
            fields={
                "portrayals": [
                    _("The person withheld their name, and the character would tell who they are.")
                ]
            },
        )
