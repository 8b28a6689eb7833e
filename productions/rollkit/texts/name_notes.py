"""What the notes of a roll say of its names in Latin letters: which have none recorded, and which were asked to stay as credited."""

from collections.abc import Iterator

from productions.rollkit.document.model import Line, RollDocument
from productions.rollkit.document.written_words import is_in_latin_letters
from productions.rollkit.texts.fitting_notes import list_first_names, quote_name
from productions.rollkit.texts.roll_texts import pick_language


def list_name_notes(document: RollDocument, names: str, lang: str) -> Iterator[str]:
    """`names` is what the template says of them. A Japanese roll whose names are as credited has nothing to say."""
    if lang == "ja" and names in ("roll", "native"):
        return
    lines = list(iter_other_names(document))
    lacking = list(dict.fromkeys(quote_name(line.name, lang) for line in lines if not line.romaji))
    if lacking:
        count, said = len(lacking), list_first_names(lacking, lang)
        have = "name is" if count == 1 else "names are"
        yield pick_language(
            (
                f"{count} {have} printed as credited, since nothing is recorded in Latin letters: {said}.",
                f"ローマ字表記の登録がないため、クレジット名のまま出る名前（{count}件）：{said}。",
            ),
            lang,
        )
    kept = list(dict.fromkeys(quote_name(line.name, lang) for line in lines if line.romaji))
    if kept and names == "native":
        count, said = len(kept), list_first_names(kept, lang)
        have = "name is" if count == 1 else "names are"
        yield pick_language(
            (
                f"{count} {have} recorded in Latin letters, too, and printed as credited, as the template asks: {said}.",
                f"ローマ字表記の登録があるが、テンプレートの指定でクレジット名のまま出る名前（{count}件）：{said}。",
            ),
            lang,
        )


def iter_other_names(document: RollDocument) -> Iterator[Line]:
    """The lines on the screen whose names are in other letters."""
    for department in document.departments:
        for block in department.blocks:
            for line in block.lines:
                if line.on_screen and line.is_named and not is_in_latin_letters(line.name):
                    yield line
