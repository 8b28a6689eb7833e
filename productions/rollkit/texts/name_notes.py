"""What the notes of a roll say of its names: which have nothing recorded in Latin letters, or were asked to stay as credited; and what nobody sees in them."""

from collections.abc import Iterator

from productions.rollkit.document.invisible_characters import INVISIBLE_PATTERN, iter_texts_with_invisible
from productions.rollkit.document.model import Line, RollDocument
from productions.rollkit.document.written_words import is_in_latin_letters
from productions.rollkit.fonts.fallback_glyphs import format_code_points
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


def list_invisible_notes(document: RollDocument, lang: str) -> Iterator[str]:
    """What is printed without characters that nobody sees: the texts as they are printed, each with what is left out."""
    found = {
        text: dict.fromkeys(format_code_points(each) for each in INVISIBLE_PATTERN.findall(text))
        for text in iter_texts_with_invisible(document)
    }
    said = [
        pick_language(
            (f"“{printed}” ({', '.join(left_out)})", f"「{printed}」（{'、'.join(left_out)}）"), lang
        )
        for text, left_out in found.items()
        for printed in [INVISIBLE_PATTERN.sub("", text)]
    ]
    if said:
        yield pick_language(
            (
                f"Printed without characters that nobody sees; take them out where they are recorded: {list_first_names(said, lang)}.",
                f"見えない文字を除いて出力する文字列（登録内容から削除してください）：{list_first_names(said, lang)}。",
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
