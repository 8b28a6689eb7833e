"""Logos of studios and sponsors: uploaded with what stands for them in words and who permits it, looked at, retired."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from productions.admin_pages.forms import VerbForm
from productions.studio_files.admin.files import StudioFileAdmin, make_file_field
from productions.studio_files.models.logos import LOGO_WORDS, Logo
from productions.studio_files.services.logos import LOGO_FILES, upload_logo


class LogoForm(VerbForm):
    file = make_file_field(
        LOGO_FILES,
        label=gettext_lazy("Logo file"),
        suffixes=".svg,.png",
        help_text=gettext_lazy(
            "SVG whose texts are turned into paths, or PNG with alpha; at most {size} MB. Rolls are black: use the light version."
        ),
    )

    class Meta:
        model = Logo
        fields = ("production", "name", *LOGO_WORDS, "licence_note")


@admin.register(Logo)
class LogoAdmin(StudioFileAdmin):
    list_display = ("name", *LOGO_WORDS, "production", "state")
    search_fields = ("name", *LOGO_WORDS, "production__title")
    own = ("name", *LOGO_WORDS, "ratio", "dark", "light")
    add_form = LogoForm
    added = ("production", "name", "file", *LOGO_WORDS, "licence_note")
    create_verb = upload_logo
    retire_title = gettext_lazy("Retire logo")
    retire_explanation = gettext_lazy(
        "New rolls can no longer show it; exports that were already requested still do."
    )
