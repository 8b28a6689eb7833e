"""What somebody searches for, folded in every way in which a name may match it (`productions.shared.search.Stage`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from productions.shared.identifiers import CONTRIBUTOR, find_possible_identifiers
from productions.shared.legal_forms import strip_legal_forms
from productions.shared.names import clean_text, identity_key, organization_key, search_key
from productions.shared.readings import list_reading_orders

LAST_CODE_POINT = "\U0010ffff"
"""Follows every character that a name may have."""
MIN_ENDING_LETTERS = 4
"""Letters of a given name that is found by its reading: fewer end half of all names."""
MIN_SLIP_CHARACTERS = 3
MIN_SLIP_LATIN_LETTERS = 4
"""Of shorter texts every other name is one character away."""
MAX_SLIP_CHARACTERS = 60
"""Of a longer text nobody types it all; its patterns together have four times its square of characters."""


def split_pairs(key: str) -> list[str]:
    """The pairs of characters in a key, each once."""
    return list(dict.fromkeys(key[place : place + 2] for place in range(len(key) - 1)))


def escape_like(text: str) -> str:
    """The text as a LIKE pattern that matches it alone; the escape is a backslash."""
    return re.sub(r"([%_\\])", r"\\\1", text)


@dataclass(frozen=True)
class KeyRange:
    """The keys that begin with a text, in the order of code points: from `first` to before `beyond`."""

    first: Any
    beyond: Any

    @classmethod
    def of(cls, text: str) -> Self:
        return cls(text, text + LAST_CODE_POINT)


@dataclass(frozen=True)
class Ending:
    """How keys end: the text, and the range of turned keys that begin with the turned text."""

    text: Any
    turned: KeyRange

    @classmethod
    def of(cls, text: str) -> Self:
        return cls(text, KeyRange.of(text[::-1]))


@dataclass(frozen=True)
class Slips:
    """The keys that one slip of the hand makes of a text: a character that is wrong, missing, too much, or two that changed places.

    A slip is in one half of a key and leaves the other as it was: either the key begins like the text, or it ends so, or two
    characters changed places over the middle (`swapped`). An index finds those, and LIKE patterns say whether the rest is a slip.
    """

    head: KeyRange
    after_head: Any
    """Patterns of the keys with that head."""
    tail: Ending
    before_tail: Any
    """Patterns of the keys with that tail."""
    swapped: Any

    @classmethod
    def of(cls, key: str) -> tuple[Self, ...]:
        """One, or none where the key is too short or too long."""
        shortest = MIN_SLIP_LATIN_LETTERS if key.isascii() else MIN_SLIP_CHARACTERS
        if not shortest <= len(key) <= MAX_SLIP_CHARACTERS:
            return ()
        half = len(key) // 2
        head, tail = key[:half], key[half:]
        after_head = [escape_like(head) + pattern for pattern in list_slip_patterns(tail)]
        before_tail = [pattern + escape_like(tail) for pattern in list_slip_patterns(head)]
        swapped = head[:-1] + tail[0] + head[-1] + tail[1:]
        return (cls(KeyRange.of(head), after_head, Ending.of(tail), before_tail, swapped),)


def list_slip_patterns(part: str) -> list[str]:
    """LIKE patterns of a part of a key with a wrong character, one more, one less, and two beside each other changed about."""
    patterns: dict[str, None] = {}
    for place in range(len(part) + 1):
        before, after = escape_like(part[:place]), part[place:]
        patterns[f"{before}_{escape_like(after)}"] = None
        if after:
            patterns[f"{before}_{escape_like(after[1:])}"] = None
            patterns[before + escape_like(after[1:])] = None
        if len(after) > 1:
            patterns[before + escape_like(after[1] + after[0] + after[2:])] = None
    return list(patterns)


@dataclass(frozen=True)
class SearchWords:
    """A searched text, folded; its parts may be values or places for values, as the query that holds them likes."""

    key: Any
    pairs: Any
    beginning: Any
    """The LIKE pattern of texts that begin with the key."""
    short: bool
    """Below two characters: only beginnings count."""
    identifiers: Any = ()
    """Identifiers elsewhere that the text may be: pairs of scheme and value."""
    spellings: Any = ()
    """What a name is compared with as a whole: identities of a contributor's name, or the text as it is."""
    readings: tuple[KeyRange, ...] = ()
    """Readings (`readings.reading_key`) of the text, by the orders of its words."""
    endings: tuple[Ending, ...] = ()
    """The reading, where names may end with it."""
    slips: tuple[Slips, ...] = ()
    reading_slips: tuple[Slips, ...] = ()

    @classmethod
    def of(cls, text: str, owner: str = "") -> Self:
        """`owner` is the kind of entry that is looked for, and that an identifier may belong to, if any.

        A contributor is found whatever legal form is typed with the name: it need not be a part of the recorded one.
        """
        of_contributor = owner == CONTRIBUTOR
        bare = strip_legal_forms(text) if of_contributor else text
        key = search_key(bare)
        orders = list_reading_orders(bare)
        spellings = {identity_key(text), organization_key(text)} if of_contributor else {clean_text(text)}
        return cls(
            key,
            split_pairs(key),
            escape_like(key) + "%",
            len(key) < 2,
            tuple(find_possible_identifiers(text, owner)),
            sorted(spellings),
            tuple(map(KeyRange.of, orders)),
            tuple(Ending.of(order) for order in orders[:1] if len(order) >= MIN_ENDING_LETTERS),
            Slips.of(key),
            tuple(slips for order in orders for slips in Slips.of(order)),
        )


def map_leaves(words: Any, change: Callable[[Any], Any]) -> Any:
    """The words with another value for each text and list of texts in them, or for each place of one."""
    if isinstance(words, tuple):
        return tuple(map_leaves(part, change) for part in words)
    if isinstance(words, WORDS):
        parts = {part.name: map_leaves(getattr(words, part.name), change) for part in fields(words)}
        return replace(words, **parts)
    return words if isinstance(words, bool) else change(words)


WORDS = (SearchWords, Slips, Ending, KeyRange)
"""What searched words are made of, besides texts, lists of texts and `short`."""
