"""Fonts of studios: uploaded with a licence note, looked at, retired."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.admin.base import VerbAdmin, staff_user
from productions.admin.forms import ReasonForm, VerbForm
from productions.domain.fonts import LARGEST, retire_font, upload_font
from productions.models import Font


class FontForm(VerbForm):
    file = forms.FileField(
        label=gettext_lazy("Font file"),
        widget=forms.ClearableFileInput(attrs={"accept": ".otf,.ttf"}),
        help_text=format_lazy(
            gettext_lazy("One OTF or TTF file of at most {size} MB; family and weight are read from it."),
            size=LARGEST // 2**20,
        ),
    )

    class Meta:
        model = Font
        fields = ("production", "licence_note")


@admin.register(Font)
class FontAdmin(VerbAdmin):
    list_display = ("family", "style", "weight", "version", "production", "state")
    list_filter = ("state",)
    list_select_related = ("production",)
    search_fields = ("family", "production__title")
    autocomplete_fields = ("production",)
    fields = (
        "production", "family", "style", "weight", "version", "state", "licence_note", "size", "sha256", "uploaded_by",
        "uploaded_at",
    )  # fmt: skip
    removable = False
    change_form_template = "admin/font.html"
    create_verb = upload_font

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields if obj else ("production", "file", "licence_note")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is None:
            kwargs["form"] = FontForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.retire_view)
        own = path("<path:object_id>/retire/", view, name="productions_font_retire")
        return [own, *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, obj: Any = None, **kwargs: Any
    ) -> Any:
        context["may_retire"] = obj is not None and self.has_level(request, obj, self.change_level)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def retire_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def act(obj: Font, reason: str) -> None:
            retire_font(obj, by=staff_user(request), now=timezone.now(), reason=reason)

        return self.act_view(
            request,
            object_id,
            ReasonForm,
            act,
            title=_("Retire font"),
            explanation=_("No further roll can be set in it; what was asked for already still is."),
        )
