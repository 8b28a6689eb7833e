"""The reference of the template format: its tables are the texts of the form."""

import json
import re
from pathlib import Path

from django.conf import settings
from django.utils import translation

from productions.roll_templates.admin.template_editor.fields import list_slots
from productions.roll_templates.terms import SHAPES
from productions.rollkit.dataclass_json import to_sparse
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
from productions.rollkit.template.validation import parse_template

TAKES = {
    "line": "text",
    "flag": "`true` or `false`",
    "words": 'texts: `{"ja": "…", "en": "…"}`',
    "codes": "list of texts",
    "seconds": "milliseconds",
}
SHAPES_IN_ORDER = (Template, Block, Cards, Pace, Gaps, Type, Backing, Variant)


def reference() -> str:
    """The tables of docs/templates.md. After a change: `python -m pytest tests/docs/test_templates.py`, and put in what it shows."""
    with translation.override("en"):
        return "\n\n".join(table(shape) for shape in SHAPES_IN_ORDER)


def table(shape) -> str:
    rows = [
        f"| `{slot.name}` | {meaning(slot)} | {takes(slot)} | {usual(slot)} |" for slot in list_slots(shape)
    ]
    head = [
        f"### {SHAPES[shape.__name__]}",
        "",
        "| key | what | takes | usual |",
        "| --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *rows])


def meaning(slot) -> str:
    when = f"Of {', '.join(f'`{each}`' for each in slot.term.when)}." if slot.term.when else ""
    return " ".join(filter(None, (f"**{slot.term.label}.**", str(slot.term.help), when)))


def takes(slot) -> str:
    if slot.kind == "choice":
        text = ", ".join(f"`{code}` {label}" for code, label in slot.choices.items())
    elif slot.kind == "number":
        text = f"{slot.low} to {slot.high}"
    elif slot.kind in ("record", "records"):
        name = SHAPES[slot.shape.__name__].lower()
        text = f"list of {name}" if slot.kind == "records" else f"object: {name}"
    else:
        text = TAKES[slot.kind]
    return f"{text}, or `null`" if slot.optional else text


def usual(slot) -> str:
    if slot.default is None or isinstance(slot.default, str | int):
        return f"`{json.dumps(slot.default)}`"
    return "`[]`" if slot.default == () else "" if not isinstance(slot.default, LocalizedText) else "`{}`"


def test_the_reference_is_that_of_the_form():
    text = (Path(settings.BASE_DIR) / "docs" / "templates.md").read_text("utf-8")
    shown = re.search(r"<!-- reference -->\n(.*)\n<!-- /reference -->", text, re.DOTALL)
    assert shown is not None
    assert shown[1].strip() == reference()


def test_the_example_is_a_template():
    text = (Path(settings.BASE_DIR) / "docs" / "templates.md").read_text("utf-8")
    example = re.search(r"```json\n(.*?)```", text, re.DOTALL)
    assert example is not None
    data = json.loads(example[1])
    assert to_sparse(parse_template({"name": "Ours", "version": 1, **data})) == {
        "name": "Ours",
        "version": 1,
        **data,
    }
