"""What an API token narrows its user to."""

from __future__ import annotations

from dataclasses import dataclass

from productions.shared.choices import MembershipLevel


@dataclass(frozen=True, slots=True)
class Reach:
    """What a token narrows its user to: `productions` by their keys (none: all), and whether it may write.

    `token` is the key of the token itself.
    """

    productions: frozenset[int] = frozenset()
    writes: bool = True
    token: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it narrows nothing."""
        return self.writes and not self.productions

    def covers(self, production: int, level: MembershipLevel) -> bool:
        """Whether it lets its user act on the production (by its key) as `level`."""
        return self.allows(level) and (not self.productions or production in self.productions)

    def allows(self, level: MembershipLevel) -> bool:
        """Whether it lets its user act as `level` at all."""
        return self.writes or level == MembershipLevel.VIEWER

    def holds(self, productions: frozenset[int]) -> bool:
        """Whether a token for these productions (none: all) reaches none that this one does not."""
        return not self.productions or (bool(productions) and productions <= self.productions)
