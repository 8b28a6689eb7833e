"""What makers and people say about the use of their work for AI, as CAWG's training and data mining assertion (1.1) has it.

Kept as a list of entries in the order of their vocabulary, None where nothing was said: nobody is taken to allow or to forbid anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from productions.shared.ai_choices import TrainingEntry, TrainingUse
from productions.shared.names import clean_text, text_problem
from productions.shared.refusals import Refusal
from productions.shared.sentences import Sentence

MAX_CONSTRAINT_CHARACTERS = 500
"""Longest condition in characters: it is printed."""

Entry = dict[str, str]
"""`entry` (a code of TrainingEntry), `use` (of TrainingUse) and `constraint_info`, the condition, empty where there is none."""


def prepare_training_mining(given: Iterable[Mapping[str, str]] | None) -> list[Entry] | None:
    """The entries as columns keep them; None for none. Raises Refusal with everything that is wrong."""
    found: dict[str, Entry] = {}
    problems: list[str | Sentence] = []
    for each in given or ():
        entry = {name: each.get(name, "") for name in ("entry", "use", "constraint_info")}
        entry["constraint_info"] = clean_text(entry["constraint_info"])
        problems += list_entry_problems(entry, known=found)
        found[entry["entry"]] = entry
    if problems:
        raise Refusal(fields={"training_mining": problems})
    return [found[code] for code in TrainingEntry.values if code in found] or None


def list_entry_problems(entry: Entry, *, known: Mapping[str, Any]) -> list[str | Sentence]:
    """What is wrong with one entry beside those that came before it, in sentences."""
    code, use = entry["entry"], entry["use"]
    if not use and entry["constraint_info"]:
        return [_("A condition alone says nothing; choose “%s” too.") % TrainingUse.CONSTRAINED.label]
    if code not in TrainingEntry.values or use not in TrainingUse.values:
        return [_("“%(entry)s: %(use)s” is not known here.") % {"entry": code, "use": use}]
    found: list[str | Sentence] = []
    if code in known:
        found.append(_("“%s” is there twice; say once what holds.") % TrainingEntry(code).label)
    if entry["constraint_info"] and use != TrainingUse.CONSTRAINED:
        found.append(
            _("“%s”: only what is allowed under conditions has a condition.") % TrainingEntry(code).label
        )
    if problem := text_problem(entry["constraint_info"], limit=MAX_CONSTRAINT_CHARACTERS):
        found.append(problem)
    return found


def describe_training_mining(said: Iterable[Mapping[str, str]]) -> str:
    """The entries in the reader's language: `data mining: not allowed; …`, with conditions in brackets."""
    return "; ".join(
        f"{TrainingEntry(each['entry']).label}: {TrainingUse(each['use']).label}"
        + (f" ({each['constraint_info']})" if each["constraint_info"] else "")
        for each in said
    )
