"""What the notes of a roll say of its names: which have nothing recorded in Latin letters, or were asked to stay as credited; and what nobody sees in them."""

from collections.abc import Iterator

from productions.rollkit.document.invisible_characters import INVISIBLE_PATTERN, iter_texts_with_invisible
from productions.rollkit.document.model import Line, RollDocument
from productions.rollkit.document.written_words import is_in_latin_letters
from productions.rollkit.fonts.fallback_glyphs import format_code_points
from productions.rollkit.roll_catalogue import say_text
from productions.rollkit.texts.fitting_notes import list_first_names, quote_name
from productions.rollkit.texts.roll_texts import join_names
from productions.shared.site_languages import WORK_LANGUAGE


def list_name_notes(document: RollDocument, names: str, lang: str) -> Iterator[str]:
    """`names` is what the template says of them. A Japanese roll whose names are as credited has nothing to say."""
    if lang == WORK_LANGUAGE and names in ("roll", "native"):
        return
    lines = list(iter_other_names(document))
    lacking = list(dict.fromkeys(quote_name(line.name, lang) for line in lines if not line.romaji))
    if lacking:
        yield say_text(lang, "name_note.lacking", count=len(lacking), names=list_first_names(lacking, lang))
    kept = list(dict.fromkeys(quote_name(line.name, lang) for line in lines if line.romaji))
    if kept and names == "native":
        yield say_text(lang, "name_note.kept", count=len(kept), names=list_first_names(kept, lang))


def list_invisible_notes(document: RollDocument, lang: str) -> Iterator[str]:
    """What is printed without characters that nobody sees: the texts as they are printed, each with what is left out."""
    found = {
        text: tuple(dict.fromkeys(format_code_points(each) for each in INVISIBLE_PATTERN.findall(text)))
        for text in iter_texts_with_invisible(document)
    }
    said = [
        say_text(
            lang,
            "name_note.without",
            text=INVISIBLE_PATTERN.sub("", text),
            characters=join_names(left_out, lang),
        )
        for text, left_out in found.items()
    ]
    if said:
        yield say_text(lang, "name_note.invisible", texts=list_first_names(said, lang))


def iter_other_names(document: RollDocument) -> Iterator[Line]:
    """The lines on the screen whose names are in other letters."""
    for department in document.departments:
        for block in department.blocks:
            for line in block.lines:
                if line.on_screen and line.is_named and not is_in_latin_letters(line.name):
                    yield line
