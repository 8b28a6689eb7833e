"""What is wrong with a template, said beside the field that it belongs to, in the reader's language."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from productions.admin.looks.posted import Place, Reading
from productions.admin.looks.vocabulary import Vocabulary
from productions.roll.templates import LONGEST_MS, Problem
from productions.template_terms import CHOICES
from productions.vocabulary import Edition

NUMBERED = re.compile(r"\[(\d+)\]$")


def told(problems: Iterable[Problem], reading: Reading, vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Sentences by the names of the form."""
    found: dict[str, list[str]] = {}
    for problem in problems:
        place = reading.places[problem.place]
        found.setdefault(place.name, []).append(sentence(problem, place, vocabulary))
    return found


def sentence(problem: Problem, place: Place, vocabulary: Vocabulary) -> str:
    """The problem's text with labels for codes and numbers for places."""
    values = dict(problem.sentence.values)
    if place.slot is not None and place.slot.kind == "seconds" and "low" in values:
        return _("%(here)s: more than 0 and at most %(most)d seconds.") % {
            "here": place.slot.term.label,
            "most": LONGEST_MS // 1000,
        }
    if "there" in values:
        values["there"] = _("block %(number)d") % {"number": number(str(values["there"]))}
    if "holds" in values:
        values["holds"] = _("“%s”") % CHOICES["Block.holds"][str(values["holds"])]
    if "edition" in values:
        values["edition"] = str(Edition(str(values["edition"])).label)
    for kind in ("roles", "departments"):
        if kind in values:
            values[kind] = _("“%s”") % vocabulary.label(kind, str(values[kind]))
    here = _("This block") if place.slot is None else place.slot.term.label
    return problem.sentence.given(**values, here=here).said(_)


def number(place: str) -> int:
    """An entry's number, from 1, as the page counts it."""
    found = NUMBERED.search(place)
    return int(found[1]) + 1 if found else 0
