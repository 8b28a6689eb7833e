"""What the domain hands to `compose`: plain facts, nothing private except `person_key`."""

from dataclasses import dataclass

from productions.rollkit.document.ai_counts import NOT_ASKED, USED
from productions.rollkit.document.groups import RollSegment, RollSong
from productions.rollkit.document.model import WITHHELD_REASON

PERSON_KIND = "person"


@dataclass(frozen=True, slots=True)
class RoleInfo:
    """A role of the vocabulary with its department. Orders count from the top of a roll."""

    code: str
    department_code: str
    department_label_en: str
    department_label_ja: str
    department_order: int
    label_en: str
    label_ja: str
    order: int


@dataclass(frozen=True, slots=True)
class AIUseInfo:
    """One AI use on a credit. `source_type` is an IPTC code, `oversight` a C2PA level, times are ISO 8601.

    `validated_by` is a name, `validator` the uid of that contributor.
    """

    system: str
    vendor: str
    version: str
    task: str
    source_type: str
    generative: bool
    oversight: str
    validated_by: str = ""
    validator: str = ""
    validated_at: str = ""


@dataclass(frozen=True, slots=True)
class CreditInfo:
    """One credit. Empty strings mean none; `headcount` None means that the number is not known.

    `person_key` tells the credits of one unnamed person from another's and never reaches the document.
    `reading` (kana) and `romaji` are recorded writings of `credited_as`, of the same kind of name. `ai_declared` is
    used, none or not_asked; `counted_cut`: the cut is active and of this roll; `required`: the production requires the role.
    `billing` is the place that the credit was given in this roll, None where it was given none. `group_place` is that of its
    segment, or of its song, among those of the production. `labour`: the role is work of people, so that a company says how many
    (H6). `last_episode` and `last_cut` end a range, and `range_cuts` are its active cuts; `joint` is the key of a joint line, which
    nobody unnamed has. `role_language` is that of `role_as_printed`; the characters and `name_language` are as in `Line`.
    """

    uid: str
    role: RoleInfo
    role_as_printed: str
    kind: str
    contributor: str
    sort_key: str
    credited_as: str
    printed_as: str
    affiliation: str
    position: int
    headcount: int | None
    named_count: int | None
    absence_reason: str
    on_screen: bool
    episode: str
    cut: str
    cut_sort_key: str
    person_key: str = ""
    ai_uses: tuple[AIUseInfo, ...] = ()
    reading: str = ""
    romaji: str = ""
    ai_declared: str = NOT_ASKED
    counted_cut: bool = True
    required: bool = False
    billing: int | None = None
    song: RollSong | None = None
    segment: RollSegment | None = None
    group_place: int = 0
    labour: bool = True
    last_episode: str = ""
    last_cut: str = ""
    range_cuts: tuple[str, ...] = ()
    joint: str = ""
    joiner: str = ""
    contracted_by: str = ""
    role_language: str = ""
    character: str = ""
    character_language: str = ""
    character_ja: str = ""
    character_en: str = ""
    name_breaks: str = ""
    name_language: str = ""

    @property
    def counted_cuts(self) -> tuple[str, ...]:
        """The active cuts of this roll that it is of."""
        if not self.counted_cut:
            return ()
        return self.range_cuts if self.last_cut else (self.cut,) if self.cut else ()

    @property
    def takes_part(self) -> bool:
        """Whether it is a company's that only takes part and says no number of people: nobody asked for one."""
        return not self.labour and self.kind != PERSON_KIND and self.headcount is None

    @property
    def line_key(self) -> tuple[object, ...]:
        """Credits with the same key are one line: the same person, or people unnamed for the same reason."""
        who = (
            (self.contributor, self.credited_as)
            if self.contributor
            else (self.absence_reason, self.person_key)
        )
        return (
            self.kind,
            *who,
            self.affiliation,
            self.contracted_by,
            self.printed_as,
            self.on_screen,
            self.headcount is None,
            self.joint,
            "" if self.absence_reason == WITHHELD_REASON else self.character or self.character_ja,
        )

    @property
    def group(self) -> str:
        """The uid of what its role stands under: its segment, or its song."""
        held = self.segment or self.song
        return held.uid if held else ""

    @property
    def ai(self) -> str:
        """Whether AI was used: what is recorded goes before what was declared."""
        return USED if self.ai_uses else self.ai_declared
