"""Fonts of studios: uploaded with a licence note, looked at, retired."""

from django import forms
from django.contrib import admin
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from productions.admin_pages.forms import VerbForm
from productions.studio_files.admin.files import StudioFileAdmin
from productions.studio_files.models.fonts import Font
from productions.studio_files.services.fonts import MAX_FONT_BYTES, retire_font, upload_font


class FontForm(VerbForm):
    file = forms.FileField(
        label=gettext_lazy("Font file"),
        widget=forms.ClearableFileInput(attrs={"accept": ".otf,.ttf"}),
        help_text=format_lazy(
            gettext_lazy("One OTF or TTF file of at most {size} MB; family and weight are read from it."),
            size=MAX_FONT_BYTES // 2**20,
        ),
    )

    class Meta:
        model = Font
        fields = ("production", "licence_note")


@admin.register(Font)
class FontAdmin(StudioFileAdmin):
    list_display = ("family", "style", "weight", "version", "production", "state")
    search_fields = ("family", "production__title")
    fields = (
        "production", "family", "style", "weight", "version", "state", "licence_note", "size", "sha256", "uploaded_by",
        "uploaded_at",
    )  # fmt: skip
    add_form = FontForm
    added = ("production", "file", "licence_note")
    create_verb = upload_font
    retire_verb = retire_font
    retire_title = gettext_lazy("Retire font")
    retire_explanation = gettext_lazy(
        "New rolls can no longer use it; exports that were already requested still do."
    )
