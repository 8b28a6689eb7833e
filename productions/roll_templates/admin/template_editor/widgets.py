"""A template's form as a page shows it: controls with labels, values, choices and errors, made from what was posted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from productions.roll_templates.admin.template_editor.actions import KIND_FIELDS
from productions.roll_templates.admin.template_editor.choices import EditorVocabulary
from productions.roll_templates.admin.template_editor.fields import TEMPLATE_NAME, Slot, get_slot, list_slots
from productions.roll_templates.admin.template_editor.form_state import is_shown_in, put_record
from productions.roll_templates.term_choices import CHOICES
from productions.roll_templates.terms import TERMS, makes_sense
from productions.rollkit.template.backing import Backing
from productions.rollkit.template.model import (
    Block,
    Cards,
    Gaps,
    LocalizedText,
    Pace,
    Template,
    Type,
    Variant,
)
from productions.shared.site_languages import OWN_NAMES, ROLL_LANGUAGES

FIRST_SLOTS = (
    "holds",
    "form",
    "columns",
    "across",
    "roles",
    "departments",
    "heading",
    "logos",
    "address",
    "text",
)
"""What is asked of a block at once; the rest is under “More”."""
PARTS = {"cards": Cards, "pace": Pace, "gaps": Gaps, "type": Type, "backing": Backing}
"""The records of a template that the form opens, in its order."""
VARIANT_PARTS = ("cards", "pace")
"""Those that an edition may have of its own."""
MAX_NAMED_LABELS = 4
"""Roles that a block's line names."""

Errors = Mapping[str, Sequence[str]]


@dataclass
class Control:
    """One value: how it is asked for (`Slot.kind`), what stands in it, and what is wrong with it."""

    slot: Slot
    name: str
    values: list[str]
    errors: Sequence[str]
    shown: bool = True
    items: list["Item"] = field(default_factory=list)
    typed: str = ""
    texts: list[tuple[str, str, str]] = field(default_factory=list)
    """Of a text in the languages of rolls: each code, what the language calls itself, and what stands there."""

    @property
    def value(self) -> str:
        return self.values[-1] if self.values else ""

    @property
    def when(self) -> str:
        return " ".join(self.slot.term.when)

    @property
    def choices(self) -> list[tuple[str, Any]]:
        """With an empty one where nothing may be chosen."""
        empty = [("", _("as in all editions"))] if self.slot.optional else []
        return [*empty, *self.slot.choices.items()]

    @property
    def usual(self) -> str:
        """What an empty number means."""
        return (
            ""
            if self.slot.default is None or self.slot.kind not in ("number", "line")
            else str(self.slot.default)
        )


@dataclass
class Item:
    """An entry of a list of texts: its code and its label."""

    code: str
    label: str


@dataclass
class Group:
    """Controls under a heading, closed where everything is as usual. `own`: an edition's own; None where it cannot be."""

    name: str
    title: Any
    controls: list[Control]
    open: bool
    help: Any = ""
    errors: Sequence[str] = ()
    own: bool | None = None


@dataclass
class Records:
    """Blocks, or editions: in their order, with what a new one may be."""

    name: str
    title: Any
    help: Any
    entries: list["RecordEntry"]
    kinds: list[tuple[str, Any]]
    errors: Sequence[str]
    own: bool | None = None


@dataclass
class RecordEntry:
    """A block or an edition with its line, its controls, and what is under “More”."""

    name: str
    key: str
    number: int
    summary: str
    controls: list[Control]
    more: Group | None
    open: bool
    errors: Sequence[str]
    kept: Sequence[str] = ()
    parts: Sequence[Group] = ()
    blocks: Records | None = None


class TemplateForm:
    """The whole form. `errors` are sentences by the names of the form; `focus` is what a button left the keyboard on."""

    def __init__(
        self, state: QueryDict, vocabulary: EditorVocabulary, errors: Errors | None = None, focus: str = ""
    ) -> None:
        self.state, self.vocabulary, self.errors, self.focus = state, vocabulary, errors or {}, focus
        self.whole = [
            self.make_control(each, TEMPLATE_NAME)
            for each in list_slots(Template)
            if each.kind not in ("record", "records")
        ]
        self.blocks = self.make_records(get_slot(Template, "blocks"), TEMPLATE_NAME)
        self.parts = [
            self.make_group(get_slot(Template, name), TEMPLATE_NAME, shape) for name, shape in PARTS.items()
        ]
        self.variants = self.make_records(get_slot(Template, "variants"), TEMPLATE_NAME)

    @property
    def offered(self) -> Mapping[str, list[tuple[str, str]]]:
        return self.vocabulary.offered

    def make_control(self, slot: Slot, name: str, *, shown: bool = True) -> Control:
        own = f"{name}.{slot.name}"
        control = Control(slot, own, self.state.getlist(own), self.errors.get(own, ()), shown)
        if slot.kind == "codes":
            control.items = [
                Item(code, self.vocabulary.get_label(slot.name, code)) for code in control.values
            ]
            control.typed = self.state.get(f"{own}+", "")
        if slot.kind == "words":
            control.texts = [
                (code, OWN_NAMES[code], self.state.get(f"{own}.{code}", ""))
                for code in LocalizedText.__dataclass_fields__
            ]
        return control

    def make_group(self, slot: Slot, name: str, shape: Any) -> Group:
        own = f"{name}.{slot.name}"
        there = not slot.optional or f"{own}?" in self.state
        controls = [self.make_control(each, own) for each in list_slots(shape)] if there else []
        usual = QueryDict(mutable=True)
        put_record(shape(), own, usual)
        changed = any(control.values != usual.getlist(control.name) for control in controls)
        return Group(
            name=own,
            title=slot.term.label,
            help=slot.term.help,
            controls=controls,
            open=self.wants_open(own) or (changed and slot.optional),
            errors=self.errors.get(own, ()),
            own=there if slot.optional else None,
        )

    def make_records(self, slot: Slot, name: str) -> Records:
        own = f"{name}.{slot.name}"
        there = not slot.optional or f"{own}?" in self.state
        make = self.make_block if slot.shape is Block else self.make_variant
        kind = next(each for each in list_slots(slot.shape) if each.name == KIND_FIELDS[slot.name])
        keys = self.state.getlist(own) if there else []
        return Records(
            name=own,
            title=slot.term.label,
            help=slot.term.help,
            entries=[make(f"{own}[{key}]", key, number) for number, key in enumerate(keys, 1)],
            kinds=list(kind.choices.items()),
            errors=self.errors.get(own, ()),
            own=there if slot.optional else None,
        )

    def make_block(self, name: str, key: str, number: int) -> RecordEntry:
        controls = [
            self.make_control(each, name, shown=is_shown_in(self.state, name, each))
            for each in list_slots(Block)
        ]
        first = [control for control in controls if control.slot.name in FIRST_SLOTS]
        first.sort(key=lambda control: FIRST_SLOTS.index(control.slot.name))
        rest = [control for control in controls if control.slot.name not in FIRST_SLOTS]
        usual = QueryDict(mutable=True)
        put_record(Block(holds="rest"), name, usual)
        changed = any(
            control.shown and control.values not in ([], usual.getlist(control.name)) for control in rest
        )
        more = Group(f"{name}.more", _("More"), rest, changed or any(control.errors for control in rest))
        line = summarise_block(self.state, name, self.vocabulary)
        return RecordEntry(
            name, key, number, line, first, more, self.wants_open(name), self.errors.get(name, ()),
            kept=self.state.getlist(f"{name}.kept"),
        )  # fmt: skip

    def make_variant(self, name: str, key: str, number: int) -> RecordEntry:
        plain = [each for each in list_slots(Variant) if each.kind not in ("record", "records")]
        controls = [self.make_control(each, name) for each in plain]
        edition = get_slot(Variant, "edition").choices.get(self.state.get(f"{name}.edition", ""), "")
        return RecordEntry(
            name, key, number, str(edition), controls, None, True, self.errors.get(name, ()),
            parts=[
                self.make_group(get_slot(Variant, part), name, shape)
                for part, shape in PARTS.items()
                if part in VARIANT_PARTS
            ],
            blocks=self.make_records(get_slot(Variant, "blocks"), name),
        )  # fmt: skip

    def wants_open(self, name: str) -> bool:
        """Whether something in it is wrong, or was just touched."""
        inside = (f"{name}.", f"{name}[")
        touched = self.focus.startswith(name) or any(part in self.focus for part in inside)
        return touched or any(wrong == name or wrong.startswith(inside) for wrong in self.errors)


def summarise_block(state: QueryDict, name: str, vocabulary: EditorVocabulary) -> str:
    """A block in one line: what it holds, of whom, and how it is set."""
    holds, form = state.get(f"{name}.holds", ""), state.get(f"{name}.form", "")
    said = str(CHOICES["Block.holds"].get(holds, holds))
    what = name_block_content(state, name, vocabulary) if holds in ("people", "rest", "text", "logos") else ""
    line = _("%(holds)s: %(what)s") % {"holds": said, "what": what} if what else said
    said_of = list_block_motions(state, name)
    if holds in ("people", "rest"):
        how = str(CHOICES["Block.form"].get(form, form))
        columns = state.get(f"{name}.columns", "")
        if form == "grid" and columns.isdecimal():
            how = ngettext("%(count)d column", "%(count)d columns", int(columns)) % {"count": int(columns)}
        across = state.get(f"{name}.across", "")
        if across.isdecimal() and int(across) > 1 and makes_sense(TERMS["Block.across"].when, holds, form):
            how = _("%(form)s, %(count)d side by side") % {"form": how, "count": int(across)}
        said_of.insert(0, how)
    return " — ".join([line, *said_of])


def list_block_motions(state: QueryDict, name: str) -> list[str]:
    """How a block moves, where it says so."""
    motion, clear = state.get(f"{name}.motion", "before"), state.get(f"{name}.clear", "none")
    found = []
    if motion != "before":
        label = CHOICES["Block.motion"].get(motion, motion)
        found.append(_("from here: %(motion)s") % {"motion": label})
    if clear != "none":
        value = CHOICES["Block.clear"].get(clear, clear)
        found.append(_("%(holds)s: %(what)s") % {"holds": TERMS["Block.clear"].label, "what": value})
    return found


def name_block_content(state: QueryDict, name: str, vocabulary: EditorVocabulary) -> str:
    """Whom a block holds: its text or heading, or else its roles and departments, the first few."""
    for words in ("text", "heading"):
        texts = [state.get(f"{name}.{words}.{lang}", "").strip() for lang in ROLL_LANGUAGES]
        if any(texts):
            return " / ".join(filter(None, texts))
    labels = [
        vocabulary.get_label(kind, code)
        for kind in ("roles", "departments", "logos")
        for code in state.getlist(f"{name}.{kind}")
    ]
    more = f" +{len(labels) - MAX_NAMED_LABELS}" if len(labels) > MAX_NAMED_LABELS else ""
    return _(", ").join(labels[:MAX_NAMED_LABELS]) + more
