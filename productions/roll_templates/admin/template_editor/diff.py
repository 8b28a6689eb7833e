"""The difference of two templates in words: which fields changed, from what to what."""

from collections.abc import Iterator
from dataclasses import astuple
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from productions.roll_templates.admin.template_editor.choices import EditorVocabulary
from productions.roll_templates.admin.template_editor.fields import Slot, list_slots
from productions.roll_templates.admin.template_editor.form_state import format_seconds, put_record
from productions.roll_templates.admin.template_editor.widgets import summarise_block
from productions.roll_templates.terms import SHAPES
from productions.rollkit.template.comparison import TemplateChange, compare_templates
from productions.rollkit.template.model import Block, Cards, Gaps, Template, Type, Variant
from productions.shared.choices import Edition

SLOTS_BY_KEY = {
    slot.key: slot for shape in (Template, Block, Cards, Type, Gaps, Variant) for slot in list_slots(shape)
}
TEMPLATE_CHANGE_LABELS = {
    "changed": gettext_lazy("changed"),
    "added": gettext_lazy("added"),
    "removed": gettext_lazy("removed"),
    "moved": gettext_lazy("moved"),
}


class DifferenceRow(NamedTuple):
    """A difference as a table has it: `describe_change_place` is a block's line or a part of the template, `what` the field."""

    kind: str
    label: str
    where: str
    what: str
    before: str
    after: str


def describe_differences(
    before: Template, after: Template, vocabulary: EditorVocabulary
) -> Iterator[DifferenceRow]:
    for change in compare_templates(before, after):
        yield describe_template_change(change, vocabulary)


def describe_template_change(change: TemplateChange, vocabulary: EditorVocabulary) -> DifferenceRow:
    slot = SLOTS_BY_KEY[change.keys[-1]] if change.keys else None
    old, new = (
        (format_slot_value(slot, value, vocabulary) for value in (change.before, change.after))
        if slot
        else map(format_block_number, (change.number_before, change.number_after))
    )
    return DifferenceRow(
        change.kind,
        str(TEMPLATE_CHANGE_LABELS[change.kind]),
        describe_change_place(change, vocabulary),
        str(slot.term.label) if slot else "",
        old,
        new,
    )


def describe_change_place(change: TemplateChange, vocabulary: EditorVocabulary) -> str:
    """The edition, the part of the template, the block with its number and line."""
    found = [str(Edition(change.edition).label)] if change.edition else []
    if change.block is not None:
        state = QueryDict(mutable=True)
        put_record(change.block, "block", state)
        number = change.number_after or change.number_before
        found.append(
            _("block %(number)d") % {"number": number} + f" ({summarise_block(state, 'block', vocabulary)})"
        )
    elif not change.keys:
        found.append(str(SHAPES["Variant"]))
    found += [str(SLOTS_BY_KEY[key].term.label) for key in change.keys[:-1]]
    return " · ".join(found) or str(SHAPES["Template"])


def format_block_number(number: int | None) -> str:
    return "" if number is None else _("block %(number)d") % {"number": number}


def format_slot_value(slot: Slot, value: Any, vocabulary: EditorVocabulary) -> str:
    """A value in words."""
    if value is None:
        return _("as in all editions") if slot.key.startswith("Variant.") else _("as usual")
    if slot.kind == "choice":
        return str(slot.choices[value])
    if slot.kind == "flag":
        return _("yes") if value else _("no")
    if slot.kind == "seconds":
        return _("%(seconds)s s") % {"seconds": format_seconds(value)}
    if slot.kind == "codes":
        return _(", ").join(vocabulary.get_label(slot.name, code) for code in value) or _("none")
    if slot.kind == "words":
        return " / ".join(filter(None, astuple(value))) or _("none")
    if slot.kind in ("number", "line"):
        return str(value)
    return _("its own")
