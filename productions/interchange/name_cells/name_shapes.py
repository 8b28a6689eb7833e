"""The shapes of names in a cell: whole ones, halves, words of Western letters, readings. Guesses, for choices to offer."""

import unicodedata

from productions.interchange.credit_text.organizations import (
    is_generic_organization_word,
    is_organization,
    looks_like_japanese_person,
)
from productions.shared.late_patterns import compile_late

KANJI = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〆ヶ"
_EAST_ASIAN = compile_late(rf"[{KANJI}\u3040-\u30ff\uff66-\uff9f\uac00-\ud7af]")
_ANY_KANJI = compile_late(rf"[{KANJI}]")
_WHOLE_WITHOUT_SPACE = compile_late(rf"[{KANJI}]{{3,5}}|[\uac00-\ud7af]{{2,5}}")
_HALF = compile_late(rf"[{KANJI}\u3041-\u30ff\uff66-\uff9f]{{1,3}}")
_KANJI_NAME = compile_late(rf"[{KANJI}]{{2,4}}")
_WESTERN_WORD = compile_late(r"[^\W\d_][^\W\d_'’.\-]*(?:['’.\-]+[^\W\d_]*)*")
_WORD_BREAKS = compile_late(r"[ ・･=＝]")
_KANA = compile_late(r"[\u3041-\u3096\u30a1-\u30fa\u30fc\u30fb=\s]+")
_HIRAGANA = compile_late(r"[\u3041-\u3096\u30fc\s]+")
_ROMAJI = compile_late(r"(?:[bcdfghjkmnprstvwyz]{0,3}[aiueo]|n)++")
_MACRONS = compile_late("[\u0302\u0304]")

MAX_NAME_WORDS = 5
MAX_READING_CHARACTERS = 60
MAX_KANA_PER_KANJI = 5
"""Kana that one kanji of a name may be read as, at most (承 うけたまわ)."""


def has_letters(text: str) -> bool:
    """Whether anything in the text can be a name's letter or number."""
    return any(map(str.isalnum, text))


def is_western(text: str) -> bool:
    """Whether the letters are an alphabet's: names of several words."""
    return any(map(str.isalpha, text)) and not _EAST_ASIAN.search(text)


def list_western_words(text: str) -> list[str]:
    """The words of a Western name, empty where it is none."""
    words = text.split()
    if not is_western(text) or not all(_WESTERN_WORD.fullmatch(word) for word in words):
        return []
    return words


def is_whole_name(text: str) -> bool:
    """Whether the text is a name by itself: surname and given name, or an organization."""
    plain = " ".join(text.split())
    if not plain or len(plain) > 100:
        return False
    if is_generic_organization_word(plain):
        return False
    if is_organization(plain) or looks_like_japanese_person(plain) or _WHOLE_WITHOUT_SPACE.fullmatch(plain):
        return True
    words = plain.split()
    if is_western(plain):
        return 2 <= len(words) <= MAX_NAME_WORDS and bool(list_western_words(plain)) and words[0][0].isupper()
    words = _WORD_BREAKS.split(plain)
    return 2 <= len(words) <= MAX_NAME_WORDS and all(
        0 < len(word) <= 10 and not any(map(str.isdigit, word)) for word in words
    )


def is_half_name(text: str) -> bool:
    """Whether the text may be a surname or a given name alone: up to three Japanese letters, or one Western word."""
    return bool(_HALF.fullmatch(text)) or len(list_western_words(text)) == 1


def is_kanji_half(text: str) -> bool:
    """Whether the text is two to four kanji, as surnames are."""
    return bool(_KANJI_NAME.fullmatch(text))


def is_reading_of(name: str, text: str) -> bool | None:
    """Whether `text` says how `name` is read, in kana or in Latin letters; None where it may be something else as well."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain or len(plain) > MAX_READING_CHARACTERS or is_organization(plain):
        return False
    if _KANA.fullmatch(plain):
        return _is_kana_reading(name, plain)
    return bool(_ANY_KANJI.search(name)) and is_romaji_name(plain)


def _is_kana_reading(name: str, kana: str) -> bool | None:
    sounds = len("".join(kana.split()))
    kanji = len(_ANY_KANJI.findall(name))
    if is_western(name):
        return True if "・" in kana or len(kana.split()) > 1 else None
    if not kanji or not kanji <= sounds <= MAX_KANA_PER_KANJI * len("".join(name.split())):
        return False
    if _HIRAGANA.fullmatch(kana) or len(kana.split()) > 1:
        return True
    return None


def is_romaji_name(text: str) -> bool:
    """Whether the text is a name of two words or more in the syllables of Japanese."""
    plain = _MACRONS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    words = plain.replace(",", " ").replace("'", "").replace("-", "").split()
    return 2 <= len(words) <= MAX_NAME_WORDS and all(_ROMAJI.fullmatch(word) for word in words)
