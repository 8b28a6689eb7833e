"""The cell of a character: who is voiced, in which variant. What is written stays as it is; this says whom it means."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from productions.shared.late_patterns import compile_late

VARIANT_PATTERN = compile_late(r"(.*\S)\s*[（(]([^（()）]+)[）)]", re.DOTALL)
AGE_PATTERN = compile_late(
    r"\d+\s*[歳才]|[幼少青壮老晩]年|[幼少青壮老]|期|時代|\d+代|子供|子ども|こども|大人|高校|中学|小学|大学|過去|未来|現在|年[前後]"
    r"|\b(?:age|aged|young|younger|old|older|child|adult|teen|baby|infant)\b|\d+\s*years?\b",
    re.IGNORECASE,
)
"""What says at which age somebody is."""
VOICE_PATTERN = compile_late(r"声|歌唱|ボイス|voice|singing", re.IGNORECASE)


class CharacterCell(NamedTuple):
    """A character's name; `kind` (age, voice, other) and `label` of its variant are empty where none is written."""

    name: str
    kind: str = ""
    label: str = ""


def split_character_cell(text: str) -> Iterator[CharacterCell]:
    """The characters of a cell: `商人A／商人B` are two, `アキラ（青年期）` is one at an age. A slash inside brackets parts nothing."""
    for part in re.split(r"[／/](?![^（(]*[）)])", text):
        if name := part.strip():
            yield read_character(name)


def read_character(text: str) -> CharacterCell:
    found = VARIANT_PATTERN.fullmatch(text)
    if found is None:
        return CharacterCell(text)
    return CharacterCell(found[1], tell_variant_kind(found[2]), found[2].strip())


def tell_variant_kind(label: str) -> str:
    """What makes the variant, as far as its label says."""
    plain = unicodedata.normalize("NFKC", label)
    if AGE_PATTERN.search(plain):
        return "age"
    return "voice" if VOICE_PATTERN.search(plain) else "other"
