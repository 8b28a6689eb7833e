"""What the cells of a credit sheet say: counts, days, words for codes, numbers of episodes and cuts."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from productions.interchange.sheets.coded_words import CODE_OF_WORD, CODE_SPELLINGS
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.interchange.sheets.spellings import fold_word
from productions.interchange.sheets.spoiled_numbers import find_spoiled_number, restore_whole_number
from productions.shared.late_patterns import compile_late
from productions.shared.sentences import Sentence, SentenceError

COUNT_PATTERN = compile_late(r"(\d{1,9})(?:\.0{1,6})?\s*[人名]?", re.ASCII)
IPTC_SOURCE_TYPE_URI = "http://cv.iptc.org/newscodes/digitalsourcetype/"
"""What stands before a source type in its URI; sheets from asset managers hold the whole of it."""

ONE_DIGIT_HOUR_PATTERN = compile_late(r"^(?=\d:)", re.ASCII)
SLASHED_DATE_PATTERN = compile_late(r"(\d{4})/(\d{1,2})/(\d{1,2})(.*)", re.ASCII)


class InvalidCell(SentenceError):
    """A cell does not say what its column is for; `suggestions` are what it probably should say."""

    def __init__(self, sentence: Sentence, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.suggestions = suggestions


def parse_count(text: str) -> int | None:
    """A count like 3, ３ or 3人; None when empty."""
    if not text:
        return None
    match = COUNT_PATTERN.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        raise InvalidCell(
            Sentence(
                "“%(text)s” is not a whole number of at most nine digits; write one, like 3.",
                text=shorten_for_message(text),
            )
        )
    return int(match[1])


def parse_numbering(text: str) -> str:
    """A number of an episode or cut as given, 12 for 12.0; refused where a spreadsheet program has made something else of it."""
    if spoiled := find_spoiled_number(text):
        raise InvalidCell(*spoiled)
    return restore_whole_number(text)


def parse_validation_time(text: str) -> str:
    """A date, or a date and time, in ISO 8601 or with slashes (2024/4/1 18:00), as ISO 8601."""
    if not text:
        return ""
    plain = unicodedata.normalize("NFKC", text).strip()
    if slashed := SLASHED_DATE_PATTERN.fullmatch(plain):
        plain = f"{slashed[1]}-{slashed[2]:0>2}-{slashed[3]:0>2}{slashed[4]}"
    day, _, clock = plain.replace("T", " ").partition(" ")
    try:
        if not clock:
            return date.fromisoformat(day).isoformat()
        return datetime.fromisoformat(f"{day}T{ONE_DIGIT_HOUR_PATTERN.sub('0', clock.strip())}").isoformat()
    except ValueError:
        raise InvalidCell(
            Sentence(
                "“%(text)s” is not a date or time; write it like 2024-04-01 18:00.",
                text=shorten_for_message(text),
            )
        ) from None


def parse_day(text: str) -> str:
    """A date in ISO 8601 or with slashes (2024/4/1), as ISO 8601."""
    day = parse_validation_time(text)
    if "T" in day:
        raise InvalidCell(
            Sentence(
                "“%(text)s” is a date with a time; write the date alone, like 2024-04-01.",
                text=shorten_for_message(text),
            )
        )
    return day


def parse_code_word(text: str, *, field: str) -> str:
    """The code for a code or word of `field`, in either language."""
    if not text:
        return ""
    plain = text.removeprefix(IPTC_SOURCE_TYPE_URI) if field == "ai_source_type" else text
    code = CODE_OF_WORD[field].get(fold_word(plain))
    if code is None:
        raise InvalidCell(
            Sentence(
                "“%(text)s” is not known here; write one of: %(codes)s.",
                text=shorten_for_message(text),
                codes=", ".join(CODE_SPELLINGS[field]),
            )
        )
    return code


def parse_edition(text: str) -> str:
    """The code of a built-in edition; anything else as given, since it may be an edition that the production has of its own."""
    return CODE_OF_WORD["edition"].get(fold_word(text), text) if text else ""


CELL_PARSERS: dict[str, Callable[[str], Any]] = {
    **{field: partial(parse_code_word, field=field) for field in CODE_SPELLINGS},
    **dict.fromkeys(("headcount", "named_count", "position"), parse_count),
    **dict.fromkeys(("episode", "cut"), parse_numbering),
    "ai_validated_at": parse_validation_time,
    "evidence_on": parse_day,
    "edition": parse_edition,
}
"""Field → what reads its cell; other fields are kept as given."""
