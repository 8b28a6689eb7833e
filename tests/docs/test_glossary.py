"""docs/glossary.md: the words of the trade, each with a name that the code has."""

import re
from csv import DictReader
from importlib import import_module

import pytest
from django.core.exceptions import FieldDoesNotExist

from productions import models
from tests.docs.documents import text

LEAST_WORDS = 40


def glossary() -> list[list[str]]:
    """English, Japanese, meaning and names of each word."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text("docs/glossary.md").splitlines()
        if line.startswith("|")
    ]
    return [row for row in rows if row[0] != "English" and not row[0].startswith("---")]


def code_names() -> list[str]:
    return sorted({name for row in glossary() for name in re.findall(r"`([^`]+)`", row[3])})


def test_the_glossary_has_each_word_once_and_whole():
    rows = glossary()
    assert len(rows) >= LEAST_WORDS
    assert len({row[0] for row in rows}) == len({row[1] for row in rows}) == len(rows)
    assert [row for row in rows if len(row) != 4 or not all(row) or "`" not in row[3]] == []


def is_there(name: str) -> bool:
    """Whether the code has what the glossary calls by this name."""
    if name.startswith("role: "):
        return name.removeprefix("role: ") in {
            row["code"] for row in DictReader(text("productions/data/roles.csv").splitlines())
        }
    if name.startswith("productions."):
        module, _, last = name.rpartition(".")
        return hasattr(import_module(module), last)
    model, _, field = name.partition(".")
    try:
        found = getattr(models, model)
        return not field or found._meta.get_field(field) is not None
    except (AttributeError, FieldDoesNotExist):
        return False


@pytest.mark.parametrize("name", code_names())
def test_a_name_of_the_glossary_is_in_the_code(name):
    assert is_there(name)


def test_a_name_that_is_not_in_the_code_is_found():
    names = ("Credit.nobody", "role: nobody", "productions.shared.names.nobody")
    assert not any(is_there(name) for name in names)
