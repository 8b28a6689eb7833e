"""Logos of studios and sponsors: uploaded with what stands for them in words and who permits it, looked at, retired."""

from django import forms
from django.contrib import admin
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from productions.admin_pages.forms import VerbForm
from productions.rollkit.images.logo_inspection import MAX_LOGO_BYTES
from productions.shared.reader_texts import list_localised_columns
from productions.shared.site_languages import WORK_LANGUAGE
from productions.studio_files.admin.files import StudioFileAdmin
from productions.studio_files.models.logos import Logo
from productions.studio_files.services.logos import retire_logo, upload_logo

LOGO_WORDS = list_localised_columns(Logo, "said", first=WORK_LANGUAGE)


class LogoForm(VerbForm):
    file = forms.FileField(
        label=gettext_lazy("Logo file"),
        widget=forms.ClearableFileInput(attrs={"accept": ".svg,.png"}),
        help_text=format_lazy(
            gettext_lazy(
                "SVG whose texts are turned into paths, or PNG with alpha; at most {size} MB. Rolls are black: use the light version."
            ),
            size=MAX_LOGO_BYTES // 2**20,
        ),
    )

    class Meta:
        model = Logo
        fields = ("production", "name", *LOGO_WORDS, "licence_note")


@admin.register(Logo)
class LogoAdmin(StudioFileAdmin):
    list_display = ("name", *LOGO_WORDS, "production", "state")
    search_fields = ("name", *LOGO_WORDS, "production__title")
    fields = (
        "production", "name", *LOGO_WORDS, "ratio", "dark", "light", "state", "licence_note", "size", "sha256",
        "uploaded_by", "uploaded_at",
    )  # fmt: skip
    add_form = LogoForm
    added = ("production", "name", "file", *LOGO_WORDS, "licence_note")
    create_verb = upload_logo
    retire_verb = retire_logo
    retire_title = gettext_lazy("Retire logo")
    retire_explanation = gettext_lazy(
        "New rolls can no longer show it; exports that were already requested still do."
    )
