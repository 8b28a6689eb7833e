"""The base of a production's pages that ask for a part of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from productions.admin_pages.frame import read_episode_key
from productions.admin_pages.pages import AddedPages
from productions.catalogue.admin.editions import offer_editions
from productions.catalogue.models.works import Production
from productions.desk.admin.roll_forms import EVERY_EDITION, USUAL_LABEL, make_text_choices
from productions.roll_templates.services import list_template_names
from productions.roll_templates.shipped_labels import label_template
from productions.rollkit.document.lookalikes import find_document_lookalikes
from productions.rollkit.document.model import RollDocument
from productions.rollkit.texts import roll_texts
from productions.rollkit.texts.dispute_notices import list_dispute_notices
from productions.shared.choices import MembershipLevel
from productions.shared.reader_texts import get_page_language
from productions.studio_files.services.fonts import list_families

MAX_SHOWN_WARNINGS = 12
"""Of disputes, and of names that look alike, in a roll."""


def list_roll_warnings(document: RollDocument) -> list[str]:
    """Which credits of a roll are disputed, and which names differ only in look-alike characters; nothing is stopped by it."""
    language = get_page_language()
    alike = [
        roll_texts.format_lookalike_note(found, language) for found in find_document_lookalikes(document)
    ]
    return [*list_dispute_notices(document, language)[:MAX_SHOWN_WARNINGS], *alike[:MAX_SHOWN_WARNINGS]]


def warn_of_roll(request: HttpRequest, document: RollDocument) -> None:
    for sentence in list_roll_warnings(document):
        messages.warning(request, sentence)


class ProductionPages(AddedPages):
    """Pages that ask which part of a production they are about."""

    def get_production(self, request: HttpRequest, object_id: str) -> Production:
        found: Production = self.owner.get_entry(request, object_id)
        return found

    def make_page_context(self, request: HttpRequest, production: Production, title: Any) -> dict[str, Any]:
        """What every page of the production has."""
        return self.owner.admin_site.each_context(request) | {
            "title": title,
            "original": production,
            "back": self.owner.get_first_address(production),
            "opts": self.owner.opts,
            "is_editor": self.owner.has_level(request, production, MembershipLevel.EDITOR),
            "is_approver": self.owner.has_level(request, production, MembershipLevel.APPROVER),
        }

    def make_form_builder(self, form_class: Any, production: Production) -> Any:
        """The form with this production's episodes and releases to choose from."""

        def build(data: Any, initial: dict[str, Any] | None = None) -> forms.Form:
            form: forms.Form = form_class(data, initial=initial)
            form.fields["episode"].queryset = production.episodes.live()
            own = production.own_editions.live().order_by("code")
            form.fields["edition"].choices = offer_editions(EVERY_EDITION, own)
            if "fonts" in form.fields:
                form.fields["fonts"].choices = [
                    ("", USUAL_LABEL),
                    *make_text_choices(list_families(production)),
                ]
            if "release" in form.fields:
                rows = production.releases.without_document().select_related("production", "episode")
                form.fields["release"].queryset = rows.with_edition_labels()
            if "template" in form.fields:
                names = list_template_names(production)
                form.fields["template"].choices = [
                    ("", USUAL_LABEL),
                    *((name, label_template(name)) for name in names),
                ]
            return form

        return build

    def read_part(self, request: HttpRequest) -> dict[str, str]:
        """The episode and the edition that the address names, as a form begins with them."""
        return {
            "episode": read_episode_key(request),
            "edition": request.GET.get("edition", "").replace("\0", ""),
        }
