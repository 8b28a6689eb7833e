"""What public pages cost the server, beside the JSON of the same data, a plain page and the floor.

    BENCH_DATABASE_URL=postgres://…/staffroll_bench_5m python -m benchmarks.public_pages [--rounds 9] [--language en]

Each way is the whole answer of the server in this process, by the test client, as a browser asks for it (gzip): interleaved, medians of
milliseconds by the clock and of processor time, the database's too. *JSON* is every read of the API that the page makes, each asked for
as anybody asks. *Plain* is a work's credits and cuts as model instances in a template. The floor is a page that shows no entry.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any
from urllib.parse import urlencode

from benchmarks.endpoints import heading, judged
from benchmarks.sites import large_url, site_environment

# As a site is run for real, not as benchmarks.database has it: templates and static files cost another time in debug.
STATIC = tempfile.TemporaryDirectory(prefix="staffroll-bench-")
os.environ |= {"STAFFROLL_DATA_DIR": STATIC.name} | site_environment(large_url())

from benchmarks.database import WARM, database_seconds, facts  # noqa: E402 (it sets Django up)

# isort: split
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest  # noqa: E402
from django.template import engines  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils.translation import override  # noqa: E402

from api.http.responses import compress_body  # noqa: E402
from api.pages import reads  # noqa: E402
from productions.management.generated import SPECIAL  # noqa: E402
from productions.management.generated_series import TITLE  # noqa: E402
from productions.models import AIUse, Credit, Cut, Production  # noqa: E402

GOAL_MS = 50
"""Milliseconds for the page of 500 credits, on a machine with nothing else to do."""
GOAL_OF_JSON = 1.2
GOAL_BYTES = 60_000
PLAIN_PAGE = """<!doctype html><title>{{ work }}</title><h1>{{ work.title }}</h1><p>{{ cuts|length }} cuts
{% for cut in cuts %}<a href="/cuts/{{ cut.uid }}/">{{ cut.number }}</a> {% endfor %}</p>
<ul>{% for use in uses %}<li>{{ use.ai_system }} {{ use.task }} {{ use.credit.credited_as }}</li>{% endfor %}</ul>
{% regroup credits by role as lines %}<dl>{% for line in lines %}<dt>{{ line.grouper.label_en }}</dt><dd>{% for credit in line.list %}
<span>{% if credit.contributor %}<a href="/people/{{ credit.contributor.uid }}/">{{ credit.credited_as }}</a>{% else %}
{{ credit.get_absence_reason_display }}{% endif %}{% if credit.ai_recorded %} <b>AI</b>{% endif %}</span>{% endfor %}</dd>
{% endfor %}</dl>"""

Ask = Callable[[], list[bytes]]
"""Asks one way, and gives the bodies that would be sent."""


class MeasuredPage:
    """One page, and the API's addresses that say the same."""

    def __init__(self, name: str, address: str) -> None:
        self.name, self.address = name, address
        self.client = Client(SERVER_NAME="127.0.0.1", headers={"Accept-Encoding": "gzip"})
        with record_reads() as seen:
            self.show()
        self.json_addresses = seen

    def show(self) -> list[bytes]:
        return [self.ask(self.address)]

    def read_json(self) -> list[bytes]:
        return [self.ask(address) for address in self.json_addresses]

    def ask(self, address: str) -> bytes:
        answer = self.client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")
        return bytes(answer.content)


@contextmanager
def record_reads() -> Iterator[list[str]]:
    """The addresses of the API that pages read meanwhile."""
    seen: list[str] = []
    real = reads.read_bytes

    def read_noted(name: str, params: dict[str, str] | None = None, **kwargs: Any) -> bytes:
        seen.append(f"{reverse(name, kwargs=kwargs)}?{urlencode(params or {})}")
        return real(name, params, **kwargs)

    reads.read_bytes = read_noted
    try:
        yield seen
    finally:
        reads.read_bytes = real


def make_plain_page(work: Production, request: HttpRequest) -> list[bytes]:
    """A work's page as one writes it without a thought."""
    credits = Credit.objects.public().filter(production=work).select_related("role", "contributor")
    context = {
        "work": work,
        "credits": credits.order_by("role__department__order", "role__order", "position"),
        "cuts": Cut.objects.live().filter(production=work).select_related("episode"),
        "uses": AIUse.objects.filter(credit__production=work).select_related("ai_system", "credit"),
    }
    body = engines["django"].from_string(PLAIN_PAGE).render(context).encode()
    return [b"".join(compress_body(request, [body])[0])]


def count_processor_seconds() -> float:
    """Of this process and, with PostgreSQL, of the one that answers its SQL."""
    return time.process_time() + (database_seconds() if connection.vendor == "postgresql" else 0)


def measure_ways(ways: dict[str, Ask], rounds: int) -> dict[str, tuple[float, float]]:
    """Medians of each way's milliseconds, by the clock and of processor time, in turns after it is warm."""
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for turn in range(WARM + rounds):
        for name, ask in ways.items():
            started, worked = time.perf_counter(), count_processor_seconds()
            ask()
            if turn >= WARM:
                spent[name].append((time.perf_counter() - started, count_processor_seconds() - worked))
    return {
        name: (1000 * median(wall for wall, _work in told), 1000 * median(work for _wall, work in told))
        for name, told in spent.items()
    }


def list_pages() -> Iterator[MeasuredPage]:
    """The pages that are measured, in the language that is active."""
    found = facts()
    for size in SPECIAL:
        yield MeasuredPage(
            f"a production of {size:,} credits", reverse("pages:production", args=[found.productions[size]])
        )
    series = Production.objects.filter(title=TITLE).first()
    if series is not None:
        yield MeasuredPage("a series, twelve episodes", reverse("pages:production", args=[series.uid]))
        episode = series.episodes.order_by("sort_key")[0]
        yield MeasuredPage("one of its episodes", reverse("pages:episode", args=[episode.uid]))
        yield MeasuredPage(
            "a cut in it", reverse("pages:cut", args=[episode.cuts.order_by("sort_key")[0].uid])
        )
    yield MeasuredPage("a person with 100 credits", reverse("pages:person", args=[found.prolific]))
    yield MeasuredPage("an issue of 500 credits", reverse("pages:issue", args=[found.releases[500]]))
    yield MeasuredPage("the first page", reverse("pages:home"))


def measure_page(page: MeasuredPage, rounds: int) -> str:
    """One line of the table."""
    ways: dict[str, Ask] = {"page": page.show, "json": page.read_json}
    floor = MeasuredPage("floor", reverse("pages:how-to-read"))
    ways["floor"] = floor.show
    if "/productions/" in page.address:
        work = Production.objects.get(uid=page.address.rstrip("/").rpartition("/")[2])
        request = HttpRequest()
        request.META["HTTP_ACCEPT_ENCODING"] = "gzip"
        ways["plain"] = lambda: make_plain_page(work, request)
    told = measure_ways(ways, rounds)
    size = sum(map(len, page.show()))
    with CaptureQueriesContext(connection) as asked:
        page.show()
    wall, work_ms = told["page"]
    share = work_ms / told["json"][1]
    plain = f"{told['plain'][1]:.0f}" if "plain" in told else "–"
    return (
        f"| {page.name} | {wall:.0f} | {work_ms:.0f} | {told['json'][1]:.0f} ({len(page.json_addresses)}) "
        f"| {judged(f'{share:.2f}×', share <= GOAL_OF_JSON)} | {plain} | {told['floor'][1]:.0f} | {len(asked)} "
        f"| {judged(f'{size / 1000:.1f}', size <= GOAL_BYTES)} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--language", default="en")
    parser.add_argument("--only", default="", help="pages with these words in their name")
    given = parser.parse_args()
    call_command("collectstatic", interactive=False, verbosity=0)
    with override(given.language):
        print(heading(f"public pages ({given.language}), {facts().credits:,} credits, {connection.vendor}"))
        print(
            "| page | ms | processor ms | its JSON, ms (reads) | of JSON | plain, ms | floor, ms | queries | kB, gzip |"
        )
        print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
        for page in list_pages():
            if given.only in page.name:
                print(measure_page(page, given.rounds), flush=True)


if __name__ == "__main__":
    main()
