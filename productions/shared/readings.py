"""How names are read: one key for kana and for the ways to write them in Latin letters, in any order of a name's words.

`reading_key` is wider than `names.search_key` and finds as that does: it decides nothing.
"""

import re
import unicodedata
from functools import lru_cache

import jaconv

from productions.shared.names import search_key

SMALL_VOWELS = {
    "しぇ": "she", "じぇ": "je", "ちぇ": "che", "てぃ": "ti", "でぃ": "di", "とぅ": "tu", "どぅ": "du", "てゅ": "tyu", "でゅ": "dyu",
    "ふゅ": "fyu", "うぃ": "wi", "うぇ": "we", "うぉ": "wo", "つぁ": "tsa", "つぃ": "tsi", "つぇ": "tse", "つぉ": "tso", "いぇ": "ye",
}  # fmt: skip
"""Sounds with a small vowel, which jaconv spells letter by letter (しぇ as shie)."""
SMALL_VOWEL = re.compile("|".join(SMALL_VOWELS))
ROMAN_SPELLINGS = (
    (r"tch", "cch"), (r"([ou])h(?![aeiou])", r"\1"), (r"o[uo]+", "o"), (r"uu+", "u"), (r"aa+", "a"), (r"ii+", "i"), (r"ee+", "e"),
    (r"m(?=[bmp])", "n"), (r"nn(?![aeiouy])", "n"), (r"shi", "si"), (r"sh", "sy"), (r"cchi", "tti"), (r"cch", "tty"), (r"chi", "ti"),
    (r"ch", "ty"), (r"tsu", "tu"), (r"fu", "hu"), (r"jy", "j"), (r"ji|di", "zi"), (r"j", "zy"), (r"dzu|du", "zu"), (r"wo", "o"),
)  # fmt: skip
"""What different ways to write one reading in Latin letters come to, applied in this order."""
ROMAN_PATTERNS = tuple((re.compile(spelling), common) for spelling, common in ROMAN_SPELLINGS)
HAS_SOUND = re.compile("[a-z\u3041-\u3096\u30fc]")
"""Latin letters and hiragana: what `reading_key` changes in a folded text."""
HALF_TYPED = {"sh": "s", "ch": "t", "ts": "t", "c": "t", "f": "h", "j": "z"}
"""How the last sound of a text may be begun in Latin letters, and what a `reading_key` of that sound begins with."""
HALF_TYPED_PATTERN = re.compile("(?:sh|ch|ts|c|f|j)\\Z")
WORD_BREAK = re.compile("[\\s,、，・･·]+")
MAX_READING_CHARACTERS = 400
"""Of a longer reading the beginning is kept: an index takes no more than 2,700 bytes of a row."""
MAX_JOINED_CHARACTERS = 2 * MAX_READING_CHARACTERS
MAX_TURNED_WORDS = 4
"""Words of a name that are tried in other orders; more are a title, whose order is its own."""


def fold_roman_spelling(letters: str) -> str:
    """Small Latin letters with one spelling for each sound; what is no such letter stays."""
    for pattern, common in ROMAN_PATTERNS:
        letters = pattern.sub(common, letters)
    return letters


def roman_key(text: str) -> str:
    """Equal for the usual ways to write a reading in Latin letters: Ōhno, Ono and Oono; Syoji and Shouji."""
    return fold_roman_spelling(re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", text).casefold()))


@lru_cache(maxsize=4096)
def reading_key(text: str) -> str:
    """Equal for a name in kana and its usual spellings in Latin letters, without spaces: おおの, Ohno, Oono, Ōno; kanji stay."""
    key = search_key(text)
    if not HAS_SOUND.search(key):
        return key[:MAX_READING_CHARACTERS]
    spelled = SMALL_VOWEL.sub(lambda sound: SMALL_VOWELS[sound[0]], key)
    letters = re.sub("xtsu|[-'\u30fc]", "", jaconv.kana2alphabet(spelled))
    return fold_roman_spelling(letters)[:MAX_READING_CHARACTERS]


def begin_reading_key(text: str) -> str:
    """What the `reading_key` of a name begins with that somebody is still typing in kana or Latin letters (`s`, `sh`, `みh`); empty for others."""
    key = search_key(text)
    if not HAS_SOUND.match(key):
        return ""
    half = HALF_TYPED_PATTERN.search(key)
    return reading_key(key[: half.start()]) + HALF_TYPED[half[0]] if half else reading_key(key)


def join_readings(*texts: str) -> str:
    """The readings of several texts with a space between them: `reading_key` has none."""
    return " ".join(filter(None, map(reading_key, texts)))[:MAX_JOINED_CHARACTERS]


def list_reading_orders(text: str) -> list[str]:
    """The readings of a name with its words as they stand, then with the last one before the others, then the first one behind them.

    Equal ones are listed once, and none that would find no more than `search_key` does.
    """
    words = [word for word in WORD_BREAK.split(unicodedata.normalize("NFKC", text)) if word]
    orders = [words]
    if 1 < len(words) <= MAX_TURNED_WORDS:
        orders += [[words[-1], *words[:-1]], [*words[1:], words[0]]]
    as_written = search_key(text)
    readings = dict.fromkeys(reading_key(" ".join(order)) for order in orders)
    if not HAS_SOUND.search(as_written):
        readings.pop(as_written, None)
    return [reading for reading in readings if len(reading) > 1]


def family_and_given(romaji: str, kana: str) -> tuple[str, str] | None:
    """The two words of a romaji name as family name and given name, where the kana reading (family first) tells.

    None where it does not: nothing is guessed.
    """
    words, reading = romaji.split(), kana.split()
    if len(words) != 2 or len(reading) != 2:
        return None
    first, second = (word.strip(",") for word in words)
    family, given = (roman_key(jaconv.kana2alphabet(jaconv.kata2hira(part))) for part in reading)
    if family == given or {roman_key(first), roman_key(second)} != {family, given}:
        return None
    return (first, second) if roman_key(first) == family else (second, first)
