"""What all public pages have in common: languages, links to other forms, ETag, and entries that were merged or removed."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import resolve, reverse
from django.utils.translation import get_language, override
from django.views import View

from api.http.not_found import Gone, Moved
from api.http.responses import ReadPreconditionFailed, build_response
from api.read.newest_event import read_last_modified
from productions.shared.site_languages import WORK_LANGUAGE

HTML_MEDIA_TYPE = "text/html; charset=utf-8"
NAME_FORMS_BY_LANGUAGE = {WORK_LANGUAGE: "native"}
"""How contributors' own names are written in a language (`names` of the API); romaji, given name first, in all others."""


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
    http_method_names = ["get", "head", "options"]  # noqa: RUF012 (as Django's own)

    def describe(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the template shows. Raises what `api.pages.reads.read` does, and OtherPage."""
        raise NotImplementedError  # each page says what is on it; this class is no page

    @property
    def wording(self) -> dict[str, str]:
        """The parameters of the API by which titles, labels and names are in the page's language."""
        language = get_language()
        return {"lang": language, "names": NAME_FORMS_BY_LANGUAGE.get(language, "romaji_western")}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            context = self.describe(**kwargs)
        except OtherPage as other:
            return redirect(other.address, permanent=True)
        except Moved as merged:
            successor = resolve(merged.location).kwargs["uid"]
            return redirect(self.get_address(**{**kwargs, "uid": successor}), permanent=True)
        except Gone as removed:
            return show_notice(request, HTTPStatus.GONE, removed_at=removed.tombstone["removed_at"])
        except Http404:
            return show_notice(request, HTTPStatus.NOT_FOUND)
        body = self.write({**self.describe_head(kwargs), **context})
        try:
            return build_response(request, body, self.media_type, modified=read_last_modified())
        except ReadPreconditionFailed as failed:
            return HttpResponse(
                failed.detail, status=failed.status_code, content_type="text/plain; charset=utf-8"
            )

    def write(self, context: dict[str, Any]) -> bytes:
        """The page, of the head's links and what `describe` says."""
        return render_to_string(self.template_name, context, self.request).encode()

    def get_address(self, **kwargs: Any) -> str:
        """The address of this page for another entry, in the language that is active."""
        match = self.request.resolver_match
        assert match is not None
        return reverse(match.view_name, kwargs=kwargs)

    def describe_head(self, kwargs: dict[str, Any]) -> dict[str, Any]:
        """Links of the head: this page's own address, the same in each language of the site, its JSON, and its feed."""
        alternates = {}
        for language, _name in settings.LANGUAGES:
            with override(language):
                alternates[language] = self.request.build_absolute_uri(self.get_address(**kwargs))
        return {
            "canonical": alternates[get_language()],
            "alternates": alternates,
            "json_address": reverse(self.shown, kwargs=kwargs) if self.shown else "",
            "feed_address": reverse(f"pages:{self.feed}", kwargs=kwargs) if self.feed else "",
        }


def show_notice(request: HttpRequest, status: HTTPStatus, **context: Any) -> HttpResponse:
    """A page that says in one sentence why nothing else is on it."""
    body = render_to_string("pages/notice.html", {"status": status.value, **context}, request)
    return HttpResponse(body, status=status)
