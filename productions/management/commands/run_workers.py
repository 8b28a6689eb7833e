"""`manage.py run_workers`: the workers of a site on one machine, beside its web process."""

from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand

from productions.management.supervisor import listen_for_the_end, run_supervised_workers, wait_for_the_end


class Command(BaseCommand):
    help = (
        "Run the site's workers until Ctrl-C: one for films and dumps, one with the beat for everything else."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        listen_for_the_end()
        with suppress(KeyboardInterrupt), run_supervised_workers() as workers:
            logs = " and ".join(str(worker.log) for worker in workers)
            self.stdout.write(f"The workers run, and write to {logs}; stop them with Ctrl-C.")
            self.stdout.flush()
            wait_for_the_end()
