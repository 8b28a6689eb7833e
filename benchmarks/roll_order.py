"""How long the order of a roll takes: a page of a production's credits by `ordering=roll`, beside the same page in order of entry.

    BENCH_DATABASE_URL=postgres://…/staffroll_bench_100k python -m benchmarks.roll_order

In one process, without a server: medians in milliseconds, for the generated productions. The orders are given and taken back.
"""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime
from statistics import median

from django.db import transaction
from django.test import Client

from benchmarks.database import facts  # sets Django up
from productions.credits.services.billing import order_credits
from productions.models import Credit, Production

ROUNDS = 9
PAGES = ("", "?ordering=roll", "?ordering=roll&role=layout", "?ordering=roll&page_size=200")


def time_page(client: Client, path: str) -> float:
    """Median milliseconds of one page; the first answer, which compiles the queries, is not counted."""
    took = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        assert client.get(path).status_code == 200
        took.append(time.perf_counter() - start)
    return median(took[1:]) * 1000


def print_row(what: str, production: Production, client: Client) -> None:
    path = f"/api/v1/productions/{production.uid}/credits/"
    print(f"| {what} |", *(f"{time_page(client, path + page):.0f} |" for page in PAGES))


def main() -> None:
    client = Client(SERVER_NAME="127.0.0.1")
    print("| credits |", *(f"`{page or 'in order of entry'}` |" for page in PAGES))
    print("| --- |", *("--- |" for _ in PAGES))
    for size, uid in facts().productions.items():
        production = Production.objects.get(uid=uid)
        print_row(f"{size:,}, no order", production, client)
        with transaction.atomic():
            credits = list(Credit.objects.current().filter(production=production, edition="").order_by("pk"))
            random.Random(1).shuffle(credits)
            order_credits(production, credits=credits, by=None, now=datetime.now(UTC))
            print_row(f"{size:,}, all ordered at random", production, client)
            transaction.set_rollback(True)


if __name__ == "__main__":
    main()
