"""How many columns the names of a grid stand in: by the widths of all names of its block, each in the first width that holds it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from productions.rollkit.document.model import Line, RoleBlock
from productions.rollkit.layout.grid_columns import (
    TAILS_BY_NAMES,
    build_columns,
    centre_columns,
    count_grid_rows,
)
from productions.rollkit.layout.measured_blocks import GridColumns
from productions.rollkit.layout.name_lines import NameLines, measure_name_width, set_name_lines
from productions.rollkit.layout.style import Area, LayoutStyle
from productions.rollkit.template.model import Block
from productions.rollkit.texts.printed_names import StudioGroup
from productions.rollkit.texts.roll_texts import format_role_heading
from productions.rollkit.texts.side_notes import FewerAcross

MAX_NAME_LINES = 2
"""The most that a name and what stands beside it take in a narrow column, before they take a wider one."""
GAPS_IN_QUARTERS = (6, 4, 3)
"""Between columns, quarters of the gutter: the first is usual, the others are for names that have no room otherwise."""

RoleGroups = Sequence[tuple[RoleBlock, Sequence[StudioGroup]]]
"""Roles with their names by studio."""


@dataclass(frozen=True, slots=True)
class MeasuredGrid(GridColumns):
    """The columns with the names that stand in one of them as they are: laying them out need not set them again. By the identity of their lines."""

    names: Mapping[int, tuple[Line, NameLines]] = field(default_factory=dict, compare=False, repr=False)

    def get_name(self, line: Line) -> NameLines | None:
        known, name = self.names.get(id(line), (None, None))
        return name if known is line else None


@dataclass(frozen=True)
class GridTrial:
    """The names of a block, by group, in so many columns: each `most` pixels wide and `gap` from the next."""

    across: int
    gap: int
    most: int
    names: Sequence[Sequence[NameLines]]
    widths: Sequence[Sequence[int]]

    @cached_property
    def fitting(self) -> tuple[int, int]:
        """How many names have room in one column, and how many of them as they are."""
        found = [
            name.is_whole
            for names, widths in zip(self.names, self.widths, strict=True)
            for name, width in zip(names, widths, strict=True)
            if width <= self.most
        ]
        return len(found), sum(found)

    @property
    def fits_most(self) -> bool:
        """Whether three names of four are in one column as they are."""
        return 4 * self.fitting[1] >= 3 * sum(map(len, self.names))


def measure_grid(setting: LayoutStyle, block: Block, roles: RoleGroups) -> GridColumns:
    """As many columns as three names of four fit into, as wide as names are spread, at most the block's; fewer where that takes no
    more rows. Columns stand closer together where more names fit into them then.

    People without a name are not among them: what is said of them has lines of its own.
    """
    most_names = max(
        (sum(line.is_named for line in group.lines) for _role, groups in roles for group in groups), default=1
    )
    spread = (block.name_letters or 0) * setting.name(block).size
    asked = max(1, min(block.columns, most_names))
    for across in range(asked, 0, -1):
        if across > 1 and compute_most_width(setting, across, get_gaps(setting.area)[0]) < spread:
            continue
        usual = try_columns(setting, block, roles, across)
        if usual.fits_most:
            break
    best = usual if usual.across == 1 else choose_gap(setting, block, roles, usual)
    found = keep_names(balance_columns(setting, block, roles, best), best, roles)
    begins = format_role_heading(roles[0][0], setting.lang)
    return replace(found, fewer=FewerAcross(begins, asked, found.across)) if best.across < asked else found


def keep_names(grid: GridColumns, trial: GridTrial, roles: RoleGroups) -> MeasuredGrid:
    """The columns with the names of the trial that are the same in these, whatever their width: whole in one line, without readings."""
    groups = (group for _role, groups in roles for group in groups)
    names = {
        id(line): (line, name)
        for group, listed, widths in zip(groups, trial.names, trial.widths, strict=True)
        for line, name, width in zip(
            (each for each in group.lines if each.is_named), listed, widths, strict=True
        )
        if width <= grid.cell and len(name.lines) == 1 and not name.rubies and name.look.fit is None
    }
    return MeasuredGrid(grid.area, grid.across, grid.cell, grid.gap, grid.left, names=names)


def get_gaps(area: Area) -> list[int]:
    """The usual pixels between columns, then fewer."""
    return [area.gutter * quarters // 4 for quarters in GAPS_IN_QUARTERS]


def compute_most_width(setting: LayoutStyle, across: int, gap: int) -> int:
    """The most that a column may be wide."""
    return (setting.area.width - gap * (across - 1)) // across


def try_columns(
    setting: LayoutStyle, block: Block, roles: RoleGroups, across: int, gap: int | None = None
) -> GridTrial:
    """The names in so many columns, so far apart, or as far as is usual."""
    gap = get_gaps(setting.area)[0] if gap is None else gap
    most, whole = compute_most_width(setting, across, gap), setting.area.width
    rooms = [*range(most, whole, most + gap), whole]
    listed = [(role, group) for role, groups in roles for group in groups]
    names = [fit_group_names(setting, block, role, group, rooms, narrows=False) for role, group in listed]
    widths = [list(map(measure_name_width, each)) for each in names]
    fitting = [width for each in widths for width in each if width <= most]
    if across > 1 and len(fitting) < sum(map(len, names)):
        # No name that is narrowed makes columns wider than the others need.
        narrow = [max(fitting, default=0), *rooms]
        names = [fit_group_names(setting, block, role, group, narrow) for role, group in listed]
        widths = [list(map(measure_name_width, each)) for each in names]
    return GridTrial(across, gap, most, names, widths)


def choose_gap(setting: LayoutStyle, block: Block, roles: RoleGroups, usual: GridTrial) -> GridTrial:
    """As many columns, so far apart that most names fit into one, and of these most as they are."""
    best = usual
    for gap in get_gaps(setting.area)[1:]:
        if best.fitting[1] == sum(map(len, best.names)):
            break
        closer = try_columns(setting, block, roles, usual.across, gap)
        if closer.fitting > best.fitting:
            best = closer
    return best


def balance_columns(setting: LayoutStyle, block: Block, roles: RoleGroups, trial: GridTrial) -> GridColumns:
    """The columns that were tried, or fewer, as long as that takes no more rows."""
    widths = trial.widths
    found = build_columns(setting.area, block, widths, trial.across, trial.gap)
    for fewer in range(trial.across - 1, 1, -1):
        own = widths
        if any(name.is_squeezed for listed in trial.names for name in listed):
            own = try_columns(setting, block, roles, fewer, trial.gap).widths
        balanced = build_columns(setting.area, block, own, fewer, trial.gap)
        if count_grid_rows(block, own, balanced) > count_grid_rows(block, widths, found):
            break
        found, widths = balanced, own
    return centre_columns(block, widths, found) if block.tail in TAILS_BY_NAMES else found


def list_grid_rooms(block: Block, grid: GridColumns) -> list[int]:
    """The widths that a name may take; where rows stand together, that of the whole area at last."""
    rooms = grid.rooms
    return [*rooms, grid.area.width] if block.tail == "together" and grid.area.width > rooms[-1] else rooms


def fit_group_names(
    setting: LayoutStyle,
    block: Block,
    role: RoleBlock,
    group: StudioGroup,
    rooms: Sequence[int],
    *,
    narrows: bool = True,
    grid: GridColumns | None = None,
) -> list[NameLines]:
    """The group's names, each in the first of the rooms that holds it whole, with its other writing below in two lines at most.

    One that has almost room in the first is narrowed to it (`narrows`), so that its row keeps the columns. One that none holds is made to fit into the last. A `grid`
    that was measured has most names already.
    """
    below = setting.template.names == "both" or any(line.known_character for line in group.lines)

    def first(line: Line) -> NameLines:
        for index, room in enumerate(rooms[:-1]):
            squeezed = narrows and index == 0
            words = set_name_lines(setting, block, role, line, room, below=below, squeezed=squeezed)
            stands = words.is_whole or (squeezed and words.is_squeezed)
            if stands and len(words.lines) <= MAX_NAME_LINES:
                return words
        return set_name_lines(setting, block, role, line, rooms[-1], below=below)

    named = [line for line in group.lines if line.is_named]
    if isinstance(grid, MeasuredGrid):
        return [grid.get_name(line) or first(line) for line in named]
    return [first(line) for line in named]
