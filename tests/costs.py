"""What tests cost, measured: those that `make quick` leaves out though they start nothing are listed in tests/costly.txt.

`make costs` writes the list anew: the dearest tests, until the others fit into a minute. It counts what the test itself and the
fixtures of this test alone take of a processor, so that a busy machine tells much the same as a quiet one. A test that costs much
and is not left out is named at the end of each run.
"""

from collections.abc import Generator
from time import process_time
from typing import Any, NamedTuple

import pytest

from tests.marks import COSTLY_LIST, NOT_QUICK, list_costly

QUICK_SECONDS = 45
"""Of processors, for all tests of `make quick`: two have 120 in a minute. Loading the tests twice and what pytest does for each take some 40, and others use the machine too."""
SITE_WORTH = 3
"""How many times as much as another test one that requests a page may cost: `make quick` has one for each module."""
DEAR_SECONDS = 0.5
"""Of a processor, for a test that nobody has measured yet: some eight times what a test of a verb takes."""
SPENT = pytest.StashKey[float]()
SHARED = pytest.StashKey[float]()
ASKED = pytest.StashKey[bool]()
"""Whether a test of this process has asked the site: the first loads its addresses and pages for all."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--costs", action="store_true", help=f"write {COSTLY_LIST.name} anew")


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any, request: pytest.FixtureRequest) -> Generator[None, object, object]:
    """What a fixture takes that others share is nobody's cost."""
    before = process_time()
    try:
        return (yield)
    finally:
        if fixturedef.scope != "function":
            stash = request.session.stash
            stash[SHARED] = stash.get(SHARED, 0.0) + process_time() - before


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, None, None]:
    before, shared = process_time(), item.session.stash.get(SHARED, 0.0)
    try:
        yield
    finally:
        shared = item.session.stash.get(SHARED, 0.0) - shared
        item.stash[SPENT] = max(process_time() - before - shared, 0.0)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    before = process_time()
    try:
        yield
    finally:
        if not item.get_closest_marker("site") or item.session.stash.get(ASKED, False):
            item.user_properties.append(("seconds", item.stash[SPENT] + process_time() - before))
        else:
            item.session.stash[ASKED] = True


class Cost(NamedTuple):
    dearest: float
    """Seconds of its dearest case."""
    all_cases: float
    marks: Any
    """Of the dearest case."""

    @property
    def dearness(self) -> float:
        return self.dearest / (SITE_WORTH if "site" in self.marks else 1)


def read_costs(terminalreporter: pytest.TerminalReporter) -> dict[str, Cost]:
    """What each test that passed has cost, by its name without cases."""
    found: dict[str, Cost] = {}
    for report in terminalreporter.getreports("passed"):
        seconds = dict(report.user_properties).get("seconds")
        if report.when == "call" and seconds is not None:
            name = report.nodeid.partition("[")[0]
            before = found.get(name, Cost(0.0, 0.0, {}))
            marks = report.keywords if seconds >= before.dearest else before.marks
            found[name] = Cost(max(seconds, before.dearest), before.all_cases + seconds, marks)
    return found


def choose_costly(costs: dict[str, Cost]) -> list[str]:
    """The dearest tests, as few as let the others take QUICK_SECONDS at most."""
    left = sum(cost.all_cases for cost in costs.values())
    costly = []
    for name in sorted(costs, key=lambda name: costs[name].dearness, reverse=True):
        if left <= QUICK_SECONDS:
            break
        costly.append(name)
        left -= costs[name].all_cases
    return costly


def name_dear(costs: dict[str, Cost]) -> list[str]:
    """A sentence for each test that costs DEAR_SECONDS and that `make quick` runs."""
    return [
        f"{name} took {cost.dearest:.1f} s of a processor: make it cheaper, or run `make costs`."
        for name, cost in sorted(costs.items())
        if cost.dearest > DEAR_SECONDS and not any(mark in cost.marks for mark in NOT_QUICK)
    ]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    costs = read_costs(terminalreporter)
    if not config.getoption("costs"):
        for sentence in name_dear(costs):
            terminalreporter.write_line(sentence)
        return
    costly = choose_costly(costs)
    listed = sorted({*costly, *(list_costly() - costs.keys())})  # what was not measured stays
    COSTLY_LIST.write_text("".join(f"{name}\n" for name in listed))
    seconds = sum(cost.all_cases for name, cost in costs.items() if name not in costly)
    terminalreporter.write_line(
        f"{COSTLY_LIST.name}: {len(costly)} of {len(costs)} tests that passed; the others cost {seconds:.0f} s of a processor together"
    )
