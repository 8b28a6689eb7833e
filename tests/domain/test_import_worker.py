"""A real worker that enters a large file is killed in the middle: nothing of it is there, and the next worker enters it once."""

import pytest
from django.utils import timezone

from productions.catalogue.services.productions import create_production
from productions.imports.services.import_jobs import receive_file, request_entering
from productions.imports.services.import_runs import run_direct_job
from productions.models import Credit, ImportBatch, ImportJob, User
from tests.processes import running_worker, said, wait_until

SHEET = "役職,名前\n背景,試験 一郎\n原画,試験 二子\n"


@pytest.mark.worker
def test_a_worker_that_is_killed_while_it_enters_leaves_nothing_and_the_next_enters_once(unlocked, tmp_path):
    now = timezone.now()
    film = create_production(title="犬と少年", kind="film", by=None, now=now)
    boss = User.objects.create_superuser("boss", password="a long password")
    job = receive_file(film, SHEET.encode(), filename="sheet.csv", by=boss, now=now)
    run_direct_job(job, clock=timezone.now)
    job.refresh_from_db()
    request_entering(job, accepted=job.plan_digest, now=now)

    log = tmp_path / "worker.log"
    with running_worker(tmp_path, STAFFROLL_TEST_SLOW="1"):
        wait_until(lambda: said(log, "entered, and not committed"), log)
    assert ImportJob.objects.get().state == "running"
    assert not Credit.objects.exists()

    with running_worker(tmp_path):
        wait_until(ImportBatch.objects.exists, log)
    assert Credit.objects.count() == 2
    job = ImportJob.objects.get()
    assert (job.state, job.batch, job.attempts) == ("done", ImportBatch.objects.get(), 2)
