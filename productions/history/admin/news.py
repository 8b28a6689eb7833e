"""Whether anything changed since a page was made, for `static/productions/refresh.js`."""

from __future__ import annotations

import hashlib
import json
from typing import Any, NamedTuple

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response

from productions.admin_pages.frame import MAX_KEY_DIGITS
from productions.admin_pages.pages import AddedPages, add_pages
from productions.admin_pages.rights import staff_user
from productions.admin_pages.site import add_site_page
from productions.catalogue.models.works import Production
from productions.exports.models import Export
from productions.ledger.models import Event
from productions.roll_templates.models import RollTemplate
from productions.shared.choices import OPEN_EXPORT_STATES
from productions.users.models import User

MAX_FOLLOWED_EXPORTS = 100


class News(NamedTuple):
    """What a page says of itself (`admin/refresh.html`): which address it asks, and the marker from before anything of it was read."""

    address: str
    marker: str


@add_site_page("news/", name="news")
def news_view(request: HttpRequest) -> HttpResponse:
    """A marker that is another one once the ledger of the user's productions, or of `?production=`, or an open export went on."""
    key = request.GET.get("production", "")
    production = int(key) if key.isdecimal() and len(key) <= MAX_KEY_DIGITS else None
    marker = hash_news(staff_user(request), production)
    etag = f'"{marker}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = JsonResponse({"marker": marker})
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def find_news(request: HttpRequest, production: Production | None = None) -> News:
    """Ask first of all, before a page reads what it shows: a change that comes after is then seen as one. Two queries."""
    key = production.pk if production else None
    address = reverse("admin:news", query={"production": key} if key else None)
    return News(address, hash_news(staff_user(request), key))


@add_pages(RollTemplate)
class TemplateNews(AddedPages):
    """The form of a template tells that there is a newer version."""

    def get_form_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        return {"news": find_news(request, obj.production)}


def hash_news(user: User, production: int | None) -> str:
    """A hash of the newest event of each production that the user sees, and of how far their exports are. Two queries."""
    works = Production.objects.visible_to(user)
    exports = Export.objects.visible_to(user).filter(state__in=OPEN_EXPORT_STATES)
    if production is not None:
        works, exports = works.filter(pk=production), exports.filter(production=production)
    newest = Event.objects.filter(production=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    last = works.order_by("pk").annotate(newest=Subquery(newest)).values_list("pk", "newest")
    running = exports.order_by("-pk").values_list("pk", "state", "progress")[:MAX_FOLLOWED_EXPORTS]
    told = json.dumps([user.pk, list(last), list(running)])
    return hashlib.sha256(told.encode()).hexdigest()[:32]
