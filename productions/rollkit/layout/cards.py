"""Parts on cards: as few as hold them, filled evenly, each in the middle of the screen for its share of the time."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from productions.rollkit.layout.boxes import Part, place_rows
from productions.rollkit.layout.page_boxes import build_page
from productions.rollkit.layout.shots import CardShot, Cue, Marker, TimedPages, iter_cues
from productions.rollkit.layout.style import compute_safe_area
from productions.rollkit.screen_spec import ScreenSpec
from productions.rollkit.template.model import Template
from productions.rollkit.timing import (
    TimingRefused,
    convert_seconds_to_frames,
    describe_running_time,
    share_card_frames,
)
from productions.shared.sentences import Sentence

Card = list[Part]


class CardTooHigh(TimingRefused):
    """What must stand together is higher than a card. One sentence names its first line."""


class CardsRefused(TimingRefused):
    """The cards and their fades need more time than there is."""


def lay_out_cards(
    parts: Sequence[Part], delivery: ScreenSpec, template: Template, frames: int | None
) -> TimedPages:
    """In exactly `frames`, or each card for its natural time. Raises CardTooHigh, CardsRefused."""
    raster = delivery.raster
    across = raster.width if template.writing == "vertical" else raster.height
    room = compute_safe_area(raster, template).height or across
    cards = [card for run in split_card_runs(parts) for card in pack_cards(run, room)]
    lengths = compute_card_lengths(cards, delivery, template, frames)
    starts = [sum(lengths[:index]) for index in range(len(cards))]
    pages: list[dict[str, Any]] = []
    cues: list[Cue] = []
    for card, start, length in zip(cards, starts, lengths, strict=True):
        gaps = [part.gap for part in card[:-1]]
        rows = list(place_rows(card, gaps, top=(across - measure_card_height(card)) // 2))
        pages.append(build_page(rows, raster.width, raster.height))
        cues.extend(cue for _y, row in rows for cue in iter_cues(row, start, start + length))
    fades = template.cards
    return TimedPages(
        pages=tuple(pages),
        shots=tuple(
            CardShot(index, start, length, fades.fade_in, fades.fade_out)
            for index, (start, length) in enumerate(zip(starts, lengths, strict=True))
        ),
        markers=tuple(
            Marker(start, part.section)
            for card, start in zip(cards, starts, strict=True)
            for part in card
            if part.section
        ),
        cues=tuple(cues),
    )


def split_card_runs(parts: Sequence[Part]) -> Iterator[Card]:
    """Parts that may share cards: a new run begins where a part is fresh, and after one that stands alone."""
    run: Card = []
    for part in parts:
        if run and (part.fresh or (run[-1].alone_ms is not None and not run[-1].ties)):
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def pack_cards(run: Card, room: int) -> Iterator[Card]:
    """As few cards as hold the run, the highest of them as low as can be. Raises CardTooHigh."""
    units = list(group_tied_parts(run))
    for unit in units:
        if measure_card_height(unit) > room:
            raise build_card_too_high(unit, room)
    fewest = len(list(fill_cards(units, room)))
    low, high = max(measure_card_height(unit) for unit in units), room
    while low < high:
        middle = (low + high) // 2
        if len(list(fill_cards(units, middle))) == fewest:
            high = middle
        else:
            low = middle + 1
    yield from fill_cards(units, high)


def fill_cards(units: Sequence[Card], room: int) -> Iterator[Card]:
    """Units one after another, each card as full as `room` lets it be."""
    card: Card = []
    height = 0  # with the gap below the last part
    for unit in units:
        if card and height + measure_card_height(unit) > room:
            yield card
            card, height = [], 0
        card += unit
        height += measure_card_height(unit) + unit[-1].gap
    yield card


def group_tied_parts(run: Card) -> Iterator[Card]:
    """Headings with what they stand above."""
    unit: Card = []
    for part in run:
        unit.append(part)
        if not part.ties:
            yield unit
            unit = []
    if unit:
        yield unit


def measure_card_height(card: Sequence[Part]) -> int:
    return sum(part.height + part.gap for part in card) - card[-1].gap


def build_card_too_high(unit: Sequence[Part], room: int) -> CardTooHigh:
    first = next((cell.text for part in unit for row in part.rows for cell in row.cells), "")
    high = measure_card_height(unit)
    return CardTooHigh(
        Sentence(
            "The group that begins with “%(first)s” is %(height)d px high, but a card has %(room)d px: use smaller type or more columns, or split it.",
            first=first,
            height=high,
            room=room,
        )
    )


def compute_card_lengths(
    cards: Sequence[Card], delivery: ScreenSpec, template: Template, frames: int | None
) -> tuple[int, ...]:
    """The frames of each card; no card is shorter than its fades and one frame that is whole."""
    fades = template.cards
    least = fades.fade_in + fades.fade_out + 1

    def counted(milliseconds: int) -> int:
        return max(least, convert_seconds_to_frames(Fraction(milliseconds, 1000), delivery.rate))

    alone = [
        max((counted(part.alone_ms) for part in card if part.alone_ms is not None), default=None)
        for card in cards
    ]
    if frames is None:
        return tuple(counted(fades.each_ms) if own is None else own for own in alone)
    needed = sum(least if own is None else own for own in alone)
    exactly = None not in alone
    if frames < needed or (exactly and frames != needed):
        raise CardsRefused(
            (CARDS_EXACTLY if exactly else CARDS_AT_LEAST).given(
                cards=len(cards),
                asked=describe_running_time(frames, delivery.rate),
                needed=describe_running_time(needed, delivery.rate),
            ),
            remedies=(
                Sentence("Give the roll %(time)s.", time=describe_running_time(needed, delivery.rate)),
                *list_card_remedies(exactly=exactly, fades=least - 1),
            ),
        )
    return share_card_frames(frames, alone)


CARDS_EXACTLY = Sentence(
    "%(cards)d card cannot last %(asked)s: it needs exactly %(needed)s.",
    "%(cards)d cards cannot last %(asked)s: they need exactly %(needed)s.",
    "cards",
)
CARDS_AT_LEAST = Sentence(
    "%(cards)d card cannot last %(asked)s: it needs at least %(needed)s.",
    "%(cards)d cards cannot last %(asked)s: they need at least %(needed)s.",
    "cards",
)


def list_card_remedies(*, exactly: bool, fades: int) -> Iterator[Sentence]:
    """What makes cards fit into another time; `fades` are the frames of a card's fades."""
    if exactly:
        yield Sentence("Let at least one card share the time instead of giving each its own.")
        return
    yield Sentence("Put more on a card, in more columns or smaller type.")
    if fades:
        yield Sentence(
            "Make the fades shorter than %(frames)d frame together.",
            "Make the fades shorter than %(frames)d frames together.",
            "frames",
            frames=fades,
        )
