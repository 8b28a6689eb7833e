"""Parts in time as a scroll, which leaves the screen or stops with its last block in the middle of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from productions.rollkit.layout.boxes import Part, Row, measure_strip, place_rows
from productions.rollkit.layout.cards import build_card_too_high
from productions.rollkit.layout.page_boxes import build_pages
from productions.rollkit.layout.shots import Marker, ScrollShot, TimedPages, iter_cues
from productions.rollkit.screen_spec import ScreenSpec
from productions.rollkit.template.model import Template
from productions.rollkit.timing import (
    RunningTimeRefused,
    Scroll,
    Strip,
    TimingRefused,
    compute_fastest_speed,
    compute_seconds_on_screen,
    convert_seconds_to_frames,
    describe_running_time,
    time_locked_scroll,
    time_scroll,
)
from productions.shared.sentences import Sentence

SectionRows = list[tuple[int, Row, str]]
"""Rows with the distance of their top edge from the strip's, and the name of the section that begins there."""


class ScrollTooFast(TimingRefused):
    """At the speed that was asked for nobody can read a line."""


def lay_out_scroll(
    parts: Sequence[Part], delivery: ScreenSpec, template: Template, frames: int | None
) -> TimedPages:
    """In exactly `frames`, or the natural time. Raises RunningTimeRefused, ScrollTooFast."""
    parts = open_clear_fields(parts, delivery.raster.height)
    moving = choose_scroll(measure_scroll(parts, delivery, template), delivery, template, frames)
    return time_parts(parts, moving, delivery, template)


def measure_scroll(parts: Sequence[Part], delivery: ScreenSpec, template: Template) -> Strip:
    """What timing asks about: of a scroll that stops, with its last block on a page. Raises CardTooHigh."""
    fastest = compute_fastest_speed(delivery.raster.height, delivery.rate, template.pace.scroll_ms)
    if template.kind != "stop":
        return replace(measure_strip(parts, delivery.raster), fastest=fastest)
    screen = delivery.raster.height
    before, last = split_last_block(parts)
    if measure_strip(last, delivery.raster).height > (room := screen * 9 // 10):
        raise build_card_too_high(last, room)
    hold = convert_seconds_to_frames(Fraction(template.hold_ms, 1000), delivery.rate)
    plain = measure_strip([*before, Part((Row(screen, ()),), 0)], delivery.raster)
    return replace(plain, hold=hold, fastest=fastest)


def time_parts(parts: Sequence[Part], moving: Scroll, delivery: ScreenSpec, template: Template) -> TimedPages:
    """The pages of a scroll whose speed, frames and gaps are known."""
    if template.kind == "stop":
        return time_stopping_parts(parts, moving, delivery, template)
    strip = measure_strip(parts, delivery.raster)
    rows = list(label_section_rows(parts, moving.gaps, 0))
    return time_scroll_rows(rows, strip.fixed + sum(moving.gaps), moving, 0, delivery)


def open_clear_fields(parts: Sequence[Part], screen: int) -> list[Part]:
    """The parts with a whole empty screen above each that wants a clear field: it comes when what is above has left.

    The empty screen does not stretch: however a running time is locked, nothing else is seen with it.
    """
    found = list(parts[:1])
    for part in parts[1:]:
        if part.clear:
            found[-1] = replace(found[-1], rows=(*found[-1].rows, Row(screen, ())))
        found.append(part)
    return found


def choose_scroll(strip: Strip, delivery: ScreenSpec, template: Template, frames: int | None) -> Scroll:
    """The scroll at the speed that was asked for; at none, at the usual one, or in a locked time at the slowest that gives it, up to twice
    the usual; never so fast that a line cannot be read. Raises ScrollTooFast, and RunningTimeRefused as the first of the speeds does.
    """
    speeds = list_speeds(strip, delivery, template)
    if frames is None:
        return time_scroll(strip, px=speeds[0])
    refused: RunningTimeRefused | None = None
    for px in speeds:
        try:
            return time_locked_scroll(strip, px=px, frames=frames, rate=delivery.rate)
        except RunningTimeRefused as error:
            refused = refused or error
    assert refused is not None
    raise refused


def list_speeds(strip: Strip, delivery: ScreenSpec, template: Template) -> Sequence[int]:
    """The pixels a frame that a scroll may have, the usual one first. Raises ScrollTooFast."""
    speed = delivery.speed if delivery.px else min(delivery.speed, max(strip.fastest, 1))
    if speed > strip.fastest:
        raise build_scroll_too_fast(strip, speed, delivery, template)
    return [speed] if delivery.px else range(speed, min(2 * delivery.speed, strip.fastest) + 1)


def build_scroll_too_fast(strip: Strip, px: int, delivery: ScreenSpec, template: Template) -> ScrollTooFast:
    """How long a line stays and should, and the speed that would do."""
    remedies: list[Sentence] = []
    if strip.fastest:
        slower = time_scroll(strip, px=strip.fastest)
        remedies.append(
            Sentence(
                "Scroll at %(px)d px a frame or less: at %(px)d the roll lasts %(time)s.",
                px=strip.fastest,
                time=describe_running_time(slower.frames, delivery.rate),
            )
        )
    remedies.append(Sentence("Ask for less reading time of a scroll in the template."))
    reason = Sentence(
        "At %(px)d px a frame a line stays %(stay).2f s on screen; the template asks for at least %(least).2f s.",
        px=px,
        stay=float(compute_seconds_on_screen(strip.screen, px, delivery.rate)),
        least=template.pace.scroll_ms / 1000,
    )
    return ScrollTooFast(reason, remedies=tuple(remedies))


def split_last_block(parts: Sequence[Part]) -> tuple[Sequence[Part], Sequence[Part]]:
    """What scrolls by, and what stays at the end."""
    cut = max((index for index, part in enumerate(parts) if part.fresh), default=0)
    return parts[:cut], parts[cut:]


def time_stopping_parts(
    parts: Sequence[Part], moving: Scroll, delivery: ScreenSpec, template: Template
) -> TimedPages:
    """The last block is a page of the screen's size at the end of the strip; it stands still for the hold."""
    screen, strip = delivery.raster.height, measure_scroll(parts, delivery, template)
    before, last = split_last_block(parts)
    inner, hold = measure_strip(last, delivery.raster), strip.hold or 0
    # A whole number of steps brings the page to rest exactly on the screen: what is over stands above the first row.
    height = moving.px * (moving.frames - 1 - hold)
    page = height - screen
    above = height - strip.fixed - sum(moving.gaps)
    rows = [
        *label_section_rows(before, moving.gaps[:-1], above),
        *label_section_rows(last, inner.gaps, page + (screen - inner.height) // 2),
    ]
    return time_scroll_rows(rows, height, moving, hold, delivery)


def label_section_rows(
    parts: Sequence[Part], gaps: Sequence[int], top: int
) -> Iterator[tuple[int, Row, str]]:
    rows = place_rows(parts, gaps, top=top) if parts else ()
    sections = (name for part in parts for name in (part.section, *[""] * (len(part.rows) - 1)))
    for (y, row), section in zip(rows, sections, strict=True):
        yield y, row, section


def time_scroll_rows(
    rows: SectionRows, height: int, moving: Scroll, hold: int, delivery: ScreenSpec
) -> TimedPages:
    px, screen = moving.px, delivery.raster.height
    pages = build_pages([(y, row) for y, row, _section in rows], height, delivery.raster)
    return TimedPages(
        pages=tuple(pages),
        shots=(ScrollShot(0, len(pages) - 1, 0, moving.frames, px, hold),),
        # On frame n the rows above n × px are on the screen or have left it.
        markers=tuple(Marker(y // px + 1, section) for y, _row, section in rows if section),
        cues=tuple(
            cue
            for y, row, _section in rows
            for cue in iter_cues(row, y // px + 1, min(-(-(y + row.height + screen) // px), moving.frames))
        ),
    )
