"""How many cuts or credits there are of each answer to whether AI was used (H14). Silence is its own count."""

from collections.abc import Iterable
from dataclasses import dataclass

USED, NONE, NOT_ASKED = "used", "none", "not_asked"


@dataclass(frozen=True, slots=True)
class AICounts:
    """`used` is recorded or declared, `none` is declared; whoever is in `not_asked` said nothing."""

    used: int
    none: int
    not_asked: int

    @property
    def total(self) -> int:
        return self.used + self.none + self.not_asked


def combine_ai_answers(states: Iterable[str]) -> str:
    """What the credits of one cut say together: used if any is, none only if each one is declared so."""
    found = set(states)
    if USED in found:
        return USED
    return NONE if found == {NONE} else NOT_ASKED


def count_ai_answers(answers: Iterable[str], *, total: int | None = None) -> AICounts:
    """The counts of these answers; of `total` things, those that have none were not asked."""
    given = list(answers)
    used, none = given.count(USED), given.count(NONE)
    return AICounts(used=used, none=none, not_asked=(len(given) if total is None else total) - used - none)
