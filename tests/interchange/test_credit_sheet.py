"""Credit sheets: headings and words in two languages, and what is wrong with each line."""

from dataclasses import fields

import pytest
from django.utils import translation

from productions.interchange.problems import Problem
from productions.interchange.sheets.coded_words import CODE_SPELLINGS
from productions.interchange.sheets.credit_row import CreditSheet, CreditSheetRow
from productions.interchange.sheets.sheet_headings import HEADING_SPELLINGS
from productions.interchange.sheets.spellings import fold_word
from productions.interchange.sheets.template_sheet import EXAMPLE_ROW, build_template_csv
from productions.shared import ai_choices, choices, ending_choices
from tests.interchange.credit_sheet_reading import DATA, read, read_credit_sheet
from tests.interchange.workbooks import workbook


def test_a_japanese_sheet_in_shift_jis_is_read() -> None:
    data = (DATA / "credits_shift_jis.csv").read_bytes()
    assert read_credit_sheet(data, filename="クレジット.csv") == CreditSheet(
        (
            CreditSheetRow(
                line=2,
                episode="1",
                cut="012A",
                role="原画",
                role_as_printed="原画",
                role_language="ja",
                name="髙橋 はるか",
                credited_as="髙橋 はるか",
                affiliation="スタジオ例",
                kind="person",
                evidence="onscreen",
                edition="broadcast",
                position=1,
                on_screen="yes",
            ),
            CreditSheetRow(
                line=3,
                episode="1",
                cut="12～15",
                role="動画",
                role_as_printed="動画",
                role_language="ja",
                name="例プロダクション",
                credited_as="例プロダクション",
                kind="organization",
                headcount=12,
                named_count=3,
                evidence="contract",
                position=2,
                on_screen="yes",
            ),
            CreditSheetRow(
                line=5,
                episode="2",
                role="美術設定",
                role_language="ja",
                name="田中一郎",
                kind="person",
                edition="streaming",
                on_screen="no",
            ),
        )
    )


def test_an_english_sheet_in_utf_16_with_an_ai_use_is_read() -> None:
    data = (DATA / "credits_utf_16.txt").read_bytes()
    assert read_credit_sheet(data, filename="credits.txt") == CreditSheet(
        (
            CreditSheetRow(
                line=2,
                episode="1",
                cut="C012A",
                role="Background art",
                name="Haruka Tanaka",
                ai_system="Example Diffusion",
                ai_vendor="Example Inc.",
                ai_task="generation",
                ai_source_type="trainedAlgorithmicMedia",
                ai_oversight="human_validated",
                ai_validated_by="Haruka Tanaka",
                ai_validated_at="2024-04-01T18:00:00",
                ai_extent="partial",
            ),
        )
    )


def test_a_workbook_is_read_like_a_text_file() -> None:
    data = workbook([["Role", "Name", "People", "Kind"], ["Art", "Example Ltd", 12, "Company"]])
    assert read_credit_sheet(data, filename="credits.xlsx") == CreditSheet(
        (CreditSheetRow(line=2, role="Art", name="Example Ltd", headcount=12, kind="organization"),)
    )


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_template_is_read_back_as_its_example(lang: str) -> None:
    assert read(build_template_csv(lang)) == CreditSheet((EXAMPLE_ROW,))
    assert read("\ufeff" + build_template_csv(lang)) == CreditSheet((EXAMPLE_ROW,))


@pytest.mark.parametrize("field", HEADING_SPELLINGS)
def test_a_field_is_found_under_its_name_and_every_heading(field: str) -> None:
    for heading in (field, *HEADING_SPELLINGS[field].all):
        other = "Name" if field == "role" else "Role"
        assert read(f"{other},{heading.upper()}\n").problems == (
            Problem("credits.csv", "The file has a heading row but nothing below it."),
        )


def test_every_field_of_a_row_has_a_heading() -> None:
    assert [field.name for field in fields(CreditSheetRow)] == ["line", "worksheet", *HEADING_SPELLINGS]


def test_no_word_means_two_things() -> None:
    for table in (HEADING_SPELLINGS, *CODE_SPELLINGS.values()):
        keys = [{fold_word(word) for word in (code, *words.all)} for code, words in table.items()]
        assert sum(map(len, keys)) == len(set().union(*keys))


def test_the_codes_and_their_english_words_are_those_of_the_vocabulary() -> None:
    shown = {
        "kind": choices.CreditKind,
        "absence_reason": choices.AbsenceReason,
        "evidence": choices.EvidenceKind,
        "song_kind": ending_choices.SongKind,
        "edition": choices.Edition,
        "ai_task": choices.AITask,
        "ai_source_type": choices.SourceType,
        "ai_oversight": choices.Oversight,
        "ai_extent": choices.Extent,
        "ai_input_kind": ai_choices.AIInputKind,
        "ai_rework": ai_choices.AIRework,
    }
    assert {*shown, "on_screen"} == set(CODE_SPELLINGS)
    with translation.override("en"):
        labels = {
            field: {code: str(label) for code, label in choices.choices} for field, choices in shown.items()
        }
    assert labels == {
        field: {code: words.en for code, words in CODE_SPELLINGS[field].items()}
        for field in CODE_SPELLINGS
        if field in shown
    }


def test_an_order_is_no_contract() -> None:
    rows = read("役職,名前,根拠\n原画,見本 花,発注書\n原画,例 太郎,契約書\n").rows
    assert [row.evidence for row in rows] == ["order", "contract"]
