"""What readers tell, in English and as plain texts, to be compared with whole values."""

from dataclasses import replace
from typing import TypeVar

from productions.interchange.problems import Problem
from productions.interchange.sheets.credit_row import CreditSheet
from productions.interchange.sheets.sheet import Sheet

Read = TypeVar("Read", CreditSheet, Sheet)


def plain_problem(problem: Problem) -> Problem:
    """The problem in English; what it suggests is looked at by itself."""
    return replace(problem, place=str(problem.place), message=str(problem.message), suggestions=())


def plain_sheet(sheet: Read) -> Read:
    """The sheet with its problems and notes in English, without its columns and the titles of its workbook's sheets."""
    problems, notes = (tuple(map(plain_problem, told)) for told in (sheet.problems, sheet.notes))
    if isinstance(sheet, CreditSheet):
        return replace(sheet, problems=problems, notes=notes, columns=(), worksheets=())
    return replace(sheet, problems=problems, notes=notes, worksheets=())


def tell(problems: tuple[Problem, ...]) -> list[str]:
    """Problems or notes as a person reads them in English."""
    return [str(problem) for problem in problems]
