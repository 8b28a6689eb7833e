"""Logos of studios and sponsors over the API: members list them, editors upload and retire them."""

from __future__ import annotations

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
from productions.models import Logo, Production
from productions.rollkit.images.logo_inspection import MAX_LOGO_BYTES
from productions.shared.reader_texts import list_localised_columns
from productions.shared.site_languages import WORK_LANGUAGE
from productions.studio_files.services.logos import retire_logo, upload_logo

LOGO_WORDS = list_localised_columns(Logo, "said", first=WORK_LANGUAGE)


class LogoFor(serializers.ModelSerializer[Logo]):
    """What comes along with a logo."""

    production = Reference(Production)

    class Meta:
        model = Logo
        fields: tuple[str, ...] = ("production", "name", *LOGO_WORDS, "licence_note")


class LogoIn(serializers.ModelSerializer[Logo]):
    """A logo for one production's rolls; how wide it is for its height is read from the file."""

    production = serializers.UUIDField(help_text="uid of the production.")
    file = SentFile(
        help_text=f"SVG whose texts are turned into paths, or PNG with alpha, of at most {MAX_LOGO_BYTES // MIB} MB."
    )

    class Meta:
        model = Logo
        fields: tuple[str, ...] = ("production", "file", "name", *LOGO_WORDS, "licence_note")


LOGO_KIND = WritableKind("logo", Logo, output_serializers.LogoOut, upload_logo, LogoFor)


@extend_schema_view(
    post=extend_schema(
        operation_id="logos_create",
        summary="Upload a logo",
        description="Upload a logo that the production's rolls may show (editors); at least one of "
        f"{' and '.join(f'`{name}`' for name in LOGO_WORDS)} is needed.",
        parameters=[IDEMPOTENCY_KEY],
        request={"multipart/form-data": LogoIn},
        responses={201: output_serializers.LogoOut, **list_write_problems(409)},
    )
)
class Logos(UploadView):
    """New logos."""

    kind = LOGO_KIND
    largest_body = MAX_LOGO_BYTES + MIB
    wanted = "an SVG or PNG"


class LogoEntry(MembersOnlyEntry):
    """One logo, for members of its production."""

    summary = "Get a logo"

    declared = ListSource(Logo.objects.all(), output_serializers.LogoOut)


@extend_schema_view(
    post=extend_schema(
        operation_id="logos_retire",
        summary="Retire a logo",
        parameters=[IDEMPOTENCY_KEY],
        request=RetireIn,
        responses={200: output_serializers.LogoOut, **list_write_problems(404, 409)},
    )
)
class RetireLogo(RetireView):
    """Offer a logo for no further roll (editors); what was asked for already still shows it."""

    kind = LOGO_KIND
    retire = staticmethod(retire_logo)


@extend_schema_view(
    get=extend_schema(
        operation_id="productions_logos_list",
        summary="List the logos of a production",
        responses={200: output_serializers.LogoOut(many=True), **PROBLEM_RESPONSES},
    )
)
class ProductionLogos(ProductionFilesView):
    """The production's own logos by name, retired ones too, not paged; for its members."""

    kind = LOGO_KIND


def logo_paths() -> list[URLPattern]:
    return [
        path("logos/", Logos.as_view(), name="logo-list"),
        path("logos/<uuid:uid>/", LogoEntry.as_view(), name="logo-detail"),
        path("logos/<uuid:uid>/retire/", RetireLogo.as_view(), name="logo-retire"),
        path("productions/<uuid:uid>/logos/", ProductionLogos.as_view(), name="production-logos"),
    ]
