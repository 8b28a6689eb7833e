"""The worker of the kill tests: the real application on the test database, with short leases, and on request
a writer (`STAFFROLL_TEST_SLOW=1`) or a count (`count`) that pauses half way, so that the test can kill it there."""

import os
import time
from typing import Any, BinaryIO

import django
from django.conf import settings

from registry.celery import app

settings.DATABASES["default"]["NAME"] = os.environ["STAFFROLL_TEST_DATABASE"]
settings.EXPORT_LEASE_SECONDS = settings.DUMP_LEASE_SECONDS = settings.WEBHOOK_LEASE_SECONDS = int(
    os.environ.get("STAFFROLL_TEST_LEASE", "3")
)
settings.WEBHOOK_TRY_SECONDS = 2
settings.WEBHOOK_SLOW_SECONDS = 0.5
settings.DUMP_HOUR = 24  # no nightly dump beside those that a test asks for
app.conf.beat_schedule = {
    "sweep": {"task": "productions.tasks.sweep", "schedule": 1.0},
    "webhooks": {"task": "api.tasks.ring_webhooks", "schedule": 1.0},
    "dumps": {"task": "api.tasks.sweep_dumps", "schedule": 1.0},
}

slow = os.environ["STAFFROLL_TEST_SLOW"]
if slow == "1":
    django.setup()
    from productions.rollkit.writers import as_txt

    real_write = as_txt.write

    def pausing_write(document: Any, out: BinaryIO, *, progress: Any, **options: Any) -> None:
        out.write(b"half of the f")
        progress(0.5)
        time.sleep(600)
        real_write(document, out, progress=progress, **options)

    as_txt.write = pausing_write

    from api.dumps import making

    real_telling = making.report_each_slice

    def pausing_telling(slices: Any, tell: Any) -> Any:
        for rows in real_telling(slices, tell):
            yield rows
            tell(1)
            time.sleep(600)

    making.report_each_slice = pausing_telling

    from productions.imports.services import import_runs

    real_entering = import_runs.enter_sent_file

    def pausing_entering(*given: Any, **options: Any) -> Any:
        entered = real_entering(*given, **options)
        print("entered, and not committed", flush=True)
        time.sleep(600)
        return entered

    import_runs.enter_sent_file = pausing_entering

# A count is due in every new registry: it would hold the only process that a test waits for.
if slow == "count":
    django.setup()
    from productions.statistics.services import record_statistics

    real_collecting = record_statistics.collect_figures

    def pausing_collecting() -> Any:
        figures = real_collecting()
        print("counted, and not stored", flush=True)
        time.sleep(600)
        return figures

    record_statistics.collect_figures = pausing_collecting
