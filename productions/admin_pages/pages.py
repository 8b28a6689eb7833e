"""Pages of one entry beside its form: one verb each; and those that a topic adds to the entries of a lower one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar, TypeVar

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from productions.admin_pages.forms import rewind_uploads, show_refusal, tell_to_wait
from productions.admin_pages.frame import Frame, build_frame, get_page_address
from productions.admin_pages.rights import Rights
from productions.admin_pages.waiting import Proposing
from productions.ledger.services.ledger import find_production_of
from productions.operations.services.transactions import run_in_transaction
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import ProposalNeeded, Refusal


class AddedPages:
    """Pages that a topic adds to the entries of a lower one, whose own admin knows nothing of them (`add_pages`)."""

    def __init__(self, owner: EntryPages) -> None:
        self.owner = owner

    def get_urls(self) -> list[URLPattern]:
        return []

    def get_form_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        """What they show on the form of an entry that is there already."""
        return {}


Pages = TypeVar("Pages", bound=AddedPages)
ADDED_PAGES: list[tuple[type[models.Model], type[AddedPages]]] = []
"""By the model, or the base class of models, whose entries have them. Their addresses end differently, so any order will do."""


def add_pages(model: type[models.Model]) -> Callable[[type[Pages]], type[Pages]]:
    """Register pages for a model and all that derive from it, as `admin.register` does an admin."""

    def register(pages: type[Pages]) -> type[Pages]:
        ADDED_PAGES.append((model, pages))
        return pages

    return register


class EntryPages(Rights, Proposing, admin.ModelAdmin):
    """Addresses and pages of one model's entries."""

    removable: ClassVar[bool] = True
    first_page: ClassVar[str] = "change"
    """The page of an entry to which its others lead back."""
    listing_page: ClassVar[str] = ""
    """The page of a production that lists its entries of this kind, to which their forms lead back; empty: the list of all."""

    def list_added_pages(self) -> list[AddedPages]:
        return [pages(self) for model, pages in ADDED_PAGES if issubclass(self.model, model)]

    def get_urls(self) -> list[URLPattern]:
        """The pages that are added come first: an address of Django's takes whatever stands before it."""
        return [*(url for pages in self.list_added_pages() for url in pages.get_urls()), *super().get_urls()]

    def make_entry_path(self, page: str, view: Callable[..., HttpResponse]) -> URLPattern:
        """The address of a page of one entry: `page` ends it, and names it with _ for -."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_{page.replace('-', '_')}"
        return path(f"<path:object_id>/{page}/", self.admin_site.admin_view(view), name=name)

    def get_added_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        """What the added pages show on the entry's own."""
        found: dict[str, Any] = {}
        for pages in self.list_added_pages():
            found |= pages.get_form_context(request, obj)
        return found

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, obj: Any = None, **kwargs: Any
    ) -> Any:
        if obj is not None:
            context |= self.get_added_context(request, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def act_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_class: Any,
        act: Callable[..., Any],
        *,
        title: str,
        explanation: str = "",
        back_to_list: bool = False,
        describe: Callable[[Any], dict[str, Any]] | None = None,
        template: str = "admin/act.html",
    ) -> HttpResponse:
        """A page with one small form that calls one verb on one entry; `describe` says more of the entry before."""
        obj = self.get_entry(request, object_id)
        if not self.has_view_permission(request, obj):
            raise PermissionDenied
        form = form_class(request.POST if request.method == "POST" else None)
        refusal: Refusal | None = None
        if request.method == "POST" and form.is_valid():
            try:
                self.run_act(request, obj, object_id, partial(act, **form.cleaned_data))
            except ProposalNeeded as needed:
                return self.propose_instead(request, needed)
            except Refusal as told:
                refusal = told
                show_refusal(form, refusal)
            else:
                messages.success(
                    request, _("%(title)s: “%(entry)s” – done.") % {"title": title, "entry": obj}
                )
                return HttpResponseRedirect(
                    self.get_list_address(obj) if back_to_list else self.get_first_address(obj)
                )
        context = self.build_act_context(request, obj, form, title=title, explanation=explanation)
        context |= describe(obj) if describe is not None else {}
        return tell_to_wait(TemplateResponse(request, template, context), refusal)

    def build_act_context(
        self, request: HttpRequest, obj: Any, form: Any, *, title: str, explanation: str
    ) -> dict[str, Any]:
        """What every page of an act shows."""
        return self.admin_site.each_context(request) | {
            "title": title,
            "form": form,
            "original": obj,
            "explanation": explanation,
            "back": self.get_first_address(obj),
            "opts": self.opts,
        }

    def run_act(self, request: HttpRequest, obj: Any, object_id: str, act: Callable[[Any], Any]) -> None:
        """Call the verb on the entry, which each further attempt reads anew: what one that was taken back left in memory is not true."""
        read = [obj]

        def work() -> None:
            rewind_uploads(request)
            act(read.pop() if read else self.get_entry(request, object_id))

        run_in_transaction(work)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The entry; a page of it has the frame of the production that it belongs to."""
        entry = super().get_object(request, object_id, from_field)
        if entry is not None:
            request.frame = SimpleLazyObject(lambda: self.find_frame(request, entry))
        return entry

    def find_frame(self, request: HttpRequest, entry: Any) -> Frame | None:
        """The frame of an entry's pages; None for what no production owns, and for whoever is no member of it."""
        production = find_production_of(entry)
        if production is None or not self.has_level(request, entry, MembershipLevel.VIEWER):
            return None
        levels = {level for level in MembershipLevel if self.has_level(request, entry, level)}
        return build_frame(request, entry, production, levels)

    def get_entry(self, request: HttpRequest, object_id: str) -> Any:
        """The entry of a page of its own, among those that the user may see. Raises Http404."""
        entry = self.get_object(request, unquote(object_id))
        if entry is None:
            raise Http404
        return entry

    def address(self, page: str, obj: Any = None) -> str:
        """The address of one of this model's pages."""
        arguments = [obj.pk] if obj is not None else []
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=arguments)

    def get_first_address(self, obj: Any) -> str:
        """The address of the page to which an entry's other pages lead back."""
        return self.address(self.first_page, obj)

    def get_list_address(self, obj: Any) -> str:
        """The address of the page that lists the entry beside those of its kind."""
        production = find_production_of(obj) if self.listing_page else None
        if production is None:
            return self.address("changelist")
        return get_page_address(self.listing_page, production)

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        if not self.listing_page:
            return super().response_post_save_add(request, obj)
        return HttpResponseRedirect(self.get_list_address(obj))

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        if not self.listing_page:
            return super().response_post_save_change(request, obj)
        return HttpResponseRedirect(self.get_list_address(obj))
