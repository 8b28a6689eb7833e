"""What the notes of a roll say of its fonts, one sentence a font."""

from productions.rollkit.fonts.fallback_glyphs import FallbackGlyphs, format_code_points
from productions.rollkit.roll_catalogue import say_text
from productions.rollkit.texts.roll_texts import join_names

MAX_NOTED_CHARACTERS = 12
"""More characters than these nobody reads; how many more there are is said."""


def format_fallback_note(found: FallbackGlyphs, lang: str) -> str:
    """A warning: which characters, of which text first, a fallback font sets, or have not the form that is asked for."""
    listed, others = list_noted_characters(found.characters, lang), found.texts - 1
    where = (
        say_text(lang, "font.in_texts", count=others, characters=listed, text=found.text)
        if others
        else say_text(lang, "font.in_text", characters=listed, text=found.text)
    )
    key, count = "font.missing_form" if found.plain else "font.fallback", len(found.characters)
    return say_text(lang, key, count=count, characters=where, family=found.family, lacking=found.lacking)


def list_noted_characters(characters: tuple[str, ...], lang: str) -> str:
    """The first of them with their code points, and how many more there are."""
    shown = [f"{part} ({format_code_points(part)})" for part in characters[:MAX_NOTED_CHARACTERS]]
    listed = join_names(tuple(shown), lang)
    more = len(characters) - len(shown)
    return say_text(lang, "font.more_characters", characters=listed, count=more) if more else listed
