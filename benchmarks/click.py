"""From the click on “Make files” to the file: how much longer than the work itself somebody waits.

    python -m benchmarks.click [--rounds 7] [--names 100]

A real site on a database of its own: gunicorn and the workers that `manage.py site` starts, asked as the page asks (`rolls.html`,
`refresh.js`): the form is sent, the page comes, and the small address is asked until it has news. It ends with the page that has
the download. The work is the same export written again by this process, right after. The broker is the embedded one, or what
CELERY_BROKER_URL names; the database a file in a temporary folder, or the empty one that `CLICK_DATABASE_URL` names.
"""

from __future__ import annotations

import argparse
import http.client
import os
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from benchmarks.own_site import set_up_own_site

FOLDER = set_up_own_site("click", DATABASE_URL=os.environ.get("CLICK_DATABASE_URL", ""))

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.endpoints import STAFFROLL, format_table_head, heading, judged  # noqa: E402
from benchmarks.load import HOST, server  # noqa: E402
from benchmarks.rolls import fill_production  # noqa: E402
from productions.exports.services.export_progress import ProgressReporter  # noqa: E402
from productions.exports.services.export_writing import write_export  # noqa: E402
from productions.management.supervisor import run_supervised_workers  # noqa: E402
from productions.models import Export, Production, User  # noqa: E402

GOAL_SECONDS = 0.5
"""Over the work itself."""
POLL_SECONDS = 0.25
"""`data-refresh-seconds` of `admin/exports.html`."""
PATIENCE_SECONDS = 60
ORDERS: dict[str, tuple[str, ...]] = {
    "a text": ("txt",),
    "a PDF": ("pdf",),
    "a package of PDF, EDL and captions": ("pdf", "edl", "srt"),
    "a package with a film": ("edl", "mp4"),
}


class Reader:
    """A browser that is signed in and stands on the page."""

    def __init__(self, port: int, cookie: str, production: Production) -> None:
        self.connection = http.client.HTTPConnection(HOST, port)
        self.cookie = f"sessionid={cookie}; csrftoken={'a' * 32}"
        self.base = f"/admin/productions/production/{production.pk}"
        self.news = f"/admin/news/?production={production.pk}"

    def ask(self, path: str, body: str | None = None) -> str:
        """The text of an answer; where it leads elsewhere, that of the page there."""
        headers = {"Cookie": self.cookie, "Accept": "text/html"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request("GET" if body is None else "POST", path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        if answer.status == 302:
            return self.ask(answer.headers["Location"].partition("#")[0])
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}.")
        return text

    def click(self, formats: tuple[str, ...]) -> tuple[float, Export]:
        """Seconds from the click to the page with the download, and the export."""
        form = [("formats", each) for each in formats] + [("language", "ja"), ("px", "60")][
            : 1 + (len(formats) > 1)
        ]
        form += [("packed", "on")] if len(formats) > 1 else []
        body = urlencode([*form, ("csrfmiddlewaretoken", "a" * 32)])
        started = time.perf_counter()
        self.ask(f"{self.base}/export/", body)
        loaded = time.perf_counter()
        export = Export.objects.latest("pk")
        link = f"/export/{export.uid}/download/"
        marker, looks = "", 0
        while time.perf_counter() - started < PATIENCE_SECONDS:
            told = self.ask(self.news)
            if told != marker and link in self.ask(f"{self.base}/rolls/"):
                return time.perf_counter() - started, export
            marker, looks = told, looks + 1
            time.sleep(max(0.0, loaded + looks * POLL_SECONDS - time.perf_counter()))
        raise RuntimeError(f"{export} was not there in {PATIENCE_SECONDS} s.")


def measure_work(export: Export) -> float:
    """Seconds to write the same file again, with nothing around it."""
    folder = Path(FOLDER.name)
    reporter = ProgressReporter(lambda **told: None, timezone.now)
    started = time.perf_counter()
    write_export(export, folder / "again", scratch=folder / "again.file", reporter=reporter)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--names", type=int, default=100)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    client = Client()
    client.force_login(User.objects.create_superuser("bench", password="a quite long password"))
    production = fill_production(options.names, title="見本の長い作品")
    seen: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    with run_supervised_workers(), server("Staffroll", STAFFROLL) as site:
        reader = Reader(site.port, client.cookies["sessionid"].value, production)
        for round in range(options.rounds + 1):
            for name, formats in ORDERS.items():
                clicked, export = reader.click(formats)
                worked = measure_work(export)
                if round:  # the first one warms the processes
                    seen[name].append((clicked, worked))
    print(heading(f"from the click to the file, a roll of {options.names:,} names"))
    print(format_table_head("what | seconds | the work itself | over it | goal"))
    for name, found in seen.items():
        clicked, worked = (median(each) for each in zip(*found, strict=True))
        over = median(one - other for one, other in found)
        told = judged(f"{over:.2f}", over <= GOAL_SECONDS)
        print(f"| {name} | {clicked:.2f} | {worked:.2f} | {told} | {GOAL_SECONDS} |")


if __name__ == "__main__":
    main()
