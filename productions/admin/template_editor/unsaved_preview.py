"""What stands in the form of a template, looked at without being saved: by the door of previews, with the values themselves."""

from __future__ import annotations

from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from productions.admin.desk import get_roll_language
from productions.admin.preview import describe_preview
from productions.admin.rights import staff_user
from productions.admin.template_editor.actions import enter_typed_values
from productions.admin.template_editor.choices import Vocabulary
from productions.admin.template_editor.errors import list_problem_sentences
from productions.admin.template_editor.form_state import FormReading
from productions.domain.preview import get_preview, render_tile
from productions.domain.roll_templates import UnusableTemplate, build_unsaved_version
from productions.domain.rolls import RollRequest
from productions.models import RollTemplate
from productions.refusals import NotAllowed, Refusal


def build_unsaved_request(request: HttpRequest, template: RollTemplate) -> RollRequest:
    """The working copy by the values that were posted. Raises NotAllowed, and Refusal in the words of the form, with its blocks."""
    vocabulary = Vocabulary(template.production)
    state = request.POST.copy()
    enter_typed_values(state, vocabulary)
    reading = FormReading(state)
    problems = tuple(reading.problems)
    if not problems:
        try:
            data = build_unsaved_version(template, data=reading.data, by=staff_user(request))
            return RollRequest(template.production, language=get_roll_language(), delivery={"template": data})
        except UnusableTemplate as refusal:
            if not refusal.problems:
                raise
            problems = refusal.problems
    raise Refusal(*list_problem_sentences(problems, reading, vocabulary))


def respond_with_state(request: HttpRequest, template: RollTemplate) -> HttpResponse:
    """Shots and tiles as JSON; a refusal is an answer too: its sentences."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        response = JsonResponse(
            describe_preview(get_preview(build_unsaved_request(request, template), by=staff_user(request)))
        )
    except NotAllowed as refusal:
        return JsonResponse({"refused": refusal.reasons}, status=403)
    except Refusal as refusal:
        response = JsonResponse({"refused": refusal.reasons})
    response.headers["ETag"] = f'"{sha256(response.content).hexdigest()}"'
    return response


def respond_with_tile(request: HttpRequest, template: RollTemplate, name: str) -> HttpResponse:
    """One tile as PNG; 404 when the form's roll has no such tile."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        found = render_tile(name, build_unsaved_request(request, template), by=staff_user(request))
    except Refusal as refusal:
        raise Http404(str(refusal)) from refusal
    if found is None:
        raise Http404
    return HttpResponse(found, content_type="image/png")
