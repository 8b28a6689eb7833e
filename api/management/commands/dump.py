"""`manage.py dump`: make a dump of the public registry, here and now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from api.dumps.job import run_dump
from productions.exports.services.dumps import get_dumps_folder, request_dump
from productions.management.database import require_migrated_database
from productions.shared.choices import ExportState
from productions.shared.refusals import Refusal


class Command(BaseCommand):
    help = "Make a dump of the public registry: every list as NDJSON and Parquet, with a manifest."

    def handle(self, *args: Any, **options: Any) -> None:
        require_migrated_database()
        try:
            asked = request_dump(by=None, now=timezone.now())
        except Refusal as refusal:
            raise CommandError("\n".join(refusal.reasons)) from refusal
        with tqdm(unit=" rows", disable=None) as bar:

            def tell(rows: int, total: int) -> None:
                bar.total = total
                bar.update(rows - bar.n)

            dump = run_dump(asked.uid, clock=timezone.now, tell=tell)
        asked.refresh_from_db()
        if dump is None or dump.state != ExportState.DONE:
            raise CommandError(
                asked.told_error or f"A worker has it; its state is {asked.get_state_display()}."
            )
        self.stdout.write(f"{get_dumps_folder() / str(dump.uid)}  {dump.size}  last event {dump.last_seq}")
