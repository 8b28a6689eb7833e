"""Parts in time as a scroll, which leaves the screen or stops with its last block in the middle of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
    count_eased_rows,
    describe_running_time,
    time_locked_scroll,
    time_scroll,
)
from productions.shared.sentences import Sentence

SectionRows = list[tuple[int, Row, str]]
"""Rows with the distance of their top edge from the strip's, and the name of the section that begins there."""


class ScrollTooFast(TimingRefused):
    """At the speed that was asked for nobody can read a line."""


class EaseTooLong(TimingRefused):
    """A scroll that moves off and slows down would not do both within a screen."""


def lay_out_scroll(
    parts: Sequence[Part], delivery: ScreenSpec, template: Template, frames: int | None
) -> TimedPages:
    """In exactly `frames`, or the natural time. Raises RunningTimeRefused, ScrollTooFast."""
    parts = open_clear_fields(parts, delivery.raster.height)
    moving = choose_scroll(measure_scroll(parts, delivery, template), delivery, template, frames)
    return time_parts(parts, moving, delivery, template)


@dataclass(frozen=True, slots=True)
class ScrollParts:
    """What stands at the beginning, if anything, what scrolls by, and what stays at the end, if anything."""

    first: Sequence[Part]
    middle: Sequence[Part]
    last: Sequence[Part]

    def list_strip_parts(self, screen: int) -> list[Part]:
        """The parts of the strip: what stands is a page of the screen's size."""
        page = Part((Row(screen, ()),), self.first[-1].gap if self.first else 0)
        return [*([page] if self.first else ()), *self.middle, *([page] if self.last else ())]


def divide_scroll(parts: Sequence[Part], template: Template) -> ScrollParts:
    """The first block where the scroll begins at rest, the last one where it stops, and all between."""
    end = max((index for index, part in enumerate(parts) if part.fresh), default=0)
    end = end if template.kind == "stop" else len(parts)
    middle, last = list(parts[:end]), parts[end:]
    start = next((index for index, part in enumerate(middle) if index and part.fresh), end)
    first, middle = (middle[:start], middle[start:]) if template.rest_ms else ([], middle)
    if first and not first[-1].rows[-1].cells:
        # The empty screen above a clear field is no part of the page.
        *rows, empty = first[-1].rows
        first[-1] = replace(first[-1], rows=tuple(rows))
        middle.insert(0, Part((empty,), 0))
    return ScrollParts(first, middle, last)


def measure_scroll(parts: Sequence[Part], delivery: ScreenSpec, template: Template) -> Strip:
    """What timing asks about. Raises CardTooHigh where what stands has no room on the screen."""
    screen, divided = delivery.raster.height, divide_scroll(parts, template)
    room = screen * 9 // 10
    for standing in (divided.first, divided.last):
        if standing and measure_strip(standing, delivery.raster).height > room:
            raise build_card_too_high(standing, room)
    strip = measure_strip(divided.list_strip_parts(screen), delivery.raster)
    hold, rest = (
        convert_seconds_to_frames(Fraction(milliseconds, 1000), delivery.rate)
        for milliseconds in (template.hold_ms, template.rest_ms)
    )
    return replace(
        strip,
        hold=hold if divided.last else None,
        rest=rest if divided.first else 0,
        ease=template.ease if divided.first else 0,
        ease_out=template.ease_out if divided.last else 0,
        fastest=compute_fastest_speed(screen, delivery.rate, template.pace.scroll_ms),
    )


def time_parts(parts: Sequence[Part], moving: Scroll, delivery: ScreenSpec, template: Template) -> TimedPages:
    """The pages of a scroll whose speed, frames and gaps are known."""
    screen, divided = delivery.raster.height, divide_scroll(parts, template)
    strip = measure_scroll(parts, delivery, template)
    gaps = list(moving.gaps)
    height = strip.fixed + sum(gaps)
    rows: SectionRows = []
    y = 0
    if divided.first:
        rows += place_page_rows(divided.first, 0, delivery)
        y = screen + (gaps.pop(0) if gaps else 0)
    if divided.last:
        # A whole number of steps brings the page to rest exactly on the screen: what is over stands above what scrolls by.
        whole = moving.px * moving.frames - strip.count_rows_beyond(moving.px)
        y += whole - height
        height = whole
    rows += label_section_rows(divided.middle, gaps[: max(len(divided.middle) - 1, 0)], y)
    if divided.last:
        rows += place_page_rows(divided.last, height - screen, delivery)
    lead = screen if divided.first else 0
    shot = ScrollShot(
        *(0, 0, 0, moving.frames, moving.px, strip.hold or 0, strip.rest, strip.ease, lead, strip.ease_out)
    )
    return time_scroll_rows(rows, height, shot, delivery)


def place_page_rows(parts: Sequence[Part], top: int, delivery: ScreenSpec) -> Iterator[tuple[int, Row, str]]:
    """Parts in the middle of a page of the screen's size."""
    inner = measure_strip(parts, delivery.raster)
    yield from label_section_rows(parts, inner.gaps, top + (delivery.raster.height - inner.height) // 2)


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
    if strip.count_lag(speed) > strip.screen:
        raise build_ease_too_long(strip, speed)
    return (
        [speed]
        if delivery.px
        else [
            px
            for px in range(speed, min(2 * delivery.speed, strip.fastest) + 1)
            if strip.count_lag(px) <= strip.screen
        ]
    )


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


def build_ease_too_long(strip: Strip, px: int) -> EaseTooLong:
    """How far it would move below its speed, and how many frames of ease are possible."""
    most = strip.screen // count_eased_rows(px, 1)
    return EaseTooLong(
        Sentence(
            "Eased by %(ease)d frame a pixel, the scroll moves by %(rows)d px below its %(px)d px a frame, more than the screen's %(screen)d.",
            "Eased by %(ease)d frames a pixel, the scroll moves by %(rows)d px below its %(px)d px a frame, more than the screen's %(screen)d.",
            "ease",
            ease=strip.ease + strip.ease_out,
            rows=strip.count_lag(px),
            px=px,
            screen=strip.screen,
        ),
        remedies=(
            Sentence(
                "Ease by at most %(most)d frame a pixel, in and out together, in the template.",
                "Ease by at most %(most)d frames a pixel, in and out together, in the template.",
                "most",
                most=most,
            ),
        ),
    )


def label_section_rows(
    parts: Sequence[Part], gaps: Sequence[int], top: int
) -> Iterator[tuple[int, Row, str]]:
    rows = place_rows(parts, gaps, top=top) if parts else ()
    sections = (name for part in parts for name in (part.section, *[""] * (len(part.rows) - 1)))
    for (y, row), section in zip(rows, sections, strict=True):
        yield y, row, section


def time_scroll_rows(rows: SectionRows, height: int, shot: ScrollShot, delivery: ScreenSpec) -> TimedPages:
    """Rows on pages, and the frames on which they come and go by a shot of the first page."""
    screen = delivery.raster.height
    pages = build_pages([(y, row) for y, row, _section in rows], height, delivery.raster)
    return TimedPages(
        pages=tuple(pages),
        shots=(replace(shot, last=len(pages) - 1),),
        # A row is on the screen from the frame on which the strip has moved by more than what is above the row.
        markers=tuple(Marker(shot.find_frame_past(y), section) for y, _row, section in rows if section),
        cues=tuple(
            cue
            for y, row, _section in rows
            for cue in iter_cues(
                row,
                shot.find_frame_past(y),
                min(shot.find_frame_past(y + row.height + screen - 1), shot.frames),
            )
        ),
    )
