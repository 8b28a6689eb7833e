"""The page that corrects a contributor's kind together with its credits, and the way back (H15)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from productions.admin_pages.forms import ReasonForm
from productions.admin_pages.pages import AddedPages, add_pages
from productions.admin_pages.rights import staff_user
from productions.people.models.people import Contributor
from productions.removals.admin.removals import describe_touched
from productions.removals.admin.told_rows import warn_of_left_rows
from productions.removals.services.kind_corrections import correct_contributor_kind, undo_kind_correction
from productions.removals.services.undo import find_undoable
from productions.removals.services.undo_rows import Undone
from productions.shared.choices import ContributorKind
from productions.shared.intake_choices import UndoableKind


class KindForm(ReasonForm):
    """What the entry is, and how that is known."""

    kind = forms.ChoiceField(label=gettext_lazy("kind"), choices=ContributorKind.choices)
    field_order = ("kind", "reason")


@add_pages(Contributor)
class KindPages(AddedPages):
    """Correct the kind, and the way back."""

    def get_urls(self) -> list[URLPattern]:
        views = {"correct-kind": self.correct_view, "undo-kind": self.undo_kind_view}
        return [self.owner.make_entry_path(name, view) for name, view in views.items()]

    def get_form_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        return {"kind_was_corrected": find_undoable(obj, UndoableKind.KIND) is not None}

    def correct_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        by, counts = staff_user(request), list[int]()

        def act(obj: Contributor, kind: str, reason: str) -> None:
            corrected = correct_contributor_kind(obj, kind=kind, by=by, now=timezone.now(), reason=reason)
            counts[:] = [corrected.count_readable(by)]

        answer = self.owner.act_view(
            request,
            object_id,
            KindForm,
            act,
            title=_("Correct the kind"),
            explanation=_(
                "All credits get the kind with the entry. A person's credit becomes an organization's of which nobody has entered yet how "
                "many people it stands for; an organization's becomes one person's."
            ),
            describe=lambda obj: describe_touched(obj, by),
        )
        for count in counts:
            changed = ngettext(
                "%d credit that you may see was changed.", "%d credits that you may see were changed.", count
            )
            messages.info(request, changed % count)
        return answer

    def undo_kind_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        by, done = staff_user(request), list[Undone]()

        def act(obj: Contributor, reason: str) -> None:
            done[:] = [undo_kind_correction(obj, by=by, now=timezone.now(), reason=reason)]

        answer = self.owner.act_view(
            request,
            object_id,
            ReasonForm,
            act,
            title=_("Undo the correction of the kind"),
            explanation=_("The entry and its credits get the kind and the counts that they had before."),
        )
        warn_of_left_rows(request, done)
        return answer
