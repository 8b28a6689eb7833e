"""What the script of the cut sheet says, in the language of its user."""

from __future__ import annotations

from django.utils.translation import gettext as _


def list_page_texts() -> dict[str, str]:
    """The texts by the names under which the script asks for them."""
    return {"title": _("Cut sheet")}
