"""The roll document: what a release freezes. Facts only; words are chosen when a file is written.

The format is named `staffroll.roll/2`; docs/rolls.md describes it. What comes to it later is left out where it is empty, so a document
keeps its digest. A document turns into bytes and back without loss (`to_bytes`, `productions.rollkit.document.unsealing`): sealed, so that a copy
that leaves somebody's name out still has the digest (`productions.rollkit.document.sealed`).
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from functools import cached_property

from productions.rollkit.dataclass_json import ADDED, PERSONAL, to_plain
from productions.rollkit.document.commitments import Committer
from productions.rollkit.document.groups import RollSegment, RollSong
from productions.rollkit.document.line_range import LineRange
from productions.rollkit.document.sealed import SealedDocument, serialize_canonical
from productions.rollkit.document.work import Issue, Work

DOCUMENT_FORMAT = "staffroll.roll/2"
WITHHELD_REASON = "withheld_by_contributor"
"""The reason why a line has no name: the person does not want to be named."""
UTC_OFFSET = timedelta(0)


@dataclass(frozen=True, slots=True)
class Line:
    """One name, or people without one. `headcount` None on an unnamed line: their number is not known.

    `reading` (kana) and `romaji` are recorded writings of the very name, empty where none is. Ranges are not in `episodes` or `cuts`.
    Lines of one `joint` are printed as one, with the `joiner` between their names; where a roll has such lines, every other one is `alone`.
    `character` is whom they voice, as written in `character_language` (empty: not known); `character_ja` and `character_en` are the
    names of the entries where they differ. A character tells who is meant: it is personal like the name (H16). `name_breaks` are the numbers of characters
    after which somebody lets the name be broken, `4,12`.
    `name_language` (BCP 47) is that of the name's Chinese characters, empty where nobody said it.
    """

    kind: str
    name: str = field(metadata=PERSONAL)
    contributor: str = field(metadata=PERSONAL)
    credits: tuple[str, ...]
    affiliation: str
    headcount: int | None
    named: int | None
    absence_reason: str
    printed_as: str = field(metadata=PERSONAL)
    on_screen: bool
    episodes: tuple[str, ...]
    cuts: tuple[str, ...]
    reading: str = field(default="", metadata=ADDED | PERSONAL)
    romaji: str = field(default="", metadata=ADDED | PERSONAL)
    episode_ranges: tuple[LineRange, ...] = field(default=(), metadata=ADDED)
    cut_ranges: tuple[LineRange, ...] = field(default=(), metadata=ADDED)
    joint: str = field(default="", metadata=ADDED | PERSONAL)
    joiner: str = field(default="", metadata=ADDED | PERSONAL)
    contracted_by: str = field(default="", metadata=ADDED)
    character: str = field(default="", metadata=ADDED | PERSONAL)
    character_language: str = field(default="", metadata=ADDED)
    character_ja: str = field(default="", metadata=ADDED | PERSONAL)
    character_en: str = field(default="", metadata=ADDED | PERSONAL)
    name_breaks: str = field(default="", metadata=ADDED | PERSONAL)
    name_language: str = field(default="", metadata=ADDED | PERSONAL)

    @property
    def known_character(self) -> str:
        """Whom they voice, as written or as the entry says it in the language of the works; empty where nobody said."""
        return self.character or self.character_ja

    @property
    def is_named(self) -> bool:
        return self.name != ""

    @property
    def owner(self) -> str:
        return self.credits[0] if self.credits else ""


@dataclass(frozen=True, slots=True)
class RoleBlock:
    """A role with its lines; `heading` is the role as printed in `heading_language`, either empty when not said.

    It may be of a song, and of a segment. `studios_given`: the lines were given an order in which the studios do not stand by
    their names.
    """

    role: str
    label_en: str
    label_ja: str
    heading: str
    lines: tuple[Line, ...]
    song: RollSong | None = field(default=None, metadata=ADDED)
    segment: RollSegment | None = field(default=None, metadata=ADDED)
    studios_given: bool = field(default=False, metadata=ADDED)
    heading_language: str = field(default="", metadata=ADDED)


@dataclass(frozen=True, slots=True)
class ToolPerson:
    """A person beside a tool: who used it, or who validated what it made. `credit` is the uid of the credit that says so."""

    name: str = field(metadata=PERSONAL)
    contributor: str = field(metadata=PERSONAL)
    credit: str

    @property
    def owner(self) -> str:
        return self.credit


@dataclass(frozen=True, slots=True)
class Tool:
    """What one AI system did for one task in a department, and under whose hands.

    `cuts` are the cuts it was used in; `whole` says that it was also used in work that is credited for the
    whole episode or production. `hands` used it, on their own credits. `withheld` counts people, `unnamed` credits, without a name here.
    """

    system: str
    vendor: str
    version: str
    task: str
    generative: bool
    source_types: tuple[str, ...]
    oversight: tuple[str, ...]
    validated_by: tuple[ToolPerson, ...]
    cuts: tuple[str, ...]
    whole: bool
    hands: tuple[ToolPerson, ...]
    withheld: int
    unnamed: int


@dataclass(frozen=True, slots=True)
class RollDepartment:
    """People first, tools after them and under their own heading (H10)."""

    code: str
    label_en: str
    label_ja: str
    blocks: tuple[RoleBlock, ...]
    tools: tuple[Tool, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Counts over the whole roll; nobody types them. `complete`: every required role has its people. What counts whether AI was used (H14) is None in documents of before that was asked. Of a cut it was `used` if it
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


@dataclass(frozen=True, slots=True)
class Dispute:
    """That a credit (by its uid) is disputed. `kinds` are what is said of it, `wrong_name` or `not_mine`; `since` is the day of the first.

    Who says it, in which words and about whom is nowhere in a document.
    """

    credit: str
    kinds: tuple[str, ...]
    since: str


@dataclass(frozen=True, slots=True)
class RollContent:
    """What is looked at: a roll without its issue."""

    format: str
    work: Work
    departments: tuple[RollDepartment, ...]
    facts: Facts
    disputes: tuple[Dispute, ...] = field(default=(), metadata=ADDED)


@dataclass(frozen=True)
class RollDocument:
    """One roll, frozen. `key` is the production's secret for the salts of its names, and `zone` the site's, for times that were frozen in
    UTC; no document holds them.
    """

    format: str
    work: Work
    issue: Issue
    departments: tuple[RollDepartment, ...]
    facts: Facts
    disputes: tuple[Dispute, ...] = ()
    key: bytes = field(default=b"", repr=False, compare=False)
    zone: tzinfo | None = field(default=None, compare=False)

    @property
    def day_of_issue(self) -> str:
        """The date of the site's time zone on which it was issued, as `2026-05-02`; empty for the working copy.

        A time is frozen with the site's offset, so its date is the first thing that it says. Issues of before were
        frozen in UTC: theirs is told in `zone`, where that is known.
        """
        written = self.issue.issued_at
        if self.zone is None or not written:
            return written[:10]
        moment = datetime.fromisoformat(written)
        return (
            (moment.astimezone(self.zone) if moment.utcoffset() == UTC_OFFSET else moment).date().isoformat()
        )

    @property
    def is_working_copy(self) -> bool:
        return self.issue.number is None

    @property
    def content(self) -> RollContent:
        return RollContent(self.format, self.work, self.departments, self.facts, self.disputes)

    @cached_property
    def sealed(self) -> SealedDocument:
        """The document with its names as commitments. One that was read keeps the seal that it had."""
        seal, marks = Committer(self.key), Committer(self.key, f"issue {self.issue.number}")
        content = serialize_canonical(
            to_plain(self.content, lambda record, name, own: seal.commit(record.owner, name, own))
        )
        issue = to_plain(self.issue, lambda record, name, own: marks.commit(record.owner, name, own))
        bare = SealedDocument(content, b"")
        return SealedDocument(
            content, serialize_canonical(issue | {"digest": bare.digest}), seal.annex | marks.annex
        )

    def to_bytes(self) -> bytes:
        """The sealed document with its annex, as canonical JSON."""
        return self.sealed.to_bytes()

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON of what is looked at, in hexadecimal."""
        return self.sealed.digest
