"""Who may use a page: the same question as the verbs ask, so that pages only offer what would be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, cast

from django.http import HttpRequest

from productions.ledger.services.ledger import find_production_of
from productions.shared.choices import MembershipLevel
from productions.users import access
from productions.users.models import User

Verb = Callable[..., Any]


def staff_user(request: HttpRequest) -> User:
    """Who is signed in; admin pages are never shown to anybody else."""
    return cast(User, request.user)


def get_levels(request: HttpRequest) -> dict[int, str]:
    """The signed-in user's level on each production; read once a request, since each has a user of its own."""
    user = staff_user(request)
    if user.levels is None:
        user.levels = dict(user.memberships.live().values_list("production_id", "level"))
    return user.levels


class Rights:
    """With ModelAdmin: rights by membership, for pages whose `create_verb` and `update_verb` do the work."""

    create_verb: ClassVar[Verb | None] = None
    update_verb: ClassVar[Verb | None] = None
    shared: ClassVar[bool] = False  # productions share these entries, and registrars decide about them (H15)
    change_level: ClassVar[MembershipLevel] = MembershipLevel.EDITOR

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(staff_user(request).is_active and staff_user(request).is_staff)

    def has_level(self, request: HttpRequest, obj: Any, level: MembershipLevel) -> bool:
        if access.is_everyone(staff_user(request)):
            return True
        levels = get_levels(request)
        production = find_production_of(obj) if obj is not None else None
        if self.shared and production is None and access.is_registrar(staff_user(request)):
            return True
        held = levels.values() if production is None else [levels.get(production.pk, "")]
        return any(name in access.list_levels_from(level) for name in held)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request) and self.has_level(request, obj, MembershipLevel.VIEWER)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.create_verb is not None and self.has_level(request, None, self.change_level)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.update_verb is not None and self.has_level(request, obj, self.change_level)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
