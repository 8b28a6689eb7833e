"""The address of a record as a QR code (ISO/IEC 18004): whole pixels, black on a white plate, long enough on the screen to be read."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import groupby
from math import ceil
from typing import Any, Literal

from productions.rollkit.document.model import RollDocument
from productions.rollkit.errors import RollRefused
from productions.rollkit.layout.boxes import Cell, Row
from productions.rollkit.layout.shots import CardShot, ScrollShot
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.screen_spec import ScreenSpec
from productions.rollkit.template.model import Block, Template
from productions.rollkit.template.qr_addresses import DIGEST_PLACE, WORK_PLACE
from productions.rollkit.template.qr_problems import LEAST_QR_MS
from productions.rollkit.timing import TimingRefused, describe_running_time
from productions.shared.sentences import Sentence

QUIET_MODULES = 4
"""White modules on every side that a reader needs (ISO/IEC 18004, 5.3.8)."""
LEAST_MODULE = 4
"""Pixels of a module at 1,080 lines: smaller ones are lost in a film's compression and in a camera's view of a television."""


MissingCode = Literal["", "no_address", "working_copy"]
"""Why a code is not on a roll; empty: none is missing."""


class QrTooSmall(RollRefused):
    """The code has no room for its modules. One sentence says how high it must be."""


class QrTooShort(TimingRefused):
    """The code is whole on the screen for too short a time to be read."""


def write_address(block: Block, document: RollDocument) -> str:
    """Where the code of a block leads; empty where the block says nothing, or asks for the digest of a working copy, which has no page."""
    if DIGEST_PLACE in block.address and document.is_working_copy:
        return ""
    address = block.address.replace(WORK_PLACE, document.work.uid)
    return address.replace(DIGEST_PLACE, document.digest) if DIGEST_PLACE in address else address


def find_missing_code(template: Template, document: RollDocument) -> MissingCode:
    """Why a code that the template of the edition asks for is not on the roll."""
    codes = [block for block in template.blocks if block.holds == "qr"]
    if any(not block.address for block in codes):
        return "no_address"
    return "working_copy" if any(not write_address(block, document) for block in codes) else ""


def build_qr_row(setting: LayoutStyle, block: Block, address: str) -> Row:
    """The row of the block's code, which leads to the address. Raises QrTooSmall."""
    # By name: a process needs it only where a roll has a code.
    code = import_module("segno").make(address, error="m", micro=False)
    modules = len(code.matrix) + 2 * QUIET_MODULES
    if setting.area.width < modules * setting.px(LEAST_MODULE):
        raise QrTooSmall(
            Sentence(
                "The QR code of “%(address)s” is at least %(needed)d px wide, and its column %(room)d px: let fewer blocks stand beside it, "
                "or make the address shorter.",
                address=address,
                needed=modules * setting.px(LEAST_MODULE),
                room=setting.area.width,
            )
        )
    module = min(setting.px(block.height), setting.area.width) // modules
    if module < setting.px(LEAST_MODULE):
        raise QrTooSmall(
            Sentence(
                "The QR code of “%(address)s” needs a height of %(needed)d px at 1,080 lines, and its block is %(height)d px "
                "high: make it higher, or the address shorter.",
                address=address,
                needed=modules * LEAST_MODULE,
                height=block.height,
            )
        )
    side = module * modules
    area = setting.area
    over = area.width - side
    x = area.left + {"left": 0, "middle": over // 2, "right": over}[block.align]
    said = block.heading.said(setting.lang)
    return Row(side, (Cell("middle", address, setting.small, x, side, said, qr=draw_qr_svg(code.matrix)),))


def draw_qr_svg(matrix: Sequence[Sequence[int]]) -> str:
    """The code on its plate as SVG, 1 unit a module."""
    side = len(matrix) + 2 * QUIET_MODULES
    path = "".join(
        f"M{QUIET_MODULES + start} {QUIET_MODULES + y}h{length}v1h-{length}z"
        for y, row in enumerate(matrix)
        for start, length in list_dark_runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" viewBox="0 0 {side} {side}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path d="{path}"/></svg>'
    )


def list_dark_runs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where dark modules stand side by side: the first, and how many."""
    x = 0
    for dark, group in groupby(row):
        length = len(list(group))
        if dark:
            yield x, length
        x += length


def require_qr_time(
    pages: Sequence[dict[str, Any]], shots: Sequence[CardShot | ScrollShot], delivery: ScreenSpec
) -> None:
    """Raise QrTooShort where a code is whole on the screen, and neither coming nor going, for too short a time."""
    least = ceil(delivery.rate * LEAST_QR_MS / 1000)
    for number, page in enumerate(pages):
        for cell in page["cells"]:
            if "qr" not in cell:
                continue
            shown = sum(count_whole_frames(pages, shot, number, cell, delivery) for shot in shots)
            if shown < least:
                raise QrTooShort(
                    Sentence(
                        "The QR code is whole on the screen for %(time)s; nobody can read it in less than %(least)s.",
                        time=describe_running_time(shown, delivery.rate),
                        least=describe_running_time(least, delivery.rate),
                    ),
                    remedies=(
                        Sentence(
                            "Give it a card of its own for %(seconds)d seconds beside its fades.",
                            seconds=LEAST_QR_MS // 1000,
                        ),
                        Sentence("Give the roll more time, or let it move more slowly."),
                    ),
                )


def count_whole_frames(
    pages: Sequence[dict[str, Any]],
    shot: CardShot | ScrollShot,
    number: int,
    cell: dict[str, Any],
    delivery: ScreenSpec,
) -> int:
    """The frames of a shot that show all of a cell of a page, at its full opacity."""
    if isinstance(shot, CardShot):
        return shot.frames - shot.fade_in - shot.fade_out - shot.melt if shot.page == number else 0
    if not shot.first <= number <= shot.last:
        return 0
    top = sum(page["height"] for page in pages[shot.first : number]) + cell["y"]
    bottom, screen = top + cell["height"], delivery.raster.height
    return sum(bottom <= shot.moved(frame) <= top + screen for frame in range(shot.frames))
