"""The command line of the sheet: `C001-C045, C052: 原画 = 名`. It is read here; the page then changes the cells that it names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from productions.catalogue.models.cuts import Cut
from productions.entry.services.sheet_places import SheetCuts, SheetPlace
from productions.imports.services.sheet_lookups import index_parts, index_roles
from productions.interchange.cut_lists.cut_numbers import expand_cuts
from productions.shared.refusals import Refusal, translate_for_reader
from productions.vocabulary.models import Role

LINE_PATTERN = re.compile(r"(?P<cuts>[^:：=＝]+)[:：](?P<role>[^=＝]+)[=＝](?P<text>.*)", re.DOTALL)
MAX_LINE_CHARACTERS = 2_000
EVERY_CUT = frozenset({"all", "全", "全部", "*"})
"""All cuts, beside the words that lists of cuts have for them."""


@dataclass(frozen=True, slots=True)
class CommandLine:
    """What a line means: the cells, by cut and role, the text that each gets, and what is told of how it was read."""

    cells: tuple[tuple[Cut, Role], ...]
    text: str
    told: tuple[str, ...]

    def describe(self) -> dict[str, object]:
        cells = [{"cut": str(cut.uid), "role": role.code} for cut, role in self.cells]
        return {"cells": cells, "text": self.text, "told": list(self.told)}


def read_command_line(place: SheetPlace, line: str) -> CommandLine:
    """Read a line; nothing is changed. Raises Refusal with every reason why it cannot be read."""
    if len(line) > MAX_LINE_CHARACTERS:
        raise Refusal(_("The line is too long; write it in parts."))
    found = LINE_PATTERN.fullmatch(line.strip())
    if found is None:
        raise Refusal(_("Write cuts: role = name, as in “C001-C045, C052: key animation = Name”."))
    roles = find_line_roles(found["role"].strip())
    cuts, told = find_line_cuts(place, found["cuts"].strip())
    text = found["text"].strip()
    if not text:
        told.append(_("Nothing stands behind “=”: the cells are emptied."))
    return CommandLine(tuple((cut, role) for cut in cuts for role in roles), text, tuple(told))


def find_line_roles(label: str) -> list[Role]:
    """The role, or several (原画・動画), of a label, an alias or a code. Raises Refusal, with the one that may be meant."""
    roles = index_roles()
    found = roles.find_all(label) or roles.find_all(label.casefold())
    if found:
        return found
    sentence = _("The role “%s” is not in the vocabulary.") % label
    near = roles.labels.find_nearest(label)
    raise Refusal(sentence + (_(" Did you mean “%s”?") % roles.by_code[near] if near else ""))


def find_line_cuts(place: SheetPlace, text: str) -> tuple[list[Cut], list[str]]:
    """The cuts that a text names, in natural order, and what is told of them. Raises Refusal."""
    cuts = SheetCuts.read(place).cuts
    if not cuts:
        raise Refusal(_("There are no cuts here yet; add them first."))
    if unicodedata.normalize("NFKC", text).casefold() in EVERY_CUT:
        return list(cuts), []
    parts = index_parts(place.production).get(place.episode.pk if place.episode else None, {})
    read = expand_cuts(text, known=[cut.number for cut in cuts], parts=parts)
    if read.problems:
        raise Refusal(*read.problems)
    chosen = set(read.numbers)
    return [cut for cut in cuts if cut.number in chosen], [translate_for_reader(note) for note in read.notes]
