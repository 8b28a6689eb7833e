"""Songs in a credit sheet: their own columns, or the forms that endings have.

`オープニングテーマ「曲名」` in the column of roles is a song, `作詞・作曲：れい` beside it a role and a name, and a cell in brackets or
with a licence number is a line of rights.
"""

import re
import unicodedata
from dataclasses import replace

from productions.interchange.matching.role_labels import load_shipped_labels
from productions.interchange.sheets.coded_words import CODE_OF_WORD, CODE_SPELLINGS
from productions.interchange.sheets.credit_row import CreditSheetRow
from productions.interchange.sheets.spellings import fold_word
from productions.shared.late_patterns import compile_late

SONG_PATTERN = compile_late(r"(?P<label>[^「『“\"]*)[「『“\"](?P<title>.+)[」』”\"]", re.DOTALL)
ROLE_AND_NAME_PATTERN = compile_late(r"(?P<role>[^：:]{1,60}?)\s*[：:]\s*(?P<name>.+)", re.DOTALL)
BRACKETED_PATTERN = compile_late(r"[（(][^（()）]+[）)]")
LICENCE_PATTERN = compile_late(r"(?:©|℗|\(c\)|\(p\)|jasrac|nextone).*", re.IGNORECASE | re.DOTALL)
VOICED_PATTERN = compile_late(
    r".+[（(]\s*(?:CV|cv|ＣＶ|声)\s*[.．：:/／]?\s*(?P<name>[^（()）]+)[）)]", re.DOTALL
)
"""`結城ハルカ（CV：髙橋 美咲）`: who sings it as whom."""


def read_song_cells(row: CreditSheetRow) -> CreditSheetRow:
    """The row with its song apart, its role and its name as they are beside it; a row of no song as it is.

    What was written stays: the words for the kind in `song_label` where they are not the usual ones, and a name with its character
    in `credited_as`.
    """
    if not row.song:
        found = SONG_PATTERN.fullmatch(row.role)
        kind = CODE_OF_WORD["song_kind"].get(fold_word(found["label"].strip())) if found else None
        if found is None or kind is None:
            return row
        label = found["label"].strip()
        usual = CODE_SPELLINGS["song_kind"][kind]
        printed = "" if row.role_as_printed == row.role else row.role_as_printed
        row = replace(
            row,
            song=found["title"],
            song_kind=row.song_kind or kind,
            song_label="" if label in (usual.ja, usual.en, usual.en.capitalize()) else label,
            role=label,
            role_as_printed=printed,
        )
    return read_song_name(row)


def read_song_name(row: CreditSheetRow) -> CreditSheetRow:
    """The name's cell: a role before it, a line of rights, a name with its character."""
    if not row.name or row.credited_as or row.absence_reason:
        return row
    folded = unicodedata.normalize("NFKC", row.name)
    if BRACKETED_PATTERN.fullmatch(folded) or LICENCE_PATTERN.fullmatch(folded):
        return replace(row, song_rights=row.name, name="", role="", role_as_printed="")
    found = ROLE_AND_NAME_PATTERN.fullmatch(row.name)
    if found and (resolved := load_shipped_labels().resolve(found["role"])).codes and not resolved.unresolved:
        row = replace(row, role=found["role"], name=found["name"])
    if voiced := VOICED_PATTERN.fullmatch(row.name):
        row = replace(row, name=voiced["name"].strip(), credited_as=row.name)
    return row
