"""One contact sheet: a template with a list, in a language, on a raster."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from productions.rollkit.document.model import RollDocument
from productions.rollkit.errors import RollRefused
from productions.rollkit.fonts.font_set import add_shipped_fonts
from productions.rollkit.layout.reel import CardShot, Reel, build_reel
from productions.rollkit.screen_spec import parse_screen_spec
from productions.rollkit.template.shipped_templates import SHIPPED_TEMPLATES
from productions.rollkit.timing import describe_running_time
from tests.contact_sheets.screens import cut_screens, draw_pages, lay_out_sheet, pick_screens, write_png
from tests.roll.broadcast_ending import make_broadcast_ending
from tests.roll.features import make_feature

LISTS: dict[str, Callable[[], RollDocument]] = {"159": make_broadcast_ending, "1500": make_feature}
"""What is set, by how many names it has."""
RASTERS = ("1920x1080", "2048x858", "3840x2160")
LANGUAGES = ("ja", "en")
UNSAFE_PATTERN = re.compile(r"[^\w.]+")
"""What file names leave out."""
THUMBNAIL_WIDTH, ACROSS = 384, 5
"""Pixels of a screen on the sheet, and how many stand side by side."""


class SheetOrder(NamedTuple):
    """What is set on a sheet."""

    template: str
    names: str
    language: str
    raster: str

    @property
    def stem(self) -> str:
        """What its files begin with."""
        return "-".join(UNSAFE_PATTERN.sub("_", part) for part in self)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was set. `refused` are the sentences of a roll that cannot be made as the template has it; the pictures are of the
    roll in its natural time then, or there are none.
    """

    order: SheetOrder
    told: str
    refused: tuple[str, ...]
    picture: str
    whole: tuple[str, ...]


def make_sheet(order: SheetOrder, folder: Path) -> Sheet:
    """Set the roll and write its pictures into the folder."""
    reel, refused = set_roll(order)
    if reel is None:
        return Sheet(order, "", refused, "", ())
    scale = THUMBNAIL_WIDTH / reel.raster.width
    screens = cut_screens(reel, draw_pages(reel, scale), scale)
    picture = f"{order.stem}.png"
    write_png(lay_out_sheet(screens, ACROSS), folder / picture)
    whole = tuple(write_whole_screens(reel, len(screens), folder, order.stem))
    told = f"{len(screens)} screens · {describe_running_time(reel.frames, reel.rate)}"
    return Sheet(order, told, refused, picture, whole)


def set_roll(order: SheetOrder) -> tuple[Reel | None, tuple[str, ...]]:
    """The roll as the template has it; where that is refused, why, and the roll without a locked time."""
    template = SHIPPED_TEMPLATES[order.template]
    refused: tuple[str, ...] = ()
    for look in (template, replace(template, running_ms=None)):
        asked = parse_screen_spec({"template": look.to_dict(), "raster": order.raster})
        try:
            fonts = add_shipped_fonts(asked.families, ())
            return build_reel(LISTS[order.names](), asked, lang=order.language, fonts=fonts), refused
        except RollRefused as error:
            refused = refused or tuple(str(sentence) for sentence in error.sentences)
    return None, refused


def write_whole_screens(reel: Reel, count: int, folder: Path, stem: str) -> list[str]:
    """Some screens in the size of the raster; their files. Of cards, only their pages are drawn."""
    numbers = list(pick_screens(count))
    pages = [reel.pages[shot.page] for shot in reel.shots if isinstance(shot, CardShot)]
    if len(pages) == len(reel.shots):
        screens = draw_pages(replace(reel, pages=tuple(pages[number] for number in numbers)), 1)
    else:
        cut = cut_screens(reel, draw_pages(reel, 1), 1)
        screens = [cut[number] for number in numbers]
    names = [f"{stem}-{number + 1:03}.png" for number in numbers]
    for name, screen in zip(names, screens, strict=True):
        write_png(screen, folder / name)
    return names
