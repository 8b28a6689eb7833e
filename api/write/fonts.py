"""Fonts of studios over the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.read import output_serializers
from api.write.request_bodies import MIB, Reference
from api.write.studio_files import StudioFileAddresses
from api.write.uploads import SentFile
from api.write.views import WritableKind
from productions.models import Font, Production
from productions.studio_files.services.fonts import MAX_FONT_BYTES, upload_font


class FontIn(serializers.Serializer[Any]):
    """A font for one production's rolls; its family, weight and version are read from the file."""

    production = Reference(Production, help_text="uid of the production.")
    file = SentFile(help_text=f"One OTF or TTF file of at most {MAX_FONT_BYTES // MIB} MB.")
    licence_note = serializers.CharField(help_text="Which licence lets the studio use it in its rolls.")


FONT_ADDRESSES = StudioFileAddresses(
    WritableKind("font", Font, output_serializers.FontOut, upload_font, FontIn),
    max_bytes=MAX_FONT_BYTES,
    wanted="an OTF or TTF",
    upload_text="Upload a font that the production's rolls may be set in (editors).",
    retire_text="Offer a font for no further roll (editors); what was asked for already is still set in it.",
    list_text="The production's own fonts by family and weight, retired ones too, not paged; for its members.",
)
