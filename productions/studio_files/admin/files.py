"""What is the same for all files that studios bring: added with a note on what permits it, looked at, retired."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.text import format_lazy

from productions.admin_pages.base import VerbAdmin
from productions.admin_pages.forms import ReasonForm
from productions.admin_pages.rights import staff_user
from productions.studio_files.models.files import StudioFile
from productions.studio_files.services.uploads import FileKind, retire_file


def make_file_field(kind: FileKind[Any], *, label: Any, suffixes: str, help_text: Any) -> forms.FileField:
    """The field of a form that takes the file. `suffixes` as a browser takes them: `.otf,.ttf`; `help_text` has `{size}`, in MB."""
    return forms.FileField(
        label=label,
        widget=forms.ClearableFileInput(attrs={"accept": suffixes}),
        help_text=format_lazy(help_text, size=kind.max_bytes // 2**20),
    )


class StudioFileAdmin(VerbAdmin):
    """`added` are the fields of its form, of which `add_form` has those that are no columns; `own` are what only this kind has."""

    listing_page = "files"
    list_filter = ("state",)
    list_select_related = ("production",)
    autocomplete_fields = ("production",)
    removable = False
    change_form_template = "admin/studio_file.html"
    add_form: ClassVar[type[forms.ModelForm]]
    added: ClassVar[tuple[str, ...]]
    own: ClassVar[tuple[str, ...]]
    retire_title: ClassVar[Any]
    retire_explanation: ClassVar[Any]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return self.added
        return (
            "production",
            *self.own,
            "state",
            "licence_note",
            "size",
            "sha256",
            "uploaded_by",
            "uploaded_at",
        )

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
            retire_file(obj, by=staff_user(request), now=timezone.now(), reason=reason)

        return self.act_view(
            request,
            object_id,
            ReasonForm,
            act,
            title=str(self.retire_title),
            explanation=str(self.retire_explanation),
        )
