"""What every word of a template means to people: labels and explanations, for the form, its errors and the docs.

Keys are those of `productions.rollkit.template.model`: `Block.columns`. Ranges of numbers are the template's own (`roll.templates.RANGES`).
"""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

PEOPLE = ("people", "rest")


class Term(NamedTuple):
    """A value's label and explanation. `when` are the blocks that it makes sense for, `holds` or `holds/form`; empty: all."""

    label: Any
    help: Any = ""
    when: tuple[str, ...] = ()


SHAPES = {
    "Template": _("Whole roll"),
    "Block": _("Blocks"),
    "Cards": _("Cards"),
    "Type": _("Type sizes"),
    "Gaps": _("Gaps"),
    "Variant": _("Editions"),
    "Pace": _("Reading time"),
    "Backing": _("Over a picture"),
}
"""The parts of a template, as the form has them."""

SONGS = ("people/song", "rest/song")
GRIDS = ("people/grid", "rest/grid", "logos/grid")
NAMES_APART = ("people/columns", "people/grid", "rest/columns", "rest/grid")
PAIRS = ("people/columns", "rest/columns")
SIDES = (*PAIRS, "people/stacked", "rest/stacked")
TAILS = (*SIDES, "people/grid", "rest/grid")
LOGOS = ("logos",)
TEXTS = ("title", "notices", *PEOPLE, "statement", "remark", "errata", "text")

TERMS = {
    "Template.name": Term(_("Name of the template")),
    "Template.version": Term(_("Version")),
    "Template.kind": Term(_("Movement"), _("A scroll that stops has its last block in the middle of the screen at the end.")),
    "Template.blocks": Term(_("Blocks"), _("From the top. People who are in no other block appear under “Everybody else”.")),
    "Template.writing": Term(_("Writing"), _("Downwards is for cards alone.")),
    "Template.area": Term(_("Place on screen"), _("The half that a picture leaves free, or all of it.")),
    "Template.names": Term(_("Names and titles"), _("An English roll has names in Latin letters. Only where they are recorded; nothing is guessed.")),
    "Template.running_ms": Term(
        _("Running time"), _("Locked to the frame by stretching gaps; empty: as long as the roll is.")
    ),
    "Template.hold_ms": Term(_("Hold at the end"), _("For a scroll that stops.")),
    "Template.type": Term(SHAPES["Type"], _("Pixels at 1,080 lines; every raster is laid out anew from them.")),
    "Template.gaps": Term(
        SHAPES["Gaps"], _("Pixels at 1,080 lines. Those of a scroll stretch where its running time is locked.")
    ),
    "Template.cards": Term(SHAPES["Cards"], _("For rolls of cards.")),
    "Template.variants": Term(SHAPES["Variant"], _("What is different in one edition.")),
    "Template.fonts": Term(
        _("Fonts"), _("In order of preference: what one font lacks is set in the next, and at last in the shipped ones, and the notes say so. None: the shipped fonts.")
    ),
    "Template.background": Term(_("Background"), _("A colour as #000000. Masters with alpha have none.")),
    "Template.pace": Term(
        SHAPES["Pace"], _("The least that anything is on screen for. A roll that has no time for it is refused, with what would do; 0 asks for nothing.")
    ),
    "Template.rest_ms": Term(
        _("Rest at the beginning"), _("The first scroll begins with its first block in the middle of the screen for so long; 0: with an empty screen.")
    ),
    "Template.ease": Term(
        _("Ease in"), _("After the rest it moves by 1, 2, 3 … pixels, each for so many frames, until it has its speed; 0: at once.")
    ),
    "Template.ease_out": Term(
        _("Ease out"), _("For a scroll that stops. Before it does, it moves by … 3, 2, 1 pixels, each for so many frames; 0: it stops at once.")
    ),
    "Template.backing": Term(
        SHAPES["Backing"], _("What stands behind texts so that they can be read. Greys are checked on it, over a black picture and over a white one.")
    ),
    "Type.size": Term(_("Names: size")),
    "Type.pitch": Term(_("Names: line pitch")),
    "Type.title": Term(_("Title: size")),
    "Type.title_pitch": Term(_("Title: line pitch")),
    "Type.heading": Term(_("Headings: size")),
    "Type.heading_pitch": Term(_("Headings: line pitch")),
    "Type.small": Term(_("Small text: size")),
    "Type.small_pitch": Term(_("Small text: line pitch")),
    "Type.role_white": Term(_("Roles: white"), _("From black, 0, to white, 255.")),
    "Type.heading_white": Term(_("Headings: white")),
    "Type.small_white": Term(_("Small text: white")),
    "Type.role": Term(_("Roles: size"), _("Empty: as large as names. They stand on one line with the names beside them.")),
    "Type.narrowest": Term(
        _("Narrowest letters"), _("Percent of their width. What does not fit in two lines is narrowed to fit, down to this.")
    ),
    "Type.smallest": Term(
        _("Smallest type"), _("What is too wide even so is set in smaller type, down to this size. Empty: in no smaller.")
    ),
    "Type.name_white": Term(_("Names: white"), _("From black, 0, to white, 255. What cannot be read on the background is refused with its contrast.")),
    "Type.title_white": Term(_("Title: white")),
    "Type.name_weight": Term(_("Names: weight"), _("The nearest that the font has.")),
    "Type.role_weight": Term(_("Roles: weight")),
    "Type.title_weight": Term(_("Title: weight")),
    "Type.heading_weight": Term(_("Headings: weight")),
    "Type.small_weight": Term(_("Small text: weight")),
    "Type.name_spacing": Term(_("Names: letter spacing"), _("Thousandths of the type size, added between letters.")),
    "Type.role_spacing": Term(_("Roles: letter spacing")),
    "Type.title_spacing": Term(_("Title: letter spacing")),
    "Type.heading_spacing": Term(_("Headings: letter spacing")),
    "Type.small_spacing": Term(_("Small text: letter spacing")),
    "Type.studio": Term(_("Studios above their people"), _("Set as bold names, or as roles, for fonts without a bold; titles of songs are not bold then.")),
    "Gaps.title": Term(_("Under the title")),
    "Gaps.notice": Term(_("Between notices")),
    "Gaps.heading": Term(_("Under a heading")),
    "Gaps.under_role": Term(_("Between a role and the names below it")),
    "Gaps.studio": Term(_("Above a studio")),
    "Gaps.block": Term(_("Between roles")),
    "Gaps.above_tools": Term(_("Above tools")),
    "Gaps.tool": Term(_("Between tools")),
    "Gaps.section": Term(_("Between sections")),
    "Gaps.closing": Term(_("Between closing texts")),
    "Block.holds": Term(_("Holds")),
    "Block.roles": Term(
        _("Roles"), _("In this order."), ("people",)
    ),
    "Block.departments": Term(_("Departments"), _("All their roles that no block names."), ("people",)),
    "Block.heading": Term(_("Heading"), _("Printed above the block. Japanese and English; one is enough."), (*PEOPLE, "errata", *LOGOS, "qr")),
    "Block.sections": Term(_("Sections"), _("One under the block's own heading, or one a department under its name."), PEOPLE),
    "Block.form": Term(_("Form"), "", (*PEOPLE, *LOGOS)),
    "Block.columns": Term(_("Columns"), _("At most; fewer where names or logos are wide."), (*GRIDS, *PAIRS)),
    "Block.order": Term(_("Order of names"), "", PEOPLE),
    "Block.studios": Term(_("Studios"), "", PEOPLE),
    "Block.joint": Term(
        _("Join roles of the same people"), _("Neighbouring roles with the same people are printed as one."), PEOPLE
    ),
    "Block.printed": Term(_("Role text"), "", PEOPLE),
    "Block.align": Term(_("Alignment"), "", (*TEXTS, *LOGOS, "qr")),
    "Block.size": Term(_("Size"), _("Pixels; empty: as usual for what it holds."), TEXTS),
    "Block.pitch": Term(_("Line pitch"), _("Pixels; empty: as usual for what it holds."), TEXTS),
    "Block.bold": Term(_("Bold"), "", TEXTS),
    "Block.alone_ms": Term(_("Alone on a card"), _("How long each stands alone; empty: not alone."), (*PEOPLE, "qr")),
    "Block.alone": Term(_("What stands alone"), "", PEOPLE),
    "Block.fresh": Term(_("Begins on a new card"), _("In a scroll that stops, what stays at the end begins here.")),
    "Block.text": Term(_("Text"), _("What is said, or the song's title. Japanese and English; one is enough."), ("text", *SONGS)),
    "Block.logos": Term(
        _("Logos"), _("The production's own, by name; side by side, as many as there is room for."), LOGOS
    ),
    "Block.height": Term(_("Height of pictures"), _("Pixels at 1,080 lines. A QR code is at most so high: its modules are whole pixels."), (*LOGOS, "qr")),
    "Block.gap": Term(_("Around each logo"), _("Pixels at 1,080 lines."), LOGOS),
    "Block.plate": Term(_("On a white plate"), "", LOGOS),
    "Block.training": Term(
        _("Notice on AI training"), _("What the makers said about the use of the work for AI; nothing where they said nothing."), ("notices",)
    ),
    "Block.chain": Term(_("Who gave the work on"), _("The company stands beside the name of whoever did it."), PEOPLE),
    "Block.address": Term(
        _("Address"), _("What the QR code leads to; empty: the issue on the public site, where the site has an address (STAFFROLL_PUBLIC_URL), or no code. {work} stands for the production's uid, {digest} for the digest of the issue. The code stays whole on the screen for 3 s at least."), ("qr",)
    ),
    "Block.fill": Term(_("Order in the grid"), _("One row after another, or one column after another."), GRIDS[:2]),
    "Block.name_letters": Term(
        _("Spread names over letters"),
        _("Japanese names of people come out as wide as so many letters, such as 7 (字取り); empty: as they are."),
        PEOPLE,
    ),
    "Block.name_space": Term(
        _("Between family and given name"), _("Of names in Japanese letters that were recorded with a space."), PEOPLE
    ),
    "Block.role_spread": Term(
        _("Spread roles"), _("Japanese roles come out as wide as one another (均等割り)."), NAMES_APART
    ),
    "Block.ruby": Term(_("Readings above names"), _("In kana, where they are recorded."), PEOPLE),
    "Block.honorifics": Term(_("Below the list"), "", PEOPLE),
    "Block.across": Term(
        _("Side by side"), _("Roles with their names, or characters with their actors, at most; fewer where they are wide."), SIDES
    ),
    "Block.leader": Term(_("Leader"), _("What leads the eye from a role to its name."), PAIRS),
    "Block.tail": Term(
        _("Last row"),
        _("Where names stand that do not fill the last row of a grid or of a cast. Together: every row of a grid that is not full stands close together, as the block is aligned, and names wider than a column are placed by their width. In their columns: every row keeps to the columns, which are placed by the names in them."),
        TAILS,
    ),
    "Block.beside": Term(_("Beside the block before it"), _("Both share the width; their first lines are level.")),
    "Block.motion": Term(
        _("Cards or scroll"), _("From this block on, until a block says otherwise. The first block begins as the template says.")
    ),
    "Block.clear": Term(
        _("Clear field"), _("In a scroll: with a whole empty screen above and below, so that nothing else is seen with it. Each role or each name: rolling singles.")
    ),
    "Block.near": Term(_("Near the block before it"), _("As close to it as one role to the next; otherwise as sections are.")),
    "Block.white": Term(_("White"), _("Of its names, or of its text; empty: as the style has it."), TEXTS),
    "Block.weight": Term(_("Weight"), _("Of its names, or of its text; empty: as the style has it."), TEXTS),
    "Block.spacing": Term(_("Letter spacing"), _("Of its names, or of its text; empty: as the style has it."), TEXTS),
    "Block.grid_from": Term(
        _("Grid from"), _("A role with at least so many names has them in a grid below it, in the columns of the block; empty: beside it, however many."), PAIRS
    ),
    "Block.level": Term(
        _("Place of the card"), _("Of a card that begins with this block: at the top or the bottom of the safe area, or in the middle of the screen.")
    ),
    "Block.name_latin": Term(
        _("Latin names among spread ones"), _("Where names in Latin letters stand in the width that others are spread over; they are not spread themselves. In flowing lines they stand as they are."), PEOPLE
    ),
    "Backing.outline": Term(_("Edge around letters"), _("Pixels at 1,080 lines; 0: none.")),
    "Backing.shadow": Term(_("Shadow"), _("How far to the right and below it falls, in pixels at 1,080 lines; 0: none.")),
    "Backing.edge": Term(_("Colour of edge and shadow"), _("As #000000.")),
    "Backing.plate": Term(_("Plate"), _("On cards.")),
    "Backing.plate_colour": Term(_("Colour of the plate"), _("As #000000.")),
    "Backing.plate_percent": Term(_("Opacity of the plate"), _("Percent.")),
    "Backing.margin": Term(_("Around the texts on a plate"), _("Pixels at 1,080 lines.")),
    "Backing.shadow_blur": Term(_("Blur of the shadow"), _("How far it fades out around letters, in pixels at 1,080 lines; 0: a hard edge.")),
    "Backing.plate_blur": Term(_("Blur of the plate"), _("How far it fades out around itself, in pixels at 1,080 lines; 0: a hard edge.")),
    "Cards.each_ms": Term(_("Time of a card"), _("Where no running time is locked.")),
    "Cards.fade_in": Term(_("Fade in"), _("Frames.")),
    "Cards.fade_out": Term(_("Fade out"), _("Frames.")),
    "Cards.melt": Term(_("Melt into the next"), _("Frames, in the place of the fades between cards.")),
    "Cards.fresh": Term(_("A new card for")),
    "Pace.card_ms": Term(_("A card at least"), _("Fades included. A card with a time of its own keeps it.")),
    "Pace.line_ms": Term(_("Each line of a card"), _("A card of many lines stands longer.")),
    "Pace.scroll_ms": Term(_("A line of a scroll at least"), _("From its entry at the bottom to its leaving at the top.")),
    "Variant.edition": Term(_("Edition")),
    "Variant.kind": Term(_("Movement")),
    "Variant.running_ms": Term(_("Running time")),
    "Variant.names": Term(_("Names and titles")),
    "Variant.cards": Term(SHAPES["Cards"]),
    "Variant.blocks": Term(_("Blocks"), _("They replace all blocks.")),
    "Variant.pace": Term(SHAPES["Pace"], _("Such as for a broadcast edition that has less time than the disc.")),
}  # fmt: skip


def makes_sense(when: tuple[str, ...], holds: str, form: str) -> bool:
    """Whether a block that holds this, in this form, has any use for a value."""
    return not when or holds in when or f"{holds}/{form}" in when
