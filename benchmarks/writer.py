"""A process that writes by the domain's verbs at a steady pace, for `benchmarks.busy`.

For each line of its input, `SECONDS PACE RENAMES`, it enters PACE credits a second for so long, ten in a transaction,
gives a contributor a new main name after every RENAMES of them (0: never), and prints how many it entered. It says
`ready` first. One by one, 100 a second would take a whole core: a verb costs about 10 ms with its rules and its event.
"""

from __future__ import annotations

import sys
import time
from itertools import cycle, islice, product

from django.utils import timezone

from benchmarks.database import facts
from productions.catalogue.services.productions import create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.management.generated import ROLES
from productions.models import Contributor, Production, Role
from productions.people.services.contributors import add_name

TOGETHER = 10


def main() -> None:
    found = facts()
    production = Production.objects.get(uid=found.productions[500])
    entered = create_production(title="Entered meanwhile", kind="film", by=None, now=timezone.now())
    people = list(Contributor.objects.filter(kind="person").order_by("pk")[:2000])
    fresh = product(Role.objects.filter(code__in=ROLES), people)
    renamed = cycle(
        Contributor.objects.filter(credits__production=production).distinct().order_by("pk")[:200]
    )
    print("ready", flush=True)
    for line in sys.stdin:
        seconds, pace, renames = map(float, line.split())
        began = time.monotonic()
        written = 0
        while (now := time.monotonic()) - began < seconds:
            due = began + written / pace
            if due > now:
                time.sleep(due - now)
                continue
            rows = [{"role": role, "contributor": person} for role, person in islice(fresh, TOGETHER)]
            enter_credits(entered, rows, by=None, now=timezone.now())
            written += TOGETHER
            if renames and written % renames == 0:
                name = f"Hito {time.time_ns():x}"
                add_name(next(renamed), text=name, script="romaji", primary=True, by=None, now=timezone.now())
        print(written, flush=True)


if __name__ == "__main__":
    main()
