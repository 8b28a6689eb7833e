"""Templates of rolls: their JSON with every key explained; saving one is its next version."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import MISSING, fields
from typing import Any, ClassVar, get_type_hints

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.admin.base import VerbAdmin, staff_user
from productions.admin.forms import ReasonForm, VerbForm
from productions.domain import roll_templates
from productions.models import Production, RollTemplate, User
from productions.models.base import NAME_LENGTH
from productions.roll.codec import to_sparse, usual
from productions.roll.template import Block, Cards, Gaps, Template, Type, Variant, Words
from productions.roll.templates import FILM_ROLL, SHIPPED, template_from
from productions.vocabulary import MembershipLevel


class TemplateField(forms.JSONField):
    """A template's values, indented, without those that are as usual."""

    widget = forms.Textarea(attrs={"rows": 40, "cols": 100, "spellcheck": "false"})

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return super().prepare_value(value)
        return json.dumps(value, ensure_ascii=False, indent=2)


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
        source.choices = [*((name, name) for name in SHIPPED), *own]

    def clean_source(self) -> RollTemplate | Template:
        """The template itself."""
        chosen = self.cleaned_data["source"]
        return SHIPPED[chosen] if chosen in SHIPPED else self.templates[chosen]


class TemplateForm(VerbForm):
    """The next version."""

    reason = forms.CharField(label=gettext_lazy("Reason"), required=False, widget=AdminTextInputWidget)

    class Meta:
        model = RollTemplate
        fields = ("data",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["data"] = readable(self.instance.data)


def readable(data: dict[str, Any]) -> dict[str, Any]:
    """The values without the usual ones, and without name and version, which the program sets."""
    sparse: dict[str, Any] = to_sparse(template_from(data))
    return {name: value for name, value in sparse.items() if name not in ("name", "version")}


def explained() -> Iterator[dict[str, Any]]:
    """Every object of a template with its keys, what they take and what is usual, from the program itself."""
    for shape in (Template, Block, Cards, Type, Gaps, Variant, Words):
        hints = get_type_hints(shape)
        yield {
            "name": shape.__name__,
            "text": " ".join((shape.__doc__ or "").split()),
            "rows": [
                {"name": field.name, "takes": takes(hints[field.name]), "usual": usual_text(usual(field))}
                for field in fields(shape)
                if (shape, field.name) not in ((Template, "name"), (Template, "version"))
            ],
        }


def takes(hint: Any) -> str:
    """A type in words that a JSON file has."""
    text = str(hint) if not isinstance(hint, type) else hint.__name__
    for long, short in (
        ("typing.", ""),
        ("productions.roll.template.", ""),
        ("<class '", ""),
        ("'>", ""),
        ("Optional", "null or "),
        ("NoneType", "null"),
        ("None", "null"),
        ("tuple[", "list of ["),
        (", ...", ""),
        ("Literal", ""),
    ):
        text = text.replace(long, short)
    return text


def usual_text(value: Any) -> str:
    if value is MISSING:
        return ""
    return json.dumps(to_sparse(value), ensure_ascii=False)


@admin.register(RollTemplate)
class RollTemplateAdmin(VerbAdmin):
    form = TemplateForm
    formfield_overrides: ClassVar = {models.JSONField: {"form_class": TemplateField}}
    list_display = ("name", "version", "production", "kind", "made_at", "made_by", "retired_at")
    list_select_related = ("production", "made_by")
    list_filter = ("production",)
    search_fields = ("name", "production__title")
    ordering = ("production", "name", "-version")
    create_verb = roll_templates.copy_template
    update_verb = roll_templates.change_template
    removable = False
    change_level = MembershipLevel.EDITOR
    change_form_template = "admin/roll_template.html"

    @admin.display(description=gettext_lazy("kind"))
    def kind(self, obj: RollTemplate) -> str:
        return str(obj.data.get("kind", FILM_ROLL.kind))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ("production", "name", "source")
        shown = ("production", "name", "version", "made_at", "made_by", "retired_at")
        return (*shown, "data", "reason") if self.has_change_permission(request, obj) else (*shown, "data")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("production", "name", "version", "made_at", "made_by", "retired_at") if obj else ()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is None:
            kwargs["form"] = type("Form", (NewTemplateForm,), {"user": staff_user(request)})
        return super().get_form(request, obj, change=change, **kwargs)

    def creation_values(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"source": given["source"], "to": given["production"], "name": given["name"]}

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            super().save_model(request, obj, form, change)
            return
        made = roll_templates.change_template(
            obj,
            data=form.cleaned_data["data"],
            by=staff_user(request),
            now=timezone.now(),
            reason=form.cleaned_data["reason"],
        )
        obj.__dict__.update(made.__dict__)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        context = {"explained": list(explained())} | (extra_context or {})
        return super().changeform_view(request, object_id, form_url, context)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.retire_view)
        return [
            path("<path:object_id>/retire/", view, name="productions_rolltemplate_retire"),
            *super().get_urls(),
        ]

    def retire_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def act(obj: RollTemplate, reason: str) -> None:
            roll_templates.retire_template(obj, by=staff_user(request), now=timezone.now(), reason=reason)

        explanation = _("It is offered no more; what was made by it stays. A next version brings it back.")
        return self.act_view(
            request, object_id, ReasonForm, act, title=_("Retire template"), explanation=explanation
        )
