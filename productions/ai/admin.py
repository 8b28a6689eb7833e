"""AI systems."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from productions.admin_pages.base import VerbAdmin
from productions.admin_pages.forms import VerbForm
from productions.admin_pages.rights import staff_user
from productions.ai.models import AISystem
from productions.ai.services import ai_systems
from productions.catalogue.models.works import Production
from productions.users.models import User


class AISystemForm(VerbForm):
    """A new system is entered for a production, whose members see it before a credit used it."""

    user: ClassVar[User]

    production = forms.ModelChoiceField(
        Production.objects.none(),
        label=gettext_lazy("Production"),
        required=False,
        help_text=gettext_lazy("Whose members see it, until a public credit used it."),
    )

    class Meta:
        model = AISystem
        fields = ("name", "vendor")  # the page says which

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        production: Any = self.fields["production"]
        production.queryset = Production.objects.visible_to(self.user).in_title_order()


@admin.register(AISystem)
class AISystemAdmin(VerbAdmin):
    shared = True
    list_display = ("name", "version", "vendor")
    search_fields = ("name",)
    search_key_field = "search_key"
    fields = ("name", "vendor", "version", "model_type", "training_data", "url")
    create_verb = ai_systems.register_ai_system
    update_verb = ai_systems.update_ai_system

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields if obj else ("production", *self.fields)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is None:
            kwargs["form"] = type("Form", (AISystemForm,), {"user": staff_user(request)})
        return super().get_form(request, obj, change=change, **kwargs)
