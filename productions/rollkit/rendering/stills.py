"""The reel as still pictures: a name for each page, and where tall pages are cut into screens, between rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from productions.rollkit.layout.reel import CardShot, Reel


@dataclass(frozen=True, slots=True)
class Still:
    """Rows `top` to `bottom` of a page, which lie `y` below the screen's top edge; `name` has no suffix."""

    page: int
    top: int
    bottom: int
    y: int
    name: str


def list_page_names(reel: Reel) -> list[str]:
    """`card-003` for the third page where it is a card, else `page-003`."""
    cards = {shot.page for shot in reel.shots if isinstance(shot, CardShot)}
    digits = max(3, len(str(len(reel.pages))))
    return [f"{'card' if page in cards else 'page'}-{page + 1:0{digits}}" for page in range(len(reel.pages))]


def iter_stills(reel: Reel) -> Iterator[Still]:
    """A card as it is; a page of a scroll as numbered screens, whole rows inside the safe 90 % of the height."""
    room = reel.raster.height * 9 // 10
    edge = (reel.raster.height - room) // 2
    for page, name in enumerate(list_page_names(reel)):
        if name.startswith("card"):
            yield Still(page, 0, reel.pages[page]["height"], 0, name)
            continue
        screens = list(split_screens(reel.pages[page], room))
        digits = max(3, len(str(len(screens))))
        for number, (top, bottom) in enumerate(screens, 1):
            yield Still(page, top, bottom, edge, f"{name}-{number:0{digits}}")


def split_screens(page: dict[str, Any], room: int) -> Iterator[tuple[int, int]]:
    """Top and bottom of each part of a page: as many whole rows as there is room for, without the gap before them."""
    boxes = sorted((cell["y"], cell["y"] + cell["height"]) for cell in page["cells"])
    while boxes:
        top = boxes[0][0]
        # A row that is taller than the room is cut; no other is.
        over = [above for above, below in boxes if top < above < below and below > top + room]
        end = min(over, default=top + room)
        inside = [below for above, below in boxes if above < end]
        bottom = min(max(inside), top + room)
        yield top, bottom
        boxes = [(max(above, bottom), below) for above, below in boxes if below > bottom]


def extract_page_text(page: dict[str, Any]) -> str:
    """What a page says, a row a line, from the top, and what stands in lanes lane by lane: for those who cannot see the picture.

    What is written downwards is read from the right.
    """
    rows: dict[tuple[int, int, int], list[str]] = {}
    cells = sorted((cell for cell in page["cells"] if cell["text"]), key=find_reading_place)
    for number, (_laned, run) in enumerate(groupby(cells, key=lambda cell: "lane" in cell)):
        for cell in run:
            rows.setdefault((number, cell.get("lane", 0), find_reading_place(cell)[0]), []).append(
                cell["text"]
            )
    return "\n".join("  ".join(row) for _place, row in sorted(rows.items()))


def find_reading_place(cell: dict[str, Any]) -> tuple[int, int]:
    """What orders the lines of a page, then the texts of a line."""
    return (-cell["x"], cell["y"]) if "pieces" in cell else (cell["y"], cell["x"])
