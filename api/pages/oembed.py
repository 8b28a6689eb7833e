"""oEmbed (https://oembed.com, version 1.0): from the address of a page to the frame of its credit box, for sites that show links so."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit
from uuid import UUID
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.html import format_html
from django.utils.translation import get_language_from_path, override
from django.views.decorators.http import require_safe
from rest_framework.exceptions import NotFound, ParseError

from api.http.not_found import Gone, Moved
from api.http.responses import (
    MEDIA_TYPES,
    ReadPreconditionFailed,
    build_response,
    encode_json,
)
from api.pages.episode_names import name_episode
from api.pages.public_page import PICTURE_SIZE, get_page_wording
from api.pages.reads import read
from api.pages.template_filters import format_cut_number
from api.read.newest_event import read_last_modified

FORMATS = {"json": MEDIA_TYPES["json"], "xml": "text/xml; charset=utf-8"}
"""Those of the specification, with its media types."""
USUAL_WIDTH, USUAL_HEIGHT = 600, 460
"""Pixels of a box that nobody asks to be smaller."""
NARROW_WIDTH, NARROW_HEIGHT = 420, 660
"""Below this width roles stand above their people, and the box is so high (`box.css`)."""
BOX_PAGES = {
    "pages:production": "production-detail",
    "pages:episode": "episode-detail",
    "pages:cut": "cut-detail",
}
"""Pages that have a credit box, and the API's address that says what they are about."""
CACHE_SECONDS = 3600
"""How long a consumer may keep the answer: the frame in it shows the box as it is by then."""
OPEN_TO_ALL = {"Access-Control-Allow-Origin": "*"}
"""Editors that run in a browser ask from a page of their own."""


@require_safe
def embed_page(request: HttpRequest) -> HttpResponseBase:
    """`/oembed?url=…&format=json|xml&maxwidth=…&maxheight=…`."""
    try:
        form = request.GET.get("format", "json")
        if form not in FORMATS:
            return refuse_embedding(HTTPStatus.NOT_IMPLEMENTED, "The format is json or xml.")
        room = Room(*(read_pixels(request, name) for name in ("maxwidth", "maxheight")))
        language, match = find_page(request, request.GET.get("url", ""))
        with override(language):
            described = describe_frame(request, match, room)
        body = encode_json(described) if form == "json" else encode_xml(described)
        return build_response(
            request, body, FORMATS[form], modified=read_last_modified(), headers=OPEN_TO_ALL
        )
    except (Http404, Gone):
        return refuse_embedding(HTTPStatus.NOT_FOUND, "There is nothing public at this address.")
    except (ParseError, NotFound, ReadPreconditionFailed) as refused:
        return refuse_embedding(refused.status_code, str(refused.detail))


def refuse_embedding(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(
        sentence + "\n", status=status, content_type="text/plain; charset=utf-8", headers=OPEN_TO_ALL
    )


class Room(NamedTuple):
    """How many pixels a consumer has at most; None where it does not say."""

    width: int | None
    height: int | None

    @property
    def frame(self) -> tuple[int, int]:
        """The width and height of the frame: what is usual, or what there is room for."""
        width = min(USUAL_WIDTH, self.width or USUAL_WIDTH)
        height = USUAL_HEIGHT if width >= NARROW_WIDTH else NARROW_HEIGHT
        return width, min(height, self.height or height)

    def has(self, width: int, height: int) -> bool:
        """Whether there is room for a picture of this size."""
        return (self.width or width) >= width and (self.height or height) >= height


def read_pixels(request: HttpRequest, name: str) -> int | None:
    """A parameter that is a number of pixels, of which six digits count; None without it. Raises ParseError."""
    text = request.GET.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and int(text[:6]) > 0):
        raise ParseError(f"{name} is a number of pixels.")
    return int(text[:6])


def find_page(request: HttpRequest, address: str) -> tuple[str, ResolverMatch]:
    """The language and the view of a page of this site that has a box. Raises ParseError and NotFound."""
    if not address:
        raise ParseError("url is the address of a page of this site.")
    parts = split_address(address)
    language = get_language_from_path(parts.path)
    if (
        parts.scheme not in ("http", "https")
        or parts.netloc.lower() != request.get_host().lower()
        or not language
    ):
        raise NotFound("Only pages of this site are embedded.")
    try:
        with override(language):
            match = resolve(parts.path)
    except Resolver404:
        match = None
    if match is None or match.view_name not in BOX_PAGES:
        raise NotFound("Pages of works, episodes and cuts are embedded.")
    return language, match


def split_address(address: str) -> SplitResult:
    """The address in its parts; empty ones where it is none."""
    try:
        return urlsplit(address)
    except ValueError:  # a bracket without its other one
        return urlsplit("")


def describe_frame(request: HttpRequest, match: ResolverMatch, room: Room) -> dict[str, Any]:
    """The answer of type “rich”. Raises what `api.pages.reads.read` does, but for Moved: a merged entry is the one that stays."""
    name, uid = BOX_PAGES[match.view_name], match.kwargs["uid"]
    wording = get_page_wording()
    try:
        entry = read(name, wording, uid=uid)
    except Moved as merged:
        uid = resolve(merged.location).kwargs["uid"]
        entry = read(name, wording, uid=uid)
    box = request.build_absolute_uri(reverse(f"{match.view_name}-box", kwargs={"uid": uid}))
    title = name_entry(match.view_name, entry)
    width, height = room.frame
    frame = format_html(
        '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy" style="border:0" '
        'sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>',
        *(box, width, height, f"{title} – Staffroll"),
    )
    production = UUID(entry.get("production", entry)["uid"])
    picture = describe_thumbnail(request, production) if room.has(*PICTURE_SIZE) else {}
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": "Staffroll",
        "provider_url": request.build_absolute_uri(reverse("pages:home")),
        "cache_age": CACHE_SECONDS,
        "html": str(frame),
        "width": width,
        "height": height,
        **picture,
    }


def describe_thumbnail(request: HttpRequest, production: UUID) -> dict[str, Any]:
    """The picture of the work."""
    address = reverse("pages:production-picture", kwargs={"uid": production})
    return {
        "thumbnail_url": request.build_absolute_uri(address),
        "thumbnail_width": PICTURE_SIZE[0],
        "thumbnail_height": PICTURE_SIZE[1],
    }


def name_entry(page: str, entry: dict[str, Any]) -> str:
    """The title of a page's entry, after that of its work: “Title”, “Title Episode 2”, “Title Episode 2 Cut 012”."""
    if page == "pages:production":
        return str(entry["title"])
    own = (
        (name_episode(entry),)
        if page == "pages:episode"
        else (name_episode(entry["episode"]), format_cut_number(entry))
    )
    return " ".join(filter(None, (entry["production"]["title"], *own)))


def encode_xml(described: dict[str, Any]) -> bytes:
    """The same members as elements below `oembed`."""
    root = Element("oembed")
    for name, value in described.items():
        SubElement(root, name).text = str(value)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text
