"""Legal forms of organizations (株式会社, ㈱, Co., Ltd., GmbH), which say nothing of who an organization is. Their one home."""

import re
import unicodedata

BRACKETED_FORMS = r"\((?:株|有|合|同|資|名|財|社|学|独)\)"
"""Abbreviated, as NFKC writes ㈱ and ㈲ too."""
JAPANESE_FORMS = r"(?:株式|有限|合同|合資|合名)会社|(?:一般|公益)?[社財]団法人|学校法人|協同組合|独立行政法人|(?:NPO|特定非営利活動)法人"
WESTERN_FORMS = (
    r"Inc(?:orporated)?|Ltd|Limited|LLC|L\.L\.C|LLP|Corp(?:oration)?|Co|Company|GmbH|S\.A(?:\.S)?|S\.?R\.?L|S\.p\.A"
    r"|Pte|Pty|B\.V|N\.V|K\.K|G\.K|PLC"
)
_JAPANESE = re.compile(rf"(?:{BRACKETED_FORMS}|{JAPANESE_FORMS})", re.IGNORECASE)
_AT_START = re.compile(rf"\s*{_JAPANESE.pattern}\s*", re.IGNORECASE)
_AT_END = re.compile(rf"\s*{_JAPANESE.pattern}\s*\Z", re.IGNORECASE)
_WESTERN_AT_END = re.compile(
    rf"(?:(?:\s*,\s*|\s+)(?:{WESTERN_FORMS})|(?<=\.)(?:Inc|Ltd|Limited|LLC))\.?\s*,?\s*\Z", re.IGNORECASE
)


def strip_legal_forms(text: str) -> str:
    """The name in NFKC without the legal forms before and behind it; the whole where nothing else is there.

    Forms stand alone: “Inc” goes with a space, comma or full stop before it, so Zinc stays Zinc. What stands in the middle of a
    name stays, since a branch is not the company.
    """
    whole = unicodedata.normalize("NFKC", text).strip()
    rest = whole
    while True:
        before = rest
        for pattern in (_AT_START, _AT_END, _WESTERN_AT_END):
            found = pattern.match(rest) if pattern is _AT_START else pattern.search(rest)
            if found and (shorter := (rest[: found.start()] + rest[found.end() :]).strip()):
                rest = shorter
        if rest == before:
            return rest
