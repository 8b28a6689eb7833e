"""What was done so that long texts fit, as notes: one sentence for each of breaking, narrowing and smaller type, whatever the number of names."""

from collections.abc import Iterator, Sequence

from productions.rollkit.fittings import Fitting
from productions.rollkit.roll_catalogue import say_text
from productions.rollkit.texts.roll_texts import join_names

MAX_LISTED_NAMES = 12
"""How many names a sentence lists before it counts the others."""


def list_fitting_notes(fittings: Sequence[Fitting], lang: str) -> Iterator[str]:
    """Too wide first, then what is broken, narrower and smaller, each in the order of the roll."""
    if over := [quote_name(fitting.text, lang) for fitting in fittings if fitting.over]:
        yield say_text(lang, "fitting.over", count=len(over), names=list_first_names(over, lang))
    held = [fitting for fitting in fittings if not fitting.over]
    listed = {
        "broken": [format_break(fitting, lang) for fitting in held if fitting.lines > 1],
        "narrowed": [format_narrowing(fitting, lang) for fitting in held if fitting.narrow < 100],
        "smaller": [format_size(fitting, lang) for fitting in held if fitting.size is not None],
    }
    for what, names in listed.items():
        if names:
            yield say_text(lang, f"fitting.{what}", names=list_first_names(names, lang))
    if unread := [quote_name(fitting.text, lang) for fitting in held if fitting.unread]:
        yield say_text(lang, "fitting.unread", names=list_first_names(unread, lang))


def quote_name(text: str, lang: str) -> str:
    return say_text(lang, "quoted", text=text)


def format_break(fitting: Fitting, lang: str) -> str:
    return say_text(lang, "fitting.lines", count=fitting.lines, name=quote_name(fitting.text, lang))


def format_narrowing(fitting: Fitting, lang: str) -> str:
    return say_text(lang, "fitting.percent", name=quote_name(fitting.text, lang), percent=fitting.narrow)


def format_size(fitting: Fitting, lang: str) -> str:
    return say_text(lang, "fitting.pixels", name=quote_name(fitting.text, lang), pixels=fitting.size)


def list_first_names(names: Sequence[str], lang: str) -> str:
    """Each name once, and how many more there are."""
    every = list(dict.fromkeys(names))
    shown = join_names(tuple(every[:MAX_LISTED_NAMES]), lang)
    more = len(every) - MAX_LISTED_NAMES
    return shown if more <= 0 else say_text(lang, "list_with_more", names=shown, count=more)
