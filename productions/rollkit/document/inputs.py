"""What the domain hands to `compose`: plain facts, nothing private except `person_key`."""

from dataclasses import dataclass

from productions.rollkit.document.ai_counts import NOT_ASKED, USED
from productions.rollkit.document.model import WITHHELD_REASON


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
    `billing` is the place that the credit was given in this roll, None where it was given none. `role_language` is that of
    `role_as_printed`; the characters are as in `Line`.
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
    role_language: str = ""
    character: str = ""
    character_language: str = ""
    character_ja: str = ""
    character_en: str = ""

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
            self.printed_as,
            self.on_screen,
            self.headcount is None,
            "" if self.absence_reason == WITHHELD_REASON else self.character or self.character_ja,
        )

    @property
    def ai(self) -> str:
        """Whether AI was used: what is recorded goes before what was declared."""
        return USED if self.ai_uses else self.ai_declared
