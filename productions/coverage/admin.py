"""Who was asked whether AI was used: the credits of a role, listed, and a declaration for those that were not asked."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from productions.admin_pages.forms import show_refusal
from productions.admin_pages.pages import AddedPages, add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.works import Episode, Production
from productions.coverage.services.required_roles import drop_required_role, list_required_codes, require_role
from productions.credits.admin.credits import DeclareForm
from productions.credits.models.credits import Credit
from productions.credits.services.ai_declarations import declare_ai_in_scope
from productions.operations.services.transactions import run_in_transaction
from productions.shared.choices import AIState, MembershipLevel
from productions.shared.refusals import Refusal
from productions.vocabulary.models import Role


class ScopeForm(forms.Form):
    """Which credits are looked at."""

    role = forms.ModelChoiceField(Role.objects.none(), label=gettext_lazy("Role"), to_field_name="code")
    episode = forms.ModelChoiceField(
        Episode.objects.none(),
        label=gettext_lazy("Episode"),
        required=False,
        empty_label=gettext_lazy("all of it"),
    )
    cut = forms.ModelChoiceField(
        Cut.objects.none(), label=gettext_lazy("Cut"), required=False, empty_label=gettext_lazy("all of it")
    )

    def __init__(self, data: Any, production: Production) -> None:
        super().__init__(data)
        chosen: dict[str, Any] = {
            "role": Role.objects.filter(credits__in=Credit.objects.current().filter(production=production)).distinct(),
            "episode": production.episodes.live(),
            "cut": production.cuts.live().select_related("episode"),
        }  # fmt: skip
        for name, rows in chosen.items():
            self.fields[name].queryset = rows


class RequiredForm(forms.Form):
    """Whether the production requires a role."""

    role = forms.ModelChoiceField(Role.objects.all(), label=gettext_lazy("Role"), to_field_name="code")
    required = forms.TypedChoiceField(
        label=gettext_lazy("Required"),
        choices=[("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))],
        coerce=lambda word: word == "yes",
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


@add_pages(Production)
class AIDesk(AddedPages):
    """Pages of a production: who was asked about AI, and which roles are required."""

    def get_urls(self) -> list[URLPattern]:
        views = {"ai": self.ai_view, "required-roles": self.required_roles_view}
        return [self.owner.make_entry_path(name, view) for name, view in views.items()]

    def get_production(self, request: HttpRequest, object_id: str) -> Production:
        found: Production = self.owner.get_entry(request, object_id)
        return found

    def ai_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The credits of a role with their states; POST declares for those that the page listed as not asked."""
        production = self.get_production(request, object_id)
        scope = ScopeForm(request.GET or None, production)
        chosen = scope.cleaned_data if scope.is_bound and scope.is_valid() else None
        form = DeclareForm(request.POST if request.method == "POST" else None, production)
        is_editor = self.owner.has_level(request, production, MembershipLevel.EDITOR)
        if request.method == "POST":
            if not is_editor:
                raise PermissionDenied
            if chosen is not None and form.is_valid():
                answer = self.declare_unasked(request, production, form, chosen)
                if answer is not None:
                    return answer
        rows = list(self.filter_scope(production, chosen)) if chosen is not None else []
        context = self.owner.admin_site.each_context(request) | {
            "title": _("AI: who was asked"),
            "original": production,
            "scope": scope,
            "form": form if is_editor else None,
            "rows": rows,
            "unasked": [row for row in rows if row.ai == AIState.NOT_ASKED],
            "back": self.owner.get_first_address(production),
            "opts": self.owner.opts,
        }
        return TemplateResponse(request, "admin/ai.html", context)

    def filter_scope(self, production: Production, chosen: dict[str, Any]) -> Any:
        """The current credits of the scope, in the order of a roll."""
        rows = Credit.objects.current().filter(production=production, role=chosen["role"])
        for name in ("episode", "cut"):
            if chosen[name] is not None:
                rows = rows.filter(**{name: chosen[name]})
        return rows.with_names().in_roll_order()

    def declare_unasked(
        self, request: HttpRequest, production: Production, form: DeclareForm, chosen: dict[str, Any]
    ) -> HttpResponse | None:
        """Declare for what the page listed; None where the verb refused, with its sentences on the form."""
        keys = [key for key in request.POST.getlist("listed") if key.isdecimal()]
        try:
            made = run_in_transaction(partial(
                declare_ai_in_scope, production, listed=[Credit(pk=int(key)) for key in keys],
                by=staff_user(request), now=timezone.now(), **chosen, **form.cleaned_data,
            ))  # fmt: skip
        except Refusal as refusal:
            show_refusal(form, refusal)
            return None
        said = ngettext("Declared for %d credit.", "Declared for %d credits.", len(made)) % len(made)
        messages.success(request, said)
        return HttpResponseRedirect(request.get_full_path())

    def required_roles_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Add a required role, or drop one with the reason."""
        production = self.get_production(request, object_id)

        def act(obj: Production, *, required: bool, **values: Any) -> None:
            verb = require_role if required else drop_required_role
            verb(obj, by=staff_user(request), now=timezone.now(), **values)

        roles = Role.objects.filter(code__in=list_required_codes(production))
        return self.owner.act_view(
            request,
            object_id,
            RequiredForm,
            act,
            title=_("Required roles"),
            explanation=_("Required now: %s.") % ", ".join(str(role) for role in roles),
        )
