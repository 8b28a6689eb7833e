"""The roll document: what a release freezes. Facts only; words are chosen when a file is written.

What came to the format later is left out where it is empty, so a document keeps its digest. The format is named `staffroll.roll/1`; docs/rolls.md describes it. A document turns into canonical JSON and
back without loss (`to_bytes`, `from_bytes`).
"""

import json
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

import orjson

from productions.roll.codec import ADDED, DocumentError, from_plain, to_plain
from productions.sentences import Sentence

FORMAT = "staffroll.roll/1"


@dataclass(frozen=True, slots=True)
class Work:
    """The production, and the episode and edition where the roll is of one. fps is a fraction."""

    uid: str
    title_native: str
    title_kana: str
    title_romaji: str
    title_en: str
    kind: str
    year: int | None
    fps_num: int
    fps_den: int
    episode_number: str
    episode_title: str
    edition: str
    invented: bool
    remark: str


@dataclass(frozen=True, slots=True)
class Override:
    """That the release was issued although rule H13 refuses it: by whom, when (ISO 8601), why."""

    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Erratum:
    """One difference from the issue before, by person. `kind`: added, removed, renamed, moved."""

    kind: str
    contributor: str
    name_before: str
    name_after: str
    roles_en: tuple[str, ...]
    roles_ja: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """`number` is None for the working copy. Times are ISO 8601."""

    number: int | None
    issued_at: str
    issued_by: str
    previous_digest: str
    override: Override | None
    errata: tuple[Erratum, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One name, or people without one. `headcount` None on an unnamed line: their number is not known.

    `reading` (kana) and `romaji` are recorded writings of the very name, empty where none is.
    """

    kind: str
    name: str
    contributor: str
    credits: tuple[str, ...]
    affiliation: str
    headcount: int | None
    named: int | None
    absence_reason: str
    printed_as: str
    on_screen: bool
    episodes: tuple[str, ...]
    cuts: tuple[str, ...]
    reading: str = field(default="", metadata=ADDED)
    romaji: str = field(default="", metadata=ADDED)

    @property
    def is_named(self) -> bool:
        return self.name != ""


@dataclass(frozen=True, slots=True)
class Block:
    """A role with its lines; `heading` is the role as printed, empty when the label serves."""

    role: str
    label_en: str
    label_ja: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Tool:
    """What one AI system did for one task in a department, and under whose hands.

    `cuts` are the cuts it was used in; `whole` says that it was also used in work that is credited for the
    whole episode or production. `withheld` and `unnamed` count credits whose person has no name here.
    """

    system: str
    vendor: str
    version: str
    task: str
    generative: bool
    source_types: tuple[str, ...]
    oversight: tuple[str, ...]
    validated_by: tuple[str, ...]
    cuts: tuple[str, ...]
    whole: bool
    hands: tuple[str, ...]
    withheld: int
    unnamed: int


@dataclass(frozen=True, slots=True)
class Department:
    """People first, tools after them and under their own heading (H10)."""

    code: str
    label_en: str
    label_ja: str
    blocks: tuple[Block, ...]
    tools: tuple[Tool, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Counts over the whole roll; nobody types them. `complete`: every required role has its people.

    What counts whether AI was used (H14) is None in documents of before that was asked. Of a cut it was `used` if it
    was in any credit, `none` if each credit is declared so. `ai_whole_used` are credits outside of active cuts.
    `declared_required` are the people in required roles, each once; `declared_none` those of them whose every
    credit in these roles is declared “none”.
    """

    cuts_total: int
    cuts_generative: int
    uses: int
    uses_generative: int
    uses_unnamed: int
    whole_generative: bool
    people_named: int
    people_withheld: int
    people_unnamed: int
    groups_uncounted: int
    complete: bool
    ai_cuts_used: int | None = field(default=None, metadata=ADDED)
    ai_cuts_none: int | None = field(default=None, metadata=ADDED)
    ai_cuts_not_asked: int | None = field(default=None, metadata=ADDED)
    ai_credits_used: int | None = field(default=None, metadata=ADDED)
    ai_credits_none: int | None = field(default=None, metadata=ADDED)
    ai_credits_not_asked: int | None = field(default=None, metadata=ADDED)
    ai_whole_used: int | None = field(default=None, metadata=ADDED)
    declared_required: int | None = field(default=None, metadata=ADDED)
    declared_none: int | None = field(default=None, metadata=ADDED)


@dataclass(frozen=True)
class RollDocument:
    """One roll, frozen."""

    format: str
    work: Work
    issue: Issue
    departments: tuple[Department, ...]
    facts: Facts

    @property
    def is_working_copy(self) -> bool:
        return self.issue.number is None

    def to_dict(self) -> dict[str, Any]:
        plain: dict[str, Any] = to_plain(self)
        return plain

    def to_bytes(self) -> bytes:
        """Canonical JSON (RFC 8785), UTF-8.

        Of texts and whole numbers under keys in ASCII, which is all that a document has, sorted compact JSON is that.
        """
        return orjson.dumps(self.to_dict(), option=orjson.OPT_SORT_KEYS)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON, in hexadecimal."""
        return digest(self.to_bytes())


def from_dict(data: Any) -> RollDocument:
    """The document that `to_dict` gave. Raises DocumentError with the place of what is wrong."""
    if isinstance(data, dict) and data.get("format") != FORMAT:
        raise DocumentError(
            Sentence(
                "The format is %(found)s, not %(format)s.", found=repr(data.get("format")), format=FORMAT
            )
        )
    return from_plain(RollDocument, data)


def from_bytes(data: bytes | str) -> RollDocument:
    """The document that `to_bytes` gave. Raises DocumentError."""
    try:
        return from_dict(json.loads(data))
    except ValueError as error:
        raise DocumentError(Sentence("The document is not JSON (%(error)s).", error=str(error))) from error


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()
