"""Previews: the roll of now, laid out, with a cheap version that says when to look again."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from threading import Lock

from cachetools import LRUCache

from productions.ledger.models import SHOWN_ELSEWHERE_CHANGED, Event
from productions.releases.services.roll_refusals import RollRefusal
from productions.releases.services.roll_requests import (
    LAYOUT_CACHE,
    RollRequest,
    find_roll_files,
    open_roll,
    resolve_delivery,
)
from productions.rollkit.errors import RollRefused
from productions.rollkit.layout.reel import Reel, build_reel
from productions.rollkit.rendering.preview_tiles import Tile, build_tiles, render_tile_png
from productions.rollkit.writers import list_reel_notes
from productions.users.models import User
from productions.wishes.services import find_newest_wish

VERSION_EVENTS = 64
"""Events that a version looks at: one that commits late is seen as long as fewer have overtaken it."""
MAX_VERSION_SECONDS = 300
"""Seconds after which a version changes in any case, so that no change is ever missed for longer."""
MAX_CACHED_CELLS = 30_000
"""Texts of the layouts that are kept in this process, some 40 MB: a roll of 10,000 names has 22,000."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A roll laid out for looking at: `tiles` are those of each page of `reel`, `notes` what to look at."""

    reel: Reel
    tiles: tuple[tuple[Tile, ...], ...]
    notes: tuple[str, ...] = ()

    @property
    def cells(self) -> int:
        return sum(len(page["cells"]) for page in self.reel.pages)


PreviewKey = tuple[int, int | None, int, str]
"""Whose roll it is: the production (its key), a release or else the working copy, the newest wish (`wishes.find_newest_wish`) that
it was laid out after; and a digest of what it was made of."""


def make_preview_cache(most_cells: int) -> LRUCache[PreviewKey, Preview]:
    """Keeps layouts of up to so many texts in all, and the last one however many it has."""
    return LRUCache(most_cells, getsizeof=lambda preview: min(preview.cells, most_cells))


PREVIEW_CACHE = make_preview_cache(MAX_CACHED_CELLS)
PREVIEW_LOCK = Lock()


def find_cached_tile(name: str, wanted: RollRequest) -> tuple[Reel, Tile] | None:
    """The tile of a layout that this process keeps of the release or working copy that is wanted, and the roll that it is of.

    Of no other, which the reader may not see; and not of a layout from before somebody withheld their name: its
    pictures may show it.
    """
    of = (wanted.production.pk, wanted.release_key, find_newest_wish(wanted.production))
    with PREVIEW_LOCK:
        kept = [PREVIEW_CACHE[key] for key in list(PREVIEW_CACHE) if key[:3] == of]
    tiles = ((each.reel, tile) for each in reversed(kept) for page in each.tiles for tile in page)
    return next((found for found in tiles if found[1].name == name), None)


def compute_preview_version(wanted: RollRequest, *, by: User | None, at: datetime) -> str:
    """Changes when the roll, or who signed it, may have changed. Two narrow queries. Raises NotAllowed."""
    wanted.require(by)
    events = Event.objects.order_by("-pk").values_list("pk", flat=True)
    own = events.filter(production=wanted.production)[:VERSION_EVENTS]
    shared = events.filter(SHOWN_ELSEWHERE_CHANGED)[:VERSION_EVENTS]
    told = f"{list(own)} {list(shared)} {int(at.timestamp()) // MAX_VERSION_SECONDS}"
    return sha256(told.encode()).hexdigest()


def get_preview(wanted: RollRequest, *, by: User | None) -> Preview:
    """The roll as it is now. Laid out once as long as its document stays the same.

    Raises NotAllowed, and Refusal with the sentences of the layout and their remedies.
    """
    wanted.require(by)
    delivery = resolve_delivery(wanted.production, wanted.delivery)
    mark, read = open_roll(wanted)
    fonts, logos = find_roll_files(wanted.production, wanted.edition_shown, delivery)
    newest = find_newest_wish(wanted.production)
    told = f"{wanted.production.pk} {newest} {mark} {sorted(delivery.to_dict().items())} {wanted.language} {fonts.folders} {logos}"
    key = (wanted.production.pk, wanted.release_key, newest, sha256(told.encode()).hexdigest())
    with PREVIEW_LOCK:
        found = PREVIEW_CACHE.get(key)
    if found is None:
        document = read()
        try:
            reel = build_reel(
                document,
                delivery,
                lang=wanted.language,
                fonts=fonts,
                logos=logos,
                rows=LAYOUT_CACHE,
                marked=True,
            )
        except RollRefused as error:
            raise RollRefusal(error) from error
        found = Preview(reel, build_tiles(reel), list_reel_notes(document, reel))
        with PREVIEW_LOCK:
            PREVIEW_CACHE[key] = found
    return found


def render_tile(name: str, wanted: RollRequest, *, by: User | None) -> bytes | None:
    """A tile of the roll that is wanted as PNG; None where there is no such tile any more. Raises NotAllowed, Refusal."""
    wanted.require(by)
    found = find_cached_tile(name, wanted)
    if found is None:
        get_preview(wanted, by=by)
        found = find_cached_tile(name, wanted)
    return render_tile_png(found[0], found[1].page) if found else None
