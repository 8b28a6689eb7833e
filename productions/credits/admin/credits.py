"""Credits and the characters that they voice."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.admin_pages.base import OffMenuAdmin, VerbAdmin
from productions.admin_pages.forms import NothingForm, VerbForm
from productions.admin_pages.inlines import VerbInline
from productions.admin_pages.narrowing import NARROWING_NAMES
from productions.admin_pages.pickers import is_picker
from productions.admin_pages.rights import staff_user
from productions.catalogue.admin.editions import offer_editions
from productions.catalogue.models.editions import ProductionEdition
from productions.catalogue.models.works import Production
from productions.credits.admin.next_credit import NextCredit
from productions.credits.models.ai_uses import ANSWERS
from productions.credits.models.credits import Credit
from productions.credits.models.portrayals import Portrayal
from productions.credits.services import credits as verbs
from productions.credits.services import joint_lines, portrayals
from productions.credits.services.ai_declarations import declare_ai
from productions.credits.services.credit_search import search_credits
from productions.credits.services.joint_lines import list_joinable
from productions.credits.services.place_names import name_cut_range, name_episode_range
from productions.people.models.people import Contributor
from productions.shared.choices import AIBasis, ContributorKind, MembershipLevel
from productions.shared.name_breaks import mark_name


class CreditForm(VerbForm):
    reason = forms.CharField(label=gettext_lazy("Reason for the change"), required=False)
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Credit
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["expected_version"].initial = self.instance.revision
            if "name_breaks" in self.initial:
                self.initial["name_breaks"] = mark_name(self.instance.credited_as, self.instance.name_breaks)


class DeclareForm(forms.Form):
    """What a person declares."""

    answer = forms.ChoiceField(label=gettext_lazy("Answer"), choices=ANSWERS)
    declared_by = forms.ModelChoiceField(Contributor.objects.none(), label=gettext_lazy("Declared by"))
    wording = forms.CharField(
        label=gettext_lazy("Sentence agreed to"), widget=forms.Textarea(attrs={"rows": 2})
    )
    basis = forms.ChoiceField(label=gettext_lazy("Basis"), choices=AIBasis.choices)
    note = forms.CharField(
        label=gettext_lazy("Source (private)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Needed where the person who declares it does not hold the credit."),
    )

    def __init__(self, data: Any, production: Production) -> None:
        super().__init__(data)
        people = Contributor.objects.live().filter(
            kind=ContributorKind.PERSON,
            credits__in=Credit.objects.current().filter(production=production),
        )
        self.fields["declared_by"].queryset = people.distinct().in_name_order()


class JoinForm(forms.Form):
    """Which credits share a line, and what stands between the names."""

    credits = forms.ModelMultipleChoiceField(
        Credit.objects.none(), label=gettext_lazy("With"), widget=forms.CheckboxSelectMultiple
    )
    joiner = forms.CharField(
        label=gettext_lazy("joiner"),
        required=False,
        strip=False,
        help_text=gettext_lazy("What stands between the names, such as ・ or &; empty: a space."),
    )

    def __init__(self, data: Any, credit: Credit) -> None:
        super().__init__(data)
        self.fields["credits"].queryset = list_joinable(credit)


class PortrayalInline(VerbInline):
    model = Portrayal
    fields = (("character", "variant"),)
    autocomplete_fields = ("character", "variant")
    add_verb = portrayals.add_portrayal
    update_verb = portrayals.update_portrayal


@admin.register(Credit)
class CreditAdmin(NextCredit, VerbAdmin):
    form = CreditForm
    own_lookups = frozenset({"contributor__id__exact"})  # a withheld credit has no contributor
    list_display = ("__str__", "production", "episodes", "cuts", "kind", "state")
    list_filter = ("state", "kind", "absence_reason", "evidence_kind", "role__department")
    list_select_related = ("production", "episode", "last_episode", "cut", "last_cut", "role")
    search_fields = ("credited_as",)
    ordering = ("-pk",)
    autocomplete_fields = (
        "production", "episode", "last_episode", "cut", "last_cut", "role", "contributor", "affiliation", "contracted_by",
        "song", "segment",
    )  # fmt: skip
    change_form_template = "admin/credit.html"
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "production",
                    ("episode", "last_episode"),
                    ("cut", "last_cut"),
                    ("role", "role_as_printed", "role_as_printed_language"),
                )
            },
        ),
        (
            gettext_lazy("Character"),
            {"fields": (("character_as_printed", "character_as_printed_language"), "dub_language")},
        ),
        (
            gettext_lazy("Contributor"),
            {
                "fields": (
                    ("kind", "contributor"),
                    ("credited_as", "name_breaks"),
                    ("affiliation", "contracted_by"),
                    "printed_as",
                )
            },
        ),
        (
            gettext_lazy("Nobody named, or a group"),
            {
                "fields": ("absence_reason", ("headcount", "named_count")),
                "description": gettext_lazy(
                    "A company that is credited for work says how many people it stands for and how many of them are named, or why "
                    "that is not known. One that only takes part (製作, 協力, a studio, copyright, a place) need not: the role says "
                    "which it is, under “work of people”."
                ),
            },
        ),
        (
            gettext_lazy("Details"),
            {
                "fields": (
                    ("song", "segment"),
                    ("attribution", "edition"),
                    ("position", "on_screen"),
                    ("evidence_kind", "evidence_on", "evidence_note"),
                    "reason",
                    "expected_version",
                )
            },
        ),
    )
    inlines = (PortrayalInline,)
    narrowed_by = ("production", "episode", "cut")
    empty_help = gettext_lazy(
        "Names are entered in the cut sheet and the credit list, or brought by a file, from the production's pages."
    )
    create_verb = verbs.enter_credit
    update_verb = verbs.update_credit

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "edition":
            own = ProductionEdition.objects.visible_to(staff_user(request)).select_related("production")
            kwargs["choices"] = offer_editions(
                "---------", own.order_by("production__sort_key", "code"), told=True
            )
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    @admin.display(description=gettext_lazy("Episode"), ordering="episode", empty_value="-")
    def episodes(self, credit: Credit) -> str:
        return name_episode_range(credit)

    @admin.display(description=gettext_lazy("Cut"), ordering="cut", empty_value="-")
    def cuts(self, credit: Credit) -> str:
        return name_cut_range(credit)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """A picker finds a credit by its cut and role too."""
        if is_picker(request) and search_term.strip():
            return search_credits(queryset, search_term), False
        return super().get_search_results(request, queryset, search_term)

    def get_inlines(self, request: HttpRequest, obj: Credit | None) -> tuple[type[VerbInline], ...]:
        """A withheld credit has no characters: they would tell whose it is."""
        return self.inlines if obj is not None and obj.withheld_statement_id is None else ()

    def creation_values(self, given: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in given.items() if name != "expected_version"}

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related(*self.list_select_related)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            # The hidden version goes along with any change, though the user did not touch it.
            form.changed_data.append("expected_version")
        super().save_model(request, obj, form, change)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, obj: Any = None, **kwargs: Any
    ) -> Any:
        """Approvers see who stands behind a withheld name; nobody else."""
        context["first_field"] = "contributor" if obj is None and "like" in request.GET else ""
        context["is_approver"] = obj is not None and self.has_level(request, obj, MembershipLevel.APPROVER)
        if context["is_approver"] and obj.withheld_statement_id:
            context["person_behind"] = verbs.get_credited_person(obj)
        context["claims"] = obj.claims.pending() if obj is not None else ()
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        return [
            self.make_entry_path("declare-ai", self.declare_view),
            self.make_entry_path("join", self.join_view),
            self.make_entry_path("part", self.part_view),
            *super().get_urls(),
        ]

    def join_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        credit: Credit = self.get_entry(request, object_id)

        def act(obj: Credit, credits: Any, **values: Any) -> None:
            by, now = staff_user(request), timezone.now()
            joint_lines.join_credits(obj.production, credits=[obj, *credits], by=by, now=now, **values)

        return self.act_view(
            request,
            object_id,
            lambda data: JoinForm(data, credit),
            act,
            title=_("Print in one line"),
            explanation=_("The roll prints these credits in one line, with the joiner between the names."),
        )

    def part_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def act(obj: Credit) -> None:
            joint_lines.part_credits(obj, by=staff_user(request), now=timezone.now())

        return self.act_view(request, object_id, NothingForm, act, title=_("Print by themselves again"))

    def declare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        credit: Credit = self.get_entry(request, object_id)

        def act(obj: Credit, **values: Any) -> None:
            declare_ai(obj, by=staff_user(request), now=timezone.now(), **values)

        return self.act_view(
            request,
            object_id,
            lambda data: DeclareForm(data, credit.production),
            act,
            title=_("Declare AI use"),
            explanation=_("A named person says whether AI was used in the work of this credit."),
        )


@admin.register(Portrayal)
class PortrayalAdmin(OffMenuAdmin):
    """Reached from the credit, to remove a character."""

    list_display = ("character", "variant", "credit")
    list_select_related = ("character", "variant__character", "credit__role")
    autocomplete_fields = ("character", "variant")
    search_fields = ("character__search_key",)
    narrowing_paths: ClassVar = {name: f"credit__{name}" for name in NARROWING_NAMES}
    fields = ("character", "variant")
    update_verb = portrayals.update_portrayal
