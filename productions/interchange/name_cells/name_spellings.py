"""Spellings of one name in a file, for people to say whether they mean one person. Nothing is merged here."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from productions.shared.late_patterns import compile_late
from productions.shared.names import SPACING, identity_key

_COMMAS = compile_late(r"[,，、.]+")


@dataclass(frozen=True, slots=True)
class SpellingGroup:
    """Names that are probably one person's, as written, in the order of the file.

    `is_one_identity`: nothing but typesetting tells them apart (spaces, widths, middle dots), so they are one entry; otherwise a
    person says.
    """

    spellings: tuple[str, ...]
    is_one_identity: bool


def find_spellings(names: Iterable[str]) -> list[SpellingGroup]:
    """The names of a file that differ only in typesetting, in the order of surname and given name, in capitals or by a comma.

    Names in different scripts are not brought together: whether 試山 験太 is Kenta Tameshiyama, a reading says.
    """
    leaders: dict[str, str] = {}
    spelled: dict[str, list[str]] = {}
    first_with: dict[tuple[str, ...], str] = {}
    for name in dict.fromkeys(names):
        identity = identity_key(name)
        leaders.setdefault(identity, identity)
        spelled.setdefault(identity, []).append(name)
        leader = find_leader(leaders, identity)
        leaders[leader] = find_leader(leaders, first_with.setdefault(fold_words(name), identity))
    groups: dict[str, list[str]] = {}
    for identity in spelled:
        groups.setdefault(find_leader(leaders, identity), []).append(identity)
    return [
        SpellingGroup(spellings, len(identities) == 1)
        for identities in groups.values()
        if len(spellings := tuple(name for identity in identities for name in spelled[identity])) > 1
    ]


def find_leader(leaders: dict[str, str], identity: str) -> str:
    """The identity that stands for all that are one group; the way to it is made shorter."""
    while leaders[identity] != identity:
        leaders[identity] = leaders[leaders[identity]]
        identity = leaders[identity]
    return identity


def fold_words(name: str) -> tuple[str, ...]:
    """Equal for names of the same words, whatever their order, capitals, commas and full stops."""
    folded = _COMMAS.sub(" ", unicodedata.normalize("NFKC", name).casefold())
    return tuple(sorted(word for word in SPACING.split(folded) if word))
