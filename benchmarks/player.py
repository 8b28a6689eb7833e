"""The player of the preview: how many of a scroll's frames Chromium shows while it plays, at 24, 30 and 60 frames a second.

    python -m benchmarks.player [--names 600] [--seconds 5] [--rates 24 30 60]

A site on a database of its own in a temporary folder, and the page at 1920x1080 as it is, with the roll on the whole display. *Shown* are frames of the roll that
were on the screen for at least one picture of the browser, of those whose time was within the seconds that are measured; *with holes* those that lacked a tile.
*Pictures* are how many the browser made a second: it cannot show more frames than those. *Work* is processor time of all of Chromium's processes for a frame
shown, without a graphics processor; it tells what a frame costs on a busy machine, too.
"""

from __future__ import annotations

import argparse
import os
import shutil
import time
from dataclasses import dataclass
from typing import Any

from benchmarks.own_site import set_up_own_site

# Playwright's loop stands in the thread that reads the database.
FOLDER = set_up_own_site("player", DJANGO_ALLOW_ASYNC_UNSAFE="1")

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from benchmarks.endpoints import STAFFROLL, format_table_head, heading, judged  # noqa: E402
from benchmarks.load import HOST, server  # noqa: E402
from benchmarks.processes import find_child, measure_work  # noqa: E402
from benchmarks.rolls import fill_production  # noqa: E402
from productions.models import Production, User  # noqa: E402

GOAL = 0.99
"""Of the frames, how many are shown: one that falls between two pictures of the browser is not."""
PATIENCE_SECONDS = 60
SETTLING_SECONDS = 2
"""Until the tiles of the next screen are there."""
WHOLE_DISPLAY = """() => Object.assign(
  document.querySelector("[data-part=screen]").style, { position: "fixed", inset: 0, width: "1920px", zIndex: 99 })"""
WATCH = """
seconds => new Promise(resolve => {
  const root = document.querySelector(".player");
  const shown = new Set(), holed = new Set();
  let pictures = 0, first = null;
  root.dispatchEvent(new KeyboardEvent("keydown", { key: " ", bubbles: true }));
  const watch = now => {
    first ??= now;
    pictures += 1;
    shown.add(Number(root.dataset.frame));
    if (Number(root.dataset.missing)) holed.add(root.dataset.frame);
    if (now - first < 1000 * seconds) requestAnimationFrame(watch);
    else {
      root.dispatchEvent(new KeyboardEvent("keydown", { key: " ", bubbles: true }));
      resolve({ shown: shown.size, holed: holed.size, pictures, passed: Math.max(...shown) - Math.min(...shown) + 1, seconds: (now - first) / 1000 });
    }
  };
  requestAnimationFrame(watch);
})
"""


@dataclass(frozen=True, slots=True)
class Played:
    """Frames that were shown, that had holes and whose time passed; pictures a second; milliseconds of processor time a frame."""

    shown: int
    holed: int
    passed: int
    pictures: float
    work: float


def play(browser: Browser, site: str, cookie: str, production: Production, seconds: float) -> Played:
    """Play the roll from its first full screen on."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
    page = context.new_page()
    page.goto(site + reverse("admin:productions_production_preview", args=[production.pk]))
    page.wait_for_selector(".player[data-missing='0']", timeout=1000 * PATIENCE_SECONDS)
    page.evaluate(WHOLE_DISPLAY)
    page.wait_for_timeout(1000 * SETTLING_SECONDS)
    chromium = find_child("chrom")
    worked = measure_work(chromium)
    found: Any = page.evaluate(WATCH, seconds)
    worked = measure_work(chromium) - worked
    context.close()
    return Played(
        found["shown"],
        found["holed"],
        found["passed"],
        found["pictures"] / found["seconds"],
        1000 * worked / found["shown"],
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--names", type=int, default=600)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rates", type=int, nargs="+", default=[24, 30, 60])
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    client = Client()
    client.force_login(User.objects.create_superuser("bench", password="a quite long password"))
    cookie = client.cookies["sessionid"].value
    productions = {}
    for rate in options.rates:
        title = f"見本の作品 {rate}"
        productions[rate] = fill_production(options.names, title=title, fps_num=rate, fps_den=1)
    print(heading(f"the player, a scroll of {options.names} names at 1920x1080 in Chromium"))
    print(
        format_table_head(
            "frames a second | shown, of those that passed | with holes | pictures a second | work a frame, ms"
        )
    )
    with server("Staffroll", STAFFROLL) as running, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for rate, film in productions.items():
            found = play(browser, f"http://{HOST}:{running.port}", cookie, film, options.seconds)
            share = found.shown / found.passed
            print(
                f"| {rate} | {judged(f'{share:.1%}', share >= GOAL)} of {found.passed} | {found.holed} | {found.pictures:.1f} | {found.work:.1f} |",
                flush=True,
            )
            time.sleep(1)
        browser.close()
    print(f"\nload of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
