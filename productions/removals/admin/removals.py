"""Merges, removals and withdrawn declarations: acts that take away; a list of what was removed, and a page for each undo (H15)."""

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

from productions.admin_pages.forms import ReasonForm, show_refusal
from productions.admin_pages.pages import AddedPages, add_pages
from productions.admin_pages.rights import staff_user
from productions.admin_pages.seen import filter_seen_rows
from productions.cast.models import Character
from productions.credits.models.credits import Credit
from productions.ledger.models import Tombstone
from productions.operations.services.transactions import run_in_transaction
from productions.people.models.people import Contributor
from productions.removals.services.past_sight import filter_ever_seen
from productions.removals.services.removal import remove_entity, withdraw_ai_declaration
from productions.removals.services.touched import count_touched, is_shared
from productions.removals.services.undo import Undone, undo_merge, undo_removal
from productions.removals.services.undoing_characters import undo_character_merge
from productions.shared.intake_choices import UndoableKind
from productions.shared.models import Removable
from productions.shared.refusals import ProposalNeeded, Refusal
from productions.shared_entries.models import Undoable
from productions.users.models import User

MAX_SHOWN_REMOVED = 100
"""Removed entries of the list, the last one first."""


def get_removed_label(entry: Any) -> str:
    """What a removed entry is called: people's entries by their name, everything else without names (H16)."""
    return str(entry) if isinstance(entry, Contributor) else entry.label_without_names


def describe_touched(entry: Any, user: User) -> dict[str, Any]:
    """What a merge or a removal would touch, for the page that asks why."""
    return {"touched_by_production": count_touched([entry], by=user), "others_touched": is_shared(entry)}


class UndoPages(AddedPages):
    """Pages on which an act is taken back."""

    def get_removed(self, request: HttpRequest, object_id: str) -> Any:
        """The removed or merged entry, for those who could see it while it stood. Raises Http404."""
        user: Any = request.user
        rows = filter_ever_seen(self.owner.model, user).exclude(removed_at=None)
        entry: Model | None = rows.filter(pk=object_id).first() if object_id.isdigit() else None
        if entry is None or not self.owner.has_view_permission(request, entry):
            raise Http404
        return entry

    def undo_view(self, request: HttpRequest, object_id: str, verb: Callable[..., Undone]) -> HttpResponse:
        """Ask why, and take the act back."""
        entry = self.get_removed(request, object_id)
        form = ReasonForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                undone = run_in_transaction(
                    lambda: verb(
                        self.get_removed(request, object_id),
                        by=request.user,
                        now=timezone.now(),
                        **form.cleaned_data,
                    )
                )
            except ProposalNeeded as needed:
                return self.owner.propose_instead(request, needed)
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
                return HttpResponseRedirect(self.owner.address("changelist"))
        context = self.owner.admin_site.each_context(request) | {
            "title": _("Undo the merge")
            if verb in (undo_merge, undo_character_merge)
            else _("Undo the removal"),
            "form": form,
            "original": get_removed_label(entry),
            "explanation": _(
                "Everything that this action changed is restored; later changes are kept and listed."
            ),
            "back": self.owner.address("removed"),
            "opts": self.owner.opts,
        }
        return TemplateResponse(request, "admin/act.html", context)


@add_pages(Removable)
class RemovalPages(UndoPages):
    """Remove with a reason; the list of what was removed; and the way back."""

    def get_urls(self) -> list[URLPattern]:
        if not self.owner.removable:
            return []
        name = f"{self.owner.opts.app_label}_{self.owner.opts.model_name}_removed"
        return [
            self.owner.make_entry_path("remove", self.remove_view),
            path("removed/", self.owner.admin_site.admin_view(self.removed_view), name=name),
            self.owner.make_entry_path("undo-removal", self.undo_removal_view),
        ]

    def remove_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Remove with a reason."""

        def act(obj: Any, reason: str) -> None:
            remove_entity(obj, by=staff_user(request), now=timezone.now(), reason=reason)

        return self.owner.act_view(
            request,
            object_id,
            ReasonForm,
            act,
            title=_("Remove"),
            back_to_list=True,
            describe=lambda obj: describe_touched(obj, staff_user(request)),
        )

    def undo_removal_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self.undo_view(request, object_id, undo_removal)

    def removed_view(self, request: HttpRequest) -> HttpResponse:
        """What was removed or merged of this kind, with the way back, for those who could see it while it stood."""
        if not self.owner.has_view_permission(request):
            raise PermissionDenied
        user: Any = request.user
        rows = (
            filter_ever_seen(self.owner.model, user).exclude(removed_at=None).order_by("-removed_at", "-pk")
        )
        found = [row for row in rows[:MAX_SHOWN_REMOVED] if self.owner.has_view_permission(request, row)]
        merged = [row.merged_into_id for row in found if getattr(row, "merged_into_id", None)]
        into = filter_seen_rows(Contributor, user).in_bulk(merged) if merged else {}
        uids = [row.uid for row in found]
        stones = Tombstone.objects.standing().filter(entity_uid__in=uids).select_related("removed_by")
        acts = Undoable.objects.filter(entity_uid__in=uids, undone_at=None).select_related("done_by")
        merges = acts.filter(kind__in=(UndoableKind.MERGE, UndoableKind.REMOVAL))
        merged_uids = {each.entity_uid for each in merges if each.kind == UndoableKind.MERGE}
        who = {each.entity_uid: each.done_by for each in merges}
        who |= {stone.entity_uid: stone.removed_by for stone in stones}
        entries = [
            {
                "label": get_removed_label(row),
                "at": row.removed_at,
                "by": who.get(row.uid),
                "into": into.get(getattr(row, "merged_into_id", None)),
                "undo": self.owner.address(
                    "undo_merge"
                    if row.uid in merged_uids or getattr(row, "merged_into_id", None)
                    else "undo_removal",
                    row,
                ),
            }
            for row in found
        ]
        context = self.owner.admin_site.each_context(request) | {
            "title": _("Removed: %s") % self.owner.opts.verbose_name_plural,
            "entries": entries,
            "back": self.owner.address("changelist"),
            "opts": self.owner.opts,
        }
        return TemplateResponse(request, "admin/removed.html", context)


@add_pages(Character)
class CharacterPages(UndoPages):
    """The way back from a merge of characters."""

    def get_urls(self) -> list[URLPattern]:
        return [self.owner.make_entry_path("undo-merge", self.undo_merge_view)]

    def undo_merge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self.undo_view(request, object_id, undo_character_merge)


@add_pages(Credit)
class WithdrawalPages(AddedPages):
    """A declaration of AI use is taken back from its credit."""

    def get_urls(self) -> list[URLPattern]:
        return [self.owner.make_entry_path("withdraw-ai", self.withdraw_view)]

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def act(obj: Credit, reason: str) -> None:
            withdraw_ai_declaration(obj, by=staff_user(request), now=timezone.now(), reason=reason)

        return self.owner.act_view(request, object_id, ReasonForm, act, title=_("Withdraw declaration"))
