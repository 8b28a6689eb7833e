"""What is the same for all files that studios bring: added with a note on what permits it, looked at, retired."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone

from productions.admin_pages.base import VerbAdmin
from productions.admin_pages.forms import ReasonForm
from productions.admin_pages.rights import staff_user
from productions.studio_files.models.files import StudioFile


class StudioFileAdmin(VerbAdmin):
    """`added` are the fields of its form, of which `add_form` has those that are no columns."""

    listing_page = "files"
    list_filter = ("state",)
    list_select_related = ("production",)
    autocomplete_fields = ("production",)
    removable = False
    change_form_template = "admin/studio_file.html"
    add_form: ClassVar[type[forms.ModelForm]]
    added: ClassVar[tuple[str, ...]]
    retire_verb: ClassVar[Callable[..., Any]]
    retire_title: ClassVar[Any]
    retire_explanation: ClassVar[Any]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields if obj else self.added

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is None:
            kwargs["form"] = self.add_form
        return super().get_form(request, obj, change=change, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        return [self.make_entry_path("retire", self.retire_view), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, obj: Any = None, **kwargs: Any
    ) -> Any:
        context["may_retire"] = obj is not None and self.has_level(request, obj, self.change_level)
        context["retire_title"] = self.retire_title
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def retire_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def act(obj: StudioFile, reason: str) -> None:
            type(self).retire_verb(obj, by=staff_user(request), now=timezone.now(), reason=reason)

        return self.act_view(
            request,
            object_id,
            ReasonForm,
            act,
            title=str(self.retire_title),
            explanation=str(self.retire_explanation),
        )
