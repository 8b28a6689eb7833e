"""Fonts of studios over the API: members list them, editors upload and retire them."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from api.http.problem_schemas import PROBLEM_RESPONSES
from api.read import output_serializers
from api.read.compiled_queries import ListSource
from api.write.request_bodies import MIB, Reference
from api.write.schema import IDEMPOTENCY_KEY, list_write_problems
from api.write.studio_files import ProductionFilesView, RetireIn, RetireView, UploadView
from api.write.uploads import SentFile
from api.write.views import MembersOnlyEntry, WritableKind
from productions.models import Font, Production
from productions.studio_files.services.fonts import MAX_FONT_BYTES, retire_font, upload_font


class FontFor(serializers.Serializer[Any]):
    """What comes along with a font."""

    production = Reference(Production)
    licence_note = serializers.CharField()


class FontIn(serializers.Serializer[Any]):
    """A font for one production's rolls; its family, weight and version are read from the file."""

    production = serializers.UUIDField(help_text="uid of the production.")
    file = SentFile(help_text="One OTF or TTF file of at most 50 MB.")
    licence_note = serializers.CharField(help_text="Which licence lets the studio use it in its rolls.")


FONT_KIND = WritableKind("font", Font, output_serializers.FontOut, upload_font, FontFor)


@extend_schema_view(
    post=extend_schema(
        operation_id="fonts_create",
        summary="Upload a font",
        description="Upload a font that the production's rolls may be set in (editors).",
        parameters=[IDEMPOTENCY_KEY],
        request={"multipart/form-data": FontIn},
        responses={201: output_serializers.FontOut, **list_write_problems(409)},
    )
)
class Fonts(UploadView):
    """New fonts."""

    kind = FONT_KIND
    largest_body = MAX_FONT_BYTES + MIB
    wanted = "an OTF or TTF"


class FontEntry(MembersOnlyEntry):
    """One font, for members of its production."""

    summary = "Get a font"

    declared = ListSource(Font.objects.all(), output_serializers.FontOut)


@extend_schema_view(
    post=extend_schema(
        operation_id="fonts_retire",
        summary="Retire a font",
        parameters=[IDEMPOTENCY_KEY],
        request=RetireIn,
        responses={200: output_serializers.FontOut, **list_write_problems(404, 409)},
    )
)
class RetireFont(RetireView):
    """Offer a font for no further roll (editors); what was asked for already is still set in it."""

    kind = FONT_KIND
    retire = staticmethod(retire_font)


@extend_schema_view(
    get=extend_schema(
        operation_id="productions_fonts_list",
        summary="List the fonts of a production",
        responses={200: output_serializers.FontOut(many=True), **PROBLEM_RESPONSES},
    )
)
class ProductionFonts(ProductionFilesView):
    """The production's own fonts by family and weight, retired ones too, not paged; for its members."""

    kind = FONT_KIND


def font_paths() -> list[URLPattern]:
    return [
        path("fonts/", Fonts.as_view(), name="font-list"),
        path("fonts/<uuid:uid>/", FontEntry.as_view(), name="font-detail"),
        path("fonts/<uuid:uid>/retire/", RetireFont.as_view(), name="font-retire"),
        path("productions/<uuid:uid>/fonts/", ProductionFonts.as_view(), name="production-fonts"),
    ]
