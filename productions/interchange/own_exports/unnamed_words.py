"""How our rolls write people whom they do not name (`3名（会社が氏名を公表せず）`), read back.

The words are those of `productions.rollkit.texts.roll_texts`, which readers do not import; a test compares.
"""

import re

from productions.shared.late_patterns import compile_late

REASON_OF_WORDS = {
    "name withheld by their own choice": "withheld_by_contributor",
    "whom the company will not name": "company_will_not_name",
    "names unknown, the record is lost": "unknown_lost",
    "name unknown, the record is lost": "unknown_lost",
    "names not yet entered": "not_yet_entered",
    "name not yet entered": "not_yet_entered",
    "本人の希望により氏名非公表": "withheld_by_contributor",
    "会社が氏名を公表せず": "company_will_not_name",
    "記録が失われ氏名不明": "unknown_lost",
    "氏名未入力": "not_yet_entered",
}
_WORDS = (
    compile_late(r"(?P<count>[\d,]+)名（(?P<reason>[^（）]+)）", re.ASCII),
    compile_late(r"(?P<count>[\d,]+) (?:person|people), (?P<reason>.+)", re.ASCII),
    compile_late(r"ほか（人数不明・(?P<reason>[^（）]+)）"),
    compile_late(r"others, their number not known: (?P<reason>.+)"),
)


def read_unnamed_words(text: str) -> dict[str, str]:
    """The head count (people, where it is said) and the reason of unnamed people; empty for a name."""
    for pattern in _WORDS:
        found = pattern.fullmatch(text)
        if found and (reason := REASON_OF_WORDS.get(found["reason"])):
            count = found.groupdict().get("count") or ""
            return {"headcount": count.replace(",", ""), "absence_reason": reason}
    return {}
