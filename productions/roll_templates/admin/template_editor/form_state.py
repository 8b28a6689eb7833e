"""A template as a form posts it, and back: nothing is lost on the way, also not what cannot be read.

Names are places with keys for indexes: `template.blocks` has the keys of the blocks in their order, `template.blocks[7].columns`
is a value of the one with the key 7. So a block moves by its key alone. `NAME?` says that an optional record is there,
`NAME+` is what was typed to be added to a list. `BLOCK.kept` are values that are kept although they make no sense there.
"""

import re
from dataclasses import asdict
from decimal import Decimal
from typing import Any, NamedTuple

from django.http import QueryDict

from productions.roll_templates.admin.template_editor.fields import TEMPLATE_NAME, Slot, list_slots
from productions.roll_templates.terms import makes_sense
from productions.rollkit.template.measures import TemplateProblem
from productions.rollkit.template.model import Block, LocalizedText, Template
from productions.shared.sentences import Sentence

NUMBER_PATTERN = re.compile(r"[-+]?\d{1,9}")
SECONDS_PATTERN = re.compile(r"\d{1,6}(?:\.\d{1,3})?")
NO_NUMBER = Sentence("%(here)s: “%(value)s” is not a whole number.")
NO_SECONDS = Sentence("%(here)s: “%(value)s” is not a number of seconds, such as 4 or 4.5.")
UNKNOWN = Sentence("%(here)s: “%(value)s” is not in the list; choose one from it.")


def build_posted_state(template: Template) -> QueryDict:
    """What the form of this template posts when nobody changes it."""
    state = QueryDict(mutable=True)
    put_record(template, TEMPLATE_NAME, state)
    return state


def put_record(record: Any, name: str, state: QueryDict) -> None:
    for slot in list_slots(record.__class__):
        value, own = getattr(record, slot.name), f"{name}.{slot.name}"
        if slot.kind in ("record", "records"):
            if slot.optional and value is not None:
                state[f"{own}?"] = "on"
            if slot.kind == "record" and value is not None:
                put_record(value, own, state)
            for index, each in enumerate(value or () if slot.kind == "records" else ()):
                state.appendlist(own, str(index))
                put_record(each, f"{own}[{index}]", state)
        elif slot.kind == "words":
            for lang, text in asdict(value).items():
                state[f"{own}.{lang}"] = text
        else:
            state.setlist(own, list_control_texts(slot, value))
    if isinstance(record, Block):
        kept = (
            slot.name
            for slot in list_slots(Block)
            if getattr(record, slot.name) != slot.default
            and not makes_sense(slot.term.when, record.holds, record.form)
        )
        state.setlist(f"{name}.kept", list(kept))


def list_control_texts(slot: Slot, value: Any) -> list[str]:
    """A value as its controls post it."""
    if slot.kind == "codes":
        return list(value)
    if slot.kind == "flag":
        return ["", "on"] if value else [""]
    if slot.kind == "seconds" and value is not None:
        return [format_seconds(value)]
    return ["" if value is None else str(value)]


def format_seconds(milliseconds: int) -> str:
    """Seconds with as many decimals as they need."""
    return f"{Decimal(milliseconds) / 1000:f}"


class FormPlace(NamedTuple):
    """A place of the template in the form: its name, and the slot where it is a value and no entry of a list."""

    name: str
    slot: Slot | None


class FormReading:
    """The plain values of what was posted; `places` are those of the template (`template.blocks[0]`)."""

    def __init__(self, state: QueryDict) -> None:
        self.state = state
        self.places: dict[str, FormPlace] = {}
        self.problems: list[TemplateProblem] = []
        self.data = self.read_record(Template, TEMPLATE_NAME, TEMPLATE_NAME)

    def read_record(self, shape: Any, name: str, place: str) -> dict[str, Any]:
        """Values by name; what was not posted is absent, and so as usual."""
        self.places.setdefault(place, FormPlace(name, None))
        found: dict[str, Any] = {}
        for slot in list_slots(shape):
            own, there = f"{name}.{slot.name}", f"{place}.{slot.name}"
            self.places[there] = FormPlace(own, slot)
            if shape is Block and not is_shown_in(self.state, name, slot):
                continue
            if slot.kind in ("record", "records"):
                found.update(self.read_nested_record(slot, own, there))
            elif slot.kind == "words":
                found[slot.name] = {
                    lang: self.read_text(f"{own}.{lang}") for lang in LocalizedText.__dataclass_fields__
                }
            elif slot.kind == "codes":
                found[slot.name] = self.state.getlist(own)
                if left := self.state.get(f"{own}+", "").strip():
                    self.problems.append(TemplateProblem(there, UNKNOWN.given(value=left)))
            elif own in self.state:
                found.update(self.read_single_value(slot, self.state.getlist(own), there))
        return found

    def read_nested_record(self, slot: Slot, name: str, place: str) -> dict[str, Any]:
        if slot.optional and f"{name}?" not in self.state:
            return {}
        if slot.kind == "record":
            return {slot.name: self.read_record(slot.shape, name, place)}
        keys = self.state.getlist(name)
        return {
            slot.name: [
                self.read_record(slot.shape, f"{name}[{key}]", f"{place}[{index}]")
                for index, key in enumerate(keys)
            ]
        }

    def read_text(self, name: str) -> str:
        """A text; browsers post line ends as two characters."""
        return self.state.get(name, "").replace("\r\n", "\n")

    def read_single_value(self, slot: Slot, values: list[str], place: str) -> dict[str, Any]:
        text = values[-1]
        if slot.kind == "flag":
            return {slot.name: text == "on"}
        if slot.kind == "choice":
            return {slot.name: text or None} if text or slot.optional else {}
        text = text.strip()
        if not text:
            return {slot.name: None} if slot.optional else {}
        if slot.kind == "line":
            return {slot.name: text}
        if slot.kind == "seconds" and SECONDS_PATTERN.fullmatch(text):
            return {slot.name: int(Decimal(text) * 1000)}
        if slot.kind == "number" and NUMBER_PATTERN.fullmatch(text):
            return {slot.name: int(text)}
        problem = NO_SECONDS if slot.kind == "seconds" else NO_NUMBER
        self.problems.append(TemplateProblem(place, problem.given(value=text)))
        return {}


def is_shown_in(state: QueryDict, block: str, slot: Slot) -> bool:
    """Whether a value of the block with this name makes sense, or is kept."""
    holds, form = state.get(f"{block}.holds", ""), state.get(f"{block}.form", "")
    return makes_sense(slot.term.when, holds, form) or slot.name in state.getlist(f"{block}.kept")
