"""The columns of a sheet: which roles it can have, by which words they are found, and which are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.coverage.services.required_roles import list_required_codes
from productions.entry.models import SheetColumns
from productions.interchange.matching.label_order import RoleWords
from productions.operations.services.transactions import run_in_transaction
from productions.shared.choices import MembershipLevel, Scope
from productions.shared.names import search_key
from productions.shared.readings import reading_key
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User
from productions.vocabulary.models import Role

USUAL_CODES = (
    "layout", "key_animation", "second_key_animation", "animation_director", "inbetween_check", "inbetween", "finishing_check",
    "digital_paint", "background_art", "compositing",
)  # fmt: skip
"""The columns that every sheet has until somebody chooses others: an episode that is begun keeps those that are still empty."""
DIRECTION = "direction"
"""A department whose roles of episodes are often one cut's: 演出, 絵コンテ."""
MAX_COLUMNS = 200

NamedRole = tuple[Role, RoleWords]


def list_sheet_roles(used: Iterable[int]) -> list[NamedRole]:
    """The roles that a cut can have, with their words, in the order of the vocabulary; `used` ones whatever they are. Two queries."""
    named = Role.objects.select_related("department").list_named()
    per_cut = {role.department_id for role, _words in named if role.scope == Scope.CUT}
    kept = set(used)
    return [
        (role, words)
        for role, words in named
        if role.pk in kept or (role.retired_at is None and fits_cut(role, per_cut))
    ]


def fits_cut(role: Role, per_cut: set[int]) -> bool:
    if role.scope == Scope.CUT:
        return True
    near = role.department_id in per_cut or role.department.code == DIRECTION
    return near and role.scope == Scope.EPISODE


def describe_sheet_role(role: Role, words: RoleWords) -> dict[str, str]:
    """The role for the script; `search` holds every word by which it is typed, folded, with how it is read."""
    texts = (*words.labels, *words.aliases)
    folded = [role.code, *(fold(text) for text in texts if text for fold in (search_key, reading_key))]
    return {
        "code": role.code,
        "label": str(role),
        "department": str(role.department),
        "search": " ".join(dict.fromkeys(filter(None, folded))),
    }


def choose_columns(
    production: Production, roles: Sequence[NamedRole], used: Iterable[int], *, user: User
) -> list[str]:
    """The codes of the columns to show: the user's own, or else the usual ones with those required and in use. Two queries."""
    offered = {role.code: role for role, _words in roles}
    own = SheetColumns.objects.filter(production=production, user=user).values_list("roles", flat=True)
    chosen = [code for code in next(iter(own), ()) if code in offered]
    if chosen:
        return chosen
    kept = set(used)
    wanted = {code for code, role in offered.items() if role.pk in kept} | set(USUAL_CODES)
    required = list_required_codes(production)
    wanted |= {code for code, role in offered.items() if code in required and role.scope == Scope.CUT}
    return [code for code in offered if code in wanted]


def keep_columns(production: Production, codes: Sequence[str], *, by: User) -> list[str]:
    """Let the user's sheets of this production show these roles, in this order (viewers too: it is their own view)."""
    access.require_level(by, production, MembershipLevel.VIEWER)
    unique = list(dict.fromkeys(codes))
    if not unique or len(unique) > MAX_COLUMNS:
        raise Refusal(_("Choose 1 to %d columns.") % MAX_COLUMNS)
    known = set(Role.objects.values_list("code", flat=True))
    if unknown := [code for code in unique if code not in known]:
        raise Refusal(_("The role “%s” is not in the vocabulary.") % unknown[0])

    def store() -> None:
        SheetColumns.objects.update_or_create(production=production, user=by, defaults={"roles": unique})

    run_in_transaction(store)
    return unique
