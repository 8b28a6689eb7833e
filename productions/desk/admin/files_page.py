"""Files of a production: fonts and logos with what uses them, imported files, and what was exported."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from productions.admin_pages.pages import AddedPages, add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.desk.admin.episodes_page import make_add_address
from productions.desk.services.file_uses import find_file_uses
from productions.exports.models import Export
from productions.imports.models import ImportBatch
from productions.imports.services.import_redaction import tell_filename
from productions.shared.choices import ExportState, MembershipLevel
from productions.studio_files.models.fonts import Font
from productions.studio_files.models.logos import Logo
from productions.users.models import User

MAX_LISTED_FILES = 20
"""Of each kind; their lists have them all."""


@add_pages(Production)
class FilesDesk(AddedPages):
    """The tab."""

    def get_urls(self) -> list[URLPattern]:
        return [self.owner.make_entry_path("files", self.files_view)]

    def files_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        production: Production = self.owner.get_entry(request, object_id)
        user = staff_user(request)
        is_editor = self.owner.has_level(request, production, MembershipLevel.EDITOR)
        uses = find_file_uses(production, user)
        context = self.owner.admin_site.each_context(request) | {
            "title": _("Files"),
            "original": production,
            "opts": self.owner.opts,
            "back": self.owner.get_first_address(production),
            "is_editor": is_editor,
            "fonts": [(font, uses.fonts[font.family]) for font in list_files(Font, production, user)],
            "logos": [
                (logo, uses.logos[logo.name], uses.templates.get(logo.name, ()))
                for logo in list_files(Logo, production, user)
            ],
            "batches": list_batches(production) if is_editor else (),
            "exports": list_exports(production, user),
            "add_font": make_add_address("font", production),
            "add_logo": make_add_address("logo", production),
            "all_exports": make_list_address("export", production),
        }
        return TemplateResponse(request, "admin/files.html", context)


def list_files(model: Any, production: Production, user: User) -> list[Any]:
    """Those that new rolls can use, then the retired ones."""
    rows = model.objects.visible_to(user).filter(production=production)
    return list(rows.order_by("state", *model._meta.ordering)[:MAX_LISTED_FILES])


def list_batches(production: Production) -> list[tuple[ImportBatch, str]]:
    """The newest imports, each with the name of its file as it may be told."""
    found = ImportBatch.objects.of_production(production).order_by("-imported_at", "-pk")
    return [(batch, tell_filename(batch.filename)) for batch in found[:MAX_LISTED_FILES]]


def list_exports(production: Production, user: User) -> list[Export]:
    """The newest exports that have their files."""
    done = Export.objects.visible_to(user).filter(
        production=production, state=ExportState.DONE, dropped_at=None, withdrawn_at=None
    )
    shown = done.without_document().with_edition_labels().select_related("episode", "release")
    return list(shown.newest_first()[:MAX_LISTED_FILES])


def make_list_address(kind: str, production: Production) -> str:
    asked = urlencode({"production__id__exact": production.pk})
    return f"{reverse(f'admin:productions_{kind}_changelist')}?{asked}"
