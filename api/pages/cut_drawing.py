"""Bars of a cut strip as SVG. By hand and not by template: a page has hundreds of marks, and a template takes a millisecond for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape  # Django's own makes each text safe by a class, which takes three times as long

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from api.pages.cut_strip import Mark, Shape
from api.pages.link_drawing import draw_link
from api.pages.page_addresses import find_address_frame


def draw_bar(bar: Sequence[Shape], here: str) -> SafeString:
    """The marks of a bar, each a link to its first cut; `here`: the cut whose page it is."""
    frame = find_address_frame("cut", get_language())
    return mark_safe("".join(draw_shape(shape, here, frame) for shape in bar))


def draw_runs(runs: Iterable[Mark]) -> SafeString:
    """A strip in words: each run's first and last cut, which are links, and what it says."""
    frame = find_address_frame("cut", get_language())
    return mark_safe("".join(draw_run(run, frame) for run in runs))


def draw_run(run: Mark, frame: tuple[str, str]) -> str:
    """One line of the strip in words. `frame` as in `draw_shape`."""
    ends = (run.cuts[0],) if len(run.cuts) == 1 else (run.cuts[0], run.cuts[-1])
    links = [draw_link(cut["uid"].join(frame), cut["number"]) for cut in ends]
    return f'<li>{"–".join(links)} <span class="meta">{escape(run.words)}</span></li>'


def draw_shape(shape: Shape, here: str, frame: tuple[str, str]) -> str:
    """One mark: title, and a path for each sign. Only signs with a pattern of `cut_legend.html` are filled with it.

    `frame`: what stands before and after the uid in the address of a cut.
    """
    uid = str(shape.mark.cuts[0]["uid"])
    paths = "".join(
        f'<path class="s-{sign}" fill="url(#s-{sign})" d="{path}"/>' for sign, path in shape.lanes
    )
    marked = ' class="here"' if uid == here else ""
    title = escape(f"{shape.mark.numbers}: {shape.mark.words}")
    return f'<a href="{escape(uid.join(frame))}" tabindex="-1"{marked}><title>{title}</title>{paths}</a>'
