"""Bodies of requests: chunked ones are read to their end first, compressed ones are refused."""

from collections.abc import Callable, Iterable
from tempfile import SpooledTemporaryFile
from typing import Any

from django.http import HttpRequest, HttpResponse

from api.http.errors import respond_with_problem
from registry.views import is_for_api, respond_with_text

MAX_BODY_BYTES = 52 * 2**20
"""Bytes of any request, as in deploy/nginx; each address has a limit of its own, below this."""
MAX_MEMORY_BYTES = 2**20
"""Bytes of a chunked body that are kept in memory; what is longer waits in a file."""
PIECE_BYTES = 64 * 1024
TOO_LARGE_KEY = "staffroll.body_too_large"

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def read_chunked(application: Application) -> Application:
    """A WSGI application that is given the length of chunked bodies too, since Django reads none without a length.

    Only from servers that say where a body ends (`wsgi.input_terminated`); gunicorn does.
    """

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not is_chunked(environ) or not environ.get("wsgi.input_terminated"):
            return application(environ, start_response)
        with SpooledTemporaryFile(MAX_MEMORY_BYTES) as body:
            size = 0
            while size <= MAX_BODY_BYTES and (piece := environ["wsgi.input"].read(PIECE_BYTES)):
                size += len(piece)
                body.write(piece)
            body.seek(0)
            del environ["HTTP_TRANSFER_ENCODING"]
            environ |= {"wsgi.input": body, "CONTENT_LENGTH": str(size), TOO_LARGE_KEY: size > MAX_BODY_BYTES}
            # A view has read what it wants of the body by the time its answer begins.
            return application(environ, start_response)

    return answer


def is_chunked(environ: dict[str, Any]) -> bool:
    return "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower()


class RequestBodies:
    """Refuses bodies that nobody would read: 411 without an end, 413 beyond LARGEST, 415 compressed."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        coding = request.headers.get("Content-Encoding", "identity").strip().lower()
        if coding not in ("identity", ""):
            sentence = "Send the body as it is: it has a Content-Encoding, and none is read here."
            return refuse_body(request, 415, sentence, {"Accept-Encoding": "identity"})
        if request.META.get(TOO_LARGE_KEY):
            return refuse_body(
                request, 413, f"The request is larger than {MAX_BODY_BYTES:,} bytes; send less at once."
            )
        if is_chunked(request.META):
            return refuse_body(request, 411, "Send the body's length in the header Content-Length.")
        return self.get_response(request)


def refuse_body(
    request: HttpRequest, status: int, sentence: str, headers: dict[str, str] | None = None
) -> HttpResponse:
    """A problem under /api/, one sentence elsewhere."""
    if is_for_api(request):
        response = respond_with_problem(status, sentence, instance=request.path)
    else:
        response = respond_with_text(sentence, status)
    for name, value in (headers or {}).items():
        response.headers[name] = value
    return response
