"""Where a roll may break a name, as somebody set it by hand: with marks in the name (`見本文化|交流機構`), or after which characters (`4`).

Kept are the numbers alone, which name nobody.
"""

import re
import unicodedata
from itertools import pairwise

BREAK_MARK = "|"
"""What is typed into a name where it may be broken; the breaks of a name that has it itself are typed as numbers."""
WIDE_BREAK_MARK = "｜"
CLINGING_CATEGORIES = ("Mn", "Mc", "Me", "Cf")
"""Unicode's categories of marks and of what joins: they are a part of the character before them."""
HALF_WIDTH_VOICING_MARKS = "ﾞﾟ"
JOINER = "\u200d"
NUMBERS_PATTERN = re.compile(r"[0-9]{1,3}(?:[,、 ]+[0-9]{1,3})*")


def read_name_breaks(name: str, text: str) -> tuple[int, ...] | None:
    """After how many characters of the name it may be broken, in ascending order; None where the text does not say that of this name.

    The marks may be of full width, and a space beside one may be left out.
    """
    written = unicodedata.normalize("NFKC", text).strip()
    if NUMBERS_PATTERN.fullmatch(written):
        numbers = sorted({int(each) for each in re.split(r"[,、 ]+", written)})
        within = numbers[0] > 0 and numbers[-1] < len(name)
        return tuple(numbers) if within and not any(parts_letter(name, each) for each in numbers) else None
    if BREAK_MARK in name or WIDE_BREAK_MARK in name:
        return None
    found = []
    at = 0
    for piece in map(str.strip, text.replace(WIDE_BREAK_MARK, BREAK_MARK).split(BREAK_MARK)):
        at += len(name[at:]) - len(name[at:].lstrip())
        if not piece or not name.startswith(piece, at):
            return None
        at += len(piece)
        found.append(at)
    if any(parts_letter(name, each) for each in found[:-1]):
        return None
    return tuple(found[:-1]) if found[-1] == len(name) and len(found) > 1 else None


def parts_letter(name: str, place: int) -> bool:
    """Whether a break behind so many characters parts a letter from its accents, voicing mark or the form chosen for it, or what is joined."""
    after = name[place]
    clings = after in HALF_WIDTH_VOICING_MARKS or unicodedata.category(after) in CLINGING_CATEGORIES
    return clings or name[place - 1] == JOINER


def write_name_breaks(numbers: tuple[int, ...]) -> str:
    """The numbers as they are kept."""
    return ",".join(map(str, numbers))


def split_name(name: str, breaks: str) -> list[str]:
    """The lines of a name by the numbers that are kept; nothing where there are none."""
    numbers = read_name_breaks(name, breaks) if breaks else None
    if not numbers:
        return []
    lines = [name[start:end].strip() for start, end in pairwise((0, *numbers, len(name)))]
    return [line for line in lines if line]


def mark_name(name: str, breaks: str) -> str:
    """The name with its marks, as somebody types them, or its numbers where it has such a character itself; empty where it has none."""
    if BREAK_MARK in name or WIDE_BREAK_MARK in name:
        return breaks
    return BREAK_MARK.join(split_name(name, breaks))
