"""Names that databases write with the surname first and a comma: `Tameshiyama, Kenta`."""

import re

from productions.shared.late_patterns import compile_late
from productions.shared.legal_forms import WESTERN_FORMS

_NOT_A_GIVEN_NAME = compile_late(rf"(?:{WESTERN_FORMS}|Jr|Sr|I{{2,3}}|IV)\.?", re.IGNORECASE)


def turn_comma_name(name: str) -> str:
    """`Tameshiyama, Kenta` → `Kenta Tameshiyama`; a name with another comma, or of a company, as it is."""
    surname, comma, given = (part.strip() for part in name.partition(","))
    if not comma or not surname or not given or "," in given or _NOT_A_GIVEN_NAME.fullmatch(given):
        return name
    if any(character.isdigit() for character in name):
        return name
    return f"{given} {surname}"
