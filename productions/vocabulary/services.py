"""The role vocabulary: loading the shipped one, and a studio's own additions."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.dispatch import Signal
from django.utils.translation import gettext as _

from productions.interchange.matching.label_parts import fold_label
from productions.interchange.matching.role_vocabulary import load_shipped_departments, load_shipped_roles
from productions.ledger.models import Event
from productions.ledger.services.checking import prepare_entity
from productions.ledger.services.writing import change_entity, create_entity, create_many, mark_removed
from productions.shared.intake_choices import SharedAct
from productions.shared.reader_texts import map_localised_columns
from productions.shared.refusals import Refusal
from productions.shared.site_languages import list_localised_texts
from productions.shared_entries.services.shared_entries import require_right
from productions.users import access
from productions.users.models import User
from productions.vocabulary.models import Department, Role, RoleAlias

labour_changed = Signal()
"""A role became labour or participation, and was saved: `role`. A receiver that raises stops the verb (`productions.receivers`)."""


def build_label_columns(model: type[Model], texts: Mapping[str, str]) -> dict[str, str]:
    """The labels of a shipped entry, where the model has a column for the language."""
    languages = map_localised_columns(model, "label")
    return {name: texts.get(language.code, "") for name, language in languages.items()}


@transaction.atomic
def load_vocabulary(*, now: datetime) -> int:
    """Add the shipped departments, roles and aliases that are missing; returns how many rows were added.

    What a studio changed or retired is left as it is. Runs after each `migrate`.
    """
    departments = {department.code: department for department in Department.objects.all()}
    new_departments = [
        Department(code=entry.code, order=entry.order, **build_label_columns(Department, entry.texts))
        for entry in load_shipped_departments()
        if entry.code not in departments
    ]
    create_many(new_departments, by=None, now=now, action="loaded")
    departments.update((department.code, department) for department in new_departments)
    known = set(Role.objects.values_list("code", flat=True))
    fresh = [entry for entry in load_shipped_roles() if entry.code not in known]
    roles = [
        Role(
            code=entry.code,
            department=departments[entry.department],
            scope=entry.scope,
            **build_label_columns(Role, entry.texts),
            order=entry.order,
            held_by_companies=entry.company,
            is_labour=entry.labour,
        )
        for entry in fresh
    ]
    create_many(roles, by=None, now=now, action="loaded")
    aliases = [
        RoleAlias(role=role, text=text)
        for role, entry in zip(roles, fresh, strict=True)
        for text in entry.aliases
    ]
    for alias in aliases:
        prepare_entity(alias)
    create_many(aliases, by=None, now=now, action="loaded")
    return len(new_departments) + len(roles) + len(aliases)


@transaction.atomic
def renew_aliases(*, now: datetime) -> int:
    """Bring the aliases of the shipped roles to those that ship today; returns how many rows were added, moved or removed.

    What a person entered, changed or removed stays as it is, and so does what a role of one's own is called.
    """
    shipped = {text: entry.code for entry in load_shipped_roles() for text in entry.aliases}
    roles = {role.code: role for role in Role.objects.all()}
    aliases = list(RoleAlias.objects.select_related("role"))
    moved = [alias for alias in find_untouched_aliases(aliases) if shipped.get(alias.text) != alias.role.code]
    known = {(alias.role.code, alias.text) for alias in aliases}
    for alias in moved:
        code = shipped.get(alias.text)
        if code is None or (code, alias.text) in known:
            mark_removed(
                alias, by=None, now=now, reason="The shipped vocabulary no longer has it for this role."
            )
        else:
            change_entity(alias, {"role": roles[code]}, by=None, now=now, action="loaded")
    taken = {fold_label(alias.text) for alias in aliases}
    taken.update(
        fold_label(label) for role in roles.values() for label in list_localised_texts(role, "label")
    )
    added = [
        RoleAlias(role=roles[code], text=text)
        for text, code in shipped.items()
        if fold_label(text) not in taken
    ]
    for alias in added:
        prepare_entity(alias)
    create_many(added, by=None, now=now, action="loaded")
    return len(moved) + len(added)


def find_untouched_aliases(aliases: Iterable[RoleAlias]) -> list[RoleAlias]:
    """Those of the aliases that stand as they were loaded."""
    told = Event.objects.filter(entity_type="rolealias").values_list("entity_uid", "action")
    loaded = {uid for uid, action in told if action == "loaded"}
    touched = {uid for uid, action in told if action != "loaded"}
    return [alias for alias in aliases if alias.removed_at is None and alias.uid in loaded - touched]


@transaction.atomic
def mark_participation(*, now: datetime) -> int:
    """Mark shipped roles that were loaded before participation was told from labour (H6); returns how many.

    A role of which the ledger tells that somebody decided it, and one of the studio's own that has a shipped code, stay as they are.
    Their credits follow by `credits.services.labour.settle_labour`.
    """
    shipped = [entry.code for entry in load_shipped_roles() if not entry.labour]
    found = {role.uid: role for role in Role.objects.filter(code__in=shipped, is_labour=True)}
    told = Event.objects.filter(entity_type="role", entity_uid__in=found).values_list(
        "entity_uid", "action", "changes"
    )
    decided = {
        uid
        for uid, action, changes in told
        if action == "created" or ("is_labour" in changes and action != "loaded")
    }
    roles = [role for uid, role in found.items() if uid not in decided]
    for role in roles:
        change_entity(role, {"is_labour": False}, by=None, now=now, action="loaded")
    return len(roles)


def create_role(*, code: str, department: Department, by: User | None, now: datetime, **values: Any) -> Role:
    """A role of your own, a registrar's act. `values`: scope, the label in every language, order, held_by_companies, is_labour."""
    access.require_registrar(by)
    return create_entity(Role(code=code, department=department, **values), by=by, now=now)


@transaction.atomic
def update_role(role: Role, *, by: User | None, now: datetime, reason: str = "", **values: Any) -> Role:
    """Change a role's labels, place or scope, or whether it is labour. Its code is published and stays.

    Raises Refusal where it becomes labour and companies that are credited with it do not say how many people they stand for (H6); ProposalNeeded unless every confirmed credit that has it is one's own (H15); so do the other acts on roles.
    """
    access.require_editor_or_registrar(by)
    if values.get("code", role.code) != role.code:
        raise Refusal(
            fields={"code": [_("The code is published and cannot be changed; add another role instead.")]}
        )
    require_right(by, role, SharedAct.CHANGE_ROLE, reason=reason, **values)
    was_labour = role.is_labour
    change_entity(role, values, by=by, now=now, reason=reason)
    if role.is_labour != was_labour:
        labour_changed.send(sender=Role, role=role)
    return role


def retire_role(role: Role, *, by: User | None, now: datetime, reason: str) -> Role:
    """Offer a role no longer. Old credits keep it; roles are never deleted (H8)."""
    access.require_editor_or_registrar(by)
    if not reason.strip():
        raise Refusal(fields={"reason": [_("Say why it is retired.")]})
    require_right(by, role, SharedAct.RETIRE_ROLE, reason=reason)
    return change_entity(role, {"retired_at": now}, by=by, now=now, action="retired", reason=reason)


def add_role_alias(role: Role, *, text: str, by: User | None, now: datetime) -> RoleAlias:
    """Another way the role is printed; imports read it."""
    require_right(by, role, SharedAct.ADD_ALIAS, text=text)
    return create_entity(RoleAlias(role=role, text=text), by=by, now=now)


def update_role_alias(
    alias: RoleAlias, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> RoleAlias:
    """Correct an alias; it stays with its role."""
    if values.get("role", alias.role) != alias.role:
        raise Refusal(
            fields={
                "role": [
                    _("An alias cannot be moved to another role; remove it and add it to the other one.")
                ]
            }
        )
    require_right(by, alias, SharedAct.CHANGE_ALIAS, reason=reason, **values)
    return change_entity(alias, values, by=by, now=now, reason=reason)


def create_department(*, code: str, order: int, by: User | None, now: datetime, **labels: str) -> Department:
    """A department of your own. `labels`: its label in every language."""
    access.require_superuser(by)
    department = Department(code=code, order=order, **labels)
    return create_entity(department, by=by, now=now)


def update_department(
    department: Department, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> Department:
    """Change a department's labels or order. Its code is published and stays."""
    access.require_superuser(by)
    if values.get("code", department.code) != department.code:
        raise Refusal(
            fields={
                "code": [_("The code is published and cannot be changed; add another department instead.")]
            }
        )
    return change_entity(department, values, by=by, now=now, reason=reason)
