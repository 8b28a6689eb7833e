"""Texts made to fit: broken into lines, then narrowed (長体) down to the template's limit, then set in smaller type where the template allows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import ceil

from productions.rollkit.fittings import Fitting
from productions.rollkit.label_breaks import list_label_breaks
from productions.rollkit.layout.boxes import Row, TextStyle
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.layout.text_measure import (
    CLUSTER_PATTERN,
    UNBREAKABLE_PATTERN,
    PieceTooWide,
    balance_text,
    break_pieces,
    find_least_room,
    measure_indent,
    measure_text,
    measure_widest,
    split_pieces,
    wrap_anywhere,
    wrap_text,
)
from productions.rollkit.line_breaks import split_at_name_marks, split_phrases
from productions.shared.name_breaks import split_name, write_name_breaks

USUAL_NAME_LINES = 2
"""How many lines a long name takes before it is narrowed; it takes more of them only where nothing else is enough."""
LEAST_SQUEEZED_PERCENT = 85
"""Where texts share columns, one may be narrowed so far, if the template allows it, rather than broken: a broken row is seen sooner than narrow letters."""
MAX_TOLD_LINES = 4
"""Nobody breaks a name into more lines by hand."""


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
    breaks: str | None = "",
    phrases: bool = False,
) -> FittedText:
    """A name in one line where there is room for it. Else in lines: by its `breaks`, which somebody set, or behind its dots and spaces.

    A second line comes first, then narrower letters, then smaller ones, then more lines. Where `phrases`, as in the name of a company, it may at last be
    broken between any words. What is too wide even so is `over`; where breaks can be set, which is not so where they are None, those that would do are told.
    """
    if measure_text(name, look) <= room:
        return FittedText((name,), look)
    told = Fitting(name, credits)
    words = split_at_name_marks(name)
    hand = split_name(name, breaks or "")
    for pieces, most in ((hand, len(hand)), (words, USUAL_NAME_LINES)):
        if pieces and (found := fit_pieces(setting, pieces, look, room, most, told)):
            return found
    most = count_needed_lines(setting, words, look, room)
    if most and (found := fit_pieces(setting, words, look, room, most, told)):
        return found
    if phrases and (found := break_phrases(setting, name, look, room, told)):
        return found
    if breaks is not None:
        told = replace(told, breaks=find_fitting_breaks(setting, name, look, room))
    return mark_too_wide(setting, (name,), look, room, told)


def find_fitting_breaks(setting: LayoutStyle, name: str, look: TextStyle, room: int) -> tuple[int, ...]:
    """After how many characters a name would have to be broken to fit, in as few lines as hold it, about as long as one another; none where nothing does.

    Its words stay whole where they have room. No letter is parted from its accents: then there is none either.
    """
    indent, least = measure_indent(look), shrink_to_least(setting, look)
    letters = [
        piece
        for word in split_at_name_marks(name)
        for piece in (
            [word] if measure_text(word.strip(), least) <= room - indent else CLUSTER_PATTERN.findall(word)
        )
    ]
    for count in range(USUAL_NAME_LINES, MAX_TOLD_LINES + 1):
        needed = find_least_room(letters, look, count, indent=indent)
        if shrink_style(setting, look, needed, room):
            lines = split_pieces(letters, look, needed, indent=indent)
            breaks = tuple(accumulate(map(len, lines[:-1])))
            return breaks if split_name(name, write_name_breaks(breaks)) else ()
    return ()


def squeeze_text(
    setting: LayoutStyle, text: str, look: TextStyle, room: int, credits: tuple[str, ...] = ()
) -> FittedText | None:
    """A text that has almost room, narrowed to it in one line; None where it would have to be narrower than is good, or than the template allows."""
    narrow = 100 * room // max(1, ceil(measure_text(text, look)))
    if narrow < max(LEAST_SQUEEZED_PERCENT, setting.template.type.narrowest):
        return None
    return FittedText((text,), replace(look, narrow=narrow, fit=Fitting(text, credits, narrow=narrow)))


def count_needed_lines(
    setting: LayoutStyle, pieces: Sequence[str], look: TextStyle, room: int, *, indent: int | None = None
) -> int:
    """The fewest lines that hold the pieces, as narrow as the widest of them must be; 0 where that one is too wide at all.

    Lines below the first are set in by `indent`, or as those of a name are.
    """
    indent = measure_indent(look) if indent is None else indent
    needed = find_least_room(pieces, look, len(pieces), indent=indent)
    if shrink_style(setting, look, needed, room) is None:
        return 0
    return len(break_pieces(pieces, look, max(needed, room), indent=indent))


def fit_pieces(
    setting: LayoutStyle,
    pieces: Sequence[str],
    look: TextStyle,
    room: int,
    most: int,
    told: Fitting,
    *,
    indent: int | None = None,
) -> FittedText | None:
    """The pieces in at most so many lines of about the same length, as wide and as large as they can be; None where nothing is enough.

    Lines below the first are set in by `indent`, or as those of a name are.
    """
    indent = measure_indent(look) if indent is None else indent
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
    """A sentence: broken between its words; narrower, then smaller, where a word alone is too wide, and at last `over`."""
    wrap = balance_text if balanced else wrap_text
    try:
        return FittedText(tuple(wrap(text, look, room)), look)
    except PieceTooWide:
        pass
    return fit_whole_pieces(setting, UNBREAKABLE_PATTERN.findall(text), look, room, Fitting(text, credits))


def fit_label(
    setting: LayoutStyle,
    text: str,
    look: TextStyle,
    room: int,
    *,
    credits: tuple[str, ...] = (),
    squeezed: bool = False,
) -> FittedText:
    """A role or a character beside or above its names, never refused: as `fit_heading`, and broken inside of a word where that is too wide alone.

    `squeezed`, beside others of its row: rather narrowed a little than broken.
    """
    if measure_text(text, look) <= room:
        return FittedText((text,), look)
    if squeezed and (narrowed := squeeze_text(setting, text, look, room, credits)):
        return narrowed
    told = Fitting(text, credits, label=True)
    if found := break_label(setting, text, look, room, told):
        return found
    lines = wrap_anywhere(text, look, room, balanced=True)
    return build_fitted(lines, look, look, replace(told, lines=len(lines)))


def fit_heading(
    setting: LayoutStyle, text: str, look: TextStyle, room: int, *, credits: tuple[str, ...] = ()
) -> FittedText:
    """A role, a studio or a title in lines of about the same length (`break_label`), and `over` where a word of it is too wide at all."""
    if measure_text(text, look) <= room:
        return FittedText((text.strip(),), look)
    told = Fitting(text, credits, label=True)
    return break_label(setting, text, look, room, told) or fit_whole_pieces(
        setting, UNBREAKABLE_PATTERN.findall(text), look, room, told
    )


def break_label(
    setting: LayoutStyle, text: str, look: TextStyle, room: int, told: Fitting
) -> FittedText | None:
    """What has no room in one line, in two that are narrowed before there is a third: between its words (`list_label_breaks`), or else narrowed in one
    line, in more lines, and at last between characters. None where not even these have room.
    """
    ways, characters = list_label_breaks(text), UNBREAKABLE_PATTERN.findall(text)
    for pieces, most in (
        *((way, USUAL_NAME_LINES) for way in ways),
        ([text], 1),
        *((way, None) for way in ways),
        (characters, USUAL_NAME_LINES),
        (characters, None),
    ):
        count = most or count_needed_lines(setting, pieces, look, room, indent=0)
        if count and (found := fit_pieces(setting, pieces, look, room, count, told, indent=0)):
            return found
    return None


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
    least = shrink_to_least(setting, look)
    fit = replace(
        told,
        narrow=least.narrow,
        over=True,
        width=measure_widest(lines, least),
        room=room,
        at=least.size,
        font=look.fonts.families[0],
    )
    return FittedText(lines, replace(least, fit=fit))


def shrink_to_least(setting: LayoutStyle, look: TextStyle) -> TextStyle:
    """The look as narrow and as small as the template allows."""
    type = setting.template.type
    smallest = look.size if type.smallest is None else min(look.size, setting.px(type.smallest))
    return replace(look, narrow=type.narrowest, size=smallest)
