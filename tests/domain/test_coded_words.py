"""The words for coded values that forms show are read in a sheet, in both languages."""

import pytest
from django.utils.translation import override

from productions.interchange.sheets.coded_words import CODE_OF_WORD, CODE_SPELLINGS
from productions.interchange.sheets.spellings import fold_word
from productions.shared.ai_choices import AIInputKind, AIRework
from productions.shared.choices import (
    AbsenceReason,
    AITask,
    CreditKind,
    Edition,
    EvidenceKind,
    Extent,
    Oversight,
    SourceType,
)
from productions.shared.ending_choices import SongKind

CHOICES = {
    "kind": CreditKind,
    "absence_reason": AbsenceReason,
    "evidence": EvidenceKind,
    "edition": Edition,
    "song_kind": SongKind,
    "ai_task": AITask,
    "ai_source_type": SourceType,
    "ai_oversight": Oversight,
    "ai_extent": Extent,
    "ai_input_kind": AIInputKind,
    "ai_rework": AIRework,
}


def test_every_list_of_codes_is_here():
    assert {*CODE_SPELLINGS} - {*CHOICES} == {"on_screen"}


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("field", CHOICES)
def test_what_a_form_shows_is_read_back(field, language):
    with override(language):
        shown = {str(label): code for code, label in CHOICES[field].choices}
    assert {label: CODE_OF_WORD[field].get(fold_word(label)) for label in shown} == shown
