"""Claims: what people wrote of credits, decided by approvers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from productions.admin_pages.base import VerbAdmin
from productions.admin_pages.forms import ReasonForm
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.claims.models import Claim
from productions.claims.services import claims
from productions.credits.models.credits import Credit
from productions.people.models.people import Contributor
from productions.shared.choices import CreditState, MembershipLevel
from productions.shared.intake_choices import ClaimKind, ClaimState

APPROVER = MembershipLevel.APPROVER

ACCEPT_NOTES = {
    ClaimKind.MINE: gettext_lazy("Accepting marks the credit as confirmed by its contributor."),
    ClaimKind.MISSING: gettext_lazy("Accepting asks for a credit to be added; the claim waits for it."),
    ClaimKind.WRONG_NAME: gettext_lazy(
        "Accepting asks for another name on the credit; it stays disputed until it has one."
    ),
    ClaimKind.NOT_MINE: gettext_lazy(
        "Accepting asks for the credit to be removed or to name somebody else; it stays disputed until then."
    ),
    ClaimKind.WITHHOLD: gettext_lazy(
        "Accepting asks for the person's wish to be recorded; the claim waits for it, and nothing tells strangers of it."
    ),
}
"""What accepting opens, by the kind of the claim."""
DUE_LABELS = {
    ClaimKind.MISSING: gettext_lazy("Add the credit"),
    ClaimKind.WRONG_NAME: gettext_lazy("Correct the name"),
    ClaimKind.NOT_MINE: gettext_lazy("Remove or reassign the credit"),
    ClaimKind.WITHHOLD: gettext_lazy("Withhold the name"),
}
"""The act that an accepted claim waits for."""


class DecisionForm(forms.Form):
    decision = forms.CharField(
        label=gettext_lazy("Decision and reason"), widget=forms.Textarea(attrs={"rows": 4})
    )


@admin.register(Claim)
class ClaimAdmin(VerbAdmin):
    list_display = ("kind", "production", "credit", "state", "opened_at", "decided_at")
    list_filter = ("state", "kind")
    list_select_related = ("production", "credit__role")
    search_fields = ("production__title",)
    autocomplete_fields = ("production", "credit", "contributor")
    fields = ("production", "kind", "credit", "contributor", "claimant_name", "claimant_email", "message")
    readonly_fields = (
        "state", "opened_at", "opened_by", "decided_by", "decided_at", "decision", "settled_by", "settled_at", "without_act",
        "state_before",
    )  # fmt: skip
    removable = False
    change_level = MembershipLevel.VIEWER
    change_form_template = "admin/claim.html"
    create_verb = claims.open_claim

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who claims it, and what they say, is for those who decide; so are the decision's words where a name is withheld."""
        if obj is None:
            return self.fields
        decides = self.has_level(request, obj, APPROVER)
        worded = decides or not (obj.kind == ClaimKind.WITHHOLD or obj.names_are_private)
        said = self.fields if decides else ("production", "kind", "credit")
        shown = [*said, "state", "opened_at", "opened_by"]
        if obj.state != ClaimState.OPEN:
            shown += ["decided_by", "decided_at", *(["decision"] if worded else [])]
        if obj.state == ClaimState.SETTLED:
            shown += ["settled_by", "settled_at"]
            shown += ["without_act"] if worded and obj.without_act else []
        return shown + (["state_before"] if obj.state_before else [])

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Nothing may be chosen that the account does not see: a refusal would tell what it is called."""
        user = staff_user(request)
        seen = {
            "production": Production.objects.visible_to(user),
            "credit": Credit.objects.visible_to(user),
            "contributor": Contributor.objects.readable_by(user),
        }
        kwargs["queryset"] = seen.get(db_field.name)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, obj: Any = None, **kwargs: Any
    ) -> Any:
        context["decides"] = obj is not None and self.has_level(request, obj, APPROVER)
        if obj is not None and obj.state == ClaimState.ACCEPTED:
            context["due"] = DUE_LABELS[obj.kind]
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        views = {"accept": self.accept_view, "decline": self.decline_view, "close": self.close_view}
        return [*(self.make_entry_path(name, view) for name, view in views.items()), *super().get_urls()]

    def get_claim_to_decide(self, request: HttpRequest, object_id: str) -> Claim:
        """The claim, for approvers of its production alone: what is prefilled from it is private."""
        claim: Claim = self.get_entry(request, object_id)
        if not self.has_level(request, claim, APPROVER):
            raise PermissionDenied
        return claim

    def accept_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        claim = self.get_claim_to_decide(request, object_id)
        return self.show_decision(
            request, object_id, accept=True, explanation=str(ACCEPT_NOTES[ClaimKind(claim.kind)])
        )

    def decline_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        self.get_claim_to_decide(request, object_id)
        told = _("The credit becomes what it was before the claim, unless another one disputes it.")
        return self.show_decision(request, object_id, accept=False, explanation=told)

    def show_decision(
        self, request: HttpRequest, object_id: str, *, accept: bool, explanation: str
    ) -> HttpResponse:
        """One of the two pages on which a claim is decided, with the reason."""

        def act(obj: Claim, decision: str) -> None:
            claims.decide_claim(
                obj, accept=accept, decision=decision, by=staff_user(request), now=timezone.now()
            )

        title = _("Accept the claim") if accept else _("Decline the claim")
        return self.act_view(request, object_id, DecisionForm, act, title=title, explanation=explanation)

    def close_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The act has turned out unnecessary."""
        self.get_claim_to_decide(request, object_id)

        def act(obj: Claim, reason: str) -> None:
            claims.close_claim(obj, reason=reason, by=staff_user(request), now=timezone.now())

        return self.act_view(request, object_id, ReasonForm, act, title=_("Close without action"))


def describe_open_claims(production: Production) -> list[str]:
    """What whoever issues should know: what is disputed and told in the document, and what is due and told nowhere. Counts alone."""
    disputed = Credit.objects.current().filter(production=production, state=CreditState.DISPUTED).count()
    rows = Claim.objects.filter(production=production).order_by()
    counts = rows.aggregate(
        undecided=Count("pk", filter=Q(state=ClaimState.OPEN)),
        wishes=Count("pk", filter=Q(state=ClaimState.ACCEPTED, kind=ClaimKind.WITHHOLD)),
    )
    undecided, wishes = counts["undecided"], counts["wishes"]
    told = []
    if disputed:
        told.append(
            ngettext(
                "%d credit is disputed; the document says so.",
                "%d credits are disputed; the document says so.",
                disputed,
            )
            % disputed
        )
    if wishes:
        told.append(
            ngettext(
                "%d accepted wish to withhold a name is not recorded yet: an issue would print the name.",
                "%d accepted wishes to withhold a name are not recorded yet: an issue would print the names.",
                wishes,
            )
            % wishes
        )
    if undecided:
        told.append(
            ngettext("%d claim is not decided yet.", "%d claims are not decided yet.", undecided) % undecided
        )
    return told
