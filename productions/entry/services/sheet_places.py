"""Which cuts a sheet has, in their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.works import Episode, Production

FIRST_NUMBER = "C001"
LAST_DIGITS_PATTERN = re.compile(r"(?P<before>.*?)(?P<digits>[0-9]+)(?P<behind>[^0-9]*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """A production's episode; without one, the cuts that a film has by itself."""

    production: Production
    episode: Episode | None = None


@dataclass(frozen=True, slots=True)
class SheetCuts:
    """The cuts of a sheet in natural order."""

    cuts: Sequence[Cut]
    places: dict[int, int] = field(default_factory=dict)
    """Key → place in the order, from 0."""

    @classmethod
    def read(cls, place: SheetPlace) -> SheetCuts:
        """One query."""
        rows = Cut.objects.live().filter(production=place.production, episode=place.episode)
        cuts = list(rows.order_by("sort_key", "pk"))
        for cut in cuts:
            cut.production, cut.episode = place.production, place.episode
        return cls(cuts, {cut.pk: index for index, cut in enumerate(cuts)})

    def list_between(self, first: int, last: int) -> Sequence[Cut]:
        """Those from one key to another, both included; the first alone where the last is not here."""
        if first not in self.places:
            return ()
        start = self.places[first]
        return self.cuts[start : self.places.get(last, start) + 1]

    def find(self, key: int) -> Cut | None:
        place = self.places.get(key)
        return None if place is None else self.cuts[place]

    def propose_number(self) -> str:
        """The number after the last one, written as that is: `C300` → `C301`, `012A` → `013`."""
        found = LAST_DIGITS_PATTERN.fullmatch(self.cuts[-1].number) if self.cuts else None
        if found is None:
            return FIRST_NUMBER
        digits = found["digits"]
        return f"{found['before']}{int(digits) + 1:0{len(digits)}d}"


def find_first_episode(production: Production) -> Episode | None:
    """Whose sheet is shown where none is asked for: that of a series without cuts of its own; None for a film. At most two queries."""
    if production.cuts.live().filter(episode=None).exists():
        return None
    return production.episodes.live().in_order().first()
