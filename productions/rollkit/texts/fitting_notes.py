"""What was done so that long texts fit, as notes: one sentence for each of breaking, narrowing and smaller type, whatever the number of names."""

from collections.abc import Iterator, Sequence

from productions.rollkit.fittings import Fitting
from productions.rollkit.texts.roll_texts import pick_language
from productions.shared.sentences import format_count

MAX_LISTED_NAMES = 12
"""How many names a sentence lists before it counts the others."""


def list_fitting_notes(fittings: Sequence[Fitting], lang: str) -> Iterator[str]:
    """Too wide first, then what is broken, narrower and smaller, each in the order of the roll."""
    if over := [quote_name(fitting.text, lang) for fitting in fittings if fitting.over]:
        yield pick_language(
            (
                f"Too wide for {'their columns' if len(over) > 1 else 'its column'}, cut and marked here, and refused by an export: {list_first_names(over, lang)}.",
                f"幅に収まらないため、ここでは切って色で示し、書き出しはできない行：{list_first_names(over, lang)}。",
            ),
            lang,
        )
    held = [fitting for fitting in fittings if not fitting.over]
    if broken := [format_break(fitting, lang) for fitting in held if fitting.lines > 1]:
        yield pick_language(
            (
                f"Too long for one line, so broken into several: {list_first_names(broken, lang)}.",
                f"1行に収まらないため改行した名前：{list_first_names(broken, lang)}。",
            ),
            lang,
        )
    if narrowed := [format_narrowing(fitting, lang) for fitting in held if fitting.narrow < 100]:
        yield pick_language(
            (
                f"Narrowed to fit: {list_first_names(narrowed, lang)}.",
                f"長体をかけた文字：{list_first_names(narrowed, lang)}。",
            ),
            lang,
        )
    if smaller := [format_size(fitting, lang) for fitting in held if fitting.size is not None]:
        yield pick_language(
            (
                f"Set in smaller type to fit: {list_first_names(smaller, lang)}.",
                f"文字を小さくして収めたもの：{list_first_names(smaller, lang)}。",
            ),
            lang,
        )

    if unread := [quote_name(fitting.text, lang) for fitting in held if fitting.unread]:
        yield pick_language(
            (
                f"Without readings, for which there is no room, or which cannot be divided where the name is broken: {list_first_names(unread, lang)}.",
                f"幅に収まらない、または改行位置で分けられないため、ルビを付けなかった名前：{list_first_names(unread, lang)}。",
            ),
            lang,
        )


def quote_name(text: str, lang: str) -> str:
    return pick_language((f"“{text}”", f"「{text}」"), lang)


def format_break(fitting: Fitting, lang: str) -> str:
    said = quote_name(fitting.text, lang)
    return pick_language(
        (f"{said} ({format_count(fitting.lines, 'line', 'lines')})", f"{said}（{fitting.lines}行）"), lang
    )


def format_narrowing(fitting: Fitting, lang: str) -> str:
    said = quote_name(fitting.text, lang)
    return pick_language((f"{said} ({fitting.narrow} %)", f"{said}（{fitting.narrow}％）"), lang)


def format_size(fitting: Fitting, lang: str) -> str:
    said = quote_name(fitting.text, lang)
    return pick_language((f"{said} ({fitting.size} px)", f"{said}（{fitting.size} px）"), lang)


def list_first_names(names: Sequence[str], lang: str) -> str:
    """Each name once, and how many more there are."""
    every = list(dict.fromkeys(names))
    shown = pick_language((", ", "、"), lang).join(every[:MAX_LISTED_NAMES])
    more = len(every) - MAX_LISTED_NAMES
    return shown if more <= 0 else pick_language((f"{shown} and {more} more", f"{shown}、ほか{more}件"), lang)
