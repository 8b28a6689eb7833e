"""Texts made to fit: broken into lines, then narrowed (長体) down to the template's limit, then set in smaller type where the template allows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from productions.rollkit.fittings import Fitting
from productions.rollkit.layout.boxes import Row, TextStyle
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.layout.text_measure import (
    UNBREAKABLE_PATTERN,
    PieceTooWide,
    balance_text,
    break_pieces,
    find_least_room,
    measure_indent,
    measure_text,
    measure_widest,
    wrap_text,
)
from productions.rollkit.line_breaks import split_at_name_marks, split_phrases
from productions.shared.name_breaks import split_name

USUAL_NAME_LINES = 2
"""How many lines a long name takes before it is narrowed; it takes more of them only where nothing else is enough."""


@dataclass(frozen=True, slots=True)
class FittedText:
    """A text in its lines, all in one look, whose `fit` is None where the text is as it would be in any room."""

    lines: tuple[str, ...]
    look: TextStyle


def holds_wide_text(rows: Iterable[Row]) -> bool:
    """Whether some text of the rows could not be made to fit its column."""
    return any(cell.look.fit and cell.look.fit.over for row in rows for cell in row.cells)


def fit_name(
    setting: LayoutStyle,
    name: str,
    look: TextStyle,
    room: int,
    *,
    credits: tuple[str, ...] = (),
    breaks: str = "",
    phrases: bool = False,
) -> FittedText:
    """A name in one line where there is room for it. Else in lines: by its `breaks`, which somebody set, or behind its dots and spaces.

    A second line comes first, then narrower letters, then smaller ones, then more lines. Where `phrases`, as in the name of a company, it may at last be
    broken between any words. What is too wide even so is `over`.
    """
    if measure_text(name, look) <= room:
        return FittedText((name,), look)
    told = Fitting(name, credits)
    words = split_at_name_marks(name)
    hand = split_name(name, breaks)
    for pieces, most in ((hand, len(hand)), (words, USUAL_NAME_LINES)):
        if pieces and (found := fit_pieces(setting, pieces, look, room, most, told)):
            return found
    most = count_needed_lines(setting, words, look, room)
    if most and (found := fit_pieces(setting, words, look, room, most, told)):
        return found
    if phrases and (found := break_phrases(setting, name, look, room, told)):
        return found
    return mark_too_wide(setting, (name,), look, room, told)


def count_needed_lines(setting: LayoutStyle, pieces: Sequence[str], look: TextStyle, room: int) -> int:
    """The fewest lines that hold the pieces, as narrow as the widest of them must be; 0 where that one is too wide at all."""
    indent = measure_indent(look)
    needed = find_least_room(pieces, look, len(pieces), indent=indent)
    if shrink_style(setting, look, needed, room) is None:
        return 0
    return len(break_pieces(pieces, look, max(needed, room), indent=indent))


def fit_pieces(
    setting: LayoutStyle, pieces: Sequence[str], look: TextStyle, room: int, most: int, told: Fitting
) -> FittedText | None:
    """The pieces in at most so many lines of about the same length, as wide and as large as they can be; None where nothing is enough."""
    indent = measure_indent(look)
    needed = find_least_room(pieces, look, most, indent=indent)
    found = shrink_style(setting, look, needed, room)
    if found is None:
        return None
    lines = break_pieces(pieces, look, needed, indent=indent)
    return build_fitted(lines, look, found, replace(told, lines=len(lines)))


def break_phrases(
    setting: LayoutStyle, name: str, look: TextStyle, room: int, told: Fitting
) -> FittedText | None:
    """The name in as few lines as hold its characters: where its script changes if that takes no more of them, between kanji if it takes one more,
    narrowed where a word wants it, or else between characters.
    """
    phrases, kanji = split_phrases(name)
    characters = UNBREAKABLE_PATTERN.findall(name)
    fewest = count_needed_lines(setting, characters, look, room)
    for pieces, most in ((phrases, fewest), (kanji, fewest + 1), (characters, fewest)):
        count = count_needed_lines(setting, pieces, look, room)
        if 0 < count <= most and (found := fit_pieces(setting, pieces, look, room, count, told)):
            return found
    return None


def fit_text(
    setting: LayoutStyle,
    text: str,
    look: TextStyle,
    room: int,
    *,
    credits: tuple[str, ...] = (),
    balanced: bool = False,
) -> FittedText:
    """A sentence, a role or a heading: broken between its words; narrower, then smaller, where a word alone is too wide, and at last `over`."""
    wrap = balance_text if balanced else wrap_text
    try:
        return FittedText(tuple(wrap(text, look, room)), look)
    except PieceTooWide:
        pass
    return fit_whole_pieces(setting, UNBREAKABLE_PATTERN.findall(text), look, room, Fitting(text, credits))


def fit_whole_pieces(
    setting: LayoutStyle, pieces: Sequence[str], look: TextStyle, room: int, told: Fitting
) -> FittedText:
    """The pieces in as few lines as hold them; all narrower, then smaller, where one alone is too wide, and at last `over`."""
    needed = measure_widest(pieces, look)
    found = shrink_style(setting, look, needed, room)
    if found is None:
        return mark_too_wide(setting, tuple(break_pieces(pieces, look, needed)), look, room, told)
    return build_fitted(break_pieces(pieces, found, room), look, found, told)


def shrink_style(setting: LayoutStyle, look: TextStyle, needed: int, room: int) -> TextStyle | None:
    """The look in which what is `needed` wide fits into `room`: as it is, narrower, or smaller besides; None where the template allows none that does."""
    if needed <= room:
        return look
    type = setting.template.type
    narrow = 100 * room // needed
    if narrow >= type.narrowest:
        return replace(look, narrow=narrow)
    if type.smallest is None:
        return None
    size = look.size * room * 100 // (needed * type.narrowest)
    if size < setting.px(type.smallest):
        return None
    return replace(look, narrow=type.narrowest, size=size)


def build_fitted(lines: Sequence[str], usual: TextStyle, look: TextStyle, told: Fitting) -> FittedText:
    """The lines in a look that says how it differs from the usual one."""
    fit = replace(told, narrow=look.narrow, size=None if look.size == usual.size else look.size)
    if fit.lines == 1 and fit.narrow == 100 and fit.size is None:
        return FittedText(tuple(lines), usual)
    return FittedText(tuple(lines), replace(look, fit=fit))


def mark_too_wide(
    setting: LayoutStyle, lines: tuple[str, ...], look: TextStyle, room: int, told: Fitting
) -> FittedText:
    """The lines as narrow and as small as the template allows, told as too wide."""
    type = setting.template.type
    smallest = look.size if type.smallest is None else min(look.size, setting.px(type.smallest))
    least = replace(look, narrow=type.narrowest, size=smallest)
    fit = replace(
        told,
        narrow=type.narrowest,
        over=True,
        width=measure_widest(lines, least),
        room=room,
        at=smallest,
        font=look.fonts.families[0],
    )
    return FittedText(lines, replace(least, fit=fit))
