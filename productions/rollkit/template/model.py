"""What a roll looks like, as data: its blocks from the top, their forms, sizes, gaps and times.

A template says where people, tools and the statement stand and how they are set. It cannot leave any of them out:
people of no block stand where `rest` does, and what has no place in the template gets the usual one (`layout/block_assignment.py`).
Measures are pixels at 1,080 lines; every raster is laid out anew from them. Times are milliseconds, fades are frames.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, Self

from productions.rollkit.dataclass_json import ADDED, to_plain
from productions.rollkit.template.backing import Backing
from productions.shared.site_languages import WORK_LANGUAGE, get_localised_text, list_codes_from, pick_first

Holds = Literal[
    "title", "notices", "people", "rest", "tools", "statement", "remark", "errata", "text", "logos", "qr"
]
Weight = Literal[
    "thin", "extra_light", "light", "regular", "medium", "semi_bold", "bold", "extra_bold", "black"
]
Form = Literal["columns", "grid", "flow", "paragraph", "song", "pair", "stacked"]
Motion = Literal["cards", "scroll"]
Level = Literal["middle", "top", "bottom"]


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """A text in the two languages of rolls; an empty one gives way to the other."""

    ja: str = ""
    en: str = ""

    def said(self, lang: str) -> str:
        return pick_first(getattr(self, code, "") for code in list_codes_from(lang))

    @classmethod
    def of(cls, entry: object, base: str) -> Self:
        """The texts that an entry keeps in the columns `base_ja` and its likes."""
        texts = {each.name: get_localised_text(entry, base, each.name) for each in fields(cls)}
        return cls(**texts)


@dataclass(frozen=True, slots=True)
class Type:
    """Sizes of type and the pitch of its lines; white from 0 (black) to 255. Roles are as large as names, or as `role` says.

    What is too long for its room in two lines is set down to `narrowest` percent of its width (長体), then in type down to `smallest`; null: in no smaller.
    Of names, roles, title, headings and small texts: the weight, or the nearest that the font has, and the space added
    between letters, in thousandths of an em. A `studio` above its people is set as a bold name, or as a role.
    """

    size: int = 34
    pitch: int = 48
    title: int = 60
    title_pitch: int = 96
    heading: int = 28
    heading_pitch: int = 48
    small: int = 28
    small_pitch: int = 42
    role_white: int = 176
    heading_white: int = 160
    small_white: int = 200
    role: int | None = field(default=None, metadata=ADDED)
    narrowest: int = field(default=80, metadata=ADDED)
    smallest: int | None = field(default=None, metadata=ADDED)
    name_white: int = field(default=255, metadata=ADDED)
    title_white: int = field(default=255, metadata=ADDED)
    name_weight: Weight = field(default="regular", metadata=ADDED)
    role_weight: Weight = field(default="regular", metadata=ADDED)
    title_weight: Weight = field(default="bold", metadata=ADDED)
    heading_weight: Weight = field(default="bold", metadata=ADDED)
    small_weight: Weight = field(default="regular", metadata=ADDED)
    name_spacing: int = field(default=0, metadata=ADDED)
    role_spacing: int = field(default=0, metadata=ADDED)
    title_spacing: int = field(default=0, metadata=ADDED)
    heading_spacing: int = field(default=0, metadata=ADDED)
    small_spacing: int = field(default=0, metadata=ADDED)
    studio: Literal["name", "role"] = field(default="name", metadata=ADDED)


@dataclass(frozen=True, slots=True)
class Gaps:
    """Natural heights between parts. Those of a scroll stretch where its running time is locked."""

    title: int = 144
    notice: int = 24
    heading: int = 28
    under_role: int = 10
    studio: int = 16
    block: int = 32
    above_tools: int = 56
    tool: int = 16
    section: int = 120
    closing: int = 48


@dataclass(frozen=True, slots=True)
class Block:
    """One part of the roll, from the top.

    `people` are of `roles` in that order, then of all other roles of `departments`; `rest` are those of no other block.
    `sections`: under the name of their department, or under nothing but the block's own `heading`. `form`: role beside
    its names in two columns, names in a grid of at most `columns`, in lines that flow, or one paragraph, where the role stands
    above; or as the credits of a song: its title, which is the block's `text`, then each role and its names in a line; or
    role and names as a `pair` in the middle, or `stacked`: each name below its role or character. `order` of names: as given, by kana reading, or by first appearance. `studios`: as headings above
    their people, in brackets beside them, or each as is usual for the role. `joint`: roles that follow one another with
    the same people are printed as one. `printed`: the role as printed, its label from the vocabulary, or none.
    `alone_ms`: each role, or each name (`alone`), stands alone on a card for that long. `fresh`: begins on a new card. `text` is what a block of
    text says, or a song's title. `logos` are names of a production's own pictures (`images/logos.py`), side by side as many as
    there is room for, at most `columns` where the form is a grid; each is `height` high with `gap` around it, on a white
    `plate` or on the background. `training`: notices say too what the makers said about the use of the work for AI.
    A `qr` block is the code of an `address`, in which `{work}` stands for the uid of the production, at most `height` high; without an address there is none.
    `chain`: beside a name stands who gave the work on to it or its studio.
    `fill`: a grid's names one row after another, or one column after another. `name_letters`: Japanese names of people are spread
    over the width of so many letters (字取り); `name_latin`: where narrower names in Latin letters stand in it, which are not spread. `name_space`: what parts family and given name. `role_spread`: Japanese roles are spread
    evenly over the longest of the block, or over their column where they stand beside names (均等割り). `ruby`: recorded readings
    above names. `honorifics`: the list ends with 敬称略, or 順不同・敬称略.
    `across`: so many roles with their names, or characters with their actors, stand side by side, fewer where they are wide. `leader`: dots lead from them to the names.
    `tail`: where the last names of a grid or a cast stand that do not fill a row; `together`: every row of a grid that is not full stands close
    together, as the block is aligned, and names wider than a column are placed by their width; `columns`: every row keeps to the columns,
    which stand as the block is aligned by the names in them. `white`, `weight` and `spacing` are of the block's
    own names, or of its text, in the place of their style's. `near`: as close to the block before it as one role to the next. `beside`: the block stands to the right of the one before it.
    `motion`: from this block on the roll is of cards or scrolls; `before`
    is as the block before, and of the first as the template. `clear`: in a scroll the block, each of its roles or each of its names has the
    screen for itself.
    """

    holds: Holds
    roles: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    heading: LocalizedText = LocalizedText()
    sections: Literal["departments", "none"] = "none"
    form: Form = "columns"
    columns: int = 1
    order: Literal["given", "kana", "appearance"] = "given"
    studios: Literal["usual", "heading", "beside"] = "usual"
    joint: bool = False
    printed: Literal["printed", "label", "none"] = "printed"
    align: Literal["left", "middle", "right"] = "middle"
    size: int | None = None
    pitch: int | None = None
    bold: bool = False
    alone_ms: int | None = None
    alone: Literal["roles", "names"] = "roles"
    fresh: bool = True
    text: LocalizedText = LocalizedText()
    logos: tuple[str, ...] = field(default=(), metadata=ADDED)
    height: int = field(default=120, metadata=ADDED)
    gap: int = field(default=60, metadata=ADDED)
    plate: bool = field(default=False, metadata=ADDED)
    training: bool = field(default=False, metadata=ADDED)
    chain: bool = field(default=False, metadata=ADDED)
    address: str = field(default="", metadata=ADDED)
    fill: Literal["rows", "columns"] = field(default="rows", metadata=ADDED)
    name_letters: int | None = field(default=None, metadata=ADDED)
    name_space: Literal["given", "full", "half", "third", "quarter", "none"] = field(
        default="given", metadata=ADDED
    )
    role_spread: Literal["none", "longest", "column"] = field(default="none", metadata=ADDED)
    ruby: bool = field(default=False, metadata=ADDED)
    honorifics: Literal["none", "omitted", "unordered"] = field(default="none", metadata=ADDED)
    across: int = field(default=1, metadata=ADDED)
    leader: Literal["none", "dots"] = field(default="none", metadata=ADDED)
    tail: Literal["left", "middle", "together", "columns"] = field(default="left", metadata=ADDED)
    beside: bool = field(default=False, metadata=ADDED)
    motion: Literal["before", "cards", "scroll"] = field(default="before", metadata=ADDED)
    clear: Literal["none", "block", "roles", "names"] = field(default="none", metadata=ADDED)
    near: bool = field(default=False, metadata=ADDED)
    white: int | None = field(default=None, metadata=ADDED)
    weight: Weight | None = field(default=None, metadata=ADDED)
    spacing: int | None = field(default=None, metadata=ADDED)
    grid_from: int | None = field(default=None, metadata=ADDED)
    level: Level = field(default="middle", metadata=ADDED)
    name_latin: Literal["left", "middle"] = field(default="left", metadata=ADDED)


@dataclass(frozen=True, slots=True)
class Cards:
    """`each_ms` is a card's time where none is locked and its lines are read in less. `fresh` says what begins on a new card beside blocks.

    The first `fade_in` frames of a card come up and the last `fade_out` go down. On its last `melt` frames a card gives way to the next,
    in the place of the fades between them.
    """

    each_ms: int = 3000
    fade_in: int = 0
    fade_out: int = 0
    fresh: Literal["blocks", "sections", "roles"] = "sections"
    melt: int = field(default=0, metadata=ADDED)


@dataclass(frozen=True, slots=True)
class Pace:
    """The least that something is on screen for, to be found and read; 0 asks for nothing.

    A card that shares the time stands for `card_ms`, and for `line_ms` for each of its lines; a line of a scroll stays for
    `scroll_ms`, from its entry at the bottom to its leaving at the top. Usual are times of our own: broadcasters publish none
    for credits. A caption stays for 5/6 s at least (Netflix, Timed Text Style Guide: General Requirements, “Duration”), small print
    of American commercials for 3 s and 1 s more for each further line (XR, Creative Guidelines): a credit is looked for, not read whole.
    """

    card_ms: int = 1500
    line_ms: int = 120
    scroll_ms: int = 3000


@dataclass(frozen=True, slots=True)
class Variant:
    """What is different in one edition; what is null is not. `blocks` stand in the place of all blocks."""

    edition: Literal["broadcast", "streaming", "theatrical", "disc", "festival", "dub"]
    kind: Literal["cards", "scroll", "stop"] | None = None
    running_ms: int | None = None
    names: Literal["roll", "native", "romaji", "both"] | None = None
    cards: Cards | None = None
    blocks: tuple[Block, ...] | None = None
    pace: Pace | None = field(default=None, metadata=ADDED)


@dataclass(frozen=True, slots=True)
class Template:
    """A look with its name and version.

    `kind`: cards, a scroll, or a scroll that stops with its last block in the middle of the screen, for `hold_ms`. The first scroll
    begins with an empty screen or, where it has `rest_ms`, at rest for that long with its first block in the middle of the screen; it moves off by
    one pixel more a frame every `ease` frames, until it has its speed. A scroll that stops slows down by one pixel less every `ease_out` frames.
    `names`: names and titles in the language of the roll (a Japanese roll: as credited), as credited, in Latin letters where recorded, or both. `area`: the whole safe area, or the half of it that a picture leaves. `running_ms` locks the time where the delivery
    does not; null is the natural time. `writing`: vertical is for cards alone. `fonts` are families, first choice
    first; what one lacks is set in the next and told. None: the shipped one. `background` is a colour as #rrggbb; masters with
    alpha have none. `pace` is how long things stay at least, `backing` what stands behind texts.
    """

    name: str
    version: int
    kind: Literal["cards", "scroll", "stop"]
    blocks: tuple[Block, ...]
    writing: Literal["horizontal", "vertical"] = "horizontal"
    area: Literal["full", "left", "right"] = "full"
    names: Literal["roll", "native", "romaji", "both"] = "roll"
    running_ms: int | None = None
    hold_ms: int = 3000
    type: Type = field(default_factory=Type)
    gaps: Gaps = field(default_factory=Gaps)
    cards: Cards = field(default_factory=Cards)
    variants: tuple[Variant, ...] = ()
    fonts: tuple[str, ...] = field(default=(), metadata=ADDED)
    background: str = field(default="#000000", metadata=ADDED)
    pace: Pace = field(default=Pace(), metadata=ADDED)
    rest_ms: int = field(default=0, metadata=ADDED)
    ease: int = field(default=0, metadata=ADDED)
    backing: Backing = field(default=Backing(), metadata=ADDED)
    ease_out: int = field(default=0, metadata=ADDED)

    def to_dict(self) -> dict[str, Any]:
        plain: dict[str, Any] = to_plain(self)
        return plain

    @property
    def motion(self) -> Motion:
        """What it begins as, unless its first block says otherwise."""
        return "cards" if self.kind == "cards" else "scroll"

    def list_motions(self, blocks: Sequence[Block]) -> list[Motion]:
        """The motion of each of some blocks, which stand in this order."""
        found: list[Motion] = []
        for block in blocks:
            as_before = found[-1] if found else self.motion
            found.append(as_before if block.motion == "before" else block.motion)
        return found

    def for_motion(self, motion: Motion) -> "Template":
        """The template as blocks of one motion are laid out by."""
        if motion == self.motion:
            return self
        return replace(self, kind="cards" if motion == "cards" else "scroll")

    @property
    def logos(self) -> tuple[str, ...]:
        """The names of the logos in its blocks, each once."""
        return tuple(dict.fromkeys(name for block in self.blocks for name in block.logos))

    def for_language(self, lang: str) -> "Template":
        """The template with what it says of a roll in a language: a Japanese one has its names as credited."""
        return replace(self, names="native") if self.names == "roll" and lang == WORK_LANGUAGE else self

    def for_edition(self, edition: str) -> "Template":
        """The template with what it says of one edition."""
        for variant in self.variants:
            if variant.edition == edition:
                given = {
                    name: value
                    for name in ("kind", "running_ms", "names", "cards", "blocks", "pace")
                    if (value := getattr(variant, name)) is not None
                }
                return replace(self, **given)
        return self
