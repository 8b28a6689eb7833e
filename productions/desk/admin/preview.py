"""The live preview: the roll's frames in the browser, drawn from the same pages as every export."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from productions.admin_pages.frame import MAX_KEY_DIGITS
from productions.admin_pages.pages import add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.desk.admin.credit_links import describe_wide_lines, link_to_credits
from productions.desk.admin.production_pages import ProductionPages
from productions.desk.admin.roll_forms import ScreenForm
from productions.operations.services.transactions import run_in_transaction
from productions.releases.services.approvals import approve_roll, get_subject, list_approvals
from productions.releases.services.preview import Preview, compute_preview_version, get_preview, render_tile
from productions.releases.services.roll_requests import RollRequest
from productions.rollkit.layout.reel import CardShot, ScrollShot
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import NotAllowed, Refusal
from productions.shared.site_languages import WORK_LANGUAGE
from productions.shared.timecode import compute_timebase, count_dropped_numbers

KEPT_FOR = timedelta(days=365)
"""How long a browser keeps a tile: what is on it is in its name."""
PREVIEW_VIEWS = ("preview_state", "preview_tile")
"""Browsers keep these answers: the one to ask whether it still holds, the other as it is."""
PREVIEW_HEADER = "Preview-Of"
"""The header that says which roll a tile is of, so that the tile's address is its content alone."""


class PreviewForm(ScreenForm):
    """Which roll, on which screen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("burn_in", "places"):
            self.fields.pop(name, None)


@add_pages(Production)
class PreviewDesk(ProductionPages):
    """The page with the player, what it draws, and its tiles."""

    def get_urls(self) -> list[URLPattern]:
        views: dict[str, tuple[Callable[..., HttpResponse], str]] = {
            "<path:object_id>/preview/": (self.preview_view, "preview"),
            "<path:object_id>/preview/state/": (self.state_view, "preview_state"),
            "<path:object_id>/preview/approve/": (self.approve_view, "approve"),
            "<path:object_id>/preview/<slug:name>.png": (self.tile_view, "preview_tile"),
        }
        wrap = self.owner.admin_site.admin_view
        return [
            path(route, wrap(view, cacheable=name in PREVIEW_VIEWS), name=f"productions_production_{name}")
            for route, (view, name) in views.items()
        ]

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The player and its choices, which are in the address."""
        production = self.get_production(request, object_id)
        form = self.make_form_builder(PreviewForm, production)(
            read_shown_part(production, request.GET) or None
        )
        if not request.GET:
            form.initial["language"] = get_language()
        context = self.owner.admin_site.each_context(request) | {
            "title": _("Preview"),
            "original": production,
            "form": form,
            "back": self.owner.get_first_address(production),
            "opts": self.owner.opts,
            "player": list_player_addresses(production),
            "is_approver": self.owner.has_level(request, production, MembershipLevel.APPROVER),
        }
        return TemplateResponse(request, "admin/preview.html", context)

    def read_choices(self, production: Production, given: QueryDict) -> RollRequest:
        """What the choices ask for. Raises Refusal."""
        choices = given.copy()
        choices.setdefault("language", WORK_LANGUAGE)
        form = self.make_form_builder(PreviewForm, production)(choices)
        if not form.is_valid():
            raise Refusal(
                *(f"{form.fields[name].label}: {text}" for name in form.errors for text in form.errors[name])
            )
        return RollRequest(production, **form.cleaned_data)

    def state_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Shots and tiles as JSON; 304 while nothing changed. A refusal is an answer too: its sentences."""
        production, user = self.get_production(request, object_id), staff_user(request)
        etag = None
        try:
            wanted = self.read_choices(production, request.GET)
            etag = f'"{compute_preview_version(wanted, by=user, at=timezone.now())}-{get_language()}"'
            response = get_conditional_response(request, etag=etag)
            if response is None:
                shown = get_preview(wanted, by=user)
                response = JsonResponse(
                    describe_preview(shown, production) | {"approvals": describe_approvals(shown)}
                )
        except NotAllowed as refusal:
            response = JsonResponse({"refused": refusal.reasons}, status=403)
        except Refusal as refusal:
            response = JsonResponse({"refused": refusal.reasons})
        if etag:
            response.headers["ETag"] = etag
        patch_cache_control(response, private=True, no_cache=True)
        return response

    def approve_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Sign what the page showed: its choices and the digest of its document come with the form."""
        production = self.get_production(request, object_id)
        choices = request.POST.get("choices", "")
        if request.method == "POST":
            try:
                run_in_transaction(
                    lambda: approve_roll(
                        self.read_choices(production, QueryDict(choices)),
                        digest=request.POST.get("digest", ""),
                        note=request.POST.get("note", ""),
                        by=staff_user(request),
                        now=timezone.now(),
                    )
                )
            except Refusal as refusal:
                for reason in link_to_credits(refusal, production).reasons:
                    messages.error(request, reason)
            else:
                messages.success(request, _("You have signed this roll."))
        return HttpResponseRedirect(
            f"{list_player_addresses(production)['page']}?{QueryDict(choices).urlencode()}"
        )

    def tile_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        """One tile as PNG; 404 when the roll has no such tile any more."""
        production = self.get_production(request, object_id)
        try:
            wanted = self.read_choices(production, QueryDict(request.headers.get(PREVIEW_HEADER, "")))
            found = render_tile(name, wanted, by=staff_user(request))
        except Refusal as refusal:
            raise Http404(str(refusal)) from refusal
        if found is None:
            raise Http404
        response = HttpResponse(found, content_type="image/png")
        patch_cache_control(response, private=True, immutable=True, max_age=int(KEPT_FOR.total_seconds()))
        return response


def read_shown_part(production: Production, given: QueryDict) -> dict[str, Any]:
    """The choices of an address; those of a release have its own episode and edition."""
    choices: dict[str, Any] = given.dict()
    key = str(choices.get("release", ""))
    if key.isdecimal() and len(key) <= MAX_KEY_DIGITS:
        release = production.releases.filter(pk=key).only("episode_id", "edition").first()
        if release is not None:
            choices |= {"episode": release.episode_id or "", "edition": release.edition}
    return choices


def list_player_addresses(production: Production) -> dict[str, str]:
    """Where the player asks; `NAME` stands for a tile's name."""
    return {
        "state": reverse("admin:productions_production_preview_state", args=[production.pk]),
        "tile": reverse("admin:productions_production_preview_tile", args=[production.pk, "NAME"]),
        "page": reverse("admin:productions_production_preview", args=[production.pk]),
    }


def describe_preview(preview: Preview, production: Production) -> dict[str, Any]:
    """What the player needs: times in frames, places in pixels; a tile is its name, top and height."""
    reel = preview.reel
    return {
        "title": reel.title,
        "digest": reel.digest,
        "width": reel.raster.width,
        "height": reel.raster.height,
        "background": reel.background,
        "rate": [reel.rate.numerator, reel.rate.denominator],
        "counted": compute_timebase(reel.rate),
        "dropped": count_dropped_numbers(reel.rate, drop=reel.delivery.drop),
        "px": reel.delivery.speed,
        "frames": reel.frames,
        "shots": [describe_shot(shot) for shot in reel.shots],
        "pages": [
            {
                "height": page["height"],
                "tiles": [[tile.name, tile.top, tile.height] for tile in tiles],
            }
            for page, tiles in zip(reel.pages, preview.tiles, strict=True)
        ],
        "notes": preview.notes,
        "wide": describe_wide_lines(preview, production),
        "markers": [[marker.frame, marker.label] for marker in reel.markers],
    }


def describe_approvals(preview: Preview) -> list[str]:
    """Who signed exactly this, each in a line."""
    found = list_approvals(subject=get_subject(preview.reel))
    return [
        " · ".join(filter(None, (str(each.approved_by), localize(localtime(each.approved_at)), each.note)))
        for each in found
    ]


def describe_shot(shot: CardShot | ScrollShot) -> dict[str, Any]:
    if isinstance(shot, CardShot):
        return {
            "first": shot.page, "last": shot.page, "start": shot.start, "frames": shot.frames, "card": True,
            "fade_in": shot.fade_in, "fade_out": shot.fade_out, "melt": shot.melt,
        }  # fmt: skip
    return {
        "first": shot.first, "last": shot.last, "start": shot.start, "frames": shot.frames, "card": False,
        "px": shot.px, "hold": shot.hold, "rest": shot.rest, "ease": shot.ease, "lead": shot.lead,
        "ease_out": shot.ease_out,
    }  # fmt: skip
