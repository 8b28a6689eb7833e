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

from productions.admin.forms import ReasonForm, show_refusal
from productions.admin.seen import filter_seen_rows
from productions.admin.waiting import propose_instead
from productions.domain.past_sight import filter_ever_seen
from productions.domain.transactions import run_in_transaction
from productions.domain.undo import Undone, undo_merge, undo_removal
from productions.models import Contributor, Tombstone, Undoable
from productions.refusals import ProposalNeeded, Refusal

MAX_SHOWN_REMOVED = 100
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


def get_removed_label(entry: Any) -> str:
    """What a removed entry is called: people's entries by their name, everything else without names (H16)."""
    return str(entry) if isinstance(entry, Contributor) else entry.label_without_names


def removed_view(page: Any, request: HttpRequest) -> HttpResponse:
    """What was removed or merged of this kind, with the way back, for those who could see it while it stood."""
    if not page.has_view_permission(request):
        raise PermissionDenied
    user: Any = request.user
    rows = filter_ever_seen(page.model, user).exclude(removed_at=None).order_by("-removed_at", "-pk")
    found = [row for row in rows[:MAX_SHOWN_REMOVED] if page.has_view_permission(request, row)]
    merged = [row.merged_into_id for row in found if getattr(row, "merged_into_id", None)]
    into = filter_seen_rows(Contributor, user).in_bulk(merged) if merged else {}
    uids = [row.uid for row in found]
    stones = Tombstone.objects.standing().filter(entity_uid__in=uids).select_related("removed_by")
    merges = Undoable.objects.filter(entity_uid__in=uids, undone_at=None).select_related("done_by")
    who = {each.entity_uid: each.done_by for each in merges}
    who |= {stone.entity_uid: stone.removed_by for stone in stones}
    entries = [
        {
            "label": get_removed_label(row),
            "at": row.removed_at,
            "by": who.get(row.uid),
            "into": into.get(getattr(row, "merged_into_id", None)),
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
    user: Any = request.user
    rows = filter_ever_seen(page.model, user).exclude(removed_at=None)
    entry: Model | None = rows.filter(pk=object_id).first() if object_id.isdigit() else None
    if entry is None or not page.has_view_permission(request, entry):
        raise Http404
    return entry


def undo_view(page: Any, request: HttpRequest, object_id: str, verb: Callable[..., Undone]) -> HttpResponse:
    """Ask why, and take the act back."""
    entry = get_removed(page, request, object_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            undone = run_in_transaction(
                lambda: verb(
                    get_removed(page, request, object_id),
                    by=request.user,
                    now=timezone.now(),
                    **form.cleaned_data,
                )
            )
        except ProposalNeeded as needed:
            return propose_instead(page, request, needed)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("“%s” was restored.") % get_removed_label(entry))
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
        "original": get_removed_label(entry),
        "explanation": _(
            "Everything that this action changed is restored; later changes are kept and listed."
        ),
        "back": page.address("removed"),
        "opts": page.opts,
    }
    return TemplateResponse(request, "admin/act.html", context)
