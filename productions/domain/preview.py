"""Previews: the roll of now, laid out, with a cheap version that says when to look again."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from productions.domain.rolls import ROWS, Wanted, delivery_of, made_with, roll_of
from productions.domain.wishes import newest_wish
from productions.models import Event, User
from productions.models.record import SHOWN_ELSEWHERE_CHANGED
from productions.refusals import Refusal
from productions.roll.kept import Kept
from productions.roll.notes import notes_of
from productions.roll.refused import RollRefused
from productions.roll.screen.reel import Reel, reel_of
from productions.roll.screen.tiles import Tile, picture, tiles_of

NEWEST = 64
"""Events that a version looks at: one that commits late is seen as long as fewer have overtaken it."""
AT_LATEST = 300
"""Seconds after which a version changes in any case, so that no change is ever missed for longer."""
MOST_CELLS = 30_000
"""Texts of the layouts that are kept in this process, some 40 MB: a roll of 10,000 names has 22,000."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A roll laid out for looking at: `tiles` are those of each page of `reel`, `notes` what to look at.

    It is of the `production` (its key), of a `release` or else the working copy, as it was after the wish `newest_wish`
    (`wishes.newest_wish`).
    """

    production: int
    release: int | None
    newest_wish: int
    reel: Reel
    tiles: tuple[tuple[Tile, ...], ...]
    notes: tuple[str, ...] = ()

    @property
    def cells(self) -> int:
        return sum(len(page["cells"]) for page in self.reel.pages)


KEPT: Kept[str, Preview] = Kept(MOST_CELLS, lambda preview: preview.cells)


def kept_tile(name: str, wanted: Wanted) -> tuple[Reel, Tile] | None:
    """The tile of a layout that this process keeps of the release or working copy that is wanted, and the roll that it is of.

    Of no other, which the reader may not see; and not of a layout from before somebody withheld their name: its
    pictures may show it.
    """
    of = (wanted.production.pk, wanted.release_key, newest_wish(wanted.production))
    kept = (each for each in KEPT.newest() if (each.production, each.release, each.newest_wish) == of)
    tiles = ((each.reel, tile) for each in kept for page in each.tiles for tile in page)
    return next((found for found in tiles if found[1].name == name), None)


def version_of(wanted: Wanted, *, by: User | None, at: datetime) -> str:
    """Changes when the roll, or who signed it, may have changed. Two narrow queries. Raises NotAllowed."""
    wanted.require(by)
    events = Event.objects.order_by("-pk").values_list("pk", flat=True)
    own = events.filter(production=wanted.production)[:NEWEST]
    shared = events.filter(SHOWN_ELSEWHERE_CHANGED)[:NEWEST]
    told = f"{list(own)} {list(shared)} {int(at.timestamp()) // AT_LATEST}"
    return sha256(told.encode()).hexdigest()


def preview_of(wanted: Wanted, *, by: User | None) -> Preview:
    """The roll as it is now. Laid out once as long as its document stays the same.

    Raises NotAllowed, and Refusal with the sentences of the layout and their remedies.
    """
    wanted.require(by)
    delivery = delivery_of(wanted.production, wanted.delivery)
    mark, read = roll_of(wanted)
    fonts, logos = made_with(wanted.production, wanted.edition_shown, delivery)
    newest = newest_wish(wanted.production)
    told = f"{wanted.production.pk} {newest} {mark} {sorted(delivery.to_dict().items())} {wanted.language} {fonts.folders} {logos}"
    key = sha256(told.encode()).hexdigest()
    found = KEPT.get(key)
    if found is None:
        document = read()
        try:
            reel = reel_of(document, delivery, lang=wanted.language, fonts=fonts, logos=logos, rows=ROWS)
        except RollRefused as error:
            raise Refusal(*error.sentences) from error
        notes = notes_of(
            document,
            lang=wanted.language,
            borrowed=reel.borrowed,
            dark=reel.dark_logos,
            light=reel.light_logos,
        )
        found = Preview(wanted.production.pk, wanted.release_key, newest, reel, tiles_of(reel), notes)
        KEPT.put(key, found)
    return found


def tile_picture(name: str, wanted: Wanted, *, by: User | None) -> bytes | None:
    """A tile of the roll that is wanted as PNG; None where there is no such tile any more. Raises NotAllowed, Refusal."""
    wanted.require(by)
    found = kept_tile(name, wanted)
    if found is None:
        preview_of(wanted, by=by)
        found = kept_tile(name, wanted)
    return picture(found[0], found[1].page) if found else None
