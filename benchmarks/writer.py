"""A process that writes by the domain's verbs at a steady pace, for `benchmarks.busy`.

For each line of its input, `SECONDS PACE RENAMES`, it enters PACE credits a second for so long, every RENAMES-th write a
new main name of a contributor instead (0: never), and prints how many it wrote. It says `ready` first.
"""

from __future__ import annotations

import sys
import time
from itertools import cycle

from django.utils import timezone

from benchmarks.database import facts
from productions.domain.contributors import add_name
from productions.domain.credits import enter_credit
from productions.models import Contributor, Production, Role


def main() -> None:
    found = facts()
    production = Production.objects.get(uid=found.productions[500])
    role = Role.objects.get(code="layout")
    people = cycle(Contributor.objects.filter(kind="person").order_by("pk")[:500])
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
            written += 1
            if renames and written % renames == 0:
                name = f"Hito {time.time_ns():x}"
                add_name(next(renamed), text=name, script="romaji", primary=True, by=None, now=timezone.now())
            else:
                enter_credit(production, role=role, contributor=next(people), by=None, now=timezone.now())
        print(written, flush=True)


if __name__ == "__main__":
    main()
