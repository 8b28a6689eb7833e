"""Pages that belong to no part: health and errors."""

from typing import Any

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from api import throttling
from api.errors import problem


def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, 503 when it does not; for load balancers and container checks."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "the database does not answer"}, status=503)
    return JsonResponse({"status": "ok"})


def client_address(request: HttpRequest) -> str | None:
    """Whom a failed sign-in counts against: the same address that the API's limit counts, by NUM_PROXIES."""
    return throttling.client_address(request) or None


def is_for_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def plain_page(text: str, status: int) -> HttpResponse:
    return HttpResponse(text + "\n", status=status, content_type="text/plain; charset=utf-8")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: problem+json under /api/, one sentence elsewhere."""
    if is_for_api(request):
        return problem(404, "There is nothing at this address.", instance=request.path)
    return plain_page(_("There is nothing at this address."), 404)


def server_error(request: HttpRequest, *args: Any) -> HttpResponse:
    """500, without any detail."""
    if is_for_api(request):
        return problem(500, "Something went wrong on our side; it was logged.", instance=request.path)
    return plain_page(_("Something went wrong on our side; it was logged."), 500)
