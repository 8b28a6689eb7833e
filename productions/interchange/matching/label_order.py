"""Which role a text names first: the one home of the order in which labels are asked, for sheets, catalogues, forms and searches.

A role's own label is asked before every other spelling of any role: an alias never takes a text from the role that is called so.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import TypeVar

from productions.interchange.matching.label_parts import (
    WEAK_SEPARATORS,
    fold_label,
    split_joined_jobs,
    swap_beginning,
)

V = TypeVar("V")
Fold = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class RoleWords:
    """What a role is called: its code, its own labels (one of each language), and other spellings."""

    code: str
    labels: tuple[str, ...]
    aliases: tuple[str, ...] = ()


class LabelMatch(IntEnum):
    """How a role answers a text, the best first."""

    LABEL = 0
    """It is called so, or has it as its code."""
    ALIAS = 1
    """It is printed so too (作監 for 作画監督)."""
    LABEL_BEGINS = 2
    ALIAS_BEGINS = 3
    LABEL_HOLDS = 4
    ALIAS_HOLDS = 5


def index_codes(roles: Iterable[RoleWords]) -> dict[str, str]:
    """Codes by folded text: own labels, then aliases, then codes; of two roles the first one given."""
    given = list(roles)
    codes: dict[str, str] = {}
    for texts in ("labels", "aliases"):
        for role in given:
            for text in getattr(role, texts):
                for key in list_label_keys(text):
                    codes.setdefault(key, role.code)
    for role in given:
        codes.setdefault(fold_label(role.code), role.code)
    return codes


@lru_cache(maxsize=8192)
def list_label_keys(text: str) -> tuple[str, ...]:
    """Under what a label stands in an index: folded, and with its middle dots where it has some (`選曲・構成`).

    Kept, since every plan indexes the same labels of the vocabulary: 2,900 of them, 15 of the 20 ms that an index takes.
    """
    return tuple(dict.fromkeys((fold_label(text), fold_dotted_label(text))))


def fold_dotted_label(text: str) -> str:
    """A label folded, its middle dots kept."""
    return "・".join(map(fold_label, split_joined_jobs(text)))


def find_by_label(index: Mapping[str, V], label: str) -> V | None:
    """What a label stands for in an index: as written, in the singular, or with OP and ED spelled out or short.

    A middle dot is no difference (`キャラクター・デザイン`), unless it stands between two jobs: `撮影・監督` is no 撮影監督.
    """
    if any(mark in WEAK_SEPARATORS for mark in label):
        dotted = fold_dotted_label(label)
        if dotted in index:
            return index[dotted]
        if separates_jobs(index, label):
            return None
    key = fold_label(label)
    spellings = (key, key.removesuffix("s"), swap_beginning(key))
    return next((index[each] for each in spellings if each in index), None)


def separates_jobs(index: Mapping[str, V], label: str) -> bool:
    """Whether middle dots stand between known jobs. Between katakana they may as well stand inside of one."""
    words = split_joined_jobs(label)
    return (
        len(words) > 1
        and all(fold_label(word) in index for word in words)
        and not any(is_katakana(one[-1]) and is_katakana(next_one[0]) for one, next_one in pairwise(words))
    )


def is_katakana(character: str) -> bool:
    """Whether it is a letter of katakana or its length mark, full width or half."""
    return "\u30a0" <= unicodedata.normalize("NFKC", character) <= "\u30ff"


def match_role(key: str, role: RoleWords, fold: Fold) -> LabelMatch | None:
    """How a role answers a folded text; None where it does not."""
    labels = [fold(label) for label in (*role.labels, role.code)]
    aliases = [fold(alias) for alias in role.aliases]
    tests = (
        (LabelMatch.LABEL, key in labels),
        (LabelMatch.ALIAS, key in aliases),
        (LabelMatch.LABEL_BEGINS, any(label.startswith(key) for label in labels)),
        (LabelMatch.ALIAS_BEGINS, any(alias.startswith(key) for alias in aliases)),
        (LabelMatch.LABEL_HOLDS, any(key in label for label in labels)),
        (LabelMatch.ALIAS_HOLDS, any(key in alias for alias in aliases)),
    )
    return next((match for match, holds in tests if holds), None)


def rank_codes(text: str, roles: Iterable[RoleWords], fold: Fold = fold_label) -> dict[str, LabelMatch]:
    """The codes of the roles that answer a text, the best first; those that answer it alike in the order given.

    `fold` makes two texts one that are to be compared as one.
    """
    key = fold(text)
    if not key:
        return {}
    found = {role.code: match for role in roles if (match := match_role(key, role, fold)) is not None}
    return dict(sorted(found.items(), key=itemgetter(1)))
