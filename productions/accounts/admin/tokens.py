"""API tokens: staff issue and revoke their own; the token itself is shown once, on the answer that made it."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _

from productions.accounts.models.keys import ApiToken
from productions.accounts.services.tokens import issue_token, revoke_token
from productions.admin_pages.base import VerbAdmin
from productions.admin_pages.forms import NothingForm
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production

DEFAULT_TOKEN_LIFE = timedelta(days=90)


@admin.register(ApiToken)
class ApiTokenAdmin(VerbAdmin):
    list_display = ("name", "token_key", "scope", "created", "expiry", "revoked_at")
    list_filter = ("scope",)
    search_fields = ("name",)
    fields = ("name", "scope", "productions", "expiry")
    filter_horizontal = ("productions",)
    removable = False
    create_verb = issue_token
    change_form_template = "admin/token.html"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_module_permission(request)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"expiry": timezone.now() + DEFAULT_TOKEN_LIFE, **super().get_changeform_initial_data(request)}

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["queryset"] = Production.objects.visible_to(staff_user(request)).in_title_order()
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        user = staff_user(request)
        made = issue_token(user=user, by=user, now=timezone.now(), **form.cleaned_data)
        obj.__dict__.update(made.__dict__)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        context = self.admin_site.each_context(request) | {
            "title": _("New API token"), "token": obj, "back": self.address("changelist"), "opts": self.opts,
        }  # fmt: skip
        return TemplateResponse(request, "admin/token_issued.html", context)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The verb has stored the productions."""

    def get_urls(self) -> list[URLPattern]:
        return [self.make_entry_path("revoke", self.revoke_view), *super().get_urls()]

    def revoke_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def act(obj: ApiToken) -> None:
            revoke_token(obj, by=staff_user(request), now=timezone.now())

        return self.act_view(
            request,
            object_id,
            NothingForm,
            act,
            title=_("Revoke token"),
            explanation=_(
                "Tools that use it can no longer sign in. This cannot be undone; issue a new one instead."
            ),
        )
