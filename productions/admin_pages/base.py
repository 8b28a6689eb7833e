"""What every admin page shares: verbs instead of saves, refusals as form errors."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from productions.admin_pages.forms import VerbForm, rewind_uploads, tell_to_wait
from productions.admin_pages.lists import ListPages
from productions.admin_pages.pages import EntryPages
from productions.admin_pages.pickers import LabelledChoice, PickerSelect, is_picker
from productions.admin_pages.rights import staff_user
from productions.admin_pages.seen import filter_seen_rows, get_every_row
from productions.operations.services.transactions import run_in_transaction
from productions.shared.models import Removable
from productions.shared.refusals import ProposalNeeded, Refusal
from productions.shared.search import match_words
from productions.shared.search_words import SearchWords


class VerbAdmin(ListPages, EntryPages):
    """Lists and forms of one model. `create_verb` and `update_verb` do the work."""

    form: ClassVar[Any] = VerbForm
    search_key_field: ClassVar[str] = ""  # a folded column to search in, where the query set has no search()
    narrowed_by: ClassVar[
        tuple[str, ...]
    ] = ()  # columns by which a form above it narrows what a picker offers
    show_full_result_count = False
    list_per_page = 50
    actions = None
    formfield_overrides: ClassVar[dict[Any, Any]] = {models.URLField: {"assume_scheme": "https"}}

    def __init__(self, model: Any, admin_site: Any) -> None:
        super().__init__(model, admin_site)
        if not hasattr(get_every_row(model), "visible_to"):
            raise TypeError(
                f"{model.__name__} says to nobody who sees it: give its query set visible_to(user)."
            )

    def get_queryset(self, request: HttpRequest) -> Any:
        """What the user sees: lists, pages of entries, what forms offer while one types."""
        rows = filter_seen_rows(self.model, staff_user(request))
        ordering = self.get_ordering(request)
        return rows.order_by(*ordering) if ordering else rows

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A form takes what its user sees: an entry that they do not see is no choice, as if there were none."""
        kwargs.setdefault("queryset", filter_seen_rows(db_field.remote_field.model, staff_user(request)))
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("form_class", partial(LabelledChoice, user=staff_user(request)))
            kwargs.setdefault("widget", PickerSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        if not search_term.strip():
            return queryset, False
        if hasattr(queryset, "search"):
            found = queryset.search(search_term)
            # A list keeps the order of its columns; of what a field offers while one types, the first is taken by Enter.
            best_first = is_picker(request) and hasattr(found, "best_first")
            return found.best_first(search_term) if best_first else found, False
        if self.search_key_field:
            return queryset.filter(match_words(SearchWords.of(search_term), self.search_key_field)), False
        return super().get_search_results(request, queryset, search_term)

    # Writing

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "staffroll_refusal", None)
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        context = {"removable": self.removable and issubclass(self.model, Removable)} | (extra_context or {})
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, context)
        show = super().changeform_view

        def save() -> Any:
            rewind_uploads(request)
            return show(request, object_id, form_url, context)

        try:
            return run_in_transaction(save)
        except ProposalNeeded as needed:
            return self.propose_instead(request, needed)
        except Refusal as refusal:
            # Everything is taken back; the same form comes again with the sentences on it. Not by the method of Django's
            # that begins a transaction: it would wait again for whoever holds the lock.
            request.staffroll_refusal = refusal
            page = self._changeform_view(request, object_id, form_url, context)
            return tell_to_wait(page, refusal)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        given = {name: form.cleaned_data[name] for name in form.cleaned_data}
        reason = given.pop("reason", "")
        verb = type(self).update_verb if change else type(self).create_verb
        if verb is None:
            raise PermissionDenied
        common = {"by": staff_user(request), "now": timezone.now()} | ({"reason": reason} if reason else {})
        if change:
            values = {name: given[name] for name in form.changed_data if name in given}
            self.do_or_propose(request, partial(verb, obj, **common, **values))
        else:
            made = verb(**common, **self.creation_values(given))
            obj.__dict__.update(made.__dict__)

    def creation_values(self, given: dict[str, Any]) -> dict[str, Any]:
        """The form's values as the create verb takes them."""
        return given

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        for formset in formsets:
            inline = next(each for each in self.inlines if each.model is formset.model)
            for entry in formset.forms:
                if entry.has_changed():
                    common = {"by": staff_user(request), "now": timezone.now()}
                    self.do_or_propose(request, partial(inline.save_entry, form.instance, entry, **common))

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """The ledger says what changed."""
        return []

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The ledger is the one history."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The ledger is the one history."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        removable = self.removable and issubclass(self.model, Removable)
        context = {"removed_address": self.address("removed")} if removable else {}
        return super().changelist_view(request, context | (extra_context or {}))


class ReadOnlyAdmin(VerbAdmin):
    """A list and pages to look at."""

    removable = False


class OffMenuAdmin(VerbAdmin):
    """Rows that are reached from the entry they belong to: not in the menu, and seen by those who may change them."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)
