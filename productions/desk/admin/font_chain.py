"""The fonts of an export, first choice first: as many lists as there are fonts, and one more."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

SPARE_LISTS = 2
"""Empty lists behind the chosen fonts; a script adds another when the last is used."""


class FontChainWidget(forms.Select):
    """One list a font; all have the name of the field, so that a browser sends them in their order."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = [each for each in value or () if each]
        lists = [*chosen, *[""] * SPARE_LISTS]
        own = attrs or {}
        return format_html_join(
            "\n",
            "{}",
            (
                (
                    super(FontChainWidget, self).render(
                        name,
                        font,
                        own
                        | ({"id": f"{own['id']}_{place}"} if place and "id" in own else {})
                        | ({"aria-label": _("Fallback font %d") % place} if place else {})
                        | {"data-font-chain": ""},
                        renderer,
                    ),
                )
                for place, font in enumerate(lists)
            ),
        )

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        given: Sequence[str] = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [font for font in dict.fromkeys(given) if font]


class FontChainField(forms.MultipleChoiceField):
    """Families in the order of the lists, each once."""

    widget = FontChainWidget
