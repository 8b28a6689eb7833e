"""What all public pages have in common: languages, links to other forms, ETag, and entries that were merged or removed."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import resolve, reverse
from django.utils.translation import get_language, get_language_from_path, override
from django.views import View

from api.http.not_found import Gone, Moved
from api.http.responses import LIVE_CACHE_CONTROL, ReadPreconditionFailed, build_response
from api.read.newest_event import read_last_modified, read_newest_once
from productions.shared.site_languages import WORK_LANGUAGE

HTML_MEDIA_TYPE = "text/html; charset=utf-8"
READERS_OWN_CACHE_CONTROL = "private, no-cache"
"""What depends on its reader's languages and cookie."""
NAME_FORMS_BY_LANGUAGE = {WORK_LANGUAGE: "native"}
"""How contributors' own names are written in a language (`names` of the API); romaji, given name first, in all others."""


def get_page_wording() -> dict[str, str]:
    """The parameters of the API by which titles, labels and names are in the language that is active."""
    language = get_language()
    return {"lang": language, "names": NAME_FORMS_BY_LANGUAGE.get(language, "romaji_western")}


PICTURE_SIZE = (1200, 630)
"""Pixels of a page's picture, 1.91 to 1: what Open Graph's readers show large
(https://developers.facebook.com/docs/sharing/webmasters/images)."""


class OtherPage(Exception):
    """The entry has a page, and it is at another address."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class PublicPage(View):
    """One page. A page has a template, and `describe` says what is on it, from reads of the API alone."""

    template_name: str = ""
    media_type = HTML_MEDIA_TYPE
    shown: str = ""
    """The name of the API's address whose answer the page shows; empty where it shows several."""
    feed: str = ""
    """The name of the page's Atom feed, below `pages:`; empty where it has none."""
    picture: str = ""
    """The name of the page's picture, below `pages:`; empty where that of the site stands for it."""
    kept_parameters: tuple[str, ...] = ()
    """Parameters that say what is on the page: its address in another language has them too."""
    has_box = False
    """Whether other sites can show it as a credit box, for which oEmbed asks (`api.pages.oembed`)."""
    http_method_names = ["get", "head", "options"]  # noqa: RUF012 (as Django's own)

    def describe(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the template shows. Raises what `api.pages.reads.read` does, and OtherPage."""
        raise NotImplementedError  # each page says what is on it; this class is no page

    @property
    def wording(self) -> dict[str, str]:
        """The parameters of the API by which titles, labels and names are in the page's language."""
        return get_page_wording()

    @read_newest_once()
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            context = self.describe(**kwargs)
        except OtherPage as other:
            return lead_on(other.address)
        except Moved as merged:
            successor = resolve(merged.location).kwargs["uid"]
            return lead_on(self.get_address(**{**kwargs, "uid": successor}))
        except Gone as removed:
            return show_notice(request, HTTPStatus.GONE, removed_at=removed.tombstone["removed_at"])
        except Http404:
            return show_notice(request, HTTPStatus.NOT_FOUND)
        try:
            return self.respond({**self.describe_head(kwargs), **context})
        except ReadPreconditionFailed as failed:
            return HttpResponse(
                failed.detail, status=failed.status_code, content_type="text/plain; charset=utf-8"
            )

    def respond(self, context: dict[str, Any]) -> HttpResponseBase:
        """The page with its validators, or 304. Raises ReadPreconditionFailed."""
        return build_response(
            self.request, self.write(context), self.media_type, modified=read_last_modified()
        )

    def write(self, context: dict[str, Any]) -> bytes:
        """The page, of the head's links and what `describe` says."""
        return render_to_string(self.template_name, context, self.request).encode()

    def locate(self, name: str, **kwargs: Any) -> str:
        """The whole address of another page or answer by its name, as machines need it."""
        return self.request.build_absolute_uri(reverse(name, kwargs=kwargs))

    def get_address(self, **kwargs: Any) -> str:
        """The address of this page for another entry, in the language that is active."""
        match = self.request.resolver_match
        assert match is not None
        return reverse(match.view_name, kwargs=kwargs)

    def describe_head(self, kwargs: dict[str, Any]) -> dict[str, Any]:
        """Links of the head: this page's own address, the same in each language of the site, its JSON, and its feed."""
        asked = self.request.GET
        query = urlencode({name: asked[name] for name in self.kept_parameters if asked.get(name)})
        alternates = {}
        for language, _name in settings.LANGUAGES:
            with override(language):
                address = self.request.build_absolute_uri(self.get_address(**kwargs))
            alternates[language] = f"{address}?{query}" if query else address
        canonical = alternates[get_language()]
        endpoint = self.request.build_absolute_uri(reverse("oembed"))
        return {
            "canonical": canonical,
            "alternates": alternates,
            "json_address": reverse(self.shown, kwargs=kwargs) if self.shown else "",
            "feed_address": reverse(f"pages:{self.feed}", kwargs=kwargs) if self.feed else "",
            "embed_address": f"{endpoint}?{urlencode({'url': canonical})}" if self.has_box else "",
            **(
                self.describe_picture(self.picture, **kwargs)
                if self.picture
                else self.describe_picture("site-picture")
            ),
        }

    def describe_picture(self, name: str, **kwargs: Any) -> dict[str, Any]:
        """The head's picture of this page: the whole address, as Open Graph wants it, and its size in pixels."""
        return {
            "picture_address": self.request.build_absolute_uri(reverse(f"pages:{name}", kwargs=kwargs)),
            "picture_size": PICTURE_SIZE,
        }


def lead_on(address: str) -> HttpResponse:
    """301 to where an entry has its page now. A merge can be undone, so that caches keep it no longer than a page."""
    response = redirect(address, permanent=True)
    response.headers["Cache-Control"] = LIVE_CACHE_CONTROL
    return response


def show_notice(request: HttpRequest, status: HTTPStatus, **context: Any) -> HttpResponse:
    """A page that says in one sentence why nothing else is on it.

    Caches keep it as long as a page, since there may be one soon; without a language in the address it is in each reader's own.
    """
    body = render_to_string("pages/notice.html", {"status": status.value, **context}, request)
    cache = LIVE_CACHE_CONTROL if get_language_from_path(request.path_info) else READERS_OWN_CACHE_CONTROL
    return HttpResponse(body, status=status, headers={"Cache-Control": cache})
