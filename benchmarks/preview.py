"""The live preview: how long until somebody sees a frame, and a change.

    python -m benchmarks.preview [--names 600 10000] [--rounds 5] [--workers 1]

A site on a database of its own, asked as the player asks: the state, then the tiles of one screen. The database is a file
in a temporary folder, or the empty one that `PREVIEW_DATABASE_URL` names. Beside it the floor (`benchmarks.page`): one
screen set and drawn by the same libraries alone; and the plain way after a change: the whole roll read, composed, laid
out, set by typst and its first page drawn, all anew, by a process that has done so before.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.own_site import set_up_own_site

FOLDER = set_up_own_site("preview", DATABASE_URL=os.environ.get("PREVIEW_DATABASE_URL", ""))

import pypdfium2  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.endpoints import STAFFROLL, format_table_head, heading, judged  # noqa: E402
from benchmarks.load import HOST, server  # noqa: E402
from benchmarks.rolls import fill_production  # noqa: E402
from productions.credits.services.credits import update_credit  # noqa: E402
from productions.models import Credit, Production, User  # noqa: E402
from productions.releases.services.roll_requests import read_roll_document  # noqa: E402
from productions.rollkit.document.unsealing import read_document  # noqa: E402
from productions.rollkit.layout.reel import Reel, build_reel, build_strip_data, render_pdf  # noqa: E402
from productions.rollkit.screen_spec import DEFAULT_SCREEN_SPEC  # noqa: E402

GOALS = {600: (1.0, 1.0), 1500: (1.0, 1.0), 10_000: (5.0, 2.0)}
"""Seconds to the first frame and to a change, by names."""
POLL = 0.5
"""Seconds between two looks of the player (`preview.js`): nobody waits longer for one."""


class Player:
    """Asks as the page does: the state with the ETag that it has, then what it has not seen of one screen."""

    def __init__(self, port: int, cookie: str, production: Production) -> None:
        self.connection = http.client.HTTPConnection(HOST, port)
        self.cookie = f"sessionid={cookie}"
        self.base = f"/admin/productions/production/{production.pk}/preview"
        self.etag = ""
        self.state: Any = None
        self.seen: set[str] = set()

    def ask(self, path: str, **headers: str) -> tuple[int, bytes, str]:
        self.connection.request("GET", self.base + path, headers={"Cookie": self.cookie, **headers})
        answer = self.connection.getresponse()
        return answer.status, answer.read(), answer.headers.get("ETag", "")

    def look(self, query: str) -> float:
        """One look and the tiles that are new on the screen; the seconds until the last of them is there."""
        started = time.perf_counter()
        known = {"If-None-Match": self.etag} if self.etag else {}
        status, body, etag = self.ask(f"/state/?{query}", **known)
        if status == 304:
            return time.perf_counter() - started
        if status != 200:
            raise RuntimeError(f"The state answered {status}: {body[:200]!r}")
        self.state, self.etag = json.loads(body), etag
        wanted = [name for name in on_screen(self.state) if name not in self.seen]
        for name in wanted:
            status, body, _etag = self.ask(f"/{name}.png", **{"Preview-Of": query})
            if status != 200 or not body.startswith(b"\x89PNG"):
                raise RuntimeError(f"A tile answered {status}.")
            self.seen.add(name)
        return time.perf_counter() - started


def on_screen(state: Any) -> Iterator[str]:
    """The tiles of the screen that the strip begins with."""
    for name, top, _height in state["pages"][0]["tiles"]:
        if top < state["height"]:
            yield name


def floor(page: Path) -> tuple[float, float]:
    """Seconds of one screen in a new process, and the second time in the same."""
    command = [sys.executable, "-m", "benchmarks.page", str(page)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(told[0]), float(told[1])


def laid_out(production: Production) -> Reel:
    """The roll as it is now, from the database to its pages, with nothing remembered."""
    document = read_roll_document(production, episode=None, edition="", release=None)
    return build_reel(read_document(document), DEFAULT_SCREEN_SPEC)


def one_screen(production: Production, file: Path) -> None:
    """The page that the floor draws: the first screen of the same roll."""
    reel = laid_out(production)
    height = reel.raster.height
    page = reel.pages[0]
    cells = [cell for cell in page["cells"] if cell["y"] + cell["height"] <= height]
    data = build_strip_data(reel, "#000000") | {"pages": [{**page, "height": height, "cells": cells}]}
    file.write_text(json.dumps(data | {"fonts": list(reel.fonts.families)}, ensure_ascii=False))


def plain(production: Production) -> float:
    """Seconds of the whole roll anew, and its first page drawn."""
    started = time.perf_counter()
    with pypdfium2.PdfDocument(render_pdf(laid_out(production), background="#000000")) as document:
        bytes(document[0].render(scale=1).buffer)
    return time.perf_counter() - started


def measure(names: int, cookie: str, rounds: int, workers: int) -> dict[str, float]:
    """Medians of the rounds: seconds, and the largest memory of a worker in MB."""
    production = fill_production(names, title=f"見本の長い作品 {names}")
    page = Path(FOLDER.name) / "page.json"
    one_screen(production, page)
    changed = Credit.objects.filter(production=production, role__code="director").order_by("pk")[0]
    seen: defaultdict[str, list[float]] = defaultdict(list)
    for _round in range(rounds):
        new, warm = floor(page)
        seen["floor, new process"].append(new)
        seen["floor"].append(warm)
        with server("Staffroll", STAFFROLL, workers=workers) as site:
            player, other = (Player(site.port, cookie, production) for _ in range(2))
            player.connection.request("GET", "/healthz")
            player.connection.getresponse().read()
            seen["first"].append(player.look("language=ja"))
            seen["other"].append(other.look("language=en"))
            seen["again"].append(player.look("language=ja"))
            for _turn in range(3):
                update_credit(changed, credited_as=f"改名 {time.time_ns()}", by=None, now=timezone.now())
                before = site.processor()
                seen["change"].append(player.look("language=ja"))
                seen["change, work"].append(site.processor() - before)
                before = time.process_time()
                seen["plain"].append(plain(production))
                seen["plain, work"].append(time.process_time() - before)
            seen["memory"].append(site.memory())
    return {name: median(found) for name, found in seen.items()}


def table(names: int, seen: dict[str, float]) -> None:
    first_goal, change_goal = GOALS.get(names, (float("inf"), float("inf")))
    first, change = seen["first"], POLL + seen["change"]
    print(heading(f"a preview of {names:,} names, 1920x1080"))
    print(format_table_head("what | seconds | floor | the whole roll anew | goal"))
    cold = judged(f"{first:.2f}", first < first_goal)
    print(f"| first frame, by a new worker | {cold} | {seen['floor, new process']:.2f} | | {first_goal} |")
    print(f"| first frame in another language | {seen['other']:.2f} | {seen['floor']:.2f} | | |")
    told = judged(f"{change:.2f}", change < change_goal)
    anew = f"{POLL + seen['plain']:.2f}"
    print(
        f"| a change, with {POLL} s between looks | {told} | {seen['floor']:.2f} | {anew} | {change_goal} |"
    )
    work, all_of_it = seen["change, work"], seen["plain, work"]
    ratio = judged(f"{work:.2f}, {work / all_of_it:.2f}×", work < all_of_it)
    print(f"| processor time of a change | {ratio} | | {all_of_it:.2f} | |")
    print(f"| a look while nothing changed | {seen['again']:.3f} | | | |")
    print(f"\na worker needed {seen['memory']:.0f} MB at most\n")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--names", type=int, nargs="+", default=list(GOALS))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    client = Client()
    client.force_login(User.objects.create_superuser("bench", password="a quite long password"))
    cookie = client.cookies["sessionid"].value
    for names in options.names:
        table(names, measure(names, cookie, options.rounds, options.workers))


if __name__ == "__main__":
    main()
