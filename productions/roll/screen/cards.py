"""Parts on cards: as few as hold them, filled evenly, each in the middle of the screen for its share of the time."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from productions.roll.delivery import Delivery
from productions.roll.screen.pages import page
from productions.roll.screen.parts import Part, placed
from productions.roll.screen.setting import area_of
from productions.roll.screen.shots import CardShot, Cue, Marker, Timed, cues_of
from productions.roll.template import Template
from productions.roll.timing import TimingRefused, card_frames, frames_of, told
from productions.sentences import Sentence

Card = list[Part]


class CardTooHigh(TimingRefused):
    """What must stand together is higher than a card. One sentence names its first line."""


class CardsRefused(TimingRefused):
    """The cards and their fades need more time than there is."""


def carded(parts: Sequence[Part], delivery: Delivery, template: Template, frames: int | None) -> Timed:
    """In exactly `frames`, or each card for its natural time. Raises CardTooHigh, CardsRefused."""
    raster = delivery.raster
    across = raster.width if template.writing == "vertical" else raster.height
    room = area_of(raster, template).height or across
    cards = [card for run in runs(parts) for card in packed(run, room)]
    lengths = card_lengths(cards, delivery, template, frames)
    starts = [sum(lengths[:index]) for index in range(len(cards))]
    pages: list[dict[str, Any]] = []
    cues: list[Cue] = []
    for card, start, length in zip(cards, starts, lengths, strict=True):
        gaps = [part.gap for part in card[:-1]]
        rows = list(placed(card, gaps, top=(across - height_of(card)) // 2))
        pages.append(page(rows, raster.width, raster.height))
        cues.extend(cue for _y, row in rows for cue in cues_of(row, start, start + length))
    fades = template.cards
    return Timed(
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


def runs(parts: Sequence[Part]) -> Iterator[Card]:
    """Parts that may share cards: a new run begins where a part is fresh, and after one that stands alone."""
    run: Card = []
    for part in parts:
        if run and (part.fresh or (run[-1].alone_ms is not None and not run[-1].ties)):
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def packed(run: Card, room: int) -> Iterator[Card]:
    """As few cards as hold the run, the highest of them as low as can be. Raises CardTooHigh."""
    units = list(tied(run))
    for unit in units:
        if height_of(unit) > room:
            raise too_high(unit, room)
    fewest = len(list(filled(units, room)))
    low, high = max(height_of(unit) for unit in units), room
    while low < high:
        middle = (low + high) // 2
        if len(list(filled(units, middle))) == fewest:
            high = middle
        else:
            low = middle + 1
    yield from filled(units, high)


def filled(units: Sequence[Card], room: int) -> Iterator[Card]:
    """Units one after another, each card as full as `room` lets it be."""
    card: Card = []
    for unit in units:
        if card and height_of([*card, *unit]) > room:
            yield card
            card = []
        card = [*card, *unit]
    yield card


def tied(run: Card) -> Iterator[Card]:
    """Headings with what they stand above."""
    unit: Card = []
    for part in run:
        unit.append(part)
        if not part.ties:
            yield unit
            unit = []
    if unit:
        yield unit


def height_of(card: Sequence[Part]) -> int:
    return sum(part.height + part.gap for part in card) - card[-1].gap


def too_high(unit: Sequence[Part], room: int) -> CardTooHigh:
    first = next((cell.text for part in unit for row in part.rows for cell in row.cells), "")
    high = height_of(unit)
    return CardTooHigh(
        Sentence(
            "What stands with “%(first)s” is %(height)d px high and a card has %(room)d px: set it in smaller type or "
            "more columns, or part it.",
            first=first,
            height=high,
            room=room,
        )
    )


def card_lengths(
    cards: Sequence[Card], delivery: Delivery, template: Template, frames: int | None
) -> tuple[int, ...]:
    """The frames of each card; no card is shorter than its fades and one frame that is whole."""
    fades = template.cards
    least = fades.fade_in + fades.fade_out + 1

    def counted(milliseconds: int) -> int:
        return max(least, frames_of(Fraction(milliseconds, 1000), delivery.rate))

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
                cards=len(cards), asked=told(frames, delivery.rate), needed=told(needed, delivery.rate)
            ),
            remedies=(
                Sentence("Give the roll %(time)s.", time=told(needed, delivery.rate)),
                *card_remedies(exactly=exactly, fades=least - 1),
            ),
        )
    return card_frames(frames, alone)


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


def card_remedies(*, exactly: bool, fades: int) -> Iterator[Sentence]:
    """What makes cards fit into another time; `fades` are the frames of a card's fades."""
    if exactly:
        yield Sentence("Let a card share the time, instead of each asking for its own.")
        return
    yield Sentence("Put more on a card, in more columns or smaller type.")
    if fades:
        yield Sentence(
            "Make the fades shorter than %(frames)d frame together.",
            "Make the fades shorter than %(frames)d frames together.",
            "frames",
            frames=fades,
        )
