"""The admin's first page, which says what keeps the site from its work to those who may see it."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.translation import gettext as _

from productions.admin_pages.rights import staff_user
from productions.desk.services.first_steps import describe_first_steps
from productions.exports.models import Dump, Export
from productions.exports.services.dumps import find_failed_night


def open_index(request: HttpRequest) -> HttpResponse:
    """The page, with a failed night's dump and exports that nobody works on above it."""
    dumps: Any = admin.site.get_model_admin(Dump)
    if dumps.has_view_permission(request) and (failed := find_failed_night()) is not None:
        told = _("The dump of %(night)s failed.") % {"night": localize(failed.night)}
        address, reason = reverse("admin:productions_dump_changelist"), _("See why")
        messages.warning(request, format_html('{} <a href="{}">{}</a>', told, address, reason))
    exports: Any = admin.site.get_model_admin(Export)
    if exports.has_view_permission(request):
        exports.warn_of_waiting(request)
    return admin.site.index(request, {"first_steps": describe_first_steps(staff_user(request))})
