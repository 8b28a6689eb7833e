"""The difference of two templates in words: which fields changed, from what to what."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.admin.looks.posted import put, seconds_text
from productions.admin.looks.shown import summary
from productions.admin.looks.slots import Slot, slots
from productions.admin.looks.vocabulary import Vocabulary
from productions.roll.template import Block, Cards, Gaps, Template, Type, Variant
from productions.roll.template_difference import Change, differences
from productions.template_terms import SHAPES
from productions.vocabulary import Edition

SLOTS = {slot.key: slot for shape in (Template, Block, Cards, Type, Gaps, Variant) for slot in slots(shape)}
KINDS = {
    "changed": gettext_lazy("changed"),
    "added": gettext_lazy("added"),
    "removed": gettext_lazy("removed"),
    "moved": gettext_lazy("moved"),
}


class Row(NamedTuple):
    """A difference as a table has it: `where` is a block's line or a part of the template, `what` the field."""

    kind: str
    label: str
    where: str
    what: str
    before: str
    after: str


def compared(before: Template, after: Template, vocabulary: Vocabulary) -> Iterator[Row]:
    for change in differences(before, after):
        slot = SLOTS[change.keys[-1]] if change.keys else None
        old = said(slot, change.before, vocabulary) if slot else numbered(change.number_before)
        new = said(slot, change.after, vocabulary) if slot else numbered(change.number_after)
        what = str(slot.term.label) if slot else ""
        yield Row(change.kind, str(KINDS[change.kind]), where(change, vocabulary), what, old, new)


def where(change: Change, vocabulary: Vocabulary) -> str:
    """The edition, the part of the template, the block with its number and line."""
    found = [str(Edition(change.edition).label)] if change.edition else []
    if change.block is not None:
        state = QueryDict(mutable=True)
        put(change.block, "block", state)
        number = change.number_after or change.number_before
        found.append(_("block %(number)d") % {"number": number} + f" ({summary(state, 'block', vocabulary)})")
    elif not change.keys:
        found.append(str(SHAPES["Variant"]))
    found += [str(SLOTS[key].term.label) for key in change.keys[:-1]]
    return " · ".join(found) or str(SHAPES["Template"])


def numbered(number: int | None) -> str:
    return "" if number is None else _("block %(number)d") % {"number": number}


def said(slot: Slot, value: Any, vocabulary: Vocabulary) -> str:
    """A value in words."""
    if value is None:
        return _("as in all editions") if slot.key.startswith("Variant.") else _("as usual")
    if slot.kind == "choice":
        return str(slot.choices[value])
    if slot.kind == "flag":
        return _("yes") if value else _("no")
    if slot.kind == "seconds":
        return _("%(seconds)s s") % {"seconds": seconds_text(value)}
    if slot.kind == "codes":
        return _(", ").join(vocabulary.label(slot.name, code) for code in value) or _("none")
    if slot.kind == "words":
        return " / ".join(filter(None, (value.ja, value.en))) or _("none")
    if slot.kind == "number":
        return str(value)
    return _("its own")
