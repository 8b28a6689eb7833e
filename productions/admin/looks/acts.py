"""What the buttons of a template's form do to what was posted: add, remove and move; nothing is saved by them.

A button says its verb, the name of a list, and the key of an entry: `up template.blocks 3`.
"""

from collections.abc import Callable

from django.http import QueryDict

from productions.admin.looks.posted import put
from productions.admin.looks.slots import TEMPLATE, slot
from productions.admin.looks.vocabulary import Vocabulary
from productions.roll.template import Block, Cards, Variant

RECORDS = {"blocks": Block, "variants": Variant}
KIND_OF = {"blocks": "holds", "variants": "edition"}
"""What somebody chooses when an entry is added."""
AFTER_PEOPLE = ("rest", "tools", "statement")


def enter(state: QueryDict, vocabulary: Vocabulary) -> None:
    """What was typed to be added is added to its list; what names nothing stays where it was typed."""
    for name in [key for key in state if key.endswith("+")]:
        own = name.removesuffix("+")
        kind = own.rpartition(".")[2]
        if kind in vocabulary.labels and (typed := state.get(name, "").strip()):
            codes, unknown = vocabulary.codes(kind, typed)
            state.setlist(own, list(dict.fromkeys((*state.getlist(own), *codes))))
            state[name] = "、".join(unknown)


def act(state: QueryDict, do: str) -> str:
    """Do what a button says; return the id of what the keyboard stands on afterwards, empty where that is as it was."""
    verb, _space, rest = do.partition(" ")
    name, _space, key = rest.partition(" ")
    return ACTS[verb](state, name, key) if verb in ACTS else ""


def move(state: QueryDict, name: str, key: str, by: int) -> str:
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


def remove(state: QueryDict, name: str, key: str) -> str:
    keys = state.getlist(name)
    if key not in keys:
        return ""
    place = keys.index(key)
    keys.remove(key)
    state.setlist(name, keys)
    for gone in [each for each in state if each.startswith(f"{name}[{key}]")]:
        del state[gone]
    return f"remove {name} {keys[min(place, len(keys) - 1)]}" if keys else f"{name}+"


def add(state: QueryDict, name: str, key: str) -> str:
    """A new entry of the kind that is chosen beside the button: at the end, but people before what follows people."""
    kind, chosen = name.rpartition(".")[2], state.get(f"{name}+", "")
    if kind not in RECORDS:
        return f"{name}+"
    new = next_key(state, name)
    record = Block(holds="rest") if RECORDS[kind] is Block else Variant(edition="broadcast")
    put(record, f"{name}[{new}]", state)
    state[f"{name}[{new}].{KIND_OF[kind]}"] = chosen
    keys = state.getlist(name)
    after = [place for place, each in enumerate(keys) if state.get(f"{name}[{each}].holds") in AFTER_PEOPLE]
    keys.insert(after[0] if after and chosen == "people" else len(keys), new)
    state.setlist(name, keys)
    return f"{name}[{new}]"


def own(state: QueryDict, name: str, key: str) -> str:
    """An edition begins with cards or blocks of its own: those of the template, as they are now."""
    part = name.rpartition(".")[2]
    if slot(Variant, part).shape not in (Block, Cards):
        return ""
    usual = f"{TEMPLATE}.{part}"
    for each in [key for key in state if key == usual or key.startswith((f"{usual}.", f"{usual}["))]:
        state.setlist(name + each.removeprefix(usual), state.getlist(each))
    state[f"{name}?"] = "on"
    return f"drop {name}"


def drop(state: QueryDict, name: str, key: str) -> str:
    """An edition has the template's cards or blocks again."""
    for each in [key for key in state if key.startswith(name)]:
        del state[each]
    return f"own {name}"


def next_key(state: QueryDict, name: str) -> str:
    return str(max((int(key) for key in state.getlist(name) if key.isdecimal()), default=-1) + 1)


ACTS: dict[str, Callable[[QueryDict, str, str], str]] = {
    "up": lambda state, name, key: move(state, name, key, -1),
    "down": lambda state, name, key: move(state, name, key, 1),
    "remove": remove,
    "add": add,
    "enter": lambda state, name, key: f"{name}+",
    "look": lambda state, name, key: name,
    "own": own,
    "drop": drop,
}
