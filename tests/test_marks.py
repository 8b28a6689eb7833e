"""`make quick` leaves out what is long, and a test is marked by what it reaches."""

import re
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import sync_playwright

from tests.costs import DEAR_SECONDS, QUICK_SECONDS, choose_costly, name_dear, read_costs
from tests.docs.documents import text
from tests.marks import NOT_QUICK, list_costly, marks_of


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
    marks = {mark.name for mark in request.node.iter_markers()}
    assert "site" in marks
    assert not marks & {*NOT_QUICK}


def test_a_further_one_of_the_same_module_is_left_to_make_test(client, request):
    assert callable(client.get)
    assert "further" in {mark.name for mark in request.node.iter_markers()}


def test_the_database_alone_makes_no_test_long(db, request):
    assert not {*NOT_QUICK} & {mark.name for mark in request.node.iter_markers()}


@pytest.mark.parametrize("number", [1, 2])
def test_each_case_but_the_first_is_marked_where_the_database_is_used(db, number, request):
    assert ("case" in {mark.name for mark in request.node.iter_markers()}) == (number == 2)


@pytest.mark.parametrize("number", [1, 2])
def test_no_case_is_marked_elsewhere(number, request):
    assert "case" not in {mark.name for mark in request.node.iter_markers()}


@given(st.integers())
def test_invented_cases_are_marked(request, number):
    assert "case" in {mark.name for mark in request.node.iter_markers()}


def test_what_was_measured_is_slow_and_exists(request):
    for name in list_costly():
        path, _colons, function = name.partition("::")
        assert re.search(rf"^def {function}\(", text(path), re.MULTILINE), name
    listed = [item for item in request.session.items if item.nodeid.partition("[")[0] in list_costly()]
    assert all(item.get_closest_marker("slow") for item in listed)


class Terminal:
    """The part of pytest's terminal that gives reports."""

    def __init__(self, *reports):
        self.reports = reports

    def getreports(self, outcome):
        return [report for report in self.reports if report.outcome == outcome]


def make_report(name, seconds, *marks):
    properties = [("seconds", seconds)]
    place = (name, 0, name)
    return pytest.TestReport(
        name, place, dict.fromkeys(marks, 1), "passed", None, "call", user_properties=properties
    )


def test_a_dear_test_that_make_quick_runs_is_named():
    dear = 2 * DEAR_SECONDS
    terminal = Terminal(
        make_report("a.py::test_cheap", DEAR_SECONDS),
        make_report("a.py::test_known", dear, "slow"),
        make_report("a.py::test_cases[1]", DEAR_SECONDS),
        make_report("a.py::test_cases[2]", dear),
    )
    assert [line.split()[0] for line in name_dear(read_costs(terminal))] == ["a.py::test_cases"]


@pytest.mark.parametrize(
    ("cases", "costly"), [(1, []), (2, ["a.py::test_dear"]), (3, ["a.py::test_cheaper", "a.py::test_dear"])]
)
def test_the_dearest_are_costly_until_the_others_fit(cases, costly):
    """Three tests; each case takes about a third of the time."""
    third = QUICK_SECONDS / 3
    terminal = Terminal(
        make_report("a.py::test_dear", third + 2),
        make_report("a.py::test_cheaper", third - 1),
        *(make_report(f"a.py::test_cases[{number}]", third - 2) for number in range(cases)),
    )
    assert sorted(choose_costly(read_costs(terminal))) == costly


def test_a_test_that_asks_the_site_may_cost_more():
    third = QUICK_SECONDS / 3
    terminal = Terminal(
        make_report("a.py::test_page", 2 * third, "site"), make_report("a.py::test_dear", 2 * third)
    )
    assert choose_costly(read_costs(terminal)) == ["a.py::test_dear"]


def test_make_costs_measures_whatever_the_list_may_name():
    measured = [mark for mark in NOT_QUICK if mark != "slow"]
    assert f"--costs -m 'not ({' or '.join(measured)})'" in text("Makefile")


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
    assert re.search(rf"^lint-docs: .*\n\t\S+ -m pytest -n 0 {left_out}$", text("Makefile"), re.MULTILINE)
    assert re.search(r"^lint: .*\blint-docs\b", text("Makefile"), re.MULTILINE)
    assert re.search(r"^make .*\blint\b", text(".ci/run"), re.MULTILINE)
