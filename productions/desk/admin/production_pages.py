"""The production's desk: issuing, exporting, downloading, confirming."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from productions.admin_pages.pages import AddedPages, add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.admin.editions import offer_editions
from productions.catalogue.models.works import Episode, Production
from productions.claims.admin import describe_open_claims
from productions.exports.admin.downloads import download_export
from productions.exports.formats import ExportFormat, grouped_formats
from productions.exports.models import Export
from productions.exports.services.exports import cancel_export, request_export
from productions.releases.models.releases import Release
from productions.releases.services.releases import issue_release
from productions.roll_templates.services import list_template_names
from productions.rollkit.document.lookalikes import find_document_lookalikes
from productions.rollkit.document.unsealing import read_document
from productions.rollkit.screen_spec import MASTER_FORMATS, RASTERS
from productions.rollkit.texts import roll_texts
from productions.rollkit.texts.dispute_notices import list_dispute_notices
from productions.rollkit.timing import FRAME_RATES
from productions.shared.choices import RollLanguage
from productions.shared.refusals import Refusal
from productions.studio_files.services.fonts import list_families

SCREEN_FIELDS = ("template", "raster", "rate", "px", "seconds", "drop", "burn_in", "places")
"""What the export form asks of a screen."""
EVERY_EDITION = gettext_lazy("every edition")
USUAL_LABEL = gettext_lazy("as usual")
FREEZE_NOTE = gettext_lazy(
    "Freezes the confirmed credits as the next issue. An issue cannot be changed; corrections go into the next one."
)
MAX_SHOWN_WARNINGS = 12
"""Of disputes, and of names that look alike, once a roll was made."""


def make_text_choices(values: Iterable[Any]) -> list[tuple[str, str]]:
    """Choices that are shown as they are written."""
    return [(str(value), str(value)) for value in values]


class PartForm(forms.Form):
    """Which part of the production, and which edition."""

    episode = forms.ModelChoiceField(
        Episode.objects.none(),
        label=gettext_lazy("Episode"),
        required=False,
        empty_label=gettext_lazy("all of it"),
    )
    edition = forms.ChoiceField(label=gettext_lazy("Edition"), required=False)


class IssueForm(PartForm):
    names_checked = forms.BooleanField(
        label=gettext_lazy("Names that somebody withheld here were checked"),
        required=False,
        help_text=gettext_lazy("Only where the list says so, and each is another person of that name."),
    )
    override_reason = forms.CharField(
        label=gettext_lazy("Reason for an override"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Needed only to issue a roll in which an AI use has no named person. The roll prints it."
        ),
    )


class ExportForm(PartForm):
    release = forms.ModelChoiceField(
        Release.objects.none(),
        label=gettext_lazy("Release"),
        required=False,
        empty_label=gettext_lazy("the working copy"),
    )
    format = forms.ChoiceField(label=gettext_lazy("Format"), choices=grouped_formats)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=RollLanguage.choices)
    template = forms.ChoiceField(label=gettext_lazy("Template"), required=False)
    raster = forms.ChoiceField(
        label=gettext_lazy("Raster"), required=False, choices=[("", USUAL_LABEL), *make_text_choices(RASTERS)]
    )
    rate = forms.ChoiceField(
        label=gettext_lazy("Frame rate"),
        required=False,
        choices=[("", USUAL_LABEL), *make_text_choices(FRAME_RATES)],
    )
    px = forms.IntegerField(
        label=gettext_lazy("Speed"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("Whole pixels a frame; empty: the usual speed."),
    )
    seconds = forms.DecimalField(
        label=gettext_lazy("Running time"),
        required=False,
        help_text=gettext_lazy("Seconds, locked to the frame; empty: as long as the roll is."),
    )
    drop = forms.BooleanField(label=gettext_lazy("Drop-frame timecode"), required=False)
    burn_in = forms.BooleanField(label=gettext_lazy("Timecode in the picture"), required=False)
    places = forms.ChoiceField(
        label=gettext_lazy("Master on the timeline"),
        required=False,
        choices=[("", USUAL_LABEL), *((name, ExportFormat(name).label) for name in MASTER_FORMATS)],
        help_text=gettext_lazy("What a timeline or edit decision list places; usually the film with alpha."),
    )
    font = forms.ChoiceField(
        label=gettext_lazy("Font"),
        required=False,
        choices=[],
        help_text=gettext_lazy("For formats on screen."),
    )
    fallback = forms.ChoiceField(
        label=gettext_lazy("Fallback font"),
        required=False,
        choices=[],
        help_text=gettext_lazy("Sets what the font lacks; the export's notes name every such character."),
    )
    field_order = ("release", "episode", "edition", "format", "language")

    def clean(self) -> dict[str, Any]:
        """What was asked of the screen, together: the verb takes it as one."""
        cleaned = super().clean() or {}
        asked = {name: cleaned.pop(name, None) for name in SCREEN_FIELDS}
        asked["fonts"] = list(
            dict.fromkeys(filter(None, (cleaned.pop("font", ""), cleaned.pop("fallback", ""))))
        )
        return {**cleaned, "delivery": {name: value for name, value in asked.items() if value}}


def get_roll_language() -> str:
    """The roll's language that is nearest to the page's."""
    return "ja" if (get_language() or "").startswith("ja") else "en"


def warn_of_roll(request: HttpRequest, stored: str) -> None:
    """Say which credits of the roll are disputed, and which names differ only in look-alike characters; nothing is stopped by it."""
    document = read_document(stored)
    alike = [
        roll_texts.format_lookalike_note(found, get_roll_language())
        for found in find_document_lookalikes(document)
    ]
    for sentence in (
        *list_dispute_notices(document, get_roll_language())[:MAX_SHOWN_WARNINGS],
        *alike[:MAX_SHOWN_WARNINGS],
    ):
        messages.warning(request, sentence)


class ProductionPages(AddedPages):
    """Pages that ask which part of a production they are about."""

    def get_production(self, request: HttpRequest, object_id: str) -> Production:
        found: Production = self.owner.get_entry(request, object_id)
        return found

    def make_form_builder(self, form_class: Any, production: Production) -> Any:
        """The form with this production's episodes and releases to choose from."""

        def build(data: Any) -> forms.Form:
            form: forms.Form = form_class(data)
            form.fields["episode"].queryset = production.episodes.live()
            own = production.own_editions.live().order_by("code")
            form.fields["edition"].choices = offer_editions(EVERY_EDITION, own)
            if "font" in form.fields:
                families = make_text_choices(list_families(production))
                form.fields["font"].choices = [("", USUAL_LABEL), *families]
                form.fields["fallback"].choices = [("", _("none")), *families]
            if "release" in form.fields:
                rows = production.releases.without_document().select_related("production", "episode")
                form.fields["release"].queryset = rows
            if "template" in form.fields:
                names = list_template_names(production)
                form.fields["template"].choices = [("", USUAL_LABEL), *make_text_choices(names)]
            return form

        return build


@add_pages(Production)
class Desk(ProductionPages):
    """Views on one production that belong to no form of its fields."""

    def get_urls(self) -> list[URLPattern]:
        views = {
            "<path:object_id>/issue/": (self.issue_view, "issue"),
            "<path:object_id>/export/": (self.export_view, "export"),
            "export/<uuid:uid>/download/": (download_export, "download"),
            "export/<uuid:uid>/cancel/": (self.cancel_view, "cancel"),
        }
        wrap = self.owner.admin_site.admin_view
        return [
            path(route, wrap(view), name=f"productions_production_{name}")
            for route, (view, name) in views.items()
        ]

    def issue_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Issue a release, or list every reason why not."""
        production = self.get_production(request, object_id)

        def act(obj: Production, **values: Any) -> None:
            release = issue_release(obj, by=staff_user(request), now=timezone.now(), **values)
            warn_of_roll(request, release.document)

        return self.owner.act_view(
            request,
            object_id,
            self.make_form_builder(IssueForm, production),
            act,
            title=_("Issue release"),
            explanation=" ".join([str(FREEZE_NOTE), *describe_open_claims(production)]),
        )

    def export_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask for a file."""
        production = self.get_production(request, object_id)

        def act(obj: Production, **values: Any) -> None:
            export = request_export(obj, by=staff_user(request), now=timezone.now(), **values)
            warn_of_roll(request, export.document)

        return self.owner.act_view(
            request, object_id, self.make_form_builder(ExportForm, production), act, title=_("Export roll")
        )

    def cancel_view(self, request: HttpRequest, uid: Any) -> HttpResponse:
        """Cancel a waiting or running export."""
        export = get_object_or_404(Export.objects.visible_to(staff_user(request)).without_document(), uid=uid)
        if request.method == "POST":
            try:
                cancel_export(export, by=staff_user(request), now=timezone.now())
            except Refusal as refusal:
                self.owner.message_user(request, str(refusal), level="error")
        return HttpResponseRedirect(self.owner.get_first_address(export.production))
