"""What the roles of a block share once all of them were looked at: where the columns of its grid stand, how wide its roles are."""

from dataclasses import dataclass, fields

from productions.rollkit.layout.boxes import SpacedText, TextStyle
from productions.rollkit.layout.letter_spacing import spread_role
from productions.rollkit.layout.style import Area
from productions.rollkit.template.model import Block
from productions.rollkit.texts.side_notes import FewerAcross


@dataclass(frozen=True, slots=True)
class GridColumns:
    """The columns of a grid in an `area`: `across` of them, each `cell` pixels wide and `gap` from the next, the first from `left`.

    `fewer` is what is told where there are not as many as were asked for.
    """

    area: Area
    across: int
    cell: int
    gap: int
    left: int
    fewer: FewerAcross | None = None

    def get_place(self, column: int) -> int:
        """Where a column begins, counted from 0."""
        return self.left + column * (self.cell + self.gap)

    @property
    def rooms(self) -> list[int]:
        """The widths of one column, of two side by side, and so on."""
        return [self.get_place(column) + self.cell - self.left for column in range(self.across)]

    def count_cells(self, width: int) -> int:
        """How many columns a name of that width takes."""
        return min(self.across, -(-(width + self.gap) // (self.cell + self.gap)))


@dataclass(frozen=True, slots=True)
class MeasuredBlock(Block):
    """A block with its `grid`, if it is one, and two widths in pixels; 0: nothing out of the usual.

    Its roles are spread over `role_width`. Beside them, names have `name_column`.
    """

    grid: GridColumns | None = None
    role_width: int = 0
    name_column: int = 0


def add_measures(
    block: Block, *, grid: GridColumns | None, role_width: int, name_column: int
) -> MeasuredBlock:
    given = {each.name: getattr(block, each.name) for each in fields(Block)}
    return MeasuredBlock(**given, grid=grid, role_width=role_width, name_column=name_column)


def split_area(area: Area, block: Block) -> tuple[int, int]:
    """The widths of the roles and of the names beside them, in pixels."""
    names = block.name_column if isinstance(block, MeasuredBlock) and block.name_column else area.column
    return area.width - area.gutter - names if names != area.column else area.column, names


def space_role(
    block: Block, title: str, line: str, look: TextStyle, column: int | None = None
) -> SpacedText | None:
    """A line of a role, spread as its block has its roles; None where the role has several lines, or is too wide.

    `column` is its width where it stands beside names.
    """
    longest = block.role_width if isinstance(block, MeasuredBlock) else 0
    width = column if block.role_spread == "column" else min(longest, longest if column is None else column)
    return spread_role(title, look, width) if width and line == title else None
