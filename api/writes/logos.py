"""Logos of studios and sponsors over the API: members list them, editors upload and retire them."""

from __future__ import annotations

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
from productions.domain.logos import retire_logo, upload_logo
from productions.models import Logo, Production
from productions.roll.logocheck import LARGEST


class LogoFor(serializers.ModelSerializer[Logo]):
    """What comes along with a logo."""

    production = Reference(Production)

    class Meta:
        model = Logo
        fields: tuple[str, ...] = ("production", "name", "said_ja", "said_en", "licence_note")


class LogoIn(serializers.ModelSerializer[Logo]):
    """A logo for one production's rolls; how wide it is for its height is read from the file."""

    production = serializers.UUIDField(help_text="uid of the production.")
    file = SentFile(
        help_text=f"SVG whose texts are turned into paths, or PNG with alpha, of at most {LARGEST // MIB} MB."
    )

    class Meta:
        model = Logo
        fields: tuple[str, ...] = ("production", "file", "name", "said_ja", "said_en", "licence_note")


KIND = Kind("logo", Logo, shapes.LogoOut, upload_logo, LogoFor)


@extend_schema_view(
    post=extend_schema(
        operation_id="logos_create",
        description="Upload a logo that the production's rolls may show (editors); at least one of `said_ja` and "
        "`said_en` is needed.",
        parameters=[KEY],
        request={"multipart/form-data": LogoIn},
        responses={201: shapes.LogoOut, **problems(409)},
    )
)
class Logos(Uploading):
    """New logos."""

    kind = KIND
    largest_body = LARGEST + MIB
    wanted = "an SVG or PNG"


class LogoEntry(OnlyMembers):
    """One logo, for members of its production."""

    queryset = Logo.objects.all()
    serializer_class = shapes.LogoOut


@extend_schema_view(
    post=extend_schema(
        operation_id="logos_retire",
        parameters=[KEY],
        request=RetireIn,
        responses={200: shapes.LogoOut, **problems(404, 409)},
    )
)
class RetireLogo(Retiring):
    """Offer a logo for no further roll (editors); what was asked for already still shows it."""

    kind = KIND
    retire = staticmethod(retire_logo)


@extend_schema_view(
    get=extend_schema(
        operation_id="productions_logos", responses={200: shapes.LogoOut(many=True), **PROBLEMS}
    )
)
class ProductionLogos(OfProductionFiles):
    """The production's own logos by name, retired ones too, not paged; for its members."""

    kind = KIND


def logo_paths() -> list[URLPattern]:
    return [
        path("logos/", Logos.as_view(), name="logo-list"),
        path("logos/<uuid:uid>/", LogoEntry.as_view(), name="logo-detail"),
        path("logos/<uuid:uid>/retire/", RetireLogo.as_view(), name="logo-retire"),
        path("productions/<uuid:uid>/logos/", ProductionLogos.as_view(), name="production-logos"),
    ]
