"""The whole registry as files: which dumps there are, and their files, whole or in ranges."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any, ClassVar
from uuid import UUID

import orjson
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import http_date
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.views import APIView

from api.dumps.manifest import MANIFEST_NAME
from api.dumps.serializers import DumpsOut, ManifestOut
from api.http import responses
from api.http.errors import PROBLEM_MEDIA_TYPE
from api.http.file_responses import BINARY_RESPONSES, serve_file
from api.http.header_schemas import CONDITIONAL, FILE_HEADERS, FILE_REQUEST_HEADERS, VALIDATED
from api.http.problem_schemas import PROBLEM_RESPONSES, ProblemOut
from api.http.problems import ApiProblem
from api.read.filters import refuse_unknown_parameters
from api.read.newest_event import read_last_modified
from productions.exports.services.dumps import get_dumps_folder
from productions.exports.services.stored_files import is_intact, replace_dump
from productions.models import Dump


class Withdrawn(ApiProblem):
    """410: the dump is given out no more."""

    status_code = 410
    default_detail = "This dump named somebody who has withheld their name since, so its files are deleted; take the newest one."


class Damaged(ApiProblem):
    """410: the dump is given out no more."""

    status_code = 410
    default_detail = "A file of this dump was changed on disk after it was made, so the dump is given out no more and a new one is made; take the newest one."


class Dumps(APIView):
    """Finished dumps that still have their files, newest first, each with its manifest."""

    serializer_class: ClassVar = DumpsOut
    heeded_headers = CONDITIONAL
    answer_headers: ClassVar[tuple[str, ...]] = VALIDATED

    @extend_schema(
        operation_id="dumps_list", summary="List dumps", responses={200: DumpsOut, **PROBLEM_RESPONSES}
    )
    def get(self, request: Request) -> HttpResponseBase:
        refuse_unknown_parameters(request, ())
        rows = [
            {
                "uid": str(dump.uid),
                "finished_at": dump.finished_at,
                "size": dump.size,
                "address": f"{reverse('dump-list')}{dump.uid}/",
                "manifest": orjson.Fragment(dump.manifest),
            }
            for dump in Dump.objects.with_files()
        ]
        body = responses.encode_json({"results": rows})
        newest = find_newest_change(row["finished_at"] for row in rows)
        return responses.build_response(request, body, responses.MEDIA_TYPES[responses.JSON], modified=newest)


class LatestManifest(APIView):
    """The manifest of the newest dump. Its files are under the dump's uid: see the header `Content-Location`."""

    serializer_class: ClassVar = ManifestOut
    heeded_headers = CONDITIONAL
    answer_headers: ClassVar[tuple[str, ...]] = (*VALIDATED, "Content-Location")

    @extend_schema(
        operation_id="dumps_latest_manifest_retrieve",
        summary="Get the manifest of the newest dump",
        responses={200: ManifestOut, **PROBLEM_RESPONSES},
    )
    def get(self, request: Request) -> HttpResponseBase:
        refuse_unknown_parameters(request, ())
        dump = Dump.objects.with_files().first()
        if dump is None:
            raise NotFound("There is no dump yet; one is made every night.")
        place = f"{reverse('dump-list')}{dump.uid}/{MANIFEST_NAME}"
        return responses.build_response(
            request,
            dump.manifest.encode(),
            responses.MEDIA_TYPES[responses.JSON],
            headers={"Content-Location": place},
            modified=find_newest_change([dump.finished_at]),
        )


class DumpFileView(APIView):
    """One file of a dump, or its manifest.json."""

    heeded_headers = FILE_REQUEST_HEADERS
    answer_headers: ClassVar[tuple[str, ...]] = (*FILE_HEADERS, "Last-Modified")

    @extend_schema(
        operation_id="dumps_file_retrieve",
        summary="Download a file of a dump",
        responses={
            **BINARY_RESPONSES,
            **PROBLEM_RESPONSES,
            (416, PROBLEM_MEDIA_TYPE): ProblemOut,
        },
    )
    def get(self, request: Request, uid: UUID, name: str) -> HttpResponseBase:
        refuse_unknown_parameters(request, ())
        dump = Dump.objects.with_files().filter(uid=uid).first()
        if dump is None and Dump.objects.filter(uid=uid, withdrawn=True).exists():
            raise Withdrawn
        if dump is None:
            raise NotFound("There is no dump of this uid, or its files are not kept any more; see dumps/.")
        about = describe_dump_file(dump, name)
        path = get_dumps_folder() / str(uid) / name
        if about is None or not path.is_file():
            raise NotFound("The dump has no file of this name; its manifest lists them.")
        if not is_intact(path, size=about["size"], digest=about["digest"]):
            replace_dump(dump, now=timezone.now())
            raise Damaged
        response = serve_file(request, path, name=name, cache=responses.REVALIDATE_CACHE_CONTROL, **about)
        response.headers["Surrogate-Key"] = responses.build_surrogate_key(uid)
        if dump.finished_at is not None:
            response.headers["Last-Modified"] = http_date(dump.finished_at.timestamp())
        return response


def find_newest_change(finished: Iterable[Any]) -> int:
    """When what is said of dumps may have changed last (seconds of Unix time): one was made, or withdrawn by a wish (H16)."""
    return max((read_last_modified() or 0, *(int(moment.timestamp()) for moment in finished)))


def describe_dump_file(dump: Dump, name: str) -> dict[str, Any] | None:
    """Size, digest and media type of a file of the dump."""
    if name == MANIFEST_NAME:
        text = dump.manifest.encode()
        return {"size": len(text), "digest": sha256(text).hexdigest(), "media_type": "application/json"}
    for file in orjson.loads(dump.manifest)["files"]:
        if file["name"] == name:
            return {"size": file["bytes"], "digest": file["sha256"], "media_type": file["media_type"]}
    return None


def dump_paths() -> list[URLPattern]:
    return [
        path("dumps/", Dumps.as_view(), name="dump-list"),
        path(f"dumps/latest/{MANIFEST_NAME}", LatestManifest.as_view(), name="dump-latest"),
        path("dumps/<uuid:uid>/<str:name>", DumpFileView.as_view(), name="dump-file"),
    ]
