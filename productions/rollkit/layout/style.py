"""What all of a roll's parts are set with: its language, its looks and the area that they may fill."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import Any, get_args

from productions.rollkit.fonts.font_set import BOLD_WEIGHT, FORM_LANGUAGES, FontSet
from productions.rollkit.layout.boxes import TextStyle
from productions.rollkit.screen_spec import Raster
from productions.rollkit.template.measures import STYLES
from productions.rollkit.template.model import Block, Template, Weight

CARD_SAFE_SHARE = (9, 10)
"""Title safe of a card: 90 % of the width and of the height."""
SCROLL_SAFE_SHARE = (8, 10)
"""Title safe of a scroll: 80 % of the width."""
BASELINE_SHARE = 0.38
"""How far below the middle of its box a baseline is, in ems: `strip.typ` sets texts in a box from 0.88 em above it to 0.12 em below."""
WEIGHT_CLASSES: dict[Weight, int] = {name: 100 * number for number, name in enumerate(get_args(Weight), 1)}
"""OpenType's usWeightClass of each named weight."""


@dataclass(frozen=True, slots=True)
class Area:
    """Where text may stand, in whole pixels; `height` is that of a card, None of a scroll. `gutter` parts columns.

    Of vertical cards it is turned: lines run from `left`, which is the top, and follow one another leftwards in `height`.
    """

    left: int
    width: int
    gutter: int
    height: int | None = None

    @property
    def column(self) -> int:
        """The width of the roles, and of the names."""
        return (self.width - self.gutter) // 2


def set_weights(fonts: FontSet, template: Template) -> FontSet:
    """The fonts in the weights that a roll is set in: those of its styles and blocks, and bold, which stands out among them."""
    styles = {WEIGHT_CLASSES[getattr(template.type, f"{style}_weight")] for style in STYLES}
    blocks = chain(template.blocks, *(variant.blocks or () for variant in template.variants))
    own = {WEIGHT_CLASSES[block.weight] for block in blocks if block.weight}
    weights = tuple(sorted({*styles, *own, BOLD_WEIGHT}))
    return fonts if weights == fonts.weights else replace(fonts, weights=weights)


def compute_safe_area(raster: Raster, template: Template) -> Area:
    """Title safe for cards or scrolls; half of it where the template leaves the other to a picture."""
    cards = template.kind == "cards"
    share, whole = CARD_SAFE_SHARE if cards else SCROLL_SAFE_SHARE
    along, across = raster.width, raster.height
    if template.writing == "vertical":
        along, across = across, along
    width = along * share // whole
    left = (along - width) // 2
    height = across * share // whole if cards else None
    if template.area != "full":
        half = (width - raster.gutter) // 2
        left = left if template.area == "left" else left + width - half
        width = half
    return Area(left, width, raster.gutter, height)


@dataclass(frozen=True)
class LayoutStyle:
    """What names are set with in one language for one raster, whatever else is on the roll; `working`: of a working copy."""

    lang: str
    raster: Raster
    template: Template
    fonts: FontSet
    working: bool
    lane: Area | None = field(default=None, kw_only=True)

    @cached_property
    def area(self) -> Area:
        """The safe area, or the `lane` of it that is filled."""
        return self.lane or compute_safe_area(self.raster, self.template)

    def px(self, measure: int) -> int:
        """A measure of the template in the raster's pixels."""
        return self.raster.scale_px(measure)

    def look(self, style: str, size: int, pitch: int) -> TextStyle:
        """A text in one of the template's styles (`measures.STYLES`), in a size and pitch of the template."""
        type = self.template.type
        return TextStyle(
            self.px(size),
            self.px(pitch),
            WEIGHT_CLASSES[getattr(type, f"{style}_weight")],
            getattr(type, f"{style}_white"),
            self.fonts,
            self.template.writing == "vertical",
            getattr(type, f"{style}_spacing"),
        )

    @cached_property
    def title(self) -> TextStyle:
        type = self.template.type
        return self.look("title", type.title, type.title_pitch)

    @cached_property
    def heading(self) -> TextStyle:
        type = self.template.type
        return self.look("heading", type.heading, type.heading_pitch)

    @cached_property
    def small(self) -> TextStyle:
        type = self.template.type
        return self.look("small", type.small, type.small_pitch)

    def of(self, block: Block, usual: TextStyle) -> TextStyle:
        """The usual look of what a block holds, with the block's own size, pitch, weight, grey and letter spacing."""
        own = self.restyle(block, usual)
        return replace(
            own,
            size=self.px(block.size) if block.size else usual.size,
            pitch=self.px(block.pitch) if block.pitch else usual.pitch,
            weight=max(own.weight, BOLD_WEIGHT) if block.bold else own.weight,
        )

    def restyle(self, block: Block, usual: TextStyle) -> TextStyle:
        """A look with the block's own weight, grey and letter spacing, where it has them."""
        return replace(
            usual,
            weight=WEIGHT_CLASSES[block.weight] if block.weight else usual.weight,
            white=usual.white if block.white is None else block.white,
            spacing=usual.spacing if block.spacing is None else block.spacing,
        )

    @cached_property
    def fonts_by_language(self) -> dict[str, FontSet]:
        """The fonts with a name's own language, which chooses the forms of its characters."""
        return {language: replace(self.fonts, lang=language) for language in FORM_LANGUAGES}

    def write_in(self, look: TextStyle, language: str) -> TextStyle:
        """The look of a name in its own language; as it is where that has no forms of its own, or nobody said it."""
        fonts = self.fonts_by_language.get(language)
        return look if fonts is None else replace(look, fonts=fonts)

    @cached_property
    def name_styles(self) -> dict[tuple[Any, ...], TextStyle]:
        """The looks of names that were asked for: a roll has thousands of names in a few."""
        return {}

    def studio(self, block: Block) -> TextStyle:
        """Studios above their people."""
        as_role = self.template.type.studio == "role"
        return self.name(block, dim=True) if as_role else self.name(block, bold=True)

    def song(self, block: Block) -> TextStyle:
        """Titles of songs: bold, but where studios are not, since that is for fonts without a bold."""
        return self.name(block, bold=self.template.type.studio == "name")

    def name(self, block: Block, *, bold: bool = False, dim: bool = False) -> TextStyle:
        """Names and roles of a block; `dim` are roles, and people whose name is not there."""
        own = (block.white, block.weight, block.spacing)
        key = (block.size, block.pitch, bold or block.bold, dim, *own)
        found = self.name_styles.get(key)
        if found is None:
            type, style = self.template.type, "role" if dim else "name"
            size, pitch = block.size or type.size, block.pitch or type.pitch
            found = self.look(style, size, pitch)
            if not dim:
                found = self.restyle(block, found)
            if bold or block.bold:
                found = replace(found, weight=max(found.weight, BOLD_WEIGHT))
            if dim and type.role:
                small = self.px(type.role)
                drop = 0 if found.vertical else round((found.size - small) * BASELINE_SHARE)
                found = replace(found, size=small, drop=drop)
            self.name_styles[key] = found
        return found
