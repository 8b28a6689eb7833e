"""Fonts of studios over the API: members list them, editors upload and retire them."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from api import shapes
from api.problems import PROBLEMS
from api.writes.entries import Kind, OnlyMembers
from api.writes.forms import MIB, Reference
from api.writes.parameters import KEY, problems
from api.writes.parts import SentFile
from api.writes.studio_files import OfProductionFiles, RetireIn, Retiring, Uploading
from productions.domain.fonts import LARGEST, retire_font, upload_font
from productions.models import Font, Production


class FontFor(serializers.Serializer[Any]):
    """What comes along with a font."""

    production = Reference(Production)
    licence_note = serializers.CharField()


class FontIn(serializers.Serializer[Any]):
    """A font for one production's rolls; its family, weight and version are read from the file."""

    production = serializers.UUIDField(help_text="uid of the production.")
    file = SentFile(help_text="One OTF or TTF file of at most 50 MB.")
    licence_note = serializers.CharField(help_text="Which licence lets the studio use it in its rolls.")


KIND = Kind("font", Font, shapes.FontOut, upload_font, FontFor)


@extend_schema_view(
    post=extend_schema(
        operation_id="fonts_create",
        description="Upload a font that the production's rolls may be set in (editors).",
        parameters=[KEY],
        request={"multipart/form-data": FontIn},
        responses={201: shapes.FontOut, **problems(409)},
    )
)
class Fonts(Uploading):
    """New fonts."""

    kind = KIND
    largest_body = LARGEST + MIB
    wanted = "an OTF or TTF"


class FontEntry(OnlyMembers):
    """One font, for members of its production."""

    queryset = Font.objects.all()
    serializer_class = shapes.FontOut


@extend_schema_view(
    post=extend_schema(
        operation_id="fonts_retire",
        parameters=[KEY],
        request=RetireIn,
        responses={200: shapes.FontOut, **problems(404, 409)},
    )
)
class RetireFont(Retiring):
    """Offer a font for no further roll (editors); what was asked for already is still set in it."""

    kind = KIND
    retire = staticmethod(retire_font)


@extend_schema_view(
    get=extend_schema(
        operation_id="productions_fonts", responses={200: shapes.FontOut(many=True), **PROBLEMS}
    )
)
class ProductionFonts(OfProductionFiles):
    """The production's own fonts by family and weight, retired ones too, not paged; for its members."""

    kind = KIND


def font_paths() -> list[URLPattern]:
    return [
        path("fonts/", Fonts.as_view(), name="font-list"),
        path("fonts/<uuid:uid>/", FontEntry.as_view(), name="font-detail"),
        path("fonts/<uuid:uid>/retire/", RetireFont.as_view(), name="font-retire"),
        path("productions/<uuid:uid>/fonts/", ProductionFonts.as_view(), name="production-fonts"),
    ]
