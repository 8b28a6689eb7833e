"""What stands in the form of a template, looked at without being saved: by the door of previews, with the values themselves."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import URLPattern, path
from django.utils.http import urlencode
from django.utils.translation import get_language

from productions.admin_pages.pages import AddedPages, add_pages
from productions.admin_pages.rights import staff_user
from productions.desk.admin.preview import describe_preview, list_player_addresses
from productions.releases.services.preview import get_preview, render_tile
from productions.releases.services.roll_requests import RollRequest
from productions.roll_templates.admin.roll_templates import RollTemplateAdmin
from productions.roll_templates.admin.template_editor.actions import enter_typed_values
from productions.roll_templates.admin.template_editor.choices import EditorVocabulary
from productions.roll_templates.admin.template_editor.errors import list_problem_sentences
from productions.roll_templates.admin.template_editor.form_state import FormReading
from productions.roll_templates.models import RollTemplate
from productions.roll_templates.services import UnusableTemplate, build_unsaved_version
from productions.shared.reader_texts import get_page_language
from productions.shared.refusals import NotAllowed, Refusal


def build_unsaved_request(request: HttpRequest, template: RollTemplate) -> RollRequest:
    """The working copy by the values that were posted. Raises NotAllowed, and Refusal in the words of the form, with its blocks."""
    vocabulary = EditorVocabulary(template.production)
    state = request.POST.copy()
    enter_typed_values(state, vocabulary)
    reading = FormReading(state)
    problems = tuple(reading.problems)
    if not problems:
        try:
            data = build_unsaved_version(template, data=reading.data, by=staff_user(request))
            return RollRequest(template.production, language=get_page_language(), delivery={"template": data})
        except UnusableTemplate as refusal:
            if not refusal.problems:
                raise
            problems = refusal.problems
    raise Refusal(*list_problem_sentences(problems, reading, vocabulary))


@add_pages(RollTemplate)
class UnsavedPreviewPages(AddedPages):
    """What the player of a template's form asks."""

    owner: RollTemplateAdmin

    def get_urls(self) -> list[URLPattern]:
        tile = path(
            "<path:object_id>/unsaved/<slug:name>.png",
            self.owner.admin_site.admin_view(self.unsaved_tile_view),
            name="productions_rolltemplate_unsaved_tile",
        )
        return [tile, self.owner.make_entry_path("unsaved", self.unsaved_view)]

    def get_form_context(self, request: HttpRequest, template: RollTemplate) -> dict[str, Any]:
        query = urlencode({"language": get_language(), "template": template.name})
        player = list_player_addresses(template.production)
        return {"player": player, "query": query, "preview": f"{player['page']}?{query}"}

    def unsaved_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Shots and tiles as JSON; a refusal is an answer too: its sentences."""
        template = self.owner.get_template(request, object_id)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            response = JsonResponse(
                describe_preview(
                    get_preview(build_unsaved_request(request, template), by=staff_user(request)),
                    template.production,
                )
            )
        except NotAllowed as refusal:
            return JsonResponse({"refused": refusal.reasons}, status=403)
        except Refusal as refusal:
            response = JsonResponse({"refused": refusal.reasons})
        response.headers["ETag"] = f'"{sha256(response.content).hexdigest()}"'
        return response

    def unsaved_tile_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        """One tile as PNG; 404 when the form's roll has no such tile."""
        template = self.owner.get_template(request, object_id)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            found = render_tile(name, build_unsaved_request(request, template), by=staff_user(request))
        except Refusal as refusal:
            raise Http404(str(refusal)) from refusal
        if found is None:
            raise Http404
        return HttpResponse(found, content_type="image/png")
