"""Parts in time as a scroll, which leaves the screen or stops with its last block in the middle of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from productions.roll.delivery import Delivery
from productions.roll.screen.cards import too_high
from productions.roll.screen.pages import pages_of
from productions.roll.screen.parts import Part, Row, placed, strip_of
from productions.roll.screen.shots import Marker, ScrollShot, Timed, cues_of
from productions.roll.template import Template
from productions.roll.timing import Scroll, frames_of, locked_scroll, scroll

Rows = list[tuple[int, Row, str]]
"""Rows with the distance of their top edge from the strip's, and the name of the section that begins there."""


def scrolled(parts: Sequence[Part], delivery: Delivery, template: Template, frames: int | None) -> Timed:
    """In exactly `frames`, or the natural time. Raises RunningTimeRefused."""
    if template.kind == "stop":
        return stopping(parts, delivery, template, frames)
    strip = strip_of(parts, delivery.raster)
    moving = (
        scroll(strip, px=delivery.speed)
        if frames is None
        else locked_scroll(strip, px=delivery.speed, frames=frames, rate=delivery.rate)
    )
    rows = list(named(parts, moving.gaps, 0))
    height = strip.fixed + sum(moving.gaps)
    return timed(rows, height, moving, 0, delivery)


def stopping(parts: Sequence[Part], delivery: Delivery, template: Template, frames: int | None) -> Timed:
    """The last block is a page of the screen's size at the end of the strip; it stands still for the hold. Raises CardTooHigh."""
    screen = delivery.raster.height
    cut = max((index for index, part in enumerate(parts) if part.fresh), default=0)
    before, last = parts[:cut], parts[cut:]
    inner = strip_of(last, delivery.raster)
    if inner.height > (room := screen * 9 // 10):
        raise too_high(last, room)
    hold = frames_of(Fraction(template.hold_ms, 1000), delivery.rate)
    plain = strip_of([*before, Part((Row(screen, ()),), 0)], delivery.raster)
    strip = replace(plain, hold=hold)
    moving = (
        scroll(strip, px=delivery.speed)
        if frames is None
        else locked_scroll(strip, px=delivery.speed, frames=frames, rate=delivery.rate)
    )
    # A whole number of steps brings the page to rest exactly on the screen: what is over stands above the first row.
    height = moving.px * (moving.frames - 1 - hold)
    page = height - screen
    above = height - strip.fixed - sum(moving.gaps)
    rows = [
        *named(before, moving.gaps[:-1], above),
        *named(last, inner.gaps, page + (screen - inner.height) // 2),
    ]
    return timed(rows, height, moving, hold, delivery)


def named(parts: Sequence[Part], gaps: Sequence[int], top: int) -> Iterator[tuple[int, Row, str]]:
    rows = placed(parts, gaps, top=top) if parts else ()
    sections = (name for part in parts for name in (part.section, *[""] * (len(part.rows) - 1)))
    for (y, row), section in zip(rows, sections, strict=True):
        yield y, row, section


def timed(rows: Rows, height: int, moving: Scroll, hold: int, delivery: Delivery) -> Timed:
    px, screen = moving.px, delivery.raster.height
    pages = pages_of([(y, row) for y, row, _section in rows], height, delivery.raster)
    return Timed(
        pages=tuple(pages),
        shots=(ScrollShot(0, len(pages) - 1, 0, moving.frames, px, hold),),
        # On frame n the rows above n × px are on the screen or have left it.
        markers=tuple(Marker(y // px + 1, section) for y, _row, section in rows if section),
        cues=tuple(
            cue
            for y, row, _section in rows
            for cue in cues_of(row, y // px + 1, min(-(-(y + row.height + screen) // px), moving.frames))
        ),
    )
