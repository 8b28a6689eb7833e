"""Bars of a cut strip as SVG. By hand and not by template: a page has hundreds of marks, and a template takes a millisecond for each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from api.pages.cut_strip import Shape

NIL = "00000000-0000-0000-0000-000000000000"


def get_cut_address(uid: str) -> str:
    """The page of a cut in the language that is active."""
    return make_cut_address(get_language()).replace(NIL, uid)


@lru_cache
def make_cut_address(_language: str) -> str:
    """The address of the cut NIL: what all of a language have in common is put together once."""
    return reverse("pages:cut", kwargs={"uid": NIL})


def draw_bar(bar: Sequence[Shape], here: str) -> SafeString:
    """The marks of a bar, each a link to its first cut; `here`: the cut whose page it is."""
    return mark_safe("".join(draw_shape(shape, here) for shape in bar))


def draw_shape(shape: Shape, here: str) -> str:
    """One mark: title, and a path for each sign. Only signs with a pattern of `cut_legend.html` are filled with it."""
    uid = str(shape.mark.cuts[0]["uid"])
    paths = "".join(
        f'<path class="s-{sign}" fill="url(#s-{sign})" d="{path}"/>' for sign, path in shape.lanes
    )
    marked = ' class="here"' if uid == here else ""
    title = escape(f"{shape.mark.numbers}: {shape.mark.words}")
    return f'<a href="{escape(get_cut_address(uid))}" tabindex="-1"{marked}><title>{title}</title>{paths}</a>'
