"""Marks that tests get by what they reach: nobody has to remember them, so `make quick` stays quick.

`process` is whatever reaches `subprocess`, by way of its fixtures and of helpers of the tests; `browser` what reaches
Playwright; `site` what asks for pages or the API, and `further` all of these in a module but the first that is not long; `film` what is in the folder of films.
`case` is each case of a test but the first, where the test uses the database or sets a roll, and whatever Hypothesis invents cases for.
`slow` is what tests/costs.py has measured; it, `walk` and `worker` are also written where the test is.
"""

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import playwright.sync_api
import pytest
from django.test import Client

LONG = ("slow", "worker", "process", "browser", "film")
"""What takes longer than most: it begins first."""
NOT_QUICK = (*LONG, "further", "matrix", "walk", "case")
"""What `make quick` leaves out."""
COSTLY_LIST = Path(__file__).with_name("costly.txt")
"""Tests that `make costs` has measured, without their cases: `tests/roll/test_reel.py::test_it`."""
ROLLS = Path(__file__).with_name("roll")
MET = pytest.StashKey[set[str]]()
"""The names of tests that were collected before, and of modules of which one that asks the site was."""
REACHED = {
    id(subprocess): "process",
    id(subprocess.run): "process",
    id(subprocess.Popen): "process",
    id(playwright.sync_api.sync_playwright): "browser",
    id(Client): "site",
}
SITE_FIXTURES = {"client", "admin_client", "live_server"}
"""What pytest-django gives a test to ask the site with."""


@cache
def list_costly() -> frozenset[str]:
    """The tests of COSTLY_LIST."""
    return frozenset(COSTLY_LIST.read_text().splitlines())


def names_of(code: CodeType) -> Iterator[str]:
    """The global names that a function uses, in its inner functions too."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from names_of(constant)


def marks_of(function: Any, seen: set[int]) -> set[str]:
    """The marks of what a function of the tests reaches; `seen` holds what was looked at already."""
    function = getattr(function, "__wrapped__", function)
    if not isinstance(function, FunctionType) or not function.__module__.startswith("tests."):
        return set()
    found = set()
    for name in names_of(function.__code__):
        used = function.__globals__.get(name)
        if id(used) not in seen:
            seen.add(id(used))
            found |= marks_of(used, seen)
        if id(used) in REACHED:
            found.add(REACHED[id(used)])
    return found


@cache
def find_marks(function: Any) -> frozenset[str]:
    """The marks of a test's function or of a fixture, looked for once: a function has many cases, and a fixture thousands of tests."""
    return frozenset(marks_of(function, set()))


def mark_reached(item: pytest.Item) -> None:
    """Add the marks to one test: those of its function, of its fixtures and of its folder."""
    definitions = getattr(item, "_fixtureinfo").name2fixturedefs  # noqa: B009  pytest has no public name for it
    functions = [
        getattr(item, "function", None),
        *(one.func for each in definitions.values() for one in each),
    ]
    marks = set[str]().union(*(find_marks(function) for function in functions))
    if SITE_FIXTURES & set(definitions):
        marks.add("site")
    if item.path.parent.name == "film":
        marks.add("film")
    name, _bracket, case = item.nodeid.partition("[")
    if name in list_costly():
        marks.add("slow")
    met = item.session.stash.setdefault(MET, set())
    later = case and name in met and (uses_database(item) or ROLLS in item.path.parents)
    if later or getattr(functions[0], "is_hypothesis_test", False):
        marks.add("case")
    met.add(name)
    for mark in sorted(marks):
        item.add_marker(mark)
    if "site" in marks and not any(item.get_closest_marker(mark) for mark in NOT_QUICK):
        if str(item.path) in met:
            item.add_marker("further")
        met.add(str(item.path))


def sort_long_first(items: list[pytest.Item]) -> None:
    """Modules that have the most long tests first: what runs last beside an idle process should be short.

    `walk(first=True)` is on a test that is longer than any module; so are those of the matrix.
    """
    count: dict[str, int] = {}
    for item in items:
        count.setdefault(str(item.path), 0)
        count[str(item.path)] += any(item.get_closest_marker(mark) for mark in LONG)
        walk = item.get_closest_marker("walk")
        if item.get_closest_marker("matrix") or (walk and walk.kwargs.get("first")):
            count[str(item.path)] += len(items)
    items.sort(key=lambda item: -count[str(item.path)])


def uses_database(item: pytest.Item) -> bool:
    """Whether a test asks for it, by a fixture or a mark."""
    asked = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return bool(asked or item.get_closest_marker("django_db") or item.get_closest_marker("postgres"))
