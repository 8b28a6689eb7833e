"""Files of exports in the staff's pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone

from productions.admin_pages.rights import staff_user
from productions.exports.models import Export
from productions.exports.services.export_files import NoFile, get_export_filename, get_export_path
from productions.exports.services.stored_files import require_intact
from productions.rollkit.writer_registry import WRITERS
from productions.shared.choices import MembershipLevel
from productions.shared.file_responses import OutOfRange, send_file
from productions.users import access


def download_export(request: HttpRequest, uid: Any) -> HttpResponseBase:
    """The finished file or a range of it, for members only."""
    export = get_object_or_404(Export.objects.visible_to(staff_user(request)).without_document(), uid=uid)
    access.require_level(staff_user(request), export.production, MembershipLevel.VIEWER)
    try:
        path = require_intact(export, get_export_path(export), now=timezone.now())
    except NoFile as refusal:
        return HttpResponse(str(refusal), status=refusal.status, content_type="text/plain; charset=utf-8")
    try:
        return send_file(
            request,
            path,
            size=export.size or 0,
            digest=export.digest,
            media_type=WRITERS[export.format].media_type,
            name=get_export_filename(export),
            cache="private, no-cache",
        )
    except OutOfRange as out:
        return HttpResponse(status=416, headers=out.headers)
