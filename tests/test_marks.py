"""`make quick` leaves out what is long, and a test is marked by what it reaches."""

import re
import subprocess

from playwright.sync_api import sync_playwright

from tests.docs.documents import text
from tests.marks import NOT_QUICK, marks_of


def start():
    return subprocess.run(["true"], check=True)


def start_in_helper():
    return [start() for _ in range(2)]


def open_page():
    with sync_playwright() as found:
        return found, start_in_helper()


def add(one, two):
    return one + two


def test_a_function_has_the_marks_of_all_that_it_reaches():
    assert [marks_of(one, set()) for one in (start, start_in_helper, open_page, add)] == [
        {"process"},
        {"process"},
        {"process", "browser"},
        set(),
    ]


def test_this_test_is_marked_by_what_it_reaches(request):
    assert callable(open_page)
    marks = {mark.name for mark in request.node.iter_markers()}
    assert {"process", "browser"} <= marks


def test_a_test_that_asks_the_site_is_marked_by_its_fixtures(client, request):
    assert callable(client.get)
    assert "site" in {mark.name for mark in request.node.iter_markers()}


def test_make_quick_leaves_out_every_long_mark(pytestconfig):
    assert f"-m 'not ({' or '.join(NOT_QUICK)})'" in text("Makefile")
    assert {*NOT_QUICK} <= {line.partition(":")[0] for line in pytestconfig.getini("markers")}


def test_what_make_test_leaves_out_has_targets_and_the_checks_run_all_of_it():
    assert "-m 'not (matrix or walk or worker)'" in text("pyproject.toml")
    for marks in ("-m matrix ", "-m 'walk or worker'\n", "-m 'matrix or walk or worker'\n"):
        assert marks in text("Makefile")
    assert re.search(r"\bmake long$", text(".ci/run"), re.MULTILINE)
    assert re.search(r"^check: .*\blong\b", text("Makefile"), re.MULTILINE)
    # On PostgreSQL one run has both.
    assert re.search(
        r"""PYTEST_ADDOPTS="[^"]* -m 'not matrix' -n 3" make test$""", text(".ci/run"), re.MULTILINE
    )


def test_what_make_test_does_not_repeat_in_the_checks_is_in_make_lint():
    (left_out,) = re.findall(r"PYTEST_ADDOPTS=--ignore=(\S+) make test$", text(".ci/run"), re.MULTILINE)
    assert re.search(rf"^\t\S+ -m pytest -n 0 {left_out}$", text("Makefile"), re.MULTILINE)
    assert re.search(r"^make lint$", text(".ci/run"), re.MULTILINE)
