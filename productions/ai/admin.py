"""AI systems."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from productions.admin_pages.base import VerbAdmin
from productions.admin_pages.forms import VerbForm
from productions.admin_pages.rights import staff_user
from productions.ai.models import AISystem
from productions.ai.services import ai_systems
from productions.ai.services.disclosures import split_training_sources
from productions.catalogue.models.works import Production
from productions.shared.ai_choices import TrainingSource
from productions.users.models import User


class AISystemForm(VerbForm):
    """What is disclosed of a system; nothing is ticked or chosen until somebody looked."""

    training_sources = forms.MultipleChoiceField(
        choices=TrainingSource.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = AISystem
        fields = ("name", "vendor")  # the page says which

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        column: Any = AISystem._meta.get_field("training_sources")
        box = self.fields["training_sources"]
        box.label, box.help_text = capfirst(column.verbose_name), column.help_text
        self.initial["training_sources"] = split_training_sources(self.instance.training_sources)


class NewAISystemForm(AISystemForm):
    """A new system is entered for a production, whose members see it before a credit used it."""

    user: ClassVar[User]

    production = forms.ModelChoiceField(
        Production.objects.none(),
        label=gettext_lazy("Production"),
        required=False,
        help_text=gettext_lazy("Whose members see it, until a public credit used it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        production: Any = self.fields["production"]
        production.queryset = Production.objects.visible_to(self.user).in_title_order()


@admin.register(AISystem)
class AISystemAdmin(VerbAdmin):
    shared = True
    form = AISystemForm
    list_display = ("name", "version", "vendor", "kind", "hosting", "code_of_conduct")
    list_filter = ("kind", "hosting", "code_of_conduct")
    search_fields = ("name",)
    search_key_field = "search_key"
    fields = (
        "name", ("vendor", "version"), "url", "kind", "model_identifier", "hosting", "training_sources",
        ("training_data", "training_data_language"),
        ("statement_url", "statement_read_on"), "code_of_conduct", ("code_of_conduct_url", "code_of_conduct_read_on"),
    )  # fmt: skip
    create_verb = ai_systems.register_ai_system
    update_verb = ai_systems.update_ai_system

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What was typed as a model type before there were kinds is there where it says something else."""
        if obj is None:
            return ("production", *self.fields)
        return (*self.fields, "model_type") if obj.model_type not in ("", obj.kind) else self.fields

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is None:
            kwargs["form"] = type("Form", (NewAISystemForm,), {"user": staff_user(request)})
        return super().get_form(request, obj, change=change, **kwargs)
