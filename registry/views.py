"""Pages that belong to no part: health and errors."""

import sys
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from api.http.errors import respond_with_problem
from api.pages.public_page import show_notice
from productions.accounts.services.accounts import list_approvers_to_ask
from productions.operations.services.database_errors import Trouble, classify_error
from productions.operations.services.transactions import RETRY_AFTER_SECONDS, make_not_now
from productions.shared.refusals import NotNow

SECURITY_TXT_LIFE = timedelta(days=30)
"""How long a copy of security.txt may be believed."""


def check_health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, 503 when it does not; for load balancers and container checks."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return JsonResponse(
            {"status": "the database does not answer"},
            status=503,
            headers={"Retry-After": str(RETRY_AFTER_SECONDS[Trouble.AWAY])},
        )
    return JsonResponse({"status": "ok"})


def show_security_contact(request: HttpRequest) -> HttpResponse:
    """Where to report a security problem of this site (RFC 9116); 404 where its operator has said nowhere."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    ends = (timezone.now() + SECURITY_TXT_LIFE).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {ends.isoformat()}",
        "Preferred-Languages: en, ja",
        f"Canonical: {request.build_absolute_uri(request.path)}",
    )
    return respond_with_text("\n".join(lines), 200)


def is_for_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def respond_with_text(text: str, status: int) -> HttpResponse:
    return HttpResponse(text + "\n", status=status, content_type="text/plain; charset=utf-8")


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: problem+json under /api/, a page elsewhere."""
    if is_for_api(request):
        return respond_with_problem(404, "There is nothing at this address.", instance=request.path)
    return show_notice(request, HTTPStatus.NOT_FOUND)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: what stands in the way, where it was said, and whom to ask."""
    if is_for_api(request):
        return respond_with_problem(403, "You may not do this.", instance=request.path)
    user: Any = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    context = {
        "title": _("You may not see this page"),
        "reason": str(exception),
        "approvers": list_approvers_to_ask(user) if signed_in else {},
    }
    return render(request, "sign_in/forbidden.html", context, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that did not come from a page of ours, or from one that is too old. Django has logged the reason."""
    context = {"title": _("This form has expired")}
    return render(request, "sign_in/csrf.html", context, status=403)


def respond_unavailable(request: HttpRequest, refusal: NotNow) -> HttpResponse:
    """503: one sentence, and when to ask again."""
    text = str(refusal)
    response = (
        respond_with_problem(503, text, instance=request.path)
        if is_for_api(request)
        else respond_with_text(text, 503)
    )
    response.headers["Retry-After"] = str(refusal.wait)
    return response


def respond_to_trouble(request: HttpRequest, error: BaseException) -> HttpResponse | None:
    """The 503 of an error that is the database's trouble; None for any other."""
    if isinstance(error, NotNow):
        return respond_unavailable(request, error)
    trouble = classify_error(error)
    return None if trouble is None else respond_unavailable(request, make_not_now(trouble))


def server_error(request: HttpRequest, *args: Any) -> HttpResponse:
    """500, without any detail; 503 where the database is away or busy."""
    error = sys.exception()
    if error is not None and (response := respond_to_trouble(request, error)) is not None:
        return response
    if is_for_api(request):
        return respond_with_problem(
            500, "Something went wrong on our side; it was logged.", instance=request.path
        )
    return respond_with_text(_("Something went wrong on our side; it was logged."), 500)
