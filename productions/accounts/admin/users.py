"""User accounts, for superusers, and the password of one's own."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.accounts.services import accounts
from productions.admin_pages.base import VerbAdmin
from productions.admin_pages.forms import VerbForm
from productions.admin_pages.rights import staff_user
from productions.users import access
from productions.users.models import User


class PasswordForm(forms.Form):
    password = forms.CharField(label=gettext_lazy("New password"), widget=forms.PasswordInput, strip=False)


class OwnPasswordForm(AdminPasswordChangeForm):
    """Django's form for one's own password; the verb sets it and writes the event."""

    def save(self, commit: bool = True) -> User:
        password = self.cleaned_data["new_password1"]
        return accounts.set_password(self.user, password=password, by=self.user, now=timezone.now())


def change_own_password(request: HttpRequest) -> HttpResponseBase:
    """The page behind "Change password"."""
    view = PasswordChangeView.as_view(
        form_class=OwnPasswordForm,
        success_url=reverse_lazy("admin:password_change_done"),
        template_name="registration/password_change_form.html",
        extra_context=admin.site.each_context(request),
    )
    return view(request)


class NewUserForm(VerbForm):
    password = forms.CharField(label=gettext_lazy("Password"), widget=forms.PasswordInput, strip=False)

    class Meta:
        model = User
        fields = (
            "username",
            "first_name",
            "last_name",
            "email",
            "is_staff",
            "is_superuser",
            "may_create_productions",
            "registrar",
        )


@admin.register(User)
class UserAdmin(VerbAdmin):
    list_display = ("username", "first_name", "last_name", "is_staff", "is_superuser", "is_active")
    list_filter = ("is_staff", "is_superuser", "is_active")
    search_fields = ("username", "first_name", "last_name")
    ordering = ("username",)
    fields = (
        "username", ("last_name", "first_name"), "email", ("is_active", "is_staff", "is_superuser"),
        "may_create_productions", "registrar",
    )  # fmt: skip
    removable = False
    change_form_template = "admin/user.html"
    create_verb = accounts.create_user
    update_verb = accounts.update_user

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.is_everyone(staff_user(request))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return super().has_module_permission(request) and access.is_everyone(staff_user(request))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return access.is_everyone(staff_user(request))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.is_everyone(staff_user(request))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields if obj else ("password", *NewUserForm.Meta.fields)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is None:
            kwargs["form"] = NewUserForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        return [self.make_entry_path("password", self.password_view), *super().get_urls()]

    def password_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def act(obj: User, password: str) -> None:
            accounts.set_password(obj, password=password, by=staff_user(request), now=timezone.now())

        return self.act_view(request, object_id, PasswordForm, act, title=_("Set password"))
