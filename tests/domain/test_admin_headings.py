"""What the admin calls the columns of credits are headings of sheets, in both languages."""

import pytest
from django.utils import translation

from productions.interchange.sheets.sheet_headings import FIELD_OF_HEADING
from productions.interchange.sheets.spellings import fold_word
from productions.models import Credit

FIELDS = {
    "episode": "episode", "cut": "cut", "role": "role", "role_as_printed": "role_as_printed",
    "role_as_printed_language": "role_language", "character_as_printed": "character",
    "character_as_printed_language": "character_language", "dub_language": "dub_language", "segment": "segment",
    "song": "song", "joint_line": "joined", "kind": "kind", "contributor": "name", "credited_as": "credited_as",
    "printed_as": "printed_as", "affiliation": "affiliation", "contracted_by": "contracted_by", "position": "position",
    "headcount": "headcount", "named_count": "named_count", "absence_reason": "absence_reason",
    "on_screen": "on_screen", "edition": "edition", "evidence_kind": "evidence", "evidence_on": "evidence_on",
    "evidence_note": "note",
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", FIELDS)
def test_a_column_of_the_admin_is_a_heading_of_a_sheet(name, language):
    with translation.override(language):
        label = str(Credit._meta.get_field(name).verbose_name)
    assert FIELD_OF_HEADING.get(fold_word(label)) == FIELDS[name], label
