"""`{% saved_views %}`: the saved views of a page, and the form that keeps its filters."""

from typing import Any

from django import template

from productions.saved_views.admin import list_views
from productions.saved_views.models import MAX_NAME_CHARACTERS

register = template.Library()


@register.inclusion_tag("admin/saved_views.html", takes_context=True)
def saved_views(context: Any) -> dict[str, Any]:
    """One query."""
    request = context["request"]
    frame = getattr(request, "frame", None)
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "views": list_views(request),
        "production": frame.production if frame else None,
        "max_length": MAX_NAME_CHARACTERS,
    }
