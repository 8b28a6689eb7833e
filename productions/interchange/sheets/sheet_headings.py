"""The columns of a credit sheet, in English and Japanese."""

from dataclasses import fields

from productions.interchange.sheets.credit_row import SPELLINGS, CreditSheetRow
from productions.interchange.sheets.spellings import Spellings, index_spellings

HEADING_SPELLINGS: dict[str, Spellings] = {
    each.name: each.metadata[SPELLINGS] for each in fields(CreditSheetRow) if SPELLINGS in each.metadata
}
"""Field of CreditRow → its headings, in the order of the template. A field's own name is a heading too."""

FIELD_OF_HEADING = index_spellings(HEADING_SPELLINGS)
