"""An empty credit sheet to fill in: the headings, and one line as an example."""

import csv
import io

from productions.interchange.sheets.coded_words import CODE_SPELLINGS
from productions.interchange.sheets.credit_row import CreditSheetRow
from productions.interchange.sheets.sheet_headings import HEADING_SPELLINGS
from productions.shared.csv_safety import quote_cell
from productions.shared.site_languages import WORK_LANGUAGE

EXAMPLE_ROW = CreditSheetRow(
    line=2,
    episode="1",
    cut="012A",
    role="background_art",
    role_as_printed="背景",
    role_language=WORK_LANGUAGE,
    name="山田 はるか",
    reading="やまだ はるか",
    credited_as="山田 はるか",
    affiliation="スタジオ例",
    kind="person",
    evidence="onscreen",
    edition="broadcast",
    position=1,
    on_screen="yes",
    ai_system="Example Diffusion",
    ai_vendor="Example Inc.",
    ai_version="2.1",
    ai_task="generation",
    ai_source_type="compositeWithTrainedAlgorithmicMedia",
    ai_oversight="human_validated",
    ai_validated_by="山田 はるか",
    ai_validated_at="2024-04-01T18:00:00",
    ai_extent="partial",
    ai_input_kind="own_drawing",
    ai_rework="own_hand",
    ai_note="layout drawn by hand, generated over it, revised by hand",
)
"""The line that a template shows: a person, and the tool they used."""


def build_template_csv(lang: str) -> str:
    """A heading row and an example line in `lang`, with CRLF; Excel wants it as UTF-8 with BOM."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(list_template_rows(lang))
    return text.getvalue()


def list_template_rows(lang: str) -> list[list[str]]:
    """The headings and the example's cells."""
    headings = [words.say_in(lang) for words in HEADING_SPELLINGS.values()]
    return [headings, [quote_cell(format_example_cell(field, lang)) for field in HEADING_SPELLINGS]]


def format_example_cell(field: str, lang: str) -> str:
    """The example's cell: coded values in the words of `lang`."""
    value = getattr(EXAMPLE_ROW, field)
    if field in CODE_SPELLINGS and value:
        return CODE_SPELLINGS[field][value].say_in(lang)
    return "" if value is None else str(value)
