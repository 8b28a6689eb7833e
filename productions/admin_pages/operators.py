"""Lists that run across productions."""

from typing import Any

from django.http import HttpRequest

from productions.admin_pages.base import ReadOnlyAdmin
from productions.admin_pages.rights import staff_user
from productions.users import access


class OperatorAdmin(ReadOnlyAdmin):
    """For superusers alone."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return super().has_module_permission(request) and access.is_everyone(staff_user(request))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)
