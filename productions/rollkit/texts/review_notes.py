"""What people should look at before a roll is shown, though nothing stands in its way."""

from collections.abc import Iterator, Sequence

from productions.rollkit.document.invisible_characters import drop_invisible_characters
from productions.rollkit.document.lookalikes import find_document_lookalikes
from productions.rollkit.document.model import RollDocument
from productions.rollkit.fittings import Fitting
from productions.rollkit.fonts.fallback_glyphs import FallbackGlyphs
from productions.rollkit.roll_catalogue import say_text
from productions.rollkit.texts import roll_texts
from productions.rollkit.texts.dispute_notices import list_dispute_notices
from productions.rollkit.texts.fitting_notes import list_fitting_notes
from productions.rollkit.texts.font_notes import format_fallback_note
from productions.rollkit.texts.name_notes import list_invisible_notes, list_name_notes
from productions.rollkit.texts.side_notes import FewerAcross, format_fewer_note
from productions.shared.site_languages import WORK_LANGUAGE, get_localised_text, list_localised_texts

MAX_NOTES = 50
"""More notes than these nobody reads; how many more there are is the last one."""


def list_review_notes(
    document: RollDocument,
    *,
    lang: str,
    names: str = "roll",
    borrowed: Sequence[FallbackGlyphs] = (),
    dark: Sequence[str] = (),
    light: Sequence[str] = (),
    fittings: Sequence[Fitting] = (),
    fewer: Sequence[FewerAcross] = (),
    missing_code: str = "",
    captions: Sequence[str] = (),
) -> tuple[str, ...]:
    """One sentence each, in the roll's language: what does not fit and what was done so that it does, credits that are disputed, names that look
    alike, names that stay in other letters (`names` is what the template asks of them; paper has them in the roll's language), what a fallback font sets, logos that hardly show: `dark` ones on black, `light` ones on a plate, and what stands less often side by
    side than the template asks, why a QR code is not there (`missing_code`); `captions` is what is said of captions.
    """
    notes = [*list_fitting_notes(fittings, lang), *list_dispute_notices(document, lang)]
    notes += list_name_notes(document, names, lang)
    notes += list_invisible_notes(document, lang)
    notes += [roll_texts.format_lookalike_note(found, lang) for found in find_document_lookalikes(document)]
    notes += [format_fallback_note(found, lang) for found in borrowed]
    notes += [roll_texts.format_dark_logo_note(name, lang) for name in dark]
    notes += [roll_texts.format_light_logo_note(name, lang) for name in light]
    notes += [format_fewer_note(each, lang) for each in fewer]
    notes += [say_text(lang, f"missing_code.{missing_code}")] if missing_code else []
    notes += captions
    return (
        *notes[:MAX_NOTES],
        *([roll_texts.format_more_notes(len(notes) - MAX_NOTES, lang)] if len(notes) > MAX_NOTES else []),
    )


def iter_printed_texts(document: RollDocument) -> Iterator[str]:
    """Everything in the document that somebody typed and a roll prints, without what nobody sees."""
    document = drop_invisible_characters(document)
    yield from (
        document.work.title_native,
        *list_localised_texts(document.work, "title"),
        document.work.remark,
    )
    for department in document.departments:
        for block in department.blocks:
            yield block.heading or get_localised_text(block, "label", WORK_LANGUAGE)
            if block.song:
                yield from (block.song.title, *block.song.rights)
            if block.segment:
                yield block.segment.title
            for line in block.lines:
                yield from (line.known_character, line.name, line.affiliation)
        for tool in department.tools:
            yield from (tool.system, tool.vendor)
