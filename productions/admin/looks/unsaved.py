"""What stands in the form of a template, looked at without being saved: by the door of previews, with the values themselves."""

from __future__ import annotations

from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from productions.admin.desk import language
from productions.admin.looks.acts import enter
from productions.admin.looks.posted import Reading
from productions.admin.looks.told import told_alone
from productions.admin.looks.vocabulary import Vocabulary
from productions.admin.preview import described
from productions.admin.rights import staff_user
from productions.domain.preview import preview_of, tile_picture
from productions.domain.roll_templates import UnusableTemplate, unsaved_version
from productions.domain.rolls import Wanted
from productions.models import RollTemplate
from productions.refusals import NotAllowed, Refusal


def wanted(request: HttpRequest, template: RollTemplate) -> Wanted:
    """The working copy by the values that were posted. Raises NotAllowed, and Refusal in the words of the form, with its blocks."""
    vocabulary = Vocabulary(template.production)
    state = request.POST.copy()
    enter(state, vocabulary)
    reading = Reading(state)
    problems = tuple(reading.problems)
    if not problems:
        try:
            data = unsaved_version(template, data=reading.data, by=staff_user(request))
            return Wanted(template.production, language=language(), delivery={"template": data})
        except UnusableTemplate as refusal:
            if not refusal.problems:
                raise
            problems = refusal.problems
    raise Refusal(*told_alone(problems, reading, vocabulary))


def unsaved_state(request: HttpRequest, template: RollTemplate) -> HttpResponse:
    """Shots and tiles as JSON; a refusal is an answer too: its sentences."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        response = JsonResponse(described(preview_of(wanted(request, template), by=staff_user(request))))
    except NotAllowed as refusal:
        return JsonResponse({"refused": refusal.reasons}, status=403)
    except Refusal as refusal:
        response = JsonResponse({"refused": refusal.reasons})
    response.headers["ETag"] = f'"{sha256(response.content).hexdigest()}"'
    return response


def unsaved_tile(request: HttpRequest, template: RollTemplate, name: str) -> HttpResponse:
    """One tile as PNG; 404 when the form's roll has no such tile."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        found = tile_picture(name, wanted(request, template), by=staff_user(request))
    except Refusal as refusal:
        raise Http404(str(refusal)) from refusal
    if found is None:
        raise Http404
    return HttpResponse(found, content_type="image/png")
