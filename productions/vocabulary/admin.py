"""The role vocabulary: everybody reads it, superusers change it; roles and aliases registrars too, others by proposals (H15)."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _

from productions.admin_pages.base import VerbAdmin
from productions.admin_pages.forms import ReasonForm
from productions.admin_pages.pickers import is_picker, join_label, label_choices
from productions.admin_pages.rights import staff_user
from productions.shared.choices import MembershipLevel
from productions.shared.reader_texts import list_localised_columns
from productions.shared.site_languages import WORK_LANGUAGE
from productions.users import access
from productions.users.models import User
from productions.vocabulary import services as verbs
from productions.vocabulary.models import Department, Role, RoleAlias

DEPARTMENT_LABELS = list_localised_columns(Department, "label", first=WORK_LANGUAGE)
ROLE_LABELS = list_localised_columns(Role, "label", first=WORK_LANGUAGE)


class VocabularyAdmin(VerbAdmin):
    """Seen by all staff, changed by superusers."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return access.is_everyone(staff_user(request))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.is_everyone(staff_user(request))


@admin.register(Department)
class DepartmentAdmin(VocabularyAdmin):
    list_display = (*DEPARTMENT_LABELS, "code", "order")
    search_fields = (*DEPARTMENT_LABELS, "code")
    fields = ("code", *DEPARTMENT_LABELS, "order")
    removable = False
    create_verb = verbs.create_department
    update_verb = verbs.update_department


class SharedVocabularyAdmin(VocabularyAdmin):
    """Changed by registrars, by those whose credits alone have it, and by proposals of other editors."""

    shared = True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_level(request, None, MembershipLevel.EDITOR)


@label_choices(Role, "department")
def label_roles(roles: Sequence[Role], user: User) -> dict[int, str]:
    """In every language, the reader's first, and its department."""
    return {role.pk: join_label(*list_role_labels(role), role.department) for role in roles}


def list_role_labels(role: Role) -> list[str]:
    """Its labels, the one in the reader's language first."""
    return list(dict.fromkeys((str(role), *(getattr(role, name) for name in ROLE_LABELS))))


@admin.register(Role)
class RoleAdmin(SharedVocabularyAdmin):
    list_display = (*ROLE_LABELS, "code", "department", "scope", "retired_at")
    list_filter = ("department", "scope")
    list_select_related = ("department",)
    search_fields = ROLE_LABELS[:1]
    autocomplete_fields = ("department",)
    fields = (
        "code",
        "department",
        "scope",
        *ROLE_LABELS,
        "order",
        "held_by_companies",
        "is_labour",
    )
    removable = False
    change_form_template = "admin/role.html"
    create_verb = verbs.create_role
    update_verb = verbs.update_role

    def has_add_permission(self, request: HttpRequest) -> bool:
        return access.is_registrar(staff_user(request))

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """A picker offers roles that may be chosen, and what is typed finds the role that is called so first: Enter takes it."""
        if is_picker(request):
            queryset = queryset.on_offer()
        sorted_by_column = queryset.query.order_by if request.GET.get("o") else ()
        found, doubled = super().get_search_results(request, queryset, search_term)
        return (found.order_by(*sorted_by_column) if sorted_by_column else found), doubled

    def get_urls(self) -> list[URLPattern]:
        return [self.make_entry_path("retire", self.retire_view), *super().get_urls()]

    def retire_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def act(obj: Role, reason: str) -> None:
            verbs.retire_role(obj, by=staff_user(request), now=timezone.now(), reason=reason)

        return self.act_view(request, object_id, ReasonForm, act, title=_("Retire role"))


@admin.register(RoleAlias)
class RoleAliasAdmin(SharedVocabularyAdmin):
    list_display = ("text", "role")
    list_select_related = ("role",)
    search_fields = ("text",)
    search_key_field = "search_key"
    autocomplete_fields = ("role",)
    fields = ("role", "text")
    create_verb = verbs.add_role_alias
    update_verb = verbs.update_role_alias

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("role",) if obj else ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)
