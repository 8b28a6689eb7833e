"""People's wishes for their names: recorded once, with everything listed that they touch; for approvers' eyes only."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.admin_pages.base import ReadOnlyAdmin
from productions.admin_pages.forms import ReasonForm, show_refusal
from productions.admin_pages.pages import AddedPages, add_pages
from productions.admin_pages.rights import staff_user
from productions.admin_pages.training_mining import TrainingMiningField
from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.credits.services.withheld_names import find_named_elsewhere
from productions.operations.services.transactions import run_in_transaction
from productions.people.models.people import Contributor
from productions.shared.choices import MembershipLevel, WishKind
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User
from productions.wishes.models.wishes import Wish
from productions.withholding.services.training_statements import record_training_statement
from productions.withholding.services.withholding import (
    end_wish,
    filter_touched_credits,
    record_wish,
    restore_name,
    withhold_name,
)

EVERYWHERE = "everywhere"
MAX_LISTED_CREDITS = 200
"""At most this many credits are listed one by one."""


class WishForm(forms.Form):
    """A person's own wish. `listed` is where the credits below were listed: what is recorded was seen before."""

    kind = forms.ChoiceField(label=gettext_lazy("Wish"), choices=WishKind.choices)
    production = forms.ModelChoiceField(
        Production.objects.none(),
        label=gettext_lazy("Production"),
        required=False,
        empty_label=gettext_lazy("everywhere"),
    )
    stated_on = forms.DateField(
        label=gettext_lazy("Stated on"), widget=forms.DateInput(attrs={"type": "date"})
    )
    statement = forms.CharField(
        label=gettext_lazy("What they said"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Private: kept as evidence, shown to nobody else."),
    )
    earlier_issues = forms.BooleanField(
        label=gettext_lazy("Issues made before leave the name out too"), required=False, initial=True
    )
    listed = forms.CharField(required=False, widget=forms.HiddenInput)


class TrainingStatementForm(forms.Form):
    """A person's own statement about the use of their work for AI."""

    training_mining = TrainingMiningField(label=gettext_lazy("Training and data mining"))
    stated_on = forms.DateField(
        label=gettext_lazy("Stated on"), widget=forms.DateInput(attrs={"type": "date"})
    )
    statement = forms.CharField(
        label=gettext_lazy("What they said"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Private: kept as evidence, shown to nobody else."),
    )


def may_record_training(user: User) -> bool:
    """Whether there is anybody whose statement the user may record; whose, the verb says."""
    return access.is_registrar(user) or access.may_anywhere(user, MembershipLevel.APPROVER)


@add_pages(Contributor)
class WishPages(AddedPages):
    """The page of one contributor where their wish is recorded, in two steps: what it touches, then the wish."""

    def get_urls(self) -> list[URLPattern]:
        return [
            self.owner.make_entry_path("wish", self.wish_view),
            self.owner.make_entry_path("training", self.training_view),
        ]

    def get_form_context(self, request: HttpRequest, person: Contributor) -> dict[str, Any]:
        user = staff_user(request)
        return {
            "may_record_wish": access.may_anywhere(user, MembershipLevel.APPROVER),
            "may_record_training": may_record_training(user),
        }

    def wish_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        user = staff_user(request)
        if not access.may_anywhere(user, MembershipLevel.APPROVER):
            raise PermissionDenied
        person: Contributor = self.owner.get_entry(request, object_id)
        form = WishForm(request.POST or None, initial=request.GET.dict())
        offered: Any = form.fields["production"]
        offered.queryset = Production.objects.approved_by(user)
        if not access.is_everyone(user):
            offered.required, offered.empty_label = True, "---------"
        context = self.owner.admin_site.each_context(request) | {
            "title": _("Record a wish"),
            "form": form,
            "original": person,
            "opts": self.owner.opts,
            "back": self.owner.address("change", person),
        }
        if form.is_valid():
            values = dict(form.cleaned_data)
            place = str(values["production"].pk) if values["production"] else EVERYWHERE
            if values.pop("listed") == place:
                try:
                    wish = run_in_transaction(
                        partial(record_wish, person, by=user, now=timezone.now(), **values)
                    )
                except Refusal as refusal:
                    show_refusal(form, refusal)
                else:
                    self.owner.message_user(request, _("The wish was recorded."))
                    return HttpResponseRedirect(reverse("admin:productions_wish_change", args=[wish.pk]))
            context |= list_wish_credits(request, person, values["production"])
            posted = request.POST.copy()
            posted["listed"] = place
            form.data = posted
        return TemplateResponse(request, "admin/wish.html", context)

    def training_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        if not may_record_training(staff_user(request)):
            raise PermissionDenied

        def act(person: Contributor, **values: Any) -> None:
            record_training_statement(person, by=staff_user(request), now=timezone.now(), **values)

        person: Contributor = self.owner.get_entry(request, object_id)
        return self.owner.act_view(
            request,
            object_id,
            partial(TrainingStatementForm, initial={"training_mining": person.training_mining}),
            act,
            title=_("Record what is said about AI training"),
            explanation=_(
                "The person's own statement about the use of their work for AI. What is chosen is public with their entry."
            ),
        )


def list_wish_credits(
    request: HttpRequest, person: Contributor, production: Production | None
) -> dict[str, Any]:
    """The credits that a wish touches, and those that say one of the person's names without being theirs."""
    seen = Credit.objects.visible_to(staff_user(request))
    touched = filter_touched_credits(person, production).filter(pk__in=seen.values("pk"))
    others = find_named_elsewhere(
        person, seen if production is None else seen.filter(production=production), known_in=production
    )
    return {
        "checked": True,
        "touched": touched.with_names().in_roll_order()[:MAX_LISTED_CREDITS],
        "touched_count": touched.count(),
        "others": others[:MAX_LISTED_CREDITS],
    }


class StatementForm(forms.Form):
    stated_on = forms.DateField(
        label=gettext_lazy("Stated on"), widget=forms.DateInput(attrs={"type": "date"})
    )
    statement = forms.CharField(
        label=gettext_lazy("What they said"), widget=forms.Textarea(attrs={"rows": 4})
    )


@add_pages(Credit)
class WithholdingPages(AddedPages):
    """Where a person's statement about one production is recorded, and taken back, from one of their credits."""

    def get_urls(self) -> list[URLPattern]:
        views = {"withhold": self.withhold_view, "restore": self.restore_view}
        return [self.owner.make_entry_path(name, view) for name, view in views.items()]

    def withhold_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def act(obj: Credit, **values: Any) -> None:
            withhold_name(obj, by=staff_user(request), now=timezone.now(), **values)

        return self.owner.act_view(
            request,
            object_id,
            StatementForm,
            act,
            title=_("Withhold name"),
            explanation=_(
                "Only on the person's own wish, for all of their credits in this production and the issues made before. They "
                "stay counted; their statement stays private."
            ),
        )

    def restore_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def act(obj: Credit, reason: str) -> None:
            restore_name(obj, by=staff_user(request), now=timezone.now(), reason=reason)

        return self.owner.act_view(request, object_id, ReasonForm, act, title=_("Restore name"))


@admin.register(Wish)
class WishAdmin(ReadOnlyAdmin):
    """Whose wishes are kept, for approvers of their productions."""

    list_display = ("kind", "person", "production", "earlier_issues", "recorded_at", "ended_at")
    list_filter = ("kind",)
    list_select_related = ("person", "production")
    fields = (
        "kind", "person", "production", "earlier_issues", "stated_on", "said", "recorded_at", "ended_at", "end_reason",
    )  # fmt: skip
    readonly_fields = ("stated_on", "said")
    change_form_template = "admin/wish_change.html"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request) and self.has_level(request, None, MembershipLevel.APPROVER)

    @admin.display(description=gettext_lazy("stated on"))
    def stated_on(self, wish: Wish) -> Any:
        return wish.statement.stated_on

    @admin.display(description=gettext_lazy("what they said"))
    def said(self, wish: Wish) -> str:
        return wish.statement.text

    def get_urls(self) -> list[URLPattern]:
        return [self.make_entry_path("end", self.end_view), *super().get_urls()]

    def end_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The person wants to be named after all."""

        def act(obj: Wish, reason: str) -> None:
            end_wish(obj, by=staff_user(request), now=timezone.now(), reason=reason)

        return self.act_view(
            request,
            object_id,
            ReasonForm,
            act,
            title=_("End the wish"),
            explanation=_(
                "The person is named again as before, on every credit that the wish was for and in the issues made before."
            ),
        )
