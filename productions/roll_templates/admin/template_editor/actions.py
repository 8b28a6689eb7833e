"""What the buttons of a template's form do to what was posted: add, remove and move; nothing is saved by them.

A button says its verb, the name of a list, and the key of an entry: `up template.blocks 3`.
"""

from collections.abc import Callable

from django.http import QueryDict

from productions.roll_templates.admin.template_editor.choices import EditorVocabulary
from productions.roll_templates.admin.template_editor.fields import TEMPLATE_NAME, get_slot
from productions.roll_templates.admin.template_editor.form_state import put_record
from productions.rollkit.template.model import Block, Cards, Pace, Variant

RECORD_CLASSES = {"blocks": Block, "variants": Variant}
KIND_FIELDS = {"blocks": "holds", "variants": "edition"}
"""What somebody chooses when an entry is added."""
AFTER_PEOPLE = ("rest", "tools", "statement")


def enter_typed_values(state: QueryDict, vocabulary: EditorVocabulary) -> None:
    """What was typed to be added is added to its list; what names nothing stays where it was typed."""
    for name in [key for key in state if key.endswith("+")]:
        own = name.removesuffix("+")
        kind = own.rpartition(".")[2]
        if kind in vocabulary.labels and (typed := state.get(name, "").strip()):
            codes, unknown = vocabulary.find_codes(kind, typed)
            state.setlist(own, list(dict.fromkeys((*state.getlist(own), *codes))))
            state[name] = "、".join(unknown)


def press_button(state: QueryDict, do: str) -> str:
    """Do what a button says; return the id of what the keyboard stands on afterwards, empty where that is as it was."""
    verb, _space, rest = do.partition(" ")
    name, _space, key = rest.partition(" ")
    return BUTTON_ACTS[verb](state, name, key) if verb in BUTTON_ACTS else ""


def move_record(state: QueryDict, name: str, key: str, by: int) -> str:
    keys = state.getlist(name)
    if key not in keys:
        return ""
    place = keys.index(key)
    there = min(max(place + by, 0), len(keys) - 1)
    keys.insert(there, keys.pop(place))
    state.setlist(name, keys)
    # At an end the button that would go further is off; the other one is next to it.
    back = {0: "down", len(keys) - 1: "up"}.get(there, "up" if by < 0 else "down")
    return f"{back} {name} {key}"


def remove_record(state: QueryDict, name: str, key: str) -> str:
    keys = state.getlist(name)
    if key not in keys:
        return ""
    place = keys.index(key)
    keys.remove(key)
    state.setlist(name, keys)
    for gone in [each for each in state if each.startswith(f"{name}[{key}]")]:
        del state[gone]
    return f"remove {name} {keys[min(place, len(keys) - 1)]}" if keys else f"{name}+"


def add_record(state: QueryDict, name: str, key: str) -> str:
    """A new entry of the kind that is chosen beside the button: at the end, but people before what follows people."""
    kind, chosen = name.rpartition(".")[2], state.get(f"{name}+", "")
    if kind not in RECORD_CLASSES:
        return f"{name}+"
    new = find_next_key(state, name)
    record = Block(holds="rest") if RECORD_CLASSES[kind] is Block else Variant(edition="broadcast")
    put_record(record, f"{name}[{new}]", state)
    state[f"{name}[{new}].{KIND_FIELDS[kind]}"] = chosen
    keys = state.getlist(name)
    after = [place for place, each in enumerate(keys) if state.get(f"{name}[{each}].holds") in AFTER_PEOPLE]
    keys.insert(after[0] if after and chosen == "people" else len(keys), new)
    state.setlist(name, keys)
    return f"{name}[{new}]"


def give_own_part(state: QueryDict, name: str, key: str) -> str:
    """An edition begins with cards, reading times or blocks of its own: those of the template, as they are now."""
    part = name.rpartition(".")[2]
    if get_slot(Variant, part).shape not in (Block, Cards, Pace):
        return ""
    usual = f"{TEMPLATE_NAME}.{part}"
    for each in [key for key in state if key == usual or key.startswith((f"{usual}.", f"{usual}["))]:
        state.setlist(name + each.removeprefix(usual), state.getlist(each))
    state[f"{name}?"] = "on"
    return f"drop {name}"


def drop_own_part(state: QueryDict, name: str, key: str) -> str:
    """An edition has the template's cards, reading times or blocks again."""
    for each in [key for key in state if key.startswith(name)]:
        del state[each]
    return f"own {name}"


def find_next_key(state: QueryDict, name: str) -> str:
    return str(max((int(key) for key in state.getlist(name) if key.isdecimal()), default=-1) + 1)


BUTTON_ACTS: dict[str, Callable[[QueryDict, str, str], str]] = {
    "up": lambda state, name, key: move_record(state, name, key, -1),
    "down": lambda state, name, key: move_record(state, name, key, 1),
    "remove": remove_record,
    "add": add_record,
    "enter": lambda state, name, key: f"{name}+",
    "look": lambda state, name, key: name,
    "own": give_own_part,
    "drop": drop_own_part,
}
