"""How the time lines of two editions differ: cuts that only one has, and those that stand elsewhere or are seen for another time."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from productions.catalogue.models.placements import CutPlacement
from productions.catalogue.models.works import Episode, Production
from productions.catalogue.services.editions import KnownEditions
from productions.catalogue.services.timelines import NothingThere, TimeLine, list_timelines
from productions.shared.refusals import Refusal


@dataclass(frozen=True, slots=True)
class PlacedTwice:
    """A placement of the one edition and that of the other which it became; frames of each count at its own edition's rate."""

    before: CutPlacement
    after: CutPlacement

    @property
    def moved_by(self) -> int:
        """Frames by which it begins later, or earlier (negative)."""
        return self.after.record_in - self.before.record_in

    @property
    def lengthened_by(self) -> int:
        """Frames by which it is longer, or shorter (negative)."""
        return self.after.length - self.before.length

    @property
    def is_trimmed(self) -> bool:
        """Whether another part of the cut is seen. A source that one side does not say is no difference."""
        sources = (self.before.source_in, self.after.source_in)
        return self.lengthened_by != 0 or (None not in sources and sources[0] != sources[1])


@dataclass(frozen=True, slots=True)
class EditionDifference:
    """What became of the placements of one edition in another, in the order in which they are on screen."""

    before: TimeLine
    after: TimeLine
    added: tuple[CutPlacement, ...]
    gone: tuple[CutPlacement, ...]
    moved: tuple[PlacedTwice, ...]
    trimmed: tuple[PlacedTwice, ...]
    unchanged: int


def compare_editions(
    production: Production, episode: Episode | None, *, before: str, after: str
) -> EditionDifference:
    """The differences of two editions of a part; an empty code is what all editions share. Eight queries at most, however many cuts.

    A placement whose length or source differs is trimmed, wherever it stands; one that only stands elsewhere has moved. Frames are
    compared as numbers, whatever the rates. Raises Refusal for an unknown edition, NothingThere where one has no time line.
    """
    known = KnownEditions(production)
    for name, edition in (("from", before), ("to", after)):
        if problem := known.find_problem(edition):
            raise Refusal(fields={name: [problem]})
    first, second = (find_line(production, episode, edition) for edition in (before, after))
    rows = CutPlacement.objects.of_part(production, episode).filter(
        edition__in={first.placed_in, second.placed_in}, cut__removed_at=None
    )
    by_edition: defaultdict[str, list[CutPlacement]] = defaultdict(list)
    for placement in rows.select_related("cut").order_by("record_in", "pk"):
        by_edition[placement.edition].append(placement)
    old, new = by_edition[first.placed_in], by_edition[second.placed_in]
    pairs = sorted(pair_placements(old, new), key=lambda pair: (pair.after.record_in, pair.after.pk))
    paired = {pair.before.pk for pair in pairs}
    met = {pair.after.pk for pair in pairs}
    trimmed = tuple(pair for pair in pairs if pair.is_trimmed)
    moved = tuple(pair for pair in pairs if pair.moved_by and not pair.is_trimmed)
    return EditionDifference(
        before=first,
        after=second,
        added=tuple(one for one in new if one.pk not in met),
        gone=tuple(one for one in old if one.pk not in paired),
        moved=moved,
        trimmed=trimmed,
        unchanged=len(pairs) - len(moved) - len(trimmed),
    )


def find_line(production: Production, episode: Episode | None, edition: str) -> TimeLine:
    """The time line of an edition. Raises NothingThere."""
    lines = list_timelines(production, episode, edition=edition)
    if lines:
        return lines[0]
    if edition:
        raise NothingThere(_("No cuts are placed in the edition “%s” yet.") % edition)
    raise NothingThere(_("No cuts are placed for all editions; name the edition to compare with."))


def pair_placements(old: Iterable[CutPlacement], new: Iterable[CutPlacement]) -> Iterator[PlacedTwice]:
    """Each placement with the one that it became: of the same cut, first those that are alike, then the first with the first."""
    left, waiting = list(old), list(new)
    for describe in (get_stretch_key, get_material_key, get_cut_key):
        there: defaultdict[object, deque[CutPlacement]] = defaultdict(deque)
        for placement in left:
            there[describe(placement)].append(placement)
        still = []
        for placement in waiting:
            alike = there[describe(placement)]
            if alike:
                yield PlacedTwice(alike.popleft(), placement)
            else:
                still.append(placement)
        waiting = still
        left = [placement for alike in there.values() for placement in alike]
        left.sort(key=lambda placement: (placement.record_in, placement.pk))


def get_stretch_key(placement: CutPlacement) -> tuple[int | None, ...]:
    return (placement.cut_id, placement.length, placement.source_in, placement.record_in)


def get_material_key(placement: CutPlacement) -> tuple[int | None, ...]:
    return (placement.cut_id, placement.length, placement.source_in)


def get_cut_key(placement: CutPlacement) -> int:
    return placement.cut_id
