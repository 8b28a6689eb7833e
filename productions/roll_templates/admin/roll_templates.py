"""Templates of rolls: begun as a copy, changed in a form, compared version by version, retired."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextInputWidget
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.admin_pages.base import VerbAdmin
from productions.admin_pages.forms import ReasonForm, VerbForm
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.roll_templates import services as roll_templates
from productions.roll_templates.admin.template_editor.choices import EditorVocabulary
from productions.roll_templates.admin.template_editor.diff import describe_differences
from productions.roll_templates.admin.template_editor.page import TemplatePage
from productions.roll_templates.models import RollTemplate
from productions.roll_templates.shipped_labels import label_template
from productions.roll_templates.term_choices import CHOICES
from productions.rollkit.template.model import Template
from productions.rollkit.template.shipped_templates import FILM_ROLL, SHIPPED_TEMPLATES
from productions.rollkit.template.validation import parse_template
from productions.shared.choices import MembershipLevel
from productions.shared.models import NAME_LENGTH
from productions.users.models import User


class NewTemplateForm(VerbForm):
    """A new template begins as one that comes with the program, or as one of a production that the user sees."""

    user: ClassVar[User]

    production = forms.ModelChoiceField(Production.objects.none(), label=gettext_lazy("Production"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=NAME_LENGTH, widget=AdminTextInputWidget)
    source = forms.ChoiceField(
        label=gettext_lazy("Begins as"),
        help_text=gettext_lazy("Every template can be changed afterwards."),
    )

    class Meta:
        model = RollTemplate
        fields = ("production", "name")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Production.objects.visible_to(self.user).order_by("sort_key", "pk")
        production, source = self.fields["production"], self.fields["source"]
        assert isinstance(production, forms.ModelChoiceField)
        assert isinstance(source, forms.ChoiceField)
        production.queryset = seen
        self.templates = {
            str(template.uid): template
            for template in RollTemplate.objects.visible_to(self.user).current().select_related("production")
        }
        own = [(uid, f"{template.production}: {template}") for uid, template in self.templates.items()]
        source.choices = [*((name, label_template(name)) for name in SHIPPED_TEMPLATES), *own]

    def clean_source(self) -> RollTemplate | Template:
        """The template itself."""
        chosen = self.cleaned_data["source"]
        return SHIPPED_TEMPLATES[chosen] if chosen in SHIPPED_TEMPLATES else self.templates[chosen]


@admin.register(RollTemplate)
class RollTemplateAdmin(VerbAdmin):
    list_display = ("name", "version", "production", "kind", "made_at", "made_by", "retired_at")
    list_select_related = ("production", "made_by")
    search_fields = ("name", "production__title")
    ordering = ("production", "name", "-version")
    create_verb = roll_templates.copy_template
    update_verb = roll_templates.change_template
    removable = False
    change_level = MembershipLevel.EDITOR
    add_form_template = "admin/roll_template_add.html"

    @admin.display(description=gettext_lazy("kind"))
    def kind(self, obj: RollTemplate) -> str:
        return str(CHOICES["Template.kind"][obj.data.get("kind", FILM_ROLL.kind)])

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("production", "name", "source")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        kwargs["form"] = type("Form", (NewTemplateForm,), {"user": staff_user(request)})
        return super().get_form(request, obj, change=change, **kwargs)

    def creation_values(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"source": given["source"], "to": given["production"], "name": given["name"]}

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """A form of its own: blocks are no fields of a model."""
        return TemplatePage(self, request, self.get_template(request, object_id)).respond()

    def get_template(self, request: HttpRequest, object_id: str) -> RollTemplate:
        rows = self.get_queryset(request).select_related("production", "made_by")
        template: RollTemplate = get_object_or_404(rows, pk=unquote(object_id))
        return template

    def get_urls(self) -> list[URLPattern]:
        views = {
            "retire": self.retire_view,
            "restore": self.restore_view,
            "difference": self.difference_view,
        }
        return [*(self.make_entry_path(name, view) for name, view in views.items()), *super().get_urls()]

    def retire_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def act(obj: RollTemplate, reason: str) -> None:
            roll_templates.retire_template(obj, by=staff_user(request), now=timezone.now(), reason=reason)

        explanation = _(
            "It is no longer offered; rolls that were made with it do not change. Saving a new version brings it back."
        )
        return self.act_view(
            request, object_id, ReasonForm, act, title=_("Retire template"), explanation=explanation
        )

    def restore_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """An older version, or a retired one, as the next version."""

        def act(obj: RollTemplate, reason: str) -> None:
            newest = obj.versions().select_related("production")[0]
            roll_templates.change_template(
                newest, data=obj.data, by=staff_user(request), now=timezone.now(), reason=reason
            )

        explanation = _(
            "Creates a new version with the content of this one. Existing versions do not change."
        )
        return self.act_view(
            request, object_id, ReasonForm, act, title=_("Bring this version back"), explanation=explanation
        )

    def difference_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What changed from one version to another, in words: since the one before, or since the one that is asked for."""
        template = self.get_template(request, object_id)
        others = list(template.versions().exclude(pk=template.pk))
        asked = request.GET.get("since", "")
        earlier = (each for each in others if each.version < template.version)
        since = next((each for each in others if str(each.version) == asked), None) or next(earlier, None)
        rows = None
        if since is not None:
            vocabulary = EditorVocabulary(template.production)
            rows = list(
                describe_differences(parse_template(since.data), parse_template(template.data), vocabulary)
            )
        context = self.admin_site.each_context(request) | {
            "title": _("Difference"),
            "original": template,
            "back": self.address("change", template),
            "opts": self.opts,
            "since": since,
            "others": others,
            "rows": rows,
        }
        return TemplateResponse(request, "admin/roll_template_difference.html", context)
