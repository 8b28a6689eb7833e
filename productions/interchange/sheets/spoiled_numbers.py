"""Numbers of episodes and cuts of which a spreadsheet program has made a date or another number, and what they probably were."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.shared.late_patterns import compile_late
from productions.shared.sentences import Sentence

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAME = f"(?P<name>{'|'.join(MONTHS)})[a-z]{{0,6}}[.]?"
DATE_PATTERNS = tuple(
    compile_late(pattern, re.ASCII)
    for pattern in (
        r"\d{4}[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:[t ][\d:.]{1,20})?",
        r"(?:\d{4}年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日",
        r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/\d{2,4}",
        rf"(?P<day>\d{{1,2}})[-/ ]{MONTH_NAME}(?:[-/ ]\d{{2,4}})?",
        rf"{MONTH_NAME}[-/ ](?P<day>\d{{1,2}})(?:,? \d{{2,4}})?",
    )
)
"""What spreadsheet programs make of 1-2: 2026-01-02, 1月2日, 1/2/2026, 2-Jan, Jan-02. By NFKC and without capitals."""

SCIENTIFIC_PATTERN = compile_late(r"(\d)(?:\.(\d{1,15}))?e\+?(\d{1,2})", re.ASCII)
"""What they make of 12E3, or of a number that is wider than its column: 1.20E+04."""

WHOLE_NUMBER_PATTERN = compile_late(r"(\d{1,9})\.0{1,6}", re.ASCII)
TOO_NARROW_PATTERN = compile_late("#{3,}")
MAX_WRITTEN_DIGITS = 12
LAST_MONTH, LAST_DAY = 12, 31


class SpoiledNumber(NamedTuple):
    """What is wrong in one sentence, and what probably stood there, the likeliest first."""

    sentence: Sentence
    suggestions: tuple[str, ...] = ()


def find_spoiled_number(text: str) -> SpoiledNumber | None:
    """What a spreadsheet program has made of a number; None for one that it has left alone."""
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    shown = shorten_for_message(text)
    if TOO_NARROW_PATTERN.fullmatch(plain):
        return SpoiledNumber(
            Sentence(
                "“%(text)s” stands for a number that its column was too narrow for; write the number.",
                text=shown,
            )
        )
    if scientific := SCIENTIFIC_PATTERN.fullmatch(plain):
        first, *others = list_scientific_readings(scientific)
        return SpoiledNumber(describe_scientific(shown, first, *others[:1]), (first, *others))
    if suggestions := tuple(dict.fromkeys(list_date_readings(plain))):
        return SpoiledNumber(describe_date(shown, *suggestions[:2]), suggestions)
    return None


def describe_scientific(text: str, first: str, second: str = "") -> Sentence:
    if not second:
        return Sentence(
            "“%(text)s” is a number that the spreadsheet program has rewritten; it was probably “%(first)s”. Format the column as text "
            "and write it again.",
            text=text,
            first=first,
        )
    return Sentence(
        "“%(text)s” is a number that the spreadsheet program has rewritten; it was probably “%(first)s” or “%(second)s”. Format the "
        "column as text and write it again.",
        text=text,
        first=first,
        second=second,
    )


def describe_date(text: str, first: str, second: str = "") -> Sentence:
    if not second:
        return Sentence(
            "“%(text)s” is a date, made by the spreadsheet program; it was probably “%(first)s”. Format the column as text and write it "
            "again.",
            text=text,
            first=first,
        )
    return Sentence(
        "“%(text)s” is a date, made by the spreadsheet program; it was probably “%(first)s”, or “%(second)s”. Format the column as text "
        "and write it again.",
        text=text,
        first=first,
        second=second,
    )


def list_date_readings(plain: str) -> Iterator[str]:
    """The ranges that a date may have been: month and day, then the other way round, as the program's language has them."""
    for pattern in DATE_PATTERNS:
        if match := pattern.fullmatch(plain):
            groups = match.groupdict()
            month = MONTHS.index(groups["name"]) + 1 if groups.get("name") else int(groups["month"])
            day = int(groups["day"])
            if 1 <= min(month, day) <= LAST_MONTH and max(month, day) <= LAST_DAY:
                yield f"{month}-{day}"
                yield f"{day}-{month}"


def list_scientific_readings(match: re.Match[str]) -> list[str]:
    """12000 and 12E3 for 1.20E+04; the number alone where it is whole and has no zeros at its end."""
    digits = (match[1] + (match[2] or "")).rstrip("0") or "0"
    zeros = int(match[3]) - len(digits) + 1
    if zeros < 0:
        return [f"{digits}E{zeros}"]
    written = [digits + "0" * zeros] if len(digits) + zeros <= MAX_WRITTEN_DIGITS else []
    return [*written, f"{digits}E{zeros}"] if zeros else written or [f"{digits}E0"]


def restore_whole_number(text: str) -> str:
    """12 for `12.0`, which programs write for a whole number; other texts as they are."""
    match = WHOLE_NUMBER_PATTERN.fullmatch(unicodedata.normalize("NFKC", text))
    return match[1] if match else text
