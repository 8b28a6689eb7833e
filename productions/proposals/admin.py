"""Proposals: what waits for a decision first, said in words; accept and decline are two buttons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import Case, IntegerField, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.admin_pages.base import ReadOnlyAdmin
from productions.admin_pages.forms import NothingForm
from productions.admin_pages.rights import staff_user
from productions.admin_pages.waiting import Proposing
from productions.catalogue.models.works import Production
from productions.proposals.models import Proposal
from productions.proposals.services import proposals as verbs
from productions.removals.admin.removals import describe_touched
from productions.shared.choices import PRIVATE_NAME_KINDS, MembershipLevel
from productions.shared.intake_choices import ProposalState, SharedAct
from productions.shared.models import Record
from productions.shared.refusals import ProposalNeeded
from productions.users import access

ADDED_MODELS = {
    SharedAct.ADD_NAME: "contributorname",
    SharedAct.ADD_IDENTIFIER: "externalid",
    SharedAct.ADD_ALIAS: "rolealias",
    SharedAct.ADD_MEMBER: "groupmembership",
}
"""Acts whose arguments are those of a new row of another table."""
ALSO_LABELS = {SharedAct.ADD_MEMBER: gettext_lazy("member")}
"""What the other entry of an act is, where it is not the one that stays of a merge."""


def propose_act(request: HttpRequest, needed: ProposalNeeded) -> None:
    """Propose it, and say so."""
    proposal = verbs.create_proposal(needed, by=staff_user(request), now=timezone.now())
    request.staffroll_proposed = True
    messages.warning(
        request,
        format_html(
            '{} <a href="{}">{}</a>',
            _(
                "Productions share this entry: your change waits for an approver of another production or a registrar."
            ),
            reverse("admin:productions_proposal_change", args=[proposal.pk]),
            _("See the proposal"),
        ),
    )


Proposing.propose_act = staticmethod(propose_act)


class AcceptForm(forms.Form):
    decision = forms.CharField(
        label=gettext_lazy("A message to the proposer"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DeclineForm(forms.Form):
    decision = forms.CharField(
        label=gettext_lazy("Reason for declining"), widget=forms.Textarea(attrs={"rows": 3})
    )


def get_entry_label(entry: Any) -> str:
    """An entry as a proposal calls it; a private name is told to nobody."""
    return entry.label_without_names if entry.is_private else str(entry)


def describe_proposal(proposal: Proposal) -> Iterator[tuple[str, str]]:
    """What was proposed, line by line: what it is about, and what it would get."""
    entry, also = verbs.get_proposed_entry(proposal), verbs.get_also_entry(proposal)
    yield str(entry._meta.verbose_name), get_entry_label(entry)
    if also is not None:
        yield ALSO_LABELS.get(SharedAct(proposal.act), _("merged into")), get_entry_label(also)
    model = apps.get_model("productions", ADDED_MODELS.get(SharedAct(proposal.act), proposal.entity_type))
    private = proposal.arguments.get("kind") in PRIVATE_NAME_KINDS
    for name, value in proposal.arguments.items():
        if private and name == "text":
            continue
        column: Any = model._meta.get_field(name)
        shown = verbs.unpack_argument(value)
        choices = dict(column.flatchoices)
        yield str(column.verbose_name), str(shown if isinstance(shown, Record) else choices.get(shown, shown))


class ProposalList(ChangeList):
    """Reads the entries of a page together."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.model_admin.prepare_rows(self.result_list)


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    """Seen by who made it, by approvers of the productions concerned, and by registrars."""

    list_display = ("act", "about", "proposed_by", "proposed_at", "state")
    list_filter = ("state", "act")
    list_select_related = ("proposed_by",)
    fields = (
        "act", "what", "reason", "proposed_by", "on_behalf_of", "proposed_at", "state", "decided_by", "decided_at", "decision",
    )  # fmt: skip
    readonly_fields = ("what", "on_behalf_of")
    change_form_template = "admin/proposal.html"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not self.has_module_permission(request):
            return False
        return access.is_registrar(staff_user(request)) or self.has_level(
            request, None, MembershipLevel.EDITOR
        )

    def get_queryset(self, request: HttpRequest) -> Any:
        """What waits, and is not one's own, comes first."""
        waiting = Q(state=ProposalState.OPEN)
        place = Case(
            When(waiting & ~Q(proposed_by=staff_user(request)), then=Value(0)),
            When(waiting, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        seen = Proposal.objects.visible_to(staff_user(request))
        return seen.annotate(place=place).order_by(*self.get_ordering(request))

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("place", "-pk")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return ProposalList

    def prepare_rows(self, rows: Any) -> None:
        found = verbs.get_proposed_entries(rows)
        for proposal in rows:
            uids = (proposal.entity_uid, proposal.also_uid)
            proposal.entries = [found[uid] for uid in uids if uid is not None]

    @admin.display(description=gettext_lazy("entry"))
    def about(self, proposal: Any) -> str:
        """The entry, and the one that it would become."""
        return " → ".join(map(get_entry_label, proposal.entries))

    @admin.display(description=gettext_lazy("what it is about"))
    def what(self, proposal: Proposal) -> str:
        return format_html_join(" · ", "{}: {}", describe_proposal(proposal))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is not None and obj.production_id is not None:
            seen = Production.objects.readable_by(staff_user(request)).filter(pk=obj.production_id)
            obj.production = seen.first()  # one that is not theirs to see is not named
        return super().get_form(request, obj, change=change, **kwargs)

    @admin.display(description=gettext_lazy("for the production"))
    def on_behalf_of(self, proposal: Proposal) -> str:
        return str(proposal.production or "")

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        proposal, user = context.get("original"), staff_user(request)
        if proposal is not None:
            context["may_decide"] = verbs.may_decide(proposal, user)
            own = proposal.proposed_by_id == user.pk
            context["may_withdraw"] = own and proposal.state == ProposalState.OPEN
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        acts = {"accept": self.accept_view, "decline": self.decline_view, "withdraw": self.withdraw_view}
        return [*(self.make_entry_path(name, view) for name, view in acts.items()), *super().get_urls()]

    def show_decision(
        self, request: HttpRequest, object_id: str, verb: Any, form: Any, title: str, explanation: str = ""
    ) -> HttpResponse:
        def act(obj: Proposal, **values: Any) -> None:
            verb(obj, by=staff_user(request), now=timezone.now(), **values)

        proposal = self.get_entry(request, object_id)
        told = " · ".join(f"{name}: {value}" for name, value in describe_proposal(proposal))
        whole = f"{proposal.get_act_display()} – {told}. {explanation}".strip()

        def describe(obj: Proposal) -> dict[str, Any]:
            if obj.act not in (SharedAct.MERGE, SharedAct.REMOVE, SharedAct.CORRECT_KIND):
                return {}
            return describe_touched(verbs.get_proposed_entry(obj), staff_user(request))

        return self.act_view(request, object_id, form, act, title=title, explanation=whole, describe=describe)

    def accept_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        told = _("It is done at once, in your name.")
        return self.show_decision(request, object_id, verbs.accept_proposal, AcceptForm, _("Accept"), told)

    def decline_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self.show_decision(request, object_id, verbs.decline_proposal, DeclineForm, _("Decline"))

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self.show_decision(request, object_id, verbs.withdraw_proposal, NothingForm, _("Take back"))
