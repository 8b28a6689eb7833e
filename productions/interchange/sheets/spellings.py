"""What a field or a coded value is called, and how a written word is compared with that."""

import re
import unicodedata
from dataclasses import dataclass

from productions.shared.site_languages import LANGUAGE_CODES, list_codes_from, pick_first


@dataclass(frozen=True, slots=True)
class Spellings:
    """What one field or code is called: the usual word of each language, and other spellings."""

    en: str
    ja: str
    others: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        texts = (getattr(self, code, "") for code in LANGUAGE_CODES)
        return (*filter(None, texts), *self.others)

    def say_in(self, language: str) -> str:
        """The usual word of the language, or else of another."""
        return pick_first(getattr(self, code, "") for code in list_codes_from(language))


def list_spellings(text: str) -> tuple[str, ...]:
    """The words of a list with commas."""
    return tuple(text.split(", "))


def fold_word(text: str) -> str:
    """A heading or word folded for comparison: `On-Screen`, `on_screen` and `ＯＮ ＳＣＲＥＥＮ` are one."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", "", folded) or folded.strip()


def index_spellings(table: dict[str, Spellings]) -> dict[str, str]:
    """Every word of a table, and every code, folded → the code."""
    return {fold_word(word): code for code, words in table.items() for word in (code, *words.all)}
