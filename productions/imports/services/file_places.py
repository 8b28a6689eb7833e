"""Where in a file something stands, in the reader's language."""

from typing import Protocol

from django.utils.translation import gettext as _

from productions.interchange.problems import Problem
from productions.shared.sentences import Sentence


class Placed(Protocol):
    """What stands in a line of a file (from 1; 0 for what is in none), and in a sheet of a workbook of which several are read."""

    @property
    def line(self) -> int: ...

    @property
    def worksheet(self) -> str: ...


def format_place(placed: Placed) -> str:
    """Where it stands: `line 12`, `sheet 第3話, line 12`."""
    if placed.worksheet:
        told = {"sheet": placed.worksheet, "line": placed.line}
        return _("sheet %(sheet)s, line %(line)d") % told
    return _("line %d") % placed.line


def tell_at(placed: Placed, message: str | Sentence, column: str = "") -> Problem:
    """A sentence about what stands there, and the field that it is about."""
    return Problem(format_place(placed), message, placed.line, column, placed.worksheet)
