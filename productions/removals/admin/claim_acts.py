"""Claims are done from their own page: the form of the very verb that one asks for, filled in from it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.admin_pages.pages import AddedPages, add_pages
from productions.admin_pages.pickers import PickerSelect
from productions.admin_pages.rights import staff_user
from productions.claims.admin import DUE_LABELS, ClaimAdmin
from productions.claims.models import Claim
from productions.claims.services import claims
from productions.credits.models.credits import Credit
from productions.credits.services.credits import update_credit
from productions.people.models.people import Contributor
from productions.removals.services.removal import remove_entity
from productions.shared.intake_choices import ClaimKind, ClaimState
from productions.shared.models import NAME_LENGTH
from productions.shared.refusals import Refusal
from productions.withholding.admin import StatementForm
from productions.withholding.services.withholding import withhold_name


class CorrectedNameForm(forms.Form):
    credited_as = forms.CharField(label=gettext_lazy("Credited as"), max_length=NAME_LENGTH)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class NotMineForm(forms.Form):
    contributor = forms.ModelChoiceField(
        Contributor.objects.none(),
        label=gettext_lazy("Whose credit it is"),
        required=False,
        help_text=gettext_lazy("Empty: the credit is removed."),
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 2}))


class AddedForm(forms.Form):
    credit = forms.ModelChoiceField(
        Credit.objects.none(),
        label=gettext_lazy("The credit that was added"),
        help_text=gettext_lazy("Enter it first. A draft settles the claim once it is confirmed."),
    )


@add_pages(Claim)
class ClaimActPages(AddedPages):
    """What an accepted claim asks for."""

    owner: ClaimAdmin

    def get_urls(self) -> list[URLPattern]:
        return [self.owner.make_entry_path("act", self.act_view)]

    def act_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Do what the accepted claim asks for: the form of the very verb, filled in from the claim."""
        claim = self.owner.get_claim_to_decide(request, object_id)
        title = str(DUE_LABELS.get(ClaimKind(claim.kind), claim.get_kind_display()))

        def act(obj: Claim, **values: Any) -> None:
            claims.require_due(obj)
            do_act(obj, values, {"by": staff_user(request), "now": timezone.now()})
            obj.refresh_from_db()
            if obj.state == ClaimState.ACCEPTED and obj.kind != ClaimKind.MISSING:
                raise Refusal(_("That changes nothing; the claim stays open."))

        return self.owner.act_view(request, object_id, self.choose_act_form(request, claim), act, title=title)

    def choose_act_form(self, request: HttpRequest, claim: Claim) -> Any:
        """What builds the form of the claim's act."""
        user, credit = staff_user(request), claim.credit

        def build(data: Any) -> forms.Form:
            if claim.kind == ClaimKind.WITHHOLD:
                said = {"statement": claim.message, "stated_on": localdate(claim.opened_at)}
                return StatementForm(data, initial=said)
            if claim.kind == ClaimKind.WRONG_NAME:
                return CorrectedNameForm(data, initial={"credited_as": credit.credited_as if credit else ""})
            form: forms.Form = NotMineForm(data) if claim.kind == ClaimKind.NOT_MINE else AddedForm(data)
            name, offered = (
                ("contributor", Contributor.objects.readable_by(user))
                if claim.kind == ClaimKind.NOT_MINE
                else ("credit", Credit.objects.visible_to(user).filter(production=claim.production))
            )
            source: Any = (Credit if name == "contributor" else Claim)._meta.get_field(name)
            field: Any = form.fields[name]
            field.widget = PickerSelect(source, self.owner.admin_site)
            field.queryset = offered
            return form

        return build


def do_act(claim: Claim, values: dict[str, Any], common: dict[str, Any]) -> None:
    """Call the verb that does what the claim asks for. Raises NotAllowed, Refusal."""
    credit = claim.credit
    if claim.kind == ClaimKind.MISSING:
        claims.link_credit(claim, **values, **common)
        return
    assert credit is not None
    if claim.kind == ClaimKind.WITHHOLD:
        withhold_name(credit, **values, **common)
    elif claim.kind == ClaimKind.NOT_MINE and values["contributor"] is None:
        remove_entity(credit, reason=values["reason"], **common)
    else:
        update_credit(credit, **values, **common)
