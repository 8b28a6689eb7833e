"""Logos of studios and sponsors over the API."""

from __future__ import annotations

from rest_framework import serializers

from api.read import output_serializers
from api.write.request_bodies import MIB, Reference
from api.write.studio_files import StudioFileAddresses
from api.write.uploads import SentFile
from api.write.views import WritableKind
from productions.models import Logo, Production
from productions.rollkit.images.logo_inspection import MAX_LOGO_BYTES
from productions.studio_files.models.logos import LOGO_WORDS
from productions.studio_files.services.logos import upload_logo


class LogoIn(serializers.ModelSerializer[Logo]):
    """A logo for one production's rolls; how wide it is for its height is read from the file."""

    production = Reference(Production, help_text="uid of the production.")
    file = SentFile(
        help_text=f"SVG whose texts are turned into paths, or PNG with alpha, of at most {MAX_LOGO_BYTES // MIB} MB."
    )

    class Meta:
        model = Logo
        fields: tuple[str, ...] = ("production", "file", "name", *LOGO_WORDS, "licence_note")


LOGO_ADDRESSES = StudioFileAddresses(
    WritableKind("logo", Logo, output_serializers.LogoOut, upload_logo, LogoIn),
    max_bytes=MAX_LOGO_BYTES,
    wanted="an SVG or PNG",
    upload_text="Upload a logo that the production's rolls may show (editors); at least one of "
    f"{' and '.join(f'`{name}`' for name in LOGO_WORDS)} is needed.",
    retire_text="Offer a logo for no further roll (editors); what was asked for already still shows it.",
    list_text="The production's own logos by name, retired ones too, not paged; for its members.",
)
