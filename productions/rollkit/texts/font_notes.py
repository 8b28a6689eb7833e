"""What the notes of a roll say of its fonts, one sentence a font."""

from productions.rollkit.fonts.fallback_glyphs import FallbackGlyphs, format_code_points
from productions.rollkit.texts.roll_texts import pick_language

MAX_NOTED_CHARACTERS = 12
"""More characters than these nobody reads; how many more there are is said."""


def format_fallback_note(found: FallbackGlyphs, lang: str) -> str:
    """A warning: which characters, of which text first, a fallback font sets, or have not the form that is asked for."""
    english, japanese = list_noted_characters(found.characters)
    others = found.texts - 1
    if others:
        english += f" in “{found.text}” and {others} other {'text' if others == 1 else 'texts'}"
        japanese += f"（「{found.text}」ほか{others}件）"
    else:
        english, japanese = f"{english} in “{found.text}”", f"「{found.text}」の{japanese}"
    alone = len(found.characters) == 1
    if found.plain:
        return pick_language(
            (
                f"No font has the {'form' if alone else 'forms'} asked for, so {found.family} sets the usual one: {english}.",
                f"指定の異体字がどのフォントにもないため{found.family}の標準の字形で組む文字：{japanese}。",
            ),
            lang,
        )
    return pick_language(
        (
            f"Set in {found.family}, since {found.lacking} lacks {'it' if alone else 'them'}: {english}.",
            f"{found.lacking}にないため{found.family}で組む文字：{japanese}。",
        ),
        lang,
    )


def list_noted_characters(characters: tuple[str, ...]) -> tuple[str, str]:
    """The first of them with their code points and how many more there are, in English and Japanese."""
    shown = [f"{part} ({format_code_points(part)})" for part in characters[:MAX_NOTED_CHARACTERS]]
    english, japanese = ", ".join(shown), "、".join(shown)
    if more := len(characters[MAX_NOTED_CHARACTERS:]):
        return f"{english} and {more} more", f"{japanese}、ほか{more}字"
    return english, japanese
