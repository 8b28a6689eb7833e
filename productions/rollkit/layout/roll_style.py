"""What the parts of a roll are set with: the setting of its names, the whole document, and who lays out a role."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from productions.rollkit.document.model import RoleBlock, RollDocument
from productions.rollkit.images.logos import LogoFile
from productions.rollkit.layout.name_lines import Rows
from productions.rollkit.layout.style import LayoutStyle
from productions.rollkit.template.model import Block

LayOutRole = Callable[[LayoutStyle, Block, str, RoleBlock, int | None], Sequence[Rows]]


@dataclass(frozen=True)
class RollStyle(LayoutStyle):
    """The setting with the whole roll; `lay_out` gives the rows of a role, which the rest of the roll does not change."""

    document: RollDocument
    logos: Sequence[LogoFile]
    lay_out: LayOutRole

    @cached_property
    def rows(self) -> Callable[[Block, str, RoleBlock, int | None], Sequence[Rows]]:
        """The rows of a role in this setting."""
        shared = (self.lang, self.raster, self.template, self.fonts, self.working)
        return partial(self.lay_out, LayoutStyle(*shared, lane=self.lane))
