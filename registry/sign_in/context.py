"""What the head of the admin's pages wants to know on pages that the admin does not serve."""

from typing import Any

from django.http import HttpRequest


def page_head(request: HttpRequest) -> dict[str, Any]:
    """The admin's own pages say all of this themselves, and win."""
    user = getattr(request, "user", None)
    return {
        "has_permission": bool(user and user.is_authenticated),
        "site_url": "/",
        "is_popup": False,
        "is_nav_sidebar_enabled": False,
    }
