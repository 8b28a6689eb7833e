"""Memberships, which approvers give and take."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.admin_pages.base import VerbAdmin
from productions.catalogue.models.memberships import Membership
from productions.catalogue.services import memberships
from productions.shared.choices import MembershipLevel
from productions.users.models import User


class MemberField(forms.ModelChoiceField):
    """An account by its user name, written in full."""

    widget = AdminTextInputWidget
    default_error_messages: ClassVar = {"invalid_choice": gettext_lazy("There is no account with this name.")}

    def __init__(self, queryset: Any, **options: Any) -> None:
        super().__init__(queryset, to_field_name="username", **options)

    def prepare_value(self, value: Any) -> Any:
        """The name, where the stored membership has the key."""
        if isinstance(value, int):
            return User.objects.filter(pk=value).values_list("username", flat=True).first()
        return super().prepare_value(value)


@admin.register(Membership)
class MembershipAdmin(VerbAdmin):
    listing_page = "members"
    list_display = ("user", "production", "level")
    list_filter = ("level",)
    list_select_related = ("user", "production")
    search_fields = ("user__username", "production__title")
    autocomplete_fields = ("production",)
    fields = ("user", "production", "level")
    change_level = MembershipLevel.APPROVER
    create_verb = memberships.grant_membership
    update_verb = memberships.change_membership

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Whoever adds a member knows their user name: there is no list of accounts to look through."""
        if db_field.name != "user":
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        return MemberField(
            User.objects.all(),
            label=capfirst(db_field.verbose_name),
            help_text=_("The user name of the account, in full."),
        )
