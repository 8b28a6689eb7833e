"""Which roles a production needs before it can be called complete: those of its kind, and its own exceptions."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.coverage.models import RequiredRole
from productions.interchange.matching.role_vocabulary import load_shipped_requirements
from productions.ledger.services.writing import change_entity, create_entity
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User
from productions.vocabulary.models import Role

APPROVER = MembershipLevel.APPROVER


def list_required_codes(production: Production) -> frozenset[str]:
    """The codes of the roles that the production requires."""
    return read_required_codes([production])[production.pk]


def read_required_codes(productions: Iterable[Production]) -> dict[int, frozenset[str]]:
    """The codes of the roles that each production requires, by its key. One query."""
    shipped = load_shipped_requirements()
    codes = {production.pk: set(shipped.get(production.kind, ())) for production in productions}
    own = RequiredRole.objects.live().filter(production__in=codes)
    for production, code, required in own.values_list("production_id", "role__code", "required"):
        (codes[production].add if required else codes[production].discard)(code)
    return {production: frozenset(found) for production, found in codes.items()}


def require_role(
    production: Production, *, role: Role, by: User | None, now: datetime, reason: str = ""
) -> RequiredRole:
    """From now on the production is complete only with people in this role. An approver's act."""
    access.require_level(by, production, APPROVER)
    if role.retired_at is not None:
        raise Refusal(fields={"role": [_("The role “%s” is retired; choose another one.") % role]})
    return store_requirement(production, role, required=True, by=by, now=now, reason=reason)


def drop_required_role(
    production: Production, *, role: Role, by: User | None, now: datetime, reason: str
) -> RequiredRole:
    """This production has no work of this role, so it is complete without. An approver's act, with the reason."""
    access.require_level(by, production, APPROVER)
    if not reason.strip():
        raise Refusal(fields={"reason": [_("Say why this production has no such work.")]}, rule="H14")
    return store_requirement(production, role, required=False, by=by, now=now, reason=reason)


@transaction.atomic
def store_requirement(
    production: Production, role: Role, *, required: bool, by: User | None, now: datetime, reason: str
) -> RequiredRole:
    """Keep the production's own word on a role; one row for each."""
    if (role.code in list_required_codes(production)) == required:
        raise Refusal(
            _("This role is already required.") if required else _("This role is not required."),
            rule="H14",
        )
    known = RequiredRole.objects.live().filter(production=production, role=role).first()
    if known is None:
        return create_entity(
            RequiredRole(production=production, role=role, required=required), by=by, now=now, reason=reason
        )
    return change_entity(known, {"required": required}, by=by, now=now, reason=reason)
