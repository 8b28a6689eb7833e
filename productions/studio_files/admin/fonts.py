"""Fonts of studios: uploaded with a licence note, looked at, retired."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from productions.admin_pages.forms import VerbForm
from productions.studio_files.admin.files import StudioFileAdmin, make_file_field
from productions.studio_files.models.fonts import Font
from productions.studio_files.services.fonts import FONT_FILES, upload_font


class FontForm(VerbForm):
    file = make_file_field(
        FONT_FILES,
        label=gettext_lazy("Font file"),
        suffixes=".otf,.ttf",
        help_text=gettext_lazy(
            "One OTF or TTF file of at most {size} MB; family and weight are read from it."
        ),
    )

    class Meta:
        model = Font
        fields = ("production", "licence_note")


@admin.register(Font)
class FontAdmin(StudioFileAdmin):
    list_display = ("family", "style", "weight", "version", "production", "state")
    search_fields = ("family", "production__title")
    own = ("family", "style", "weight", "version")
    add_form = FontForm
    added = ("production", "file", "licence_note")
    create_verb = upload_font
    retire_title = gettext_lazy("Retire font")
    retire_explanation = gettext_lazy(
        "New rolls can no longer use it; exports that were already requested still do."
    )
