"""What the values of a template may be, in the words of people."""

from django.utils.translation import gettext_lazy as _

from productions.rollkit.template.measures import STYLES

KIND = {"cards": _("cards"), "scroll": _("scroll"), "stop": _("scroll that stops")}
NAMES = {
    "roll": _("in the language of the roll"),
    "native": _("as credited"),
    "romaji": _("in Latin letters"),
    "both": _("both scripts"),
}
WEIGHT = {
    "thin": _("thin"),
    "extra_light": _("extra light"),
    "light": _("light"),
    "regular": _("regular"),
    "medium": _("medium"),
    "semi_bold": _("semi-bold"),
    "bold": _("bold"),
    "extra_bold": _("extra bold"),
    "black": _("black"),
}
"""OpenType's names, from 100 to 900."""
CHOICES = {
    "Template.kind": KIND,
    "Template.writing": {"horizontal": _("across"), "vertical": _("downwards")},
    "Template.area": {"full": _("whole width"), "left": _("left half"), "right": _("right half")},
    "Template.names": NAMES,
    "Block.holds": {
        "people": _("People"),
        "rest": _("Everybody else"),
        "title": _("Title of the work"),
        "notices": _("Notices"),
        "tools": _("Tools"),
        "statement": _("Statement on AI"),
        "remark": _("Remark of the production"),
        "errata": _("Corrections of the issue"),
        "text": _("Text"),
        "logos": _("Logos"),
        "qr": _("QR code"),
    },
    "Block.sections": {"none": _("one section"), "departments": _("by department")},
    "Block.form": {
        "columns": _("role beside names"),
        "grid": _("grid of names"),
        "flow": _("names in flowing lines"),
        "paragraph": _("paragraph"),
        "song": _("song"),
        "pair": _("role and names as a centred pair"),
        "stacked": _("role above names"),
    },
    "Block.order": {
        "given": _("as given"),
        "kana": _("by kana reading"),
        "appearance": _("by first appearance"),
    },
    "Block.studios": {
        "usual": _("as is usual for the role"),
        "heading": _("as headings"),
        "beside": _("beside the names"),
    },
    "Block.printed": {
        "printed": _("as printed"),
        "label": _("the vocabulary's label"),
        "none": _("not printed"),
    },
    "Block.align": {"left": _("left"), "middle": _("centred"), "right": _("right")},
    "Block.level": {"middle": _("in the middle"), "top": _("at the top"), "bottom": _("at the bottom")},
    "Block.motion": {"before": _("as the block before"), "cards": _("cards"), "scroll": _("scroll")},
    "Block.clear": {
        "none": _("no"),
        "block": _("the block"),
        "roles": _("each role"),
        "names": _("each name"),
    },
    "Block.alone": {"roles": _("each role"), "names": _("each name")},
    "Block.fill": {"rows": _("row by row"), "columns": _("column by column")},
    "Block.name_space": {
        "given": _("as recorded"),
        "full": _("full width"),
        "half": _("half a letter"),
        "third": _("a third of a letter"),
        "quarter": _("a quarter of a letter"),
        "none": _("no space"),
    },
    "Block.name_latin": {"left": _("begins at the left"), "middle": _("centred")},
    "Block.role_spread": {
        "none": _("not spread"),
        "longest": _("over the longest of the block, up to eight letters"),
        "column": _("over their column, beside names"),
    },
    "Block.honorifics": {
        "none": _("nothing"),
        "omitted": _("honorifics omitted (敬称略)"),
        "unordered": _("in no particular order, honorifics omitted (順不同・敬称略)"),
    },
    "Block.leader": {"none": _("none"), "dots": _("dots")},
    "Block.tail": {
        "left": _("begins at the left"),
        "middle": _("centred"),
        "together": _("together"),
        "columns": _("in their columns"),
    },
    "Block.weight": WEIGHT,
    "Type.studio": {"name": _("bold names"), "role": _("roles")},
    "Backing.plate": {
        "none": _("no plate"),
        "texts": _("behind the texts"),
        "place": _("behind their whole place on the screen"),
    },
    "Cards.fresh": {
        "blocks": _("each block"),
        "sections": _("each block and section"),
        "roles": _("each block, section and role"),
    },
    "Variant.kind": KIND,
    "Variant.names": NAMES,
    **dict.fromkeys((f"Type.{style}_weight" for style in STYLES), WEIGHT),
}
"""What a value may be, in the form's order. Editions are the vocabulary's own."""
