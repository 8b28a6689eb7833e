"""The page on which the last change of an entry is taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.admin_pages.pages import EntryPages
from productions.admin_pages.rights import staff_user
from productions.admin_pages.site import add_site_page
from productions.history.admin.sentences import Teller
from productions.history.admin.ways_back import list_form_fields
from productions.history.services.acts import Act
from productions.history.services.entries import find_model
from productions.history.services.taking_back import take_back_change
from productions.ledger.models import Event
from productions.shared.models import Removable


class TakeBackForm(forms.Form):
    """Why, where somebody wants to say it."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


@add_site_page("history/<uuid:uid>/take-back/", name="take_back")
def take_back_view(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Shows what an event changed, and takes it back by the verb of the entry's own form."""
    event = get_object_or_404(Event.objects.select_related("actor"), uid=uid, action="changed")
    owner, entry = find_changed_entry(request, event)
    update = type(owner).update_verb
    if update is None or not owner.has_change_permission(request, entry):
        raise PermissionDenied

    def act(obj: Removable, reason: str) -> None:
        take_back_change(
            obj,
            event,
            fields=list_form_fields(owner, request, obj),
            update=update,
            by=staff_user(request),
            now=timezone.now(),
            reason=reason,
        )

    return owner.act_view(
        request,
        str(entry.pk),
        TakeBackForm,
        act,
        title=_("Undo this change"),
        describe=lambda obj: describe_past_change(request, owner, obj, event),
    )


def find_changed_entry(request: HttpRequest, event: Event) -> tuple[EntryPages, Any]:
    """The pages of an event's entry, and the entry itself. Raises Http404 where the user does not see it."""
    model = find_model(event)
    if model is None or not issubclass(model, Removable) or not admin.site.is_registered(model):
        raise Http404
    owner: Any = admin.site.get_model_admin(model)
    entry = owner.get_queryset(request).filter(uid=event.entity_uid).first()
    if entry is None:
        raise Http404
    return owner, owner.get_entry(request, str(entry.pk))


def describe_past_change(request: HttpRequest, owner: EntryPages, entry: Any, event: Event) -> dict[str, Any]:
    """The sentence of the change, above the form."""
    teller = Teller(request, staff_user(request), {(type(entry), str(entry.uid)): entry})
    told = [each for act in teller.tell_acts([Act([event])]) for each in act.told]
    parts = ((part,) for each in told for part in (each.sentence, *each.details))
    promise = _("The entry gets the values that it had before; the history keeps both changes.")
    return {
        "explanation": format_html("{}<br>{}", format_html_join(" ", "{}", parts), promise),
        "back": owner.address("history", entry),
    }
