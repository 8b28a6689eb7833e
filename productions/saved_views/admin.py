"""Saved views above the pages that they are of: the page that keeps, renames and drops them."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from productions.admin_pages.frame import MAX_KEY_DIGITS
from productions.catalogue.models.works import Production
from productions.saved_views.models import MAX_PAGE_CHARACTERS, SavedView
from productions.saved_views.services import drop_view, keep_view, rename_view
from productions.shared.refusals import Refusal
from productions.users.models import User


@require_POST
def change_views(request: HttpRequest) -> HttpResponse:
    """Keep, rename or drop a view, and go back to its page. `act` says which."""
    user = cast(User, request.user)
    act = request.POST.get("act", "")
    view = None if act == "keep" else find_own_view(request, user)
    back = f"{read_page(request)}?{request.POST.get('query', '')}" if view is None else view.address
    try:
        if view is None:
            name = request.POST.get("name", "")
            kept = keep_view(
                page=read_page(request),
                query=request.POST.get("query", ""),
                name=name,
                production=find_shared_production(request, user),
                by=user,
            )
            back = kept.address
        elif act == "rename":
            rename_view(view, name=request.POST.get("name", ""), by=user)
        elif act == "drop":
            back = view.page
            drop_view(view, by=user)
            messages.success(request, _("The view “%s” is removed.") % view)
        else:
            raise Http404
    except Refusal as refusal:
        for sentence in refusal.general:
            messages.error(request, sentence)
    return HttpResponseRedirect(back)


def find_own_view(request: HttpRequest, user: User) -> SavedView:
    """The view that the form names, of the user's own. Raises Http404."""
    key = request.POST.get("view", "")
    if not (key.isdecimal() and len(key) <= MAX_KEY_DIGITS):
        raise Http404
    own: SavedView = get_object_or_404(SavedView.objects.visible_to(user).filter(user=user), pk=key)
    return own


def read_page(request: HttpRequest) -> str:
    """The path of the page that a view is of: one of the admin. Raises Http404."""
    page = request.POST.get("page", "")
    try:
        match = resolve(page)
    except Resolver404:
        raise Http404 from None
    unkept = len(page) > MAX_PAGE_CHARACTERS or "\0" in page or page == reverse("admin:logout")
    if match.namespace != "admin" or unkept:
        raise Http404
    return page


def find_shared_production(request: HttpRequest, user: User) -> Production | None:
    """The production with whose members the view is to be shared; None for nobody. Raises Http404 for one that is not seen."""
    key = request.POST.get("production", "")
    if not key:
        return None
    if not (key.isdecimal() and len(key) <= MAX_KEY_DIGITS):
        raise Http404
    seen: Production = get_object_or_404(Production.objects.visible_to(user), pk=key)
    return seen


def list_views(request: HttpRequest) -> list[dict[str, Any]]:
    """The views of a page that its user sees, as its template shows them. One query."""
    user = cast(User, request.user)
    here = request.get_full_path()
    found = SavedView.objects.visible_to(user).filter(page=request.path).in_name_order()
    return [
        {"view": view, "is_own": view.user_id == user.pk, "is_here": view.address == here} for view in found
    ]
