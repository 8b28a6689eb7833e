"""What a production keeps of contributors in private, on the contributor's page: each sees their own productions' alone."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.db import models
from django.http import HttpRequest

from productions.admin_pages.base import OffMenuAdmin
from productions.admin_pages.forms import VerbForm
from productions.admin_pages.inlines import VerbInline
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.people.models.private_details import ContributorDetails
from productions.people.services.private_details import add_private_details, update_private_details


class OwnProductions(BaseModelAdmin):
    """Before another class of the admin: its forms offer a production among those that the user edits."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "production":
            kwargs.setdefault("queryset", Production.objects.edited_by(staff_user(request)))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class KeptForm(VerbForm):
    """A row that a production may keep. Which one is chosen once, in an empty row; then it is a text, read with the row.

    A field to choose in would ask for the production's title once for each row.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "production" in self.fields:
            label = self.fields["production"].label
            widget = AdminTextInputWidget(attrs={"class": "vTextField kept-by"})
            self.fields["production"] = forms.CharField(
                label=label, required=False, disabled=True, widget=widget
            )
            self.initial["production"] = str(self.instance.production or "")


class KeptInline(OwnProductions, VerbInline):
    """Rows on the contributor's page, as far as the user may see them."""

    form = KeptForm
    autocomplete_fields = ("production",)

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        return rows.visible_to(staff_user(request)).select_related("production", "contributor")


class DetailsInline(KeptInline):
    model = ContributorDetails
    fields = (("production", "email"), "note")
    formfield_overrides: ClassVar[dict[Any, Any]] = {
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 2})}
    }
    add_verb = add_private_details
    update_verb = update_private_details


@admin.register(ContributorDetails)
class ContributorDetailsAdmin(OwnProductions, OffMenuAdmin):
    """Reached from the contributor, for the history and to remove them."""

    list_display = ("contributor", "production")
    list_select_related = ("contributor", "production")
    fields = ("production", "email", "note")
    autocomplete_fields = ("production",)
    update_verb = update_private_details
