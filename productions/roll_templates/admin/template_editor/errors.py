"""What is wrong with a template, said in the reader's language: beside the field that it belongs to, or alone."""

import re
from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from productions.roll_templates.admin.template_editor.choices import EditorVocabulary
from productions.roll_templates.admin.template_editor.form_state import FormPlace, FormReading
from productions.roll_templates.term_choices import CHOICES
from productions.rollkit.template.measures import MAX_DURATION_MS, TemplateProblem
from productions.shared.choices import Edition
from productions.shared.refusals import READER_LANGUAGE

INDEX_PATTERN = re.compile(r"\[(\d+)\]$")
VARIANT_PATTERN = re.compile(r"template\.variants\[(\d+)\]")
BLOCK_PATTERN = re.compile(r".*\.blocks\[\d+\]")


def group_problem_sentences(
    problems: Iterable[TemplateProblem], reading: FormReading, vocabulary: EditorVocabulary
) -> dict[str, list[str]]:
    """Sentences by the names of the form."""
    found: dict[str, list[str]] = {}
    for problem in problems:
        place = reading.places[problem.place]
        here = _("This block") if place.slot is None else place.slot.term.label
        found.setdefault(place.name, []).append(format_problem(problem, here, place, vocabulary))
    return found


def list_problem_sentences(
    problems: Iterable[TemplateProblem], reading: FormReading, vocabulary: EditorVocabulary
) -> list[str]:
    """Sentences for where no field stands beside them: each begins with the edition and the block that it is about."""
    return [
        format_problem(
            problem, describe_place(problem.place, reading), reading.places[problem.place], vocabulary
        )
        for problem in problems
    ]


def describe_place(place: str, reading: FormReading) -> str:
    """A place in words, from the outside in: “Theatrical, block 2, Columns”."""
    found, slot = [], reading.places[place].slot
    if variant := VARIANT_PATTERN.match(place):
        found.append(get_edition_label(reading.data["variants"][int(variant[1])].get("edition", "")))
    if block := BLOCK_PATTERN.match(place):
        found.append(format_block_label(block[0]))
    if slot is not None:
        found.append(str(slot.term.label))
    return capfirst(_(", ").join(found))


def format_problem(
    problem: TemplateProblem, here: str, place: FormPlace, vocabulary: EditorVocabulary
) -> str:
    """The problem's text, which begins with `here`, with labels for codes and numbers for places."""
    values = dict(problem.sentence.values)
    if place.slot is not None and place.slot.kind == "seconds" and "low" in values:
        return _("%(here)s: more than 0 and at most %(most)d seconds.") % {
            "here": here,
            "most": MAX_DURATION_MS // 1000,
        }
    if "there" in values:
        values["there"] = format_block_label(str(values["there"]))
    if "holds" in values:
        values["holds"] = _("“%s”") % CHOICES["Block.holds"][str(values["holds"])]
    if "edition" in values:
        values["edition"] = get_edition_label(str(values["edition"]))
    for kind in ("roles", "departments"):
        if kind in values:
            values[kind] = _("“%s”") % vocabulary.get_label(kind, str(values[kind]))
    return problem.sentence.given(**values, here=here).said(READER_LANGUAGE)


def format_block_label(place: str) -> str:
    """A block by its number, from 1, as the page counts it."""
    found = INDEX_PATTERN.search(place)
    return _("block %(number)d") % {"number": int(found[1]) + 1 if found else 0}


def get_edition_label(code: str) -> str:
    """An edition's label; a code that is none as it is."""
    return str(Edition(code).label) if code in Edition.values else code
