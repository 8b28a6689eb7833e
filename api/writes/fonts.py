"""Fonts of studios over the API: members list them, editors upload and retire them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from api import shapes
from api.answers import dump
from api.filters import refuse_unknown
from api.fragments import Fragments
from api.lists import OwnForms
from api.problems import PROBLEMS
from api.rows import shape_of
from api.writes.entries import Kind, OnlyMembers, Writing
from api.writes.forms import MIB, BadBody, Reference, read_body
from api.writes.idempotency import Outcome, once
from api.writes.members import lost, readable
from api.writes.parameters import KEY, problems
from api.writes.parts import Parts, SentFile
from api.writes.tokens import signed_in
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


class RetireIn(serializers.Serializer[Any]):
    """No further roll is set in the font."""

    reason = serializers.CharField(help_text="Why; it goes into the ledger.")


KIND = Kind("font", Font, shapes.FontOut, upload_font, FontFor)


class Fonts(Writing):
    """New fonts."""

    kind = KIND
    parser_classes = (Parts,)
    largest_body = LARGEST + MIB

    @extend_schema(
        operation_id="fonts_create",
        description="Upload a font that the production's rolls may be set in (editors).",
        parameters=[KEY],
        request={"multipart/form-data": FontIn},
        responses={201: shapes.FontOut, **problems(409)},
    )
    def post(self, request: Request) -> HttpResponseBase:
        user = signed_in(request)
        refuse_unknown(request, ())
        upload = request.FILES.get("file")
        data: Any = request.data
        given = {name: data[name] for name in data if name != "file"}
        if upload is None:
            raise BadBody([{"pointer": "/file", "detail": "Send an OTF or TTF file as this part."}])

        def work() -> Outcome:
            values = read_body(FontFor, given, user)
            font = upload_font(
                values["production"],
                file=upload,
                licence_note=values["licence_note"],
                by=user,
                now=timezone.now(),
            )
            return self.answer(font, status=201)

        return once(request, work)


class FontEntry(OnlyMembers):
    """One font, for members of its production."""

    queryset = Font.objects.all()
    serializer_class = shapes.FontOut


class RetireFont(Writing):
    """Offer a font for no further roll (editors); what was asked for already is still set in it."""

    kind = KIND

    @extend_schema(
        operation_id="fonts_retire",
        parameters=[KEY],
        request=RetireIn,
        responses={200: shapes.FontOut, **problems(404, 409)},
    )
    def post(self, request: Request, uid: UUID) -> HttpResponseBase:
        user = signed_in(request)
        refuse_unknown(request, ())

        def work() -> Outcome:
            values = read_body(RetireIn, request.data or {}, user)
            font = readable(Font, user).select_for_update().filter(uid=uid).order_by("pk").first()
            if font is None:
                raise lost(Font, uid, request)
            return self.answer(retire_font(font, by=user, now=timezone.now(), **values))

        return once(request, work)


class ProductionFonts(APIView):
    """The production's own fonts by family and weight, retired ones too, not paged; for its members."""

    content_negotiation_class = OwnForms

    @extend_schema(operation_id="productions_fonts", responses={200: shapes.FontOut(many=True), **PROBLEMS})
    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        user = signed_in(request)
        refuse_unknown(request, ())
        production = Production.objects.visible_to(user).filter(uid=uid).only("pk").first()
        if production is None:
            raise lost(Production, uid, request)
        shape = shape_of(shapes.FontOut)
        found = shape.select(production.fonts.order_by("family", "weight", "-pk"))
        return Outcome(200, dump(shape.rows(list(found), Fragments().of))).response()


def font_paths() -> list[URLPattern]:
    return [
        path("fonts/", Fonts.as_view(), name="font-list"),
        path("fonts/<uuid:uid>/", FontEntry.as_view(), name="font-detail"),
        path("fonts/<uuid:uid>/retire/", RetireFont.as_view(), name="font-retire"),
        path("productions/<uuid:uid>/fonts/", ProductionFonts.as_view(), name="production-fonts"),
    ]
