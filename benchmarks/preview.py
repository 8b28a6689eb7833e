"""The live preview: how long until somebody sees a frame, and a change.

    python -m benchmarks.preview [--names 600] [--rounds 5]

A site with one worker on a database of its own in a temporary folder, asked as the player asks: the state, then the
tiles of one screen. Beside it the floor (`benchmarks.page`): one screen set and drawn by the same libraries alone.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

FOLDER = tempfile.TemporaryDirectory(prefix="staffroll-preview-")
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "registry.settings",
    "STAFFROLL_DEBUG": "1",
    "STAFFROLL_DATA_DIR": FOLDER.name,
    "DATABASE_URL": "",
}

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.endpoints import STAFFROLL, heading, judged  # noqa: E402
from benchmarks.load import HOST, server  # noqa: E402
from productions.domain.bulk import enter_credits  # noqa: E402
from productions.domain.contributors import create_contributor  # noqa: E402
from productions.domain.credits import update_credit  # noqa: E402
from productions.domain.productions import create_production  # noqa: E402
from productions.domain.rolls import document_of  # noqa: E402
from productions.models import Credit, Production, Role, User  # noqa: E402
from productions.roll.delivery import USUAL  # noqa: E402
from productions.roll.document import from_bytes  # noqa: E402
from productions.roll.screen.reel import page_data, reel_of  # noqa: E402

GOAL_FRAME, GOAL_CHANGE, POLL = 1.0, 2.0, 1.0
"""Seconds to the first frame, to a change, and between two looks of the player (`preview.js`)."""


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


def fill(names: int) -> Production:
    """A production with so many people on its roll."""
    now = timezone.now()
    film = create_production(title="見本の長い作品", kind="film", by=None, now=now)
    people = [create_contributor(name=f"見本 花子{n:05}", by=None, now=now) for n in range(names)]
    roles = list(Role.objects.filter(code__in=("key_animation", "layout", "inbetween", "director")))
    rows = [{"role": roles[n % len(roles)], "contributor": person} for n, person in enumerate(people)]
    enter_credits(film, rows, by=None, now=now)
    return film


def floor(page: Path) -> tuple[float, float]:
    """Seconds of one screen in a new process, and the second time in the same."""
    command = [sys.executable, "-m", "benchmarks.page", str(page)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(told[0]), float(told[1])


def one_screen(production: Production, file: Path) -> None:
    """The page that the floor draws: the first screen of the same roll."""
    document = document_of(production, episode=None, edition="", release=None)
    reel = reel_of(from_bytes(document), USUAL)
    height = reel.raster.height
    page = reel.pages[0]
    cells = [cell for cell in page["cells"] if cell["y"] + cell["height"] <= height]
    data = page_data(reel, "#000000") | {"pages": [{**page, "height": height, "cells": cells}]}
    file.write_text(json.dumps(data | {"fonts": list(reel.fonts.families)}, ensure_ascii=False))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--names", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    production = fill(options.names)
    client = Client()
    client.force_login(User.objects.create_superuser("bench", password="a quite long password"))
    cookie = client.cookies["sessionid"].value
    page = Path(FOLDER.name) / "page.json"
    one_screen(production, page)
    changed = Credit.objects.filter(production=production, role__code="director").order_by("pk")[0]
    times: defaultdict[str, list[float]] = defaultdict(list)
    for number in range(options.rounds):
        new, warm = floor(page)
        times["floor, new process"].append(new)
        times["floor"].append(warm)
        with server("Staffroll", STAFFROLL) as site:
            player, other = (Player(site.port, cookie, production) for _ in range(2))
            player.connection.request("GET", "/healthz")
            player.connection.getresponse().read()
            times["first"].append(player.look("language=ja"))
            times["other"].append(other.look("language=en"))
            times["again"].append(player.look("language=ja"))
            update_credit(changed, credited_as=f"改名 {number}", by=None, now=timezone.now())
            times["change"].append(player.look("language=ja"))
    shown = {name: median(seen) for name, seen in times.items()}
    first, change = shown["first"], POLL + shown["change"]
    print(heading(f"a preview of {options.names:,} names, 1920x1080"))
    print("| what | seconds | floor | goal |")
    print("| --- | --- | --- | --- |")
    cold = judged(f"{first:.2f}", first < GOAL_FRAME)
    print(f"| first frame, by a new worker | {cold} | {shown['floor, new process']:.2f} | {GOAL_FRAME} |")
    print(f"| first frame in another language | {shown['other']:.2f} | {shown['floor']:.2f} | |")
    seen = judged(f"{change:.2f}", change < GOAL_CHANGE)
    print(f"| a change, with {POLL:.0f} s between looks | {seen} | {shown['floor']:.2f} | {GOAL_CHANGE} |")
    print(f"| a look while nothing changed | {shown['again']:.3f} | | |")


if __name__ == "__main__":
    main()
