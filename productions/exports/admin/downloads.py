"""Files of exports in the staff's pages: one, or all of a list as one archive."""

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.timezone import localtime

from productions.admin_pages.rights import staff_user
from productions.exports.models import Export
from productions.exports.queries import ExportQuerySet
from productions.exports.services.export_bundles import gather_bundle
from productions.exports.services.export_files import NoFile, get_export_filename, get_export_path
from productions.exports.services.export_writing import get_export_media_type
from productions.exports.services.stored_files import require_intact
from productions.rollkit.packages import MANIFEST_NAME
from productions.shared.choices import MembershipLevel
from productions.shared.file_responses import OutOfRange, format_attachment, send_file
from productions.shared.refusals import Refusal
from productions.shared.zip_stream import stream_zip
from productions.users import access

MISSING_NAME = "not-in-this-archive.txt"
PLAIN_TEXT = "text/plain; charset=utf-8"


def download_export(request: HttpRequest, uid: Any) -> HttpResponseBase:
    """The finished file or a range of it, for members only."""
    export = get_object_or_404(Export.objects.visible_to(staff_user(request)).without_document(), uid=uid)
    access.require_level(staff_user(request), export.production, MembershipLevel.VIEWER)
    try:
        path = require_intact(export, get_export_path(export), now=timezone.now())
    except NoFile as refusal:
        return HttpResponse(str(refusal), status=refusal.status, content_type=PLAIN_TEXT)
    try:
        return send_file(
            request,
            path,
            size=export.size or 0,
            digest=export.digest,
            media_type=get_export_media_type(export),
            name=get_export_filename(export),
            cache="private, no-cache",
        )
    except OutOfRange as out:
        return HttpResponse(status=416, headers=out.headers)


def download_bundle(exports: ExportQuerySet[Export], *, stem: str) -> HttpResponseBase:
    """The finished files of exports that the reader may see, as a ZIP called `stem`, with a manifest of them; a text in it says of those that are not there why.

    409 with the sentence where there is none.
    """
    try:
        bundle = gather_bundle(exports, now=timezone.now())
    except Refusal as refusal:
        return HttpResponse(str(refusal), status=409, content_type=PLAIN_TEXT)
    headers = {"Content-Disposition": format_attachment(f"{stem}.zip"), "Cache-Control": "private, no-cache"}
    told = [(MANIFEST_NAME, bundle.write_manifest())]
    told += [(MISSING_NAME, "\n".join(bundle.missing).encode())] if bundle.missing else []
    pieces = stream_zip([*bundle.files, *told], at=localtime())
    return StreamingHttpResponse(pieces, content_type="application/zip", headers=headers)
