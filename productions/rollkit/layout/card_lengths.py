"""How long each card stands: its share of the time, or its own, and never less than it takes to read."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from productions.rollkit.card_timing import describe_card_count, describe_line_count, share_card_frames
from productions.rollkit.layout.boxes import Part
from productions.rollkit.screen_spec import ScreenSpec
from productions.rollkit.template.model import Template
from productions.rollkit.timing import TimingRefused, convert_seconds_to_frames, describe_running_time
from productions.shared.sentences import Sentence

Card = list[Part]


class CardsRefused(TimingRefused):
    """The cards need more time than there is, to be read and for their fades."""


def compute_card_lengths(
    cards: Sequence[Card], delivery: ScreenSpec, template: Template, frames: int | None
) -> tuple[int, ...]:
    """The frames of each card, in exactly `frames` or each for its natural time. Raises CardsRefused.

    Cards share a time evenly; one that takes longer to read than its share has what it needs. One that stands alone has
    the time that it asked for, whatever the pace.
    """
    alone = [get_own_frames(card, delivery, template) for card in cards]
    least = [
        count_least_frames(card, delivery, template) if own is None else own
        for card, own in zip(cards, alone, strict=True)
    ]
    if frames is None:
        usual = convert_seconds_to_frames(Fraction(template.cards.each_ms, 1000), delivery.rate)
        return tuple(max(need, usual) if own is None else own for own, need in zip(alone, least, strict=True))
    exactly = None not in alone
    if frames < sum(least) or (exactly and frames != sum(least)):
        raise build_cards_refused(cards, least, delivery, template, frames, exactly=exactly)
    return share_card_frames(frames, alone, least)


def count_needed_frames(cards: Sequence[Card], delivery: ScreenSpec, template: Template) -> tuple[int, bool]:
    """The fewest frames of all cards together, and whether any of them shares a time that is longer."""
    alone = [get_own_frames(card, delivery, template) for card in cards]
    needed = sum(
        count_least_frames(card, delivery, template) if own is None else own
        for card, own in zip(cards, alone, strict=True)
    )
    return needed, None in alone


def get_own_frames(card: Card, delivery: ScreenSpec, template: Template) -> int | None:
    """The time that a card asked for; None where it shares."""
    asked = [part.alone_ms for part in card if part.alone_ms is not None]
    if not asked:
        return None
    own = convert_seconds_to_frames(Fraction(max(asked), 1000), delivery.rate)
    return max(count_whole_frame(template), own)


def count_whole_frame(template: Template) -> int:
    """The frames of a card's fades, or of its melting into the next, and one that is whole."""
    fades = template.cards
    return fades.fade_in + max(fades.fade_out, fades.melt) + 1


def count_lines(card: Card) -> int:
    """The lines that a card is read in: columns where it is written downwards."""
    return sum(bool(row.cells) for part in card for row in part.rows)


def count_least_frames(card: Card, delivery: ScreenSpec, template: Template) -> int:
    """The fewest frames of a card that shares the time, its fades among them."""
    pace = template.pace
    milliseconds = max(pace.card_ms, pace.line_ms * count_lines(card))
    return max(
        count_whole_frame(template), convert_seconds_to_frames(Fraction(milliseconds, 1000), delivery.rate)
    )


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


def build_cards_refused(
    cards: Sequence[Card],
    least: Sequence[int],
    delivery: ScreenSpec,
    template: Template,
    frames: int,
    *,
    exactly: bool,
) -> CardsRefused:
    """Why not, and what would do."""
    needed = sum(least)
    time = describe_running_time(needed, delivery.rate)
    reason = (CARDS_EXACTLY if exactly else CARDS_AT_LEAST).given(
        cards=len(cards), asked=describe_running_time(frames, delivery.rate), needed=time
    )
    give = Sentence("Give the roll %(time)s.", time=time)
    if exactly:
        share = Sentence("Let at least one card share the time instead of giving each its own.")
        return CardsRefused(reason, remedies=(give, share))
    remedies = list_card_remedies(cards, delivery, template, frames)
    return CardsRefused(reason, remedies=(give, *remedies))


def list_card_remedies(
    cards: Sequence[Card], delivery: ScreenSpec, template: Template, frames: int
) -> Iterator[Sentence]:
    """What makes cards fit into less time than they need."""
    pace, whole = template.pace, count_whole_frame(template)
    sharing = [card for card in cards if get_own_frames(card, delivery, template) is None]
    free = frames - sum(get_own_frames(card, delivery, template) or 0 for card in cards)
    each = max(whole, convert_seconds_to_frames(Fraction(pace.card_ms, 1000), delivery.rate))
    fitting = max(free, 0) // each
    lines = int(Fraction(max(free, 0) * 1000, max(pace.line_ms, 1)) / delivery.rate)
    having = sum(map(count_lines, sharing))
    if fitting and pace.line_ms and having > lines >= fitting:
        yield Sentence(
            "Put it on at most %(cards)s with %(lines)s in all, in more columns; it has %(had)s with %(having)s.",
            cards=describe_card_count(fitting),
            lines=describe_line_count(lines),
            had=describe_card_count(len(sharing)),
            having=describe_line_count(having),
        )
    elif fitting and len(sharing) > fitting:
        yield Sentence(
            "Put it on at most %(cards)s, in more columns or smaller type; it has %(had)s.",
            cards=describe_card_count(fitting),
            had=describe_card_count(len(sharing)),
        )
    else:
        yield Sentence("Put more on a card, in more columns or smaller type.")
    if whole > 1 and each == whole:
        yield Sentence(
            "Make the fades shorter than %(frames)d frame together.",
            "Make the fades shorter than %(frames)d frames together.",
            "frames",
            frames=whole - 1,
        )
    if any(count_least_frames(card, delivery, template) > whole for card in sharing):
        yield Sentence(
            "Ask for less reading time in the template: it is %(card).2f s for a card and %(line).2f s for a line.",
            card=pace.card_ms / 1000,
            line=pace.line_ms / 1000,
        )
