"""Productions, episodes, cuts and their relations."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AdminTextInputWidget
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.admin_pages.base import OffMenuAdmin, VerbAdmin
from productions.admin_pages.inlines import VerbInline
from productions.admin_pages.rights import staff_user
from productions.admin_pages.training_mining import TrainingMiningField
from productions.catalogue.admin.rates import FrameRateField, RateForm
from productions.catalogue.models.cuts import Cut, CutRelation
from productions.catalogue.models.works import Episode, Production, ProductionTitle
from productions.catalogue.services import cuts, productions
from productions.catalogue.services.episode_ranges import MAX_TYPED_CHARACTERS
from productions.shared.choices import ProductionKind
from productions.shared.models import TITLE_LENGTH
from productions.shared.reader_texts import list_localised_columns
from productions.users import access


class TitleInline(VerbInline):
    model = ProductionTitle
    fields = (("text", "kind", "primary"),)
    add_verb = productions.add_title
    update_verb = productions.update_title


class WorkForm(RateForm):
    """What is said of training has boxes of its own; nothing is chosen until somebody says it."""

    rate = FrameRateField()
    training_mining = TrainingMiningField()

    class Meta:
        model = Production
        fields = ("kind",)  # the page says which

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        column: Any = Production._meta.get_field("training_mining")
        boxes = self.fields["training_mining"]
        boxes.label, boxes.help_text = capfirst(column.verbose_name), column.help_text


class ProductionForm(WorkForm):
    """A new production comes with its title; later titles have their own list."""

    given_title = forms.CharField(
        label=gettext_lazy("Title"), max_length=TITLE_LENGTH, widget=AdminTextInputWidget
    )
    title_kana = forms.CharField(
        label=gettext_lazy("Title, kana reading"),
        max_length=TITLE_LENGTH,
        required=False,
        widget=AdminTextInputWidget,
    )
    episodes = forms.CharField(
        label=gettext_lazy("Episodes"),
        max_length=MAX_TYPED_CHARACTERS,
        required=False,
        widget=AdminTextInputWidget,
        help_text=gettext_lazy(
            "Of a series: how many, or a range such as 1–12. Empty where that is not known yet, and for a film."
        ),
    )


class ProductionList(ChangeList):
    """A row leads to the production's first page; its form is one of the pages from there."""

    def url_for_result(self, result: Any) -> str:
        address: str = self.model_admin.get_first_address(result)
        return address


@admin.register(Production)
class ProductionAdmin(VerbAdmin):
    first_page = "overview"
    list_display = ("title", "kind", "year", "visibility")
    list_filter = ("kind", "visibility", "year")
    search_fields = ("title",)
    ordering = ("sort_key", "pk")
    fields = (
        "kind",
        ("released_on", "year"),
        "rate",
        ("visibility", "public_from"),
        "invented",
        ("remark", "remark_language"),
        "training_mining",
    )
    form = WorkForm
    inlines = (TitleInline,)
    change_form_template = "admin/production.html"
    create_verb = productions.create_production
    update_verb = productions.update_production

    def has_add_permission(self, request: HttpRequest) -> bool:
        return access.may_create_production(staff_user(request))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new one needs a title and a kind; the rest is asked for, folded, and can be said later."""
        if obj:
            return [(None, {"fields": self.fields})]
        rest = [name for name in self.fields if name != "kind"]
        later = {"fields": ["title_kana", *rest], "classes": ["collapse"]}
        return [
            (None, {"fields": ["given_title", "kind", "episodes"]}),
            (_("More, now or later"), later),
        ]

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> Any:
        """Whoever made one goes on where its credits come in; a series whose episodes are not known, to those."""
        if {"_addanother", "_continue", "_popup"} & request.POST.keys():
            return super().response_add(request, obj, post_url_continue)
        lacks_episodes = obj.kind == ProductionKind.SERIES and not obj.episodes.live().exists()
        sheet = self.address("cut_sheet", obj)
        told = _("“%(production)s” is made. Bring its sheet here, or type it.") % {"production": obj}
        link = format_html('{} <a href="{}">{}</a>', told, sheet, _("Cut sheet"))
        said = _("“%(production)s” is made. Which episodes are there?") % {"production": obj}
        messages.success(request, said if lacks_episodes else link)
        return HttpResponseRedirect(self.address("episode_range" if lacks_episodes else "import", obj))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is None:
            kwargs["form"] = ProductionForm
        return super().get_form(request, obj, change=change, **kwargs)

    def creation_values(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"title" if name == "given_title" else name: value for name, value in given.items()}

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else ()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return ProductionList

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return HttpResponseRedirect(self.get_first_address(obj))


@admin.register(ProductionTitle)
class ProductionTitleAdmin(OffMenuAdmin):
    """Reached from the production, to remove a title."""

    list_display = ("text", "kind", "primary", "production")
    list_select_related = ("production",)
    search_fields = ("text",)
    fields = ("text", "kind", "primary")
    update_verb = productions.update_title


@admin.register(Episode)
class EpisodeAdmin(VerbAdmin):
    listing_page = "episodes"
    list_display = ("number", "title", "kind", "production", "released_on")
    list_filter = ("kind",)
    list_select_related = ("production",)
    search_fields = ("number", "title", "production__title")
    autocomplete_fields = ("production",)
    fields = (
        "production",
        "kind",
        "number",
        "title",
        "title_kana",
        *list_localised_columns(Episode, "title"),
        "released_on",
    )
    narrowed_by = ("production",)
    create_verb = productions.add_episode
    update_verb = productions.update_episode


@admin.register(Cut)
class CutAdmin(VerbAdmin):
    list_display = ("number", "episode", "production", "length_frames", "status")
    list_filter = ("status",)
    list_select_related = ("production", "episode")
    search_fields = ("number", "number_key", "production__title")
    ordering = ("production", "sort_key", "pk")
    autocomplete_fields = ("production", "episode")
    fields = ("production", "episode", "number", "length_frames", "status", "note")
    narrowed_by = ("production", "episode")
    empty_help = gettext_lazy(
        "Ranges of cuts are made in the cut sheet, and lists of cuts are brought by a file, from the production's pages."
    )
    create_verb = cuts.add_cut
    update_verb = cuts.update_cut


@admin.register(CutRelation)
class CutRelationAdmin(VerbAdmin):
    list_display = ("from_cut", "kind", "to_cut")
    list_filter = ("kind",)
    list_select_related = ("from_cut__production", "to_cut")
    autocomplete_fields = ("from_cut", "to_cut")
    narrowing_paths: ClassVar = {
        "production": "from_cut__production",
        "episode": "from_cut__episode",
        "cut": "from_cut",
    }
    fields = ("from_cut", "kind", "to_cut")
    create_verb = cuts.relate_cuts
    update_verb = cuts.update_cut_relation
