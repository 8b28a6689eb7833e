"""The fonts of an export, first choice first: as many lists as there are fonts, and one more."""

from collections.abc import Mapping
from copy import copy
from typing import Any

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

MIN_FONT_LISTS = 2
"""A font and a fallback are asked for in any case; `font_chain.js` adds another list when the last one is used."""


class FontChainWidget(forms.Select):
    """One list a font; all have the name of the field, so that a browser sends them in their order."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = [font for font in value or () if font]
        spare = max(1, MIN_FONT_LISTS - len(chosen))
        lists = enumerate([*chosen, *[""] * spare])
        return format_html_join(
            "\n",
            "{}",
            ((self.render_list(name, place, font, attrs or {}, renderer),) for place, font in lists),
        )

    def render_list(
        self, name: str, place: int, font: str, attrs: Mapping[str, Any], renderer: Any
    ) -> SafeString:
        """The list at a place of the chain; a fallback may be none."""
        own, told = copy(self), {**attrs, "data-font-chain": ""}
        if place:
            own.choices = [("", _("none")), *list(self.choices)[1:]]
            told["aria-label"] = _("Fallback font %d") % place
            told["id"] = f"{attrs.get('id', name)}_{place}"
        return forms.Select.render(own, name, font, told, renderer)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        given = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [font for font in dict.fromkeys(given) if font]


class FontChainField(forms.MultipleChoiceField):
    """Families in the order of the lists, each once."""

    widget = FontChainWidget
