"""An episode of 300 cuts and 1,200 credits, entered as an assistant would: through the stock form, key by key, by paste, by a file.

    python -m benchmarks.entry [--cuts 300] [--only WORD] [--show]

A site on a database of its own in a temporary folder, under gunicorn, and Chromium with a keyboard and a mouse that are counted
(`entry_hand.py`). Each way enters the same episode anew; the stock form is timed on a few credits. `--show` opens a window.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable
from urllib.parse import urlencode

from benchmarks.own_site import set_up_own_site

# Playwright's loop stands in the thread that reads the database.
FOLDER = set_up_own_site("entry", DJANGO_ALLOW_ASYNC_UNSAFE="1")

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone, translation  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from benchmarks.endpoints import STAFFROLL, format_table_head, heading, judged  # noqa: E402
from benchmarks.entry_episode import CUTS, ROLES, PlannedEpisode, plan_episode  # noqa: E402
from benchmarks.entry_hand import Count  # noqa: E402
from benchmarks.entry_ways import (  # noqa: E402
    PATIENCE,
    enter_by_file,
    enter_by_filling,
    enter_by_pasting,
    enter_by_stock_form,
    enter_key_by_key,
)
from benchmarks.load import HOST, server  # noqa: E402
from productions.catalogue.services.cuts import add_cuts  # noqa: E402
from productions.catalogue.services.productions import add_episode, create_production  # noqa: E402
from productions.entry.services.sheet_roles import keep_columns  # noqa: E402
from productions.models import Episode, User  # noqa: E402
from productions.people.services.contributors import create_contributor  # noqa: E402

Way = Callable[[Page, str, Episode, PlannedEpisode], Count]
STOCK, SHEET = "admin:productions_credit_add", "admin:productions_production_cut_sheet"
IMPORT = "admin:productions_production_import"
NO_GOAL = float("inf")
WAYS: dict[str, tuple[Way, str, float, float]] = {
    "the stock form": (enter_by_stock_form, STOCK, NO_GOAL, NO_GOAL),
    "the cut sheet, every cell typed": (enter_key_by_key, SHEET, 4, 0.2),
    "the cut sheet, runs filled down": (enter_by_filling, SHEET, 4, 0.2),
    "the cut sheet, a block pasted": (enter_by_pasting, SHEET, 0.1, 0.2),
    "the import page, a file": (enter_by_file, IMPORT, 0.1, 0.2),
}
"""Each with its page and its goals: keys and clicks a credit."""


def fill_site(planned: PlannedEpisode, episodes: int) -> list[Episode]:
    """A series whose people are known, with an empty episode for each way."""
    now = timezone.now()
    series = create_production(title="見本の連載", kind="series", by=None, now=now)
    for person in planned.people:
        create_contributor(name=person.name, kana=person.reading, by=None, now=now)
    made = []
    for number in range(1, episodes + 1):
        episode = add_episode(series, number=str(number), by=None, now=now)
        add_cuts(series, [{"number": each} for each in planned.numbers], episode=episode, by=None, now=now)
        made.append(episode)
    return made


def find_path(page: str, episode: Episode) -> str:
    """The page of the episode's production, at the episode; the stock form knows of none."""
    if page == STOCK:
        return reverse(page)
    return f"{reverse(page, args=[episode.production_id])}?{urlencode({'episode': episode.pk})}"


def open_page(browser: Browser, cookie: str, site: str) -> Page:
    context = browser.new_context(locale="ja-JP", viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    return page


def print_table(counts: dict[str, Count], credits: int) -> None:
    print(heading(f"an episode of {credits:,} credits, entered by each way"))
    print(
        format_table_head(
            "way | keys a credit | clicks a credit | requests | server, s | estimate for the episode"
        )
    )
    stock = next(iter(counts.values()))
    for name, count in counts.items():
        _way, _page, key_goal, click_goal = WAYS[name]
        keys, clicks = count.keys / count.credits, count.clicks / count.credits
        scale = credits / count.credits
        minutes = (count.estimate + count.seconds) * scale / 60
        than_stock = (stock.estimate + stock.seconds) / stock.credits * credits / 60 / minutes
        print(
            f"| {name} | {judged(f'{keys:.2f}', keys <= key_goal)} | {judged(f'{clicks:.3f}', clicks <= click_goal)} "
            f"| {count.requests * scale:,.0f} | {count.seconds * scale:.1f} | {minutes:,.0f} min, {than_stock:.1f}× as fast |"
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cuts", type=int, default=CUTS)
    parser.add_argument("--only", default="", help="of the ways, those with this word in their name")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    client = Client()
    boss = User.objects.create_superuser("bench", password="a quite long password")
    client.force_login(boss)
    cookie = client.cookies["sessionid"].value
    planned = plan_episode(options.cuts)
    episodes = fill_site(planned, len(WAYS))
    keep_columns(episodes[0].production, ROLES, by=boss)
    translation.activate("ja")
    counts = {}
    with server("Staffroll", STAFFROLL) as running, sync_playwright() as playwright:
        site = f"http://{HOST}:{running.port}"
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), headless=not options.show, args=["--no-sandbox"]
        )
        for (name, (way, page, _keys, _clicks)), episode in zip(WAYS.items(), episodes, strict=True):
            if options.only not in name:
                continue
            path = find_path(page, episode)
            counts[name] = way(open_page(browser, cookie, site), site + path, episode, planned)
        browser.close()
    print_table(counts, planned.credits)


if __name__ == "__main__":
    main()
