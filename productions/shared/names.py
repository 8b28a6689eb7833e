"""Names as people write them: cleaning, refusing what hides, and keys to compare, search and order.

Two folds, never mixed. `identity_key` decides who is the same entry: only typesetting is folded, so 高橋 and 髙橋 are two
people until somebody says otherwise; of an organization's name the legal form is no part (`organization_key`). `search_key` finds and offers, and decides nothing.
"""

import re
import unicodedata
from functools import lru_cache

import jaconv

from productions.shared.legal_forms import strip_legal_forms
from productions.shared.lookalikes import VARIANTS, fold_lookalikes
from productions.shared.sentences import Sentence

BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of text (Unicode 16, UAX #9) and can make a name look like another one."""

JOINERS = frozenset("\u200c\u200d")
"""Zero-width joiners: letters of some scripts need them, between letters only."""

MAX_TITLE_KEY_CHARACTERS = 400
"""An index takes no more than 2,700 bytes of a row, and a character may have four."""
HYPHENS = re.compile("[\u2010-\u2015\u2212\uff0d]")
TYPESET = {
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\uff0d"), "-"),
    **dict.fromkeys(map(ord, "\u00b4\u2018\u2019\u02bc\uff07"), "'"),
    ord("\u30a0"): "=",  # katakana's double hyphen, for which most type ＝
    ord("\u301c"): "~",  # the wave dash, which Windows-31J reads as ～
}
"""Marks with several code points, by which nobody tells two people apart."""
SPACING = re.compile(
    "[\\s\u00b7\u0387\u2022\u2027\u2219\u22c5\u2e31\u30fb\uff65\u200b-\u200d\u2060\ufe00-\ufe0f\U000e0100-\U000e01ef]+"
)
"""Spaces, middle dots, and what nobody sees: joiners and variation selectors."""
SEARCH_NOISE = re.compile(r"[\s·・･‧•.,'’`]+")
DIACRITICS = re.compile("[\u0300-\u036f]+")
"""Marks over and under Latin, Greek and Cyrillic letters, as NFKD sets them apart; those of kana and Hangul are others."""
STROKED = str.maketrans("đĐðÐøØłŁıħĦŧŦ", "dDdDoOlLihHtT") | str.maketrans(
    {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th"}
)
"""Latin letters that are others with a stroke, or two in one, in which Unicode sees no parts."""
SMALL_KA = str.maketrans("ゖゕ", "けか")
"""The small ヶ and ヵ, for which many type the large ones (霞ヶ関, 霞ケ関)."""

VU_SOUNDS = {
    "ゔぁ": "ば", "ゔぃ": "び", "ゔぅ": "ぶ", "ゔぇ": "べ", "ゔぉ": "ぼ", "ゔゃ": "びゃ", "ゔゅ": "びゅ", "ゔょ": "びょ", "ゔ": "ぶ",
}  # fmt: skip
"""How the sounds of ヴ are written by those who write them with ば, び, ぶ, べ and ぼ (ヴァイオリン, バイオリン)."""
VU = re.compile("|".join(VU_SOUNDS))


def clean_text(text: str) -> str:
    """The text in NFC, without outer spaces, every inner run of white space as one space."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def text_problem(text: str, *, limit: int = 200) -> Sentence | None:
    """One sentence when `text` holds characters that hide something or is longer than `limit` characters."""
    if len(text) > limit:
        return Sentence(
            "The text has %(count)s characters; at most %(most)s fit here.",
            count=f"{len(text):,}",
            most=f"{limit:,}",
        )
    for place, character in enumerate(text, start=1):
        if kind := hidden_kind(text, place - 1, character):
            return Sentence(
                "Character %(place)d is %(kind)s (U+%(code)04X); remove it.",
                place=place,
                kind=kind,
                code=ord(character),
            )
    return None


def hidden_kind(text: str, index: int, character: str) -> Sentence | None:
    """What is wrong with one character, in words."""
    if character == "\0":
        return Sentence("a NUL byte")
    if character in BIDI:
        return Sentence("a mark that turns the writing direction")
    category = unicodedata.category(character)
    if category == "Cc" and character not in "\t":
        return Sentence("a control character")
    if category == "Cs":
        return Sentence("half of a broken character")
    if category in ("Co", "Cn"):
        return Sentence("a character without a meaning in Unicode")
    if character in JOINERS:
        around = text[index - 1 : index] + text[index + 1 : index + 2]
        joins = len(around) == 2 and all(map(is_letter_like, around))
        return None if joins else Sentence("an invisible joiner")
    if category == "Cf":
        return Sentence("an invisible character")
    return None


def is_letter_like(character: str) -> bool:
    """Letters, marks and symbols (emoji sequences are joined too); no spaces, no ASCII."""
    return ord(character) > 0x2FF and unicodedata.category(character)[0] in "LMS"


@lru_cache(maxsize=4096)
def identity_key(text: str) -> str:
    """Equal for two names exactly when nothing but typesetting tells them apart: width, spaces, middle dots, forms of one mark.

    Letters keep their case, kana their kind and kanji their form: by those, people are told apart.
    """
    folded = unicodedata.normalize("NFKC", text.translate(TYPESET)).translate(TYPESET)
    return unicodedata.normalize("NFKC", SPACING.sub("", folded))


@lru_cache(maxsize=4096)
def organization_key(text: str) -> str:
    """The identity of an organization's name: besides typesetting, its legal form tells nobody apart (株式会社例, ㈱例, 例)."""
    key = identity_key(strip_legal_forms(text.translate(TYPESET)))
    while (shorter := identity_key(strip_legal_forms(key))) != key:
        key = shorter
    return key


def compute_name_identity(text: str, *, of_organization: bool) -> str:
    """By what two contributors' names of one kind are the same."""
    return organization_key(text) if of_organization else identity_key(text)


@lru_cache(maxsize=4096)
def search_key(text: str) -> str:
    """The text folded for search: NFKC, casefold, letters without diacritics, usual forms of kanji, hiragana, nothing but letters and digits.

    A text without any keeps its marks, so that a title of marks alone is found by them.
    """
    plain = DIACRITICS.sub("", unicodedata.normalize("NFKD", text.translate(STROKED)))
    folded = unicodedata.normalize("NFKC", plain).casefold().translate(VARIANTS)
    folded = "".join(filter(is_searched, folded)) or SEARCH_NOISE.sub("", HYPHENS.sub("-", folded))
    hiragana = unicodedata.normalize("NFC", jaconv.kata2hira(folded)).translate(SMALL_KA)
    return VU.sub(lambda sound: VU_SOUNDS[sound[0]], hiragana)


def is_searched(character: str) -> bool:
    """Letters, marks of scripts that need them, and numbers: no punctuation, no symbols, nothing unseen."""
    return unicodedata.category(character)[0] in "LMN"


def sort_key(text: str) -> str:
    """The text (best a kana reading) folded for ordering; like `search_key`, with spaces kept."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return jaconv.kata2hira(HYPHENS.sub("-", re.sub(r"\s+", " ", folded).strip()))


def title_search_key(text: str) -> str:
    """`search_key` of a title; of a long one the beginning is kept, by which it is found."""
    return search_key(text)[:MAX_TITLE_KEY_CHARACTERS]


def title_sort_key(text: str) -> str:
    """`sort_key` of a title, or of the beginning of a long one."""
    return sort_key(text)[:MAX_TITLE_KEY_CHARACTERS]


def lookalike_key(text: str) -> str:
    """Equal for two names that are found alike (`search_key`) and differ only in characters which look alike."""
    return search_key(fold_lookalikes(text))
