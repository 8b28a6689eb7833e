"""Taking back merges and removals: a list of what was removed, and a page for each undo (H15)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _

from productions.access import is_everyone, productions_with
from productions.admin.forms import ReasonForm, show_refusal
from productions.admin.waiting import propose_instead
from productions.domain.undo import Undone, undo_merge, undo_removal
from productions.models import Contributor, Production, Tombstone, Undoable, Webhook
from productions.refusals import ProposalNeeded, Refusal
from productions.vocabulary import MembershipLevel

SHOWN = 100
"""Removed entries of the list, the last one first."""


def undo_urls(page: Any) -> list[URLPattern]:
    """The addresses of a list of entries that can be removed."""
    name = f"{page.opts.app_label}_{page.opts.model_name}"
    view = page.admin_site.admin_view
    found = [
        path("removed/", view(lambda request: removed_view(page, request)), name=f"{name}_removed"),
        path(
            "<path:object_id>/undo-removal/",
            view(lambda request, object_id: undo_view(page, request, object_id, undo_removal)),
            name=f"{name}_undo_removal",
        ),
    ]
    if page.model is Contributor:
        merges = view(lambda request, object_id: undo_view(page, request, object_id, undo_merge))
        found.append(path("<path:object_id>/undo-merge/", merges, name=f"{name}_undo_merge"))
    return found


def removed_label(entry: Any) -> str:
    """What a removed entry is called: people's entries by their name, everything else without names (H16)."""
    return str(entry) if isinstance(entry, Contributor) else entry.label_without_names


def in_sight(rows: Any, user: Any) -> Any:
    """Those that the user saw while they stood: what productions share by its own rule, the rest by its production."""
    if hasattr(rows, "once_visible_to"):
        return rows.once_visible_to(user)
    names = {column.name for column in rows.model._meta.concrete_fields}
    paths = {"production": "production", "credit": "credit__production", "from_cut": "from_cut__production"}
    path = "pk" if rows.model is Production else next((paths[name] for name in paths if name in names), "")
    if not path or is_everyone(user):
        return rows
    return rows.filter(**{f"{path}__in": productions_with(user, MembershipLevel.VIEWER)})


def could_see(page: Any, request: HttpRequest, entry: Any) -> bool:
    """Whether the entry was in the user's sight while it stood; a webhook is its owner's alone."""
    user: Any = request.user
    if isinstance(entry, Webhook) and entry.user_id != user.pk and not is_everyone(user):
        return False
    return bool(page.has_view_permission(request, entry))


def removed_view(page: Any, request: HttpRequest) -> HttpResponse:
    """What was removed or merged of this kind, with the way back, for those who could see it while it stood."""
    if not page.has_view_permission(request):
        raise PermissionDenied
    rows = in_sight(page.model._default_manager.exclude(removed_at=None), request.user)
    rows = rows.order_by("-removed_at", "-pk")
    found = [row for row in rows[:SHOWN] if could_see(page, request, row)]
    uids = [row.uid for row in found]
    stones = Tombstone.objects.standing().filter(entity_uid__in=uids).select_related("removed_by")
    merges = Undoable.objects.filter(entity_uid__in=uids, undone_at=None).select_related("done_by")
    who = {each.entity_uid: each.done_by for each in merges}
    who |= {stone.entity_uid: stone.removed_by for stone in stones}
    entries = [
        {
            "label": removed_label(row),
            "at": row.removed_at,
            "by": who.get(row.uid),
            "into": getattr(row, "merged_into", None),
            "undo": page.address(
                "undo_merge" if getattr(row, "merged_into_id", None) else "undo_removal", row
            ),
        }
        for row in found
    ]
    context = page.admin_site.each_context(request) | {
        "title": _("Removed: %s") % page.opts.verbose_name_plural,
        "entries": entries,
        "back": page.address("changelist"),
        "opts": page.opts,
    }
    return TemplateResponse(request, "admin/removed.html", context)


def get_removed(page: Any, request: HttpRequest, object_id: str) -> Any:
    """The removed or merged entry, for those who could see it while it stood. Raises Http404."""
    rows = in_sight(page.model._default_manager.exclude(removed_at=None), request.user)
    entry: Model | None = rows.filter(pk=object_id).first() if object_id.isdigit() else None
    if entry is None or not could_see(page, request, entry):
        raise Http404
    return entry


def undo_view(page: Any, request: HttpRequest, object_id: str, verb: Callable[..., Undone]) -> HttpResponse:
    """Ask why, and take the act back."""
    entry = get_removed(page, request, object_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            undone = verb(entry, by=request.user, now=timezone.now(), **form.cleaned_data)
        except ProposalNeeded as needed:
            return propose_instead(page, request, needed)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("“%s” is back as before.") % removed_label(entry))
            for left in undone.left:
                messages.warning(
                    request,
                    _("Left as it is now: %(entry)s %(uid)s. %(why)s")
                    % {"entry": left.entity_type, "uid": left.uid, "why": left.why},
                )
            return HttpResponseRedirect(page.address("changelist"))
    context = page.admin_site.each_context(request) | {
        "title": _("Undo the merge") if verb is undo_merge else _("Undo the removal"),
        "form": form,
        "original": removed_label(entry),
        "explanation": _(
            "Everything that the act changed comes back as it was; what was changed since is left and listed."
        ),
        "back": page.address("removed"),
        "opts": page.opts,
    }
    return TemplateResponse(request, "admin/act.html", context)
