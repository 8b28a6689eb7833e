"""What is asked for: each address here, and the address of the same rows by the plain way."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median
from urllib.parse import quote

from benchmarks.load import Measure
from benchmarks.sites import Facts

STAFFROLL = "registry.wsgi:application"
FLOOR = "benchmarks.floor:app"
PLAIN_SETTINGS = "benchmarks.plain.settings"
SEARCHES = (("a surname", "田中"), ("a given name", "太郎"), ("absent", "龘龘"), ("Latin", "Yamamoto"))
"""Words of the generator's names: 太郎 is the end of the given name 亮太郎."""


@dataclass(frozen=True)
class Endpoint:
    """One row of the table."""

    name: str
    path: str
    plain: str
    goal: float
    """The ratio to the plain way that has to be passed."""
    gzip: bool = False


def endpoints(found: Facts) -> Iterator[Endpoint]:
    """What the figures are quoted for."""
    api = "/api/v1"
    person = f"contributors/{found.prolific}/credits/?page_size=100"
    yield Endpoint("a contributor's 100 credits", f"{api}/{person}", f"/{person}", 6)
    for size, goal in ((500, 12), (5000, 15)):
        whole = f"productions/{found.productions[size]}/credits"
        yield Endpoint(f"a production's {size:,} credits", f"{api}/{whole}.json", f"/{whole}/", goal)
    staff = f"productions/{found.productions[500]}/staff/"
    yield Endpoint("a production's staff, of 500 credits", f"{api}/{staff}", f"/{staff}", 4)
    yield Endpoint(
        "all credits, a page of 100", f"{api}/credits/?page_size=100", "/credits/?page_size=100", 8
    )
    query = f"?role=layout&year={found.year}&page_size=100"
    yield Endpoint("by role and year, 100, keyset", f"{api}/credits/{query}", f"/credits/{query}", 8)
    yield Endpoint(
        "the same against pages with COUNT", f"{api}/credits/{query}", f"/credits-by-number/{query}", 8
    )
    for name, text in SEARCHES:
        query = f"contributors/?q={quote(text)}"
        yield Endpoint(f"search {text}, {name}", f"{api}/{query}", f"/{query}", 4)
    for size, goal in ((100, 15), (500, 70), (5000, 300)):
        path = f"{api}/releases/{found.releases[size]}/roll.json"
        plain = f"/productions/{found.productions[size]}/credits/"
        yield Endpoint(f"an issued release of {size:,} credits, gzip", path, plain, goal, gzip=True)


Loads = dict[str, list[Measure]]


def interleave(runs: dict[str, Callable[[], Measure]], rounds: int) -> Loads:
    """Each run once a round, so that noise falls on all alike; one more round before warms up."""
    seen: Loads = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name, run in runs.items():
            measure = run()
            if number:
                seen[name].append(measure)
    return seen


def middle(measures: list[Measure], part: str = "rate") -> float:
    """The median over the rounds of a measure's `rate`, `median`, `p99` or `processor`."""
    return median(getattr(measure, part) for measure in measures)


def judged(text: str, good: bool) -> str:
    """A figure of a table: bold where the goal is met, marked where it is missed."""
    return f"**{text}**" if good else f"{text} ✗"


def heading(what: str) -> str:
    """Says where and when a table was made."""
    return f"\n{date.today()} · {platform.machine()}, {os.cpu_count()} cores · {what}\n"


def format_table_head(columns: str) -> str:
    """The first two lines of a table in Markdown, by the names of its columns with ` | ` between them."""
    return f"| {columns} |\n|{' --- |' * len(columns.split(' | '))}"
