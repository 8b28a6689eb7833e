"""The values of a template's records, as a form asks for them, read from the dataclasses themselves."""

from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from productions.roll_templates.term_choices import CHOICES
from productions.roll_templates.terms import TERMS, Term
from productions.rollkit.dataclass_json import get_field_default
from productions.rollkit.template.measures import MEASURE_RANGES
from productions.rollkit.template.model import LocalizedText, Template
from productions.shared.choices import Edition

SET_BY_THE_PROGRAM = ("Template.name", "Template.version")
SLOT_KINDS = {str: "line", int: "number", bool: "flag", LocalizedText: "words"}


class Slot(NamedTuple):
    """One value. `kind`: choice, line (one text), number, seconds, flag, words, codes (a list of texts), record, records.

    `shape` is a record's own dataclass. What is `optional` may be None; `default` is what is usual.
    """

    key: str
    name: str
    kind: str
    shape: Any
    optional: bool
    default: Any
    low: int | None
    high: int | None

    @property
    def term(self) -> Term:
        return TERMS[self.key]

    @property
    def choices(self) -> dict[str, Any]:
        """Labels by code."""
        return dict(Edition.choices) if self.key == "Variant.edition" else CHOICES[self.key]


@cache
def list_slots(shape: Any) -> tuple[Slot, ...]:
    """Those of a dataclass in its order, without what the program sets."""
    hints = get_type_hints(shape)
    found = []
    for field in fields(shape):
        key = f"{shape.__name__}.{field.name}"
        if key in SET_BY_THE_PROGRAM:
            continue
        hint, optional = hints[field.name], False
        if get_origin(hint) in (UnionType, Union):
            hint, optional = next(each for each in get_args(hint) if each is not NoneType), True
        low, high = MEASURE_RANGES.get(shape, {}).get(field.name, (None, None))
        found.append(
            Slot(
                key,
                field.name,
                *classify_type(field.name, hint),
                optional,
                get_field_default(field),
                low,
                high,
            )
        )
    return tuple(found)


def classify_type(name: str, hint: Any) -> tuple[str, Any]:
    """How a form asks for a type, and the dataclass of a record."""
    if get_origin(hint) is Literal:
        return "choice", None
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return ("codes", None) if inner is str else ("records", inner)
    if hint is int and name.endswith("_ms"):
        return "seconds", None
    if hint in SLOT_KINDS:
        return SLOT_KINDS[hint], None
    if is_dataclass(hint):
        return "record", hint
    raise TypeError(f"No form asks for {name}: {hint}.")


def get_slot(shape: Any, name: str) -> Slot:
    return next(each for each in list_slots(shape) if each.name == name)


TEMPLATE_NAME = Template.__name__.lower()
"""What every place of a template begins with."""
