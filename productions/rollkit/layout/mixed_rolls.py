"""Cards and scrolls in one roll, one after another, and how they share a time that is locked.

Cards keep their usual time and the gaps of the scrolls stretch, at the slowest speed that gives the time, up to twice the usual.
Where no stretch does, the scrolls take the time that is nearest, and the cards share what they leave.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from productions.rollkit.layout.boxes import Part
from productions.rollkit.layout.card_lengths import Card, compute_card_lengths, count_needed_frames
from productions.rollkit.layout.cards import lay_out_cards, list_cards, time_cards
from productions.rollkit.layout.scrolls import (
    lay_out_scroll,
    list_speeds,
    measure_scroll,
    open_clear_fields,
    time_parts,
)
from productions.rollkit.layout.shots import TimedPages, join_timed_pages
from productions.rollkit.screen_spec import ScreenSpec
from productions.rollkit.template.model import Template
from productions.rollkit.timing import (
    SPEEDS_PX_PER_FRAME,
    Scroll,
    Strip,
    TimingRefused,
    compute_time_span,
    describe_running_time,
    stretch_gaps,
    time_locked_scroll,
    time_scroll,
)
from productions.shared.sentences import Sentence


class MixedRollRefused(TimingRefused):
    """The cards and scrolls of a roll need more time than there is, or cannot fill it."""


@dataclass(frozen=True, slots=True)
class ScrollRun:
    """Parts that scroll, with the template that they are laid out by."""

    parts: Sequence[Part]
    template: Template
    strip: Strip


@dataclass(frozen=True, slots=True)
class SharedTime:
    """The frames that all cards have together, None where each has its usual ones, and each scroll in time."""

    cards: int | None
    scrolls: Sequence[Scroll]


def lay_out_in_time(
    parts: Sequence[Part], delivery: ScreenSpec, template: Template, frames: int | None
) -> TimedPages:
    """In exactly `frames`, or the natural time. Raises CardTooHigh, CardsRefused, ScrollTooFast, RunningTimeRefused,
    MixedRollRefused.
    """
    runs = [(motion, list(run)) for motion, run in groupby(parts, key=lambda part: part.motion)]
    if len(runs) == 1:
        ((motion, _run),) = runs
        lay_out = lay_out_cards if motion == "cards" else lay_out_scroll
        return lay_out(parts, delivery, template.for_motion(motion), frames)
    on_cards = template.for_motion("cards")
    scrolling = [index for index, (motion, _run) in enumerate(runs) if motion == "scroll"]
    placed: list[list[Card] | ScrollRun] = []
    for index, (motion, run) in enumerate(runs):
        if motion == "cards":
            placed.append(list_cards(run, delivery, on_cards))
        else:
            stops = template.kind == "stop" and index == scrolling[-1]
            rest = template.rest_ms if index == scrolling[0] else 0
            moving = replace(template, kind="stop" if stops else "scroll", rest_ms=rest)
            opened = open_clear_fields(run, delivery.raster.height)
            placed.append(ScrollRun(opened, moving, measure_scroll(opened, delivery, moving)))
    cards = [card for run in placed if isinstance(run, list) for card in run]
    scrolls = [run for run in placed if isinstance(run, ScrollRun)]
    shared = share_time(cards, scrolls, delivery, on_cards, frames)
    lengths = iter(compute_card_lengths(cards, delivery, on_cards, shared.cards))
    moved = iter(shared.scrolls)
    return join_timed_pages(
        time_parts(run.parts, next(moved), delivery, run.template)
        if isinstance(run, ScrollRun)
        else time_cards(run, [next(lengths) for _card in run], delivery, on_cards)
        for run in placed
    )


def share_time(
    cards: Sequence[Card],
    scrolls: Sequence[ScrollRun],
    delivery: ScreenSpec,
    template: Template,
    frames: int | None,
) -> SharedTime:
    """Who has which part of the time. Raises ScrollTooFast, MixedRollRefused."""
    strips = [run.strip for run in scrolls]
    speeds = list_speeds(strips[0], delivery, template)
    if frames is None:
        return SharedTime(None, [time_scroll(strip, px=speeds[0]) for strip in strips])
    usual = sum(compute_card_lengths(cards, delivery, template, None))
    for px in speeds:
        least, most = measure_span(strips, px)
        if least <= frames - usual <= most:
            return SharedTime(None, list(share_scroll_frames(strips, px, frames - usual, delivery)))
    needed, shares = count_needed_frames(cards, delivery, template)
    for px in speeds:
        least, most = measure_span(strips, px)
        rolling = min(max(frames - usual, least), most)
        if shares and frames - rolling >= needed:
            found = list(share_scroll_frames(strips, px, rolling, delivery))
            return SharedTime(frames - rolling, found)
    raise build_mixed_roll_refused(strips, speeds, needed if shares else usual, delivery, frames)


def measure_span(strips: Sequence[Strip], px: int) -> tuple[int, int]:
    """The fewest and the most frames of all scrolls together at one speed."""
    spans = [compute_time_span(strip, px) for strip in strips]
    return sum(span.shortest for span in spans), sum(span.longest for span in spans)


def share_scroll_frames(
    strips: Sequence[Strip], px: int, frames: int, delivery: ScreenSpec
) -> Iterator[Scroll]:
    """Each scroll in its part of `frames`, which all of them reach: what they have over their shortest, each by how far it stretches."""
    spans = [compute_time_span(strip, px) for strip in strips]
    over = stretch_gaps(
        [span.longest - span.shortest for span in spans], frames - sum(span.shortest for span in spans)
    )
    for strip, span, more in zip(strips, spans, over, strict=True):
        yield time_locked_scroll(strip, px=px, frames=span.shortest + more, rate=delivery.rate)


MIXED_TOO_LONG = Sentence(
    "The roll cannot last %(asked)s: its cards need at least %(cards)s, and what scrolls at least %(scrolls)s at %(px)d px a frame."
)
MIXED_TOO_SHORT = Sentence(
    "The roll cannot last %(asked)s: its cards last %(cards)s, and what scrolls at most %(scrolls)s at %(px)d px a frame."
)


def build_mixed_roll_refused(
    strips: Sequence[Strip], speeds: Sequence[int], cards: int, delivery: ScreenSpec, frames: int
) -> MixedRollRefused:
    """Why not, and what would do: another speed, less or more in the roll, another time."""
    spans = {px: measure_span(strips, px) for px in {*SPEEDS_PX_PER_FRAME, *speeds}}
    long = frames < cards + spans[speeds[-1]][0]
    px = speeds[-1] if long else min(px for px in speeds if cards + spans[px][1] < frames)
    scrolls = spans[px][0 if long else 1]
    fitting = [
        other
        for other in SPEEDS_PX_PER_FRAME
        if other <= strips[0].fastest
        and cards + spans[other][0] <= frames
        and (long or frames <= cards + spans[other][1])
    ]
    remedies = []
    if fitting:
        nearest = min(fitting, key=lambda other: (abs(other - px), other))
        remedies.append(Sentence("Scroll at %(px)d px a frame.", px=nearest))
    if long:
        remedies.append(Sentence("Put more on a card, in more columns or smaller type."))
    else:
        remedies.append(Sentence("Let at least one card share the time instead of giving each its own."))
    rate = delivery.rate
    remedies.append(Sentence("Give the roll %(time)s.", time=describe_running_time(cards + scrolls, rate)))
    reason = (MIXED_TOO_LONG if long else MIXED_TOO_SHORT).given(
        asked=describe_running_time(frames, rate),
        cards=describe_running_time(cards, rate),
        scrolls=describe_running_time(scrolls, rate),
        px=px,
    )
    return MixedRollRefused(reason, remedies=tuple(remedies))
