"""Parts on cards: as few as hold them, filled evenly, each in the middle of the screen for its share of the time."""

from collections.abc import Iterator, Sequence
from typing import Any

from productions.rollkit.layout.boxes import Part, place_rows
from productions.rollkit.layout.card_lengths import Card, compute_card_lengths
from productions.rollkit.layout.page_boxes import build_page
from productions.rollkit.layout.plates import build_plates
from productions.rollkit.layout.shots import CardShot, Cue, Marker, TimedPages, iter_cues
from productions.rollkit.layout.style import compute_safe_area
from productions.rollkit.screen_spec import ScreenSpec
from productions.rollkit.template.model import Template
from productions.rollkit.timing import TimingRefused
from productions.shared.sentences import Sentence


class CardTooHigh(TimingRefused):
    """What must stand together is higher than a card. One sentence names its first line."""


def lay_out_cards(
    parts: Sequence[Part], delivery: ScreenSpec, template: Template, frames: int | None
) -> TimedPages:
    """In exactly `frames`, or each card for its natural time. Raises CardTooHigh, CardsRefused."""
    cards = list_cards(parts, delivery, template)
    return time_cards(cards, compute_card_lengths(cards, delivery, template, frames), delivery, template)


def list_cards(parts: Sequence[Part], delivery: ScreenSpec, template: Template) -> list[Card]:
    """The parts on cards. Raises CardTooHigh."""
    room = compute_safe_area(delivery.raster, template).height or measure_card_room(delivery, template)
    return [card for run in split_card_runs(parts) for card in pack_cards(run, room)]


def measure_card_room(delivery: ScreenSpec, template: Template) -> int:
    """The screen's size in pixels in the direction in which lines follow one another."""
    return delivery.raster.width if template.writing == "vertical" else delivery.raster.height


def time_cards(
    cards: Sequence[Card], lengths: Sequence[int], delivery: ScreenSpec, template: Template
) -> TimedPages:
    """A page for each card, for its frames."""
    raster, across = delivery.raster, measure_card_room(delivery, template)
    room = compute_safe_area(raster, template).height or across
    starts = [sum(lengths[:index]) for index in range(len(cards))]
    pages: list[dict[str, Any]] = []
    cues: list[Cue] = []
    for card, start, length in zip(cards, starts, lengths, strict=True):
        gaps = [part.gap for part in card[:-1]]
        rows = list(place_rows(card, gaps, top=find_card_top(card, across, room)))
        page = build_page(rows, raster.width, raster.height)
        pages.append(page | {"cells": [*build_plates(rows, raster, template), *page["cells"]]})
        cues.extend(cue for _y, row in rows for cue in iter_cues(row, start, start + length))
    fades = template.cards
    return TimedPages(
        pages=tuple(pages),
        shots=tuple(
            CardShot(
                index,
                start,
                length,
                0 if fades.melt and index else fades.fade_in,
                0 if fades.melt and index < len(cards) - 1 else fades.fade_out,
                fades.melt if index < len(cards) - 1 else 0,
            )
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


def find_card_top(card: Card, across: int, room: int) -> int:
    """Where a card begins, in pixels from the edge: at an end of the safe `room`, or in the middle of all that lies `across`."""
    high, margin = measure_card_height(card), (across - room) // 2
    return {"middle": (across - high) // 2, "top": margin, "bottom": across - margin - high}[card[0].level]


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
